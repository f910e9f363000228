"""What Babel's locale data lacks or bends, from the same CLDR: laid over it, locale by locale."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from newscore.errors import DateError

__all__ = ["CLDR_VERSION", "head", "laid_on"]

CLDR_VERSION: Final = "47"
"""The CLDR release that the overlay was made from; Babel's must be the same."""


def head() -> Mapping[str, Any]:
    """Return the tables that belong to no locale: zones, metazones, preferred hours and calendars."""
    return _read()[0]


def laid_on(flat: dict[str, Any], chain: Iterable[str]) -> dict[str, Any]:
    """Return *flat* changed by the overlay of each locale in *chain*, the root first; null removes."""
    rows = _read()[1]
    for name in chain:
        if name not in rows:
            continue
        for section, table in json.loads(rows[name])[1].items():
            for leaf, value in table.items():
                path = f"{section}/{leaf}" if leaf else section
                if value is None:
                    flat.pop(path, None)
                else:
                    flat[path] = value
    return flat


@lru_cache(maxsize=1)
def _read() -> tuple[dict[str, Any], dict[str, str]]:
    from babel.core import get_global  # Locale data: loaded on first use.

    first, *lines = files("newscore.cldr").joinpath("overlay.jsonl").read_text("utf-8").splitlines()
    carried = get_global("cldr")["version"]
    if carried != CLDR_VERSION:
        raise DateError(f"expected Babel with CLDR {CLDR_VERSION}, got CLDR {carried}; install babel>=2.18,<2.19")
    # A line is parsed when its locale is asked for.
    return json.loads(first), {line[2 : line.index('"', 2)]: line for line in lines}
