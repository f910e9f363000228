"""Every example in the documentation and in the docstrings runs."""

import doctest
import importlib
import pkgutil

import pytest

import newscore
from tests.support import ROOT

FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(newscore.__path__, "newscore.")
    if "__main__" not in module.name and ".ext." not in module.name
)


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_the_examples_of_a_page_run(page):
    """What a reader types gives what the page says."""
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=FLAGS, encoding="utf-8")
    assert failed == 0


@pytest.mark.parametrize("name", ["newscore", *MODULES])
def test_the_examples_of_a_module_run(name):
    """What a docstring shows is true."""
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=FLAGS)
    assert failed == 0


def test_every_public_function_and_class_has_a_docstring():
    """Whatever a module's `__all__` names says what it is."""
    silent = []
    for name in ["newscore", *MODULES]:
        module = importlib.import_module(name)
        for public in getattr(module, "__all__", ()):
            value = getattr(module, public)
            if (
                callable(value)
                and str(getattr(value, "__module__", "")).startswith("newscore")
                and not getattr(value, "__doc__", None)
            ):
                silent.append(f"{name}.{public}")
    assert silent == []


def test_no_module_is_over_four_hundred_lines():
    """At four hundred lines a second noun is hiding inside."""
    long = {
        str(path.relative_to(ROOT)): count
        for path in ROOT.glob("src/**/*.py")
        if (count := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}
