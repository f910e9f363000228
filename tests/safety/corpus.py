"""The injection strings of the shared corpus."""

import json

from tests.support import SHARED

__all__ = ["injections"]


def injections(every: int = 1) -> list[str]:
    """Return every Nth injection string; nothing where the shared material is absent."""
    path = SHARED / "corpora" / "xss" / "cases.jsonl"
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as rows:
        return [json.loads(row)["text"] for row in rows][::every]
