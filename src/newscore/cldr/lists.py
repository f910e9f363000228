"""A list of names as a locale writes it."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from newscore.cldr.locales import negotiate_locale
from newscore.cldr.pack import pack_of
from newscore.errors import DateError, shorten

__all__ = ["ListKind", "join_names"]

ListKind = Literal["and", "or", "unit"]

_KINDS: Final = {"and": "standard", "or": "or", "unit": "unit"}
# Before the sound i, "y" is "e" ("Ana e Isabel") but not before a glide ("agua y hielo"); before the sound o, "o" is
# "u" ("siete u ocho"). Source: Real Academia Española, Ortografía de la lengua, y/e and o/u. ICU misses the accents.
_SPANISH_E: Final = re.compile(r"h?í|i|hi(?![ae])", re.IGNORECASE)
_SPANISH_U: Final = re.compile(r"h?[oó]|8|11(?=\s|$)", re.IGNORECASE)
# A prefix vav is joined by a hyphen to a word that does not begin with a Hebrew letter.
_HEBREW: Final = re.compile(r"[\u05d0-\u05ea]")


def join_names(names: Sequence[str], *, locale: str, kind: ListKind = "and", serial_comma: bool | None = None) -> str:
    """Return *names* as one list in *locale*; an empty sequence gives an empty str.

    Spanish and Hebrew change the word before the last name by its sound or script. A *serial_comma* before the last
    word of three names or more is CLDR's choice (None), always or never; lists without spaces have none to change.

    >>> join_names(["Ana", "Isabel"], locale="es"), join_names(["A", "B", "C"], locale="en")
    ('Ana e Isabel', 'A, B, and C')
    >>> join_names(["Ana", "Isabel"], locale="fr", kind="or")
    'Ana ou Isabel'
    >>> join_names(["A", "B", "C"], locale="en", serial_comma=False)
    'A, B and C'

    Raises UnknownLocale, and DateError for a *kind* that is none.
    Source: CLDR listPatterns, UTS #35 part 2, List Patterns.
    """
    style = _KINDS.get(kind)
    if style is None:
        raise DateError(f"expected a kind of list: 'and', 'or' or 'unit', got {shorten(kind)}")
    pack = pack_of(negotiate_locale(locale).locale)
    if len(names) < 2:
        return "".join(names)
    language = pack.name.partition("_")[0]
    if len(names) == 2:
        last = pack.need(f"list/{style}/2")
        return _fill(_by_sound(language, last, names[1]), names[0], names[1])
    start, middle = pack.need(f"list/{style}/start"), pack.need(f"list/{style}/middle")
    end = _with_comma(pack.need(f"list/{style}/end"), middle, serial_comma)
    end = _by_sound(language, end, names[-1])
    joined = _fill(end, names[-2], names[-1])
    # From the right, as UTS #35 builds a list; each part is filled once, so braces in a name stay as they are.
    before, between, after = _parts(middle)
    first_before, first_between, first_after = _parts(start)
    tail = joined
    for name in reversed(names[1:-2]):
        tail = f"{before}{name}{between}{tail}{after}"
    return f"{first_before}{names[0]}{first_between}{tail}{first_after}"


def _with_comma(end: str, middle: str, wanted: bool | None) -> str:
    """The pattern for the last two names with the comma of *middle* before its word, or without."""
    between = _parts(end)[1]
    comma = re.match(r"[,،]\u200f?", _parts(middle)[1])
    if wanted is None or comma is None or not any(mark.isalpha() for mark in between):
        return end
    bare = re.sub(r"^[,،]\u200f?", "", between)
    return end.replace(between, f"{comma[0]}{bare}" if wanted else bare, 1)


def _parts(pattern: str) -> tuple[str, str, str]:
    before, _, rest = pattern.partition("{0}")
    between, _, after = rest.partition("{1}")
    return before, between, after


def _fill(pattern: str, first: str, second: str) -> str:
    before, between, after = _parts(pattern)
    return f"{before}{first}{between}{second}{after}"


def _by_sound(language: str, pattern: str, last: str) -> str:
    if language == "es":
        if " y " in pattern and _SPANISH_E.match(last):
            return pattern.replace(" y ", " e ")
        if " o " in pattern and _SPANISH_U.match(last):
            return pattern.replace(" o ", " u ")
    if language == "he" and "\u05d5{1}" in pattern and not _HEBREW.match(last):
        return pattern.replace("\u05d5{1}", "\u05d5-{1}")
    return pattern
