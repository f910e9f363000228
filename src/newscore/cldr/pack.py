"""One locale's words and patterns, immutable, however other locales are used beside it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from newscore.cldr.source import PLURAL, flat_tables

__all__ = ["Calendar", "LocalePack", "pack_of"]

Calendar = str
_NO_NAME: Final = re.compile(r"M(\d\d)").fullmatch
_WIDTHS: Final = {"abbreviated": "wide", "short": "abbreviated", "narrow": "abbreviated"}


@dataclass(frozen=True, slots=True, eq=False)
class LocalePack:
    """The tables of one locale, each a mapping from a path to a text."""

    name: str
    """The Babel identifier: `pt_BR`."""
    tables: Mapping[str, Any]
    plural: Callable[[int], str]
    """The plural category of a number: `one`, `few`, `other`."""

    def find(self, path: str, calendar: Calendar = "gregorian") -> str | None:
        """Return the text at *path*; another calendar falls back on the generic one, then on the Gregorian."""
        tables = self.tables
        if calendar != "gregorian":
            found = tables.get(f"{calendar}/{path}") or tables.get(f"generic/{path}")
            if found:
                return str(found)
        found = tables.get(path)
        return found or None

    def need(self, path: str, calendar: Calendar = "gregorian") -> str:
        """Return the text at *path*, which every locale has from the root."""
        found = self.find(path, calendar)
        if found is None:
            raise KeyError(f"{self.name}: no {path}")
        return found

    def names(
        self, kind: str, context: str, width: str, keys: range, calendar: Calendar = "gregorian"
    ) -> tuple[str, ...]:
        """Return the names of months, days or quarters; those the locale lacks are said in another width or context."""
        found = []
        for key in keys:
            text = self._name(kind, context, width, key, calendar)
            bare = _NO_NAME(text)
            # The root's stand-in for a month without a name must reach no reader.
            found.append(bare[1] if bare else text)
        return tuple(found)

    def _name(self, kind: str, context: str, width: str, key: int, calendar: Calendar) -> str:
        tables = self.tables
        if calendar != "gregorian":
            for where in (f"{context}/{width}", *(() if width == "narrow" else (f"{context}/wide", "format/wide"))):
                own = tables.get(f"{calendar}/{kind}/{where}/{key}")
                if own:
                    return str(own)
        other = "stand-alone" if context == "format" else "format"
        step: str | None = width
        while step:
            for where in (context, other):
                found = tables.get(f"{kind}/{where}/{step}/{key}")
                if found:
                    return str(found)
            step = _WIDTHS.get(step)
        raise KeyError(f"{self.name}: no {kind} {key}")


@lru_cache(maxsize=128)
def pack_of(name: str) -> LocalePack:
    """Return the pack of the Babel locale *name*, read once and then shared by all threads."""
    tables = flat_tables(name)
    return LocalePack(name, MappingProxyType(tables), tables[PLURAL])
