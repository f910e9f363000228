"""A list of names as a locale writes it."""

import re
from collections.abc import Sequence
from typing import Literal

from newscore.errors import UnknownLocale, shorten
from newscore.languages import parents, primary

__all__ = ["join_names"]

# Spanish "y" becomes "e" before the sound i, "o" becomes "u" before o (RAE, Ortografía §"y/e, o/u").
_SPANISH_E = re.compile(r"(?:h?i(?![aeou])|h?í)", re.IGNORECASE)
_SPANISH_U = re.compile(r"(?:h?[oóö]|8)", re.IGNORECASE)


def join_names(names: Sequence[str], *, locale: str, kind: Literal["and", "or", "unit"] = "and") -> str:
    """Return *names* as one list in *locale*; an empty list is an empty str.

    >>> join_names(["Ana", "Isabel"], locale="es"), join_names(["A", "B", "C"], locale="en")
    ('Ana e Isabel', 'A, B, and C')

    Raises UnknownLocale. Source: CLDR listPatterns, UTS #35 part 2 §11.
    """
    from babel import Locale, UnknownLocaleError  # 0.1 s that only those pay who print a list.
    from babel.lists import format_list

    for tag in parents(locale):
        try:
            data = Locale.parse(tag, sep="-")
            break
        except (UnknownLocaleError, ValueError):
            continue
    else:
        raise UnknownLocale(f"expected a locale with CLDR data, got {shorten(locale)}")
    styles = {"and": "standard", "or": "or", "unit": "unit"} if "unit" in data.list_patterns else {}
    joined = format_list(list(names), style=styles.get(kind, "standard"), locale=data)  # type: ignore[arg-type]  # A literal chosen above.
    return _spanish(joined, names, kind) if primary(locale) == "es" and len(names) > 1 else joined


def _spanish(joined: str, names: Sequence[str], kind: str) -> str:
    word, other, sound = ("y", "e", _SPANISH_E) if kind == "and" else ("o", "u", _SPANISH_U)
    tail = f" {word} {names[-1]}"
    if sound.match(names[-1]) and joined.endswith(tail):
        return f"{joined[: -len(tail)]} {other} {names[-1]}"
    return joined
