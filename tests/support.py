"""What several test modules need: where the shared material lies, and how to read it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NEWSCORE_SHARED", ROOT.parent / "shared"))


def shared(*parts: str) -> Path:
    """The path of shared test material; skips the calling test where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs the shared test material {'/'.join(parts)}; point NEWSCORE_SHARED at its folder")
    return path


def json_lines(*parts: str) -> Iterator[dict[str, Any]]:
    """Each row of a shared JSON Lines file."""
    with shared(*parts).open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)
