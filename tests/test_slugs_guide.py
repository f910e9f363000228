"""The programs of the guide to unique slugs run as they are printed, each in a process of its own."""

import re
import subprocess
import sys

import pytest

from tests.support import ROOT

PAGE = ROOT / "docs" / "guide" / "slug-uniqueness.md"
PROGRAMS = [block for block in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S) if ">>>" not in block]
NEEDS = {"FastAPI": ["fastapi", "httpx", "sqlalchemy"], "Django": ["django"]}


@pytest.mark.parametrize("name", NEEDS)
def test_a_program_of_the_guide_runs(name, tmp_path):
    """Two stories with one headline get two slugs; the program asserts it."""
    for package in NEEDS[name]:
        pytest.importorskip(package, reason=f"needs {package}, in newscore[test]")
    program = next(block for block in PROGRAMS if f"import {name}" in block or f"import {name.lower()}" in block)
    assert "assert" in program
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr[-2000:]) == (0, "")
