"""An LDML date pattern compiled once into a function from a local moment to its text."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from newscore.cldr.calendars import day_in
from newscore.cldr.day_periods import day_period
from newscore.cldr.digits import Digits, digits_of
from newscore.cldr.pack import LocalePack
from newscore.cldr.zones import ZoneText
from newscore.errors import DateError, shorten

__all__ = ["MAX_PATTERN", "Piece", "Speaker", "compile_pattern", "join_patterns", "parse_pattern", "write_pattern"]

MAX_PATTERN: Final = 500
"""How many characters a pattern may have."""

Piece = Callable[[datetime], str]
"""A part of a pattern: what it says of a moment already seen from its zone."""

# UTS #35 part 4, Date Format Patterns: letters are fields, '' is an apostrophe, '…' is literal text.
_TOKEN: Final = re.compile(r"''|'((?:[^']|'')*)'|([a-zA-Z])\2*|[^a-zA-Z']+|'")
_ROMAN: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_WIDTHS: Final = {3: "abbreviated", 4: "wide", 5: "narrow", 6: "short"}


@lru_cache(maxsize=4096)
def parse_pattern(pattern: str) -> tuple[str | tuple[str, int], ...]:
    """Return the literals of a pattern as texts, and its fields as (letter, count).

    >>> parse_pattern("d 'de' MMM")
    (('d', 1), ' de ', ('M', 3))

    Raises DateError for a pattern that is too long or leaves a quote open.
    """
    if len(pattern) > MAX_PATTERN:
        raise DateError(f"expected a pattern of at most {MAX_PATTERN} characters, got {len(pattern)}")
    parts: list[str | tuple[str, int]] = []
    for token in _TOKEN.finditer(pattern):
        text = token[0]
        if token[2]:
            parts.append((token[2], len(text)))
            continue
        if text == "'":
            raise DateError(f"expected every quote of a pattern to be closed, got {shorten(pattern)}")
        literal = "'" if text == "''" else token[1].replace("''", "'") if token[1] is not None else text
        if parts and isinstance(parts[-1], str):
            parts[-1] += literal
        else:
            parts.append(literal)
    return tuple(parts)


def write_pattern(parts: Iterable[str | tuple[str, int]]) -> str:
    """Return the pattern that `parse_pattern` reads as *parts*; literals that touch become one.

    >>> write_pattern([("d", 1), " de ", ("M", 3)])
    "d' de 'MMM"
    """
    written: list[str] = []
    literal = ""
    for part in (*parts, ("", 0)):
        if isinstance(part, str):
            literal += part
            continue
        if literal:
            quoted = any(mark.isascii() and (mark.isalpha() or mark == "'") for mark in literal)
            written.append("'" + literal.replace("'", "''") + "'" if quoted else literal)
            literal = ""
        written.append(part[0] * part[1])
    return "".join(written)


def join_patterns(frame: str, *places: str) -> str:
    """Return *frame* with a pattern in each place: the quotes of one never run into those of the next.

    >>> join_patterns("{1} 'at' {0}", "HH:mm", "d MMM 'y.'")
    "d MMM' y. at 'HH:mm"
    """
    parts: list[str | tuple[str, int]] = []
    # What numbers a pattern is written in ("y=jpanyear") stands behind a line break, and stays at the end.
    numbers = next((numbers for place in places if (numbers := place.partition("\n")[2])), "")
    for index, piece in enumerate(re.split(r"\{(\d)\}", frame)):
        parts.extend(parse_pattern(places[int(piece)].partition("\n")[0] if index % 2 else piece))
    return write_pattern(parts) + (f"\n{numbers}" if numbers else "")


class Speaker:
    """What a pattern needs to know: a locale, a zone, a calendar and a numbering system."""

    def __init__(self, pack: LocalePack, zone: ZoneInfo, calendar: str, system: str) -> None:
        self.pack, self.zone, self.calendar = pack, zone, calendar
        self.digits: Digits = digits_of(system)
        self.zone_text = ZoneText(pack, zone, self.digits)

    def compile(self, pattern: str) -> Piece:
        """Return the function that writes *pattern*; DateError for a letter that is no field."""
        pattern, _, numbers = pattern.partition("\n")
        parts = parse_pattern(pattern)
        template = "".join(part.replace("%", "%%") if isinstance(part, str) else "%s" for part in parts)
        pieces = [self.piece(*part, numbers) for part in parts if not isinstance(part, str)]
        if len(pieces) == 1:
            (only,) = pieces
            return lambda moment: template % only(moment)
        return lambda moment: template % tuple([piece(moment) for piece in pieces])

    def piece(self, letter: str, count: int, numbers: str = "") -> Piece:
        """Return what writes one field."""
        maker = _FIELDS.get(letter)
        if maker is None:
            raise DateError(f"expected a field of UTS #35 part 4, got {letter * min(count, 5)!r}")
        if numbers == "y=jpanyear" and letter == "y":
            return _first_year(self, maker(self, letter, count))
        if numbers == "M=romanlow" and letter == "M":
            return lambda moment: _ROMAN[moment.month]
        return maker(self, letter, count)


def compile_pattern(pattern: str, pack: LocalePack, zone: ZoneInfo, calendar: str, system: str) -> Piece:
    """Return a function that writes moments, seen from *zone*, in *pattern*."""
    return Speaker(pack, zone, calendar, system).compile(pattern)


def _first_year(speaker: Speaker, piece: Piece) -> Piece:
    """The first year of a Japanese era is written 元年."""
    return lambda moment: "元" if day_in(speaker.calendar, moment).year == 1 else piece(moment)


def _number(speaker: Speaker, count: int, get: Callable[[datetime], int]) -> Piece:
    """A number padded to *count* figures."""
    if count <= 2:
        table = speaker.digits.two if count == 2 else speaker.digits.plain
        limit, write = len(table), speaker.digits.write
        return lambda moment: table[value] if 0 <= (value := get(moment)) < limit else write(str(value))
    padded = speaker.digits.padded
    return lambda moment: padded(get(moment), count)


def _era(speaker: Speaker, _letter: str, count: int) -> Piece:
    width = {4: "wide", 5: "narrow"}.get(count, "abbreviated")
    calendar, pack = speaker.calendar, speaker.pack
    if calendar == "gregorian":
        name = pack.need(f"eras/{width}/1")
        return lambda _moment: name

    def say(moment: datetime) -> str:
        era = day_in(calendar, moment).era
        path = f"eras/{width}/{era}"
        return pack.tables.get(f"{calendar}/{path}") or pack.need(f"eras/{width}/1")

    return say


def _year(speaker: Speaker, letter: str, count: int) -> Piece:
    calendar, padded, two = speaker.calendar, speaker.digits.padded, speaker.digits.two
    if calendar == "gregorian" and letter != "Y":
        if count == 2:
            return lambda moment: two[moment.year % 100]
        if speaker.digits.table is None and count == 1:
            return lambda moment: str(moment.year)
        return lambda moment: padded(moment.year, count)

    def get(moment: datetime) -> int:
        if letter == "Y":
            return moment.isocalendar()[0]
        return moment.year if letter in "ur" else day_in(calendar, moment).year

    if count == 2:
        return lambda moment: two[get(moment) % 100]
    return lambda moment: padded(get(moment), count)


def _quarter(speaker: Speaker, letter: str, count: int) -> Piece:
    calendar = speaker.calendar
    if count <= 2:
        return _number(speaker, count, lambda moment: (day_in(calendar, moment).month + 2) // 3)
    context = "format" if letter == "Q" else "stand-alone"
    names = speaker.pack.names("quarters", context, _WIDTHS.get(count, "wide"), range(1, 5))
    return lambda moment: names[(day_in(calendar, moment).month - 1) // 3]


def _month(speaker: Speaker, letter: str, count: int) -> Piece:
    calendar = speaker.calendar
    get = (lambda moment: moment.month) if calendar != "persian" else (lambda moment: day_in(calendar, moment).month)
    if count <= 2:
        return _number(speaker, count, get)
    context = "format" if letter == "M" else "stand-alone"
    names = ("", *speaker.pack.names("months", context, _WIDTHS.get(count, "wide"), range(1, 13), calendar))
    if calendar != "persian":
        return lambda moment: names[moment.month]
    return lambda moment: names[get(moment)]


def _day(speaker: Speaker, _letter: str, count: int) -> Piece:
    calendar = speaker.calendar
    if calendar == "persian":
        return _number(speaker, count, lambda moment: day_in(calendar, moment).day)
    if count <= 2:
        table = speaker.digits.two if count == 2 else speaker.digits.plain
        return lambda moment: table[moment.day]
    return _number(speaker, count, lambda moment: moment.day)


def _weekday(speaker: Speaker, letter: str, count: int) -> Piece:
    if count <= 2 and letter != "E":
        return _number(speaker, count, lambda moment: moment.isoweekday())
    context = "stand-alone" if letter == "c" else "format"
    names = speaker.pack.names("days", context, _WIDTHS.get(max(count, 3), "wide"), range(7))
    return lambda moment: names[moment.weekday()]


def _day_of_year(speaker: Speaker, _letter: str, count: int) -> Piece:
    calendar = speaker.calendar
    return _number(speaker, count, lambda moment: day_in(calendar, moment).day_of_year)


def _week(speaker: Speaker, letter: str, count: int) -> Piece:
    """Weeks are ISO weeks in every locale; a week of the month is counted from its first Monday's week."""
    if letter == "W":
        return _number(speaker, count, lambda moment: (moment.day + 6 + moment.replace(day=1).weekday()) // 7)
    return _number(speaker, count, lambda moment: moment.isocalendar()[1])


def _weekday_of_month(speaker: Speaker, _letter: str, count: int) -> Piece:
    return _number(speaker, count, lambda moment: (moment.day - 1) // 7 + 1)


def _am_pm(speaker: Speaker, _letter: str, count: int) -> Piece:
    width = {4: "wide", 5: "narrow"}.get(count, "abbreviated")
    names = tuple(speaker.pack.need(f"day_periods/format/{width}/{half}") for half in ("am", "pm"))
    if names == ("AM", "PM"):
        # Where the short form is only the root's and the wide one is the language's own, a reader wants his own:
        # Korean 오전 and 오후. A Latin script lives with AM and PM.
        wide = tuple(speaker.pack.need(f"day_periods/format/wide/{half}") for half in ("am", "pm"))
        names = names if any("A" <= mark <= "z" for mark in wide[0]) else wide
    return lambda moment: names[moment.hour >= 12]


def _period(speaker: Speaker, letter: str, count: int) -> Piece:
    width = {4: "wide", 5: "narrow"}.get(count, "abbreviated")
    return lambda moment: day_period(speaker.pack, moment, width, exact_only=letter == "b")


def _hour(speaker: Speaker, letter: str, count: int) -> Piece:
    table = speaker.digits.two if count >= 2 else speaker.digits.plain
    hours = tuple(
        table[{"H": hour, "k": hour or 24, "K": hour % 12, "h": hour % 12 or 12}[letter]] for hour in range(24)
    )
    return lambda moment: hours[moment.hour]


def _minute(speaker: Speaker, letter: str, count: int) -> Piece:
    table = speaker.digits.two if count >= 2 else speaker.digits.plain
    return (lambda moment: table[moment.minute]) if letter == "m" else (lambda moment: table[moment.second])


def _fraction(speaker: Speaker, _letter: str, count: int) -> Piece:
    write = speaker.digits.write
    return lambda moment: write(f"{moment.microsecond:06}".ljust(count, "0")[:count])


def _milliseconds(speaker: Speaker, _letter: str, count: int) -> Piece:
    def get(moment: datetime) -> int:
        return ((moment.hour * 60 + moment.minute) * 60 + moment.second) * 1000 + moment.microsecond // 1000

    return _number(speaker, count, get)


def _julian_day(speaker: Speaker, _letter: str, count: int) -> Piece:
    return _number(speaker, count, lambda moment: moment.toordinal() + 1721425)


def _zone(speaker: Speaker, letter: str, count: int) -> Piece:
    text = speaker.zone_text
    if letter == "z":
        return text.specific(long=count == 4)
    if letter == "O":
        return text.offset(long=count == 4)
    if letter == "v":
        return text.generic(long=count == 4)
    if letter == "V":
        key, city = speaker.zone.key, text.city()
        return text.location if count == 4 else lambda _moment: city if count == 3 else key
    if letter == "Z" and count == 4:
        return text.offset(long=True)
    kind = "ZZ" if letter == "Z" and count == 5 else "Z" if letter == "Z" else letter
    return lambda moment: _iso_offset(moment.utcoffset() or timedelta(), kind, count)


def _iso_offset(offset: timedelta, kind: str, count: int) -> str:
    """ISO 8601 offsets: `X` writes Z for zero, `x` and `Z` write figures; ASCII in every locale."""
    if not offset and kind in ("X", "ZZ"):
        return "Z"
    seconds = int(abs(offset).total_seconds())
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if offset < timedelta() and (hours or minutes or seconds) else "+"
    colon = ":" if kind == "ZZ" or (kind in "xX" and count in (3, 5)) else ""
    if kind in ("x", "X") and count == 1 and not minutes:
        return f"{sign}{hours:02}"
    long = f"{colon}{seconds:02}" if seconds and (kind in ("Z", "ZZ") or count >= 4) else ""
    return f"{sign}{hours:02}{colon}{minutes:02}{long}"


_Maker = Callable[[Speaker, str, int], Piece]
_MAKERS: Final[tuple[tuple[str, _Maker], ...]] = (
    ("G", _era),
    ("yYur", _year),
    ("Qq", _quarter),
    ("ML", _month),
    ("wW", _week),
    ("d", _day),
    ("D", _day_of_year),
    ("F", _weekday_of_month),
    ("g", _julian_day),
    ("Eec", _weekday),
    ("a", _am_pm),
    ("bB", _period),
    ("HhKk", _hour),
    ("ms", _minute),
    ("S", _fraction),
    ("A", _milliseconds),
    ("zZOvVxX", _zone),
)
_FIELDS: Final = {letter: maker for letters, maker in _MAKERS for letter in letters}
