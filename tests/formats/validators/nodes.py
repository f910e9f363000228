"""Where the validators that come from npm lie, if somebody installed them."""

import os
import shutil
from pathlib import Path

import pytest

from tests.support import ROOT

MODULES = Path(os.environ.get("NEWSCORE_NODE_MODULES", ROOT / ".node" / "node_modules"))


def find(*parts: str, program: str) -> Path:
    """The path of a file below node_modules; skips the test where it or the *program* that runs it is absent."""
    path = MODULES.joinpath(*parts)
    if shutil.which(program) is None:
        pytest.skip(f"needs {program}")
    if not path.exists():
        pytest.skip(f"needs `npm install --prefix .node {parts[0]}`, or NEWSCORE_NODE_MODULES pointing to where it is")
    return path
