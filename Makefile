# Each target sets itself up: a .venv beside the code, made again when pyproject.toml changes.
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell $(name) -c 'import sys; print(sys.executable if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint types bench docs clean

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

.venv/core: pyproject.toml
	@test -n "$(PYTHON)" || { echo "needs Python 3.11 or newer on PATH (or: make PYTHON=/path/to/python)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev: .venv/core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,all]'
	@touch $@

demo: .venv/core ## read a sample news page and write it to every channel
	$(BIN)/python -m newscore demo --output demo-out

test: .venv/dev ## run the tests, with branch coverage
	$(BIN)/python -m pytest --cov --cov-report=term

lint: .venv/dev ## style, and the contracts on who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/dev ## mypy --strict and pyright
	$(BIN)/mypy
	$(BIN)/pyright

bench: .venv/dev ## print the benchmark tables
	@for table in tests/bench/bench_*.py; do $(BIN)/python -m tests.bench.$$(basename $$table .py) || exit 1; done

docs: .venv/dev ## build the documentation into site/
	$(BIN)/mkdocs build --strict --quiet --site-dir site

clean: ## remove everything that was made
	rm -rf .venv site demo-out dist build .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
