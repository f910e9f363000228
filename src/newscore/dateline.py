"""A printed date line becomes a day, a time and, where a zone is known, a moment; what is ambiguous is named."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscore.errors import DateError, UnknownZone, shorten
from newscore.languages import find_language, primary

__all__ = ["LANGUAGES", "MAX_LENGTH", "Dateline", "find_dateline", "parse_dateline"]

LANGUAGES: Final = (
    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ru", "uk", "kk", "tr", "el", "ar",
    "fa", "he", "hi", "ja", "zh", "ko",
)  # fmt: skip
"""The languages whose months and weekdays are read; the numbers of a date are read in any."""

_FIRST, _LAST = date(1900, 1, 2), date(8999, 12, 30)
MAX_LENGTH: Final = 300
"""Characters of a line at most; a longer one is no date line."""

# Which comes first in a date of three numbers, by language; English alone depends on the country.
_DAY_FIRST: Final = frozenset(
    "de fr es pt it nl da nb fi pl cs ru uk kk tr el ar he hi en-GB en-AU en-NZ en-IE en-IN en-ZA".split()
)
_MONTH_FIRST: Final = frozenset({"en-US"})
_ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "eet": 120, "eest": 180, "bst": 60,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "msk": 180,
    "мск": 180, "jst": 540, "kst": 540,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A printed date in its parts; nothing in it was not printed, except `moment`, which may use the caller's zone.

    >>> find_dateline("Thursday, January 15, 2026 11:14 AM", language="en").iso
    '2026-01-15T11:14'
    """

    text: str
    """The printed words, from `start` to `end` of the line."""
    day: date
    """The day."""
    clock: time | None = None
    """The time of day, if one was printed."""
    weekday: int | None = None
    """The printed weekday, Monday 0."""
    offset: timedelta | None = None
    """The printed offset from UTC."""
    moment: datetime | None = None
    """The moment in UTC, where a time is printed and its offset or the caller's zone is known."""
    start: int = 0
    """Where the date begins in the line."""
    end: int = 0
    """Where it ends."""

    @property
    def iso(self) -> str:
        """The ISO 8601 form, holding no time or offset that was not printed."""
        if self.clock is None:
            return self.day.isoformat()
        clock = self.clock.isoformat("seconds" if self.clock.second else "minutes")
        return f"{self.day.isoformat()}T{clock}{_offset_text(self.offset)}"

    @property
    def weekday_agrees(self) -> bool | None:
        """Whether the printed weekday is that of the day; None where none was printed."""
        return None if self.weekday is None else self.day.weekday() == self.weekday


def parse_dateline(text: str, *, language: str, zone: str | None = None) -> Dateline:
    """Return the date that is printed in one line, with its moment where an offset is printed or *zone* is given.

    >>> parse_dateline("15. Januar 2026, 11:14 Uhr", language="de", zone="Europe/Berlin").moment.isoformat()
    '2026-01-15T10:14:00+00:00'

    Raises DateError for a line without a date, for a day that does not exist, and, naming both readings, for numbers
    that mean two days; UnknownZone for a *zone* that is none.
    """
    if len(text) > MAX_LENGTH:
        raise DateError(f"expected a date line of at most {MAX_LENGTH} characters, got {len(text)}")
    folded = _fold(text)
    tag = find_language(language) or "en"
    match, numbers = _find_day(folded, tag)
    day = _day(*numbers, text)
    words = _words(primary(tag))
    start, end = match.span()
    clock, offset, (clock_start, clock_end) = _find_time(folded, start, end, words)
    weekday, start, end = _find_weekday(folded, words, start, end)
    start, end = min(start, clock_start), max(end, clock_end)
    return Dateline(
        text=text[start:end],
        day=day,
        clock=clock,
        weekday=weekday,
        offset=offset,
        moment=_moment(day, clock, offset, zone),
        start=start,
        end=end,
    )


def find_dateline(text: str, *, language: str | None = None, zone: str | None = None) -> Dateline | None:
    """Return the date printed in a line, or None where there is none, or none that means one day only.

    Without a *language*, each of `LANGUAGES` is tried in turn. Never raises, except UnknownZone for a bad *zone*.

    >>> find_dateline("no date here", language="en") is None
    True
    """
    if len(text) > MAX_LENGTH or not any(character.isdigit() for character in text):
        return None
    for candidate in [language] if language else LANGUAGES:
        try:
            return parse_dateline(text, language=candidate, zone=zone)
        except UnknownZone:
            raise
        except DateError:
            continue
    return None


def _offset_text(offset: timedelta | None) -> str:
    if offset is None:
        return ""
    minutes = int(offset.total_seconds()) // 60
    return "Z" if not minutes else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _fold(text: str) -> str:
    """Lower case and ASCII digits, character for character, so that places in the line stay what they are."""
    folded = []
    for character in text:
        digit = unicodedata.decimal(character, None)
        lowered = character.lower()
        folded.append(str(digit) if digit is not None else lowered if len(lowered) == 1 else character)
    return "".join(folded).replace("\u00a0", " ").replace("\u202f", " ")


@dataclass(frozen=True, slots=True)
class _Words:
    months: dict[str, int]
    weekdays: dict[str, int]
    afternoon: dict[str, bool]
    dates: tuple[re.Pattern[str], ...]
    weekday: re.Pattern[str] | None
    clock: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    """The month, weekday and half-day names of a language, from CLDR by way of Babel, which is only loaded here."""
    from babel import Locale, UnknownLocaleError

    try:
        data: Any = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        data = Locale.parse("en")
    months = {
        _fold(name).strip("."): number
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in data.months[context][width].items()
        if not name[:1].isdigit()
    }
    weekdays = {
        _fold(name).strip("."): number
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in data.days[context][width].items()
    }
    halves = {"am": False, "a.m.": False, "pm": True, "p.m.": True}
    for periods in data.day_periods["format"].values():
        for name, after in (("am", False), ("pm", True)):
            if (name in periods and len(_fold(periods[name])) > 1) or periods.get(name) in ("ص", "م"):
                halves[_fold(periods[name])] = after
    month = _any_of(months)
    ordinal = r"(?:st|nd|rd|th|er|º|ª|\.|-?го)?"
    dates = tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?<!\d)(?P<d>\d{{1,2}}){ordinal}[\s,]+(?:de |d[’']|of )?"
            rf"(?P<m>{month})\.?[\s,]+(?:de[l]? |of )?(?P<y>\d{{4}})(?!\d)",
            rf"(?<!\w)(?P<m>{month})\.?\s+(?P<d>\d{{1,2}}){ordinal},?\s+(?P<y>\d{{4}})(?!\d)",
            rf"(?<!\d)(?P<y>\d{{4}})\s*(?:ж\.|жылғы|,)?\s*(?P<d>\d{{1,2}})[\s-]+(?P<m>{month})(?!\w)",
        )
    )
    weekday = re.compile(rf"(?<!\w)(?:{_any_of(weekdays)})(?!\w)\.?") if weekdays else None
    clock = re.compile(
        rf"(?<![\d:.])(?P<early>{_any_of(halves)})?\s?(?P<h>\d{{1,2}})\s?(?:[:.h時시点]|uhr)\s?"
        rf"(?P<min>\d{{2}})(?:[:.](?P<s>\d{{2}}))?(?![\d:])\s?(?:分|분|uhr|h\b|hrs?\b|ч\.?)?\s?(?P<late>{_any_of(halves)})?(?!\w)"
        rf"(?:\s?\(?(?P<zone>{_any_of(_ZONES)})\b\)?|\s?(?:utc|gmt)?(?P<offset>[+\-−]\d{{1,2}}:?\d{{2}}))?"
    )
    return _Words(months, weekdays, halves, dates, weekday, clock)


def _any_of(words: Iterable[str]) -> str:
    """An expression for any of *words*, the longest first; for no words, one that matches nothing."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word) or "(?!)"


_ISO: Final = re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_CJK: Final = re.compile(r"(?<!\d)(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일號号]")
_NUMBERS: Final = re.compile(
    r"(?<![\d.])(?P<a>\d{1,2})(?P<sign>[./-])\s?(?P<b>\d{1,2})(?P=sign)\s?(?P<y>\d{4})(?![\d])"
)


def _find_day(folded: str, tag: str) -> tuple[re.Match[str], tuple[int, int, int]]:
    language = primary(tag)
    for pattern in (_CJK, _ISO):
        if found := pattern.search(folded):
            return found, (int(found["y"]), int(found["m"]), int(found["d"]))
    words = _words(language)
    for pattern in words.dates:
        if found := pattern.search(folded):
            return found, (int(found["y"]), words.months[found["m"]], int(found["d"]))
    if found := _NUMBERS.search(folded):
        first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
        return found, (year, *_month_and_day(first, second, found["sign"], tag))
    raise DateError(f"expected a date printed in {language!r}, got {shorten(folded)}")


def _month_and_day(first: int, second: int, sign: str, tag: str) -> tuple[int, int]:
    """Month and day of two numbers, by their size, their sign or the country; a DateError names both readings."""
    if first > 12 or first == second or sign == "." or {tag, primary(tag)} & _DAY_FIRST:
        return second, first
    if second > 12 or tag in _MONTH_FIRST:
        return first, second
    raise DateError(
        f"expected a date that means one day, got {first}{sign}{second}: day {first} of month {second}, or day "
        f"{second} of month {first}? give a language with its country, such as 'en-GB'"
    )


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateError(f"expected a day that exists, got {shorten(text)}") from error


def _find_weekday(folded: str, words: _Words, start: int, end: int) -> tuple[int | None, int, int]:
    """The weekday printed within a few characters of the date, and how far the date reaches with it."""
    if words.weekday is None:
        return None, start, end
    low = max(0, start - 24)
    for found in words.weekday.finditer(folded, low, min(len(folded), end + 24)):
        before, after = folded[found.end() : start], folded[end : found.start()]
        if (found.end() <= start and not before.strip(" ,.،、(（")) or (
            found.start() >= end and not after.strip(" ,.(،（")
        ):
            closed = found.end() + (folded[found.end() : found.end() + 1] in (")", "）"))
            return words.weekdays[found[0].strip(".")], min(start, found.start()), max(end, closed)
    return None, start, end


def _find_time(
    folded: str, start: int, end: int, words: _Words
) -> tuple[time | None, timedelta | None, tuple[int, int]]:
    for found in words.clock.finditer(folded):
        if found.start("h") < end and found.end() > start:
            continue
        half = found["early"] or found["late"]
        hour = int(found["h"])
        if half is not None and 1 <= hour <= 12:
            hour = hour % 12 + (12 if words.afternoon[half] else 0)
        try:
            clock = time(hour, int(found["min"]), int(found["s"] or 0))
        except ValueError:
            continue
        return clock, _offset(found["zone"], found["offset"]), found.span()
    return None, None, (start, end)


def _offset(zone: str | None, printed: str | None) -> timedelta | None:
    if zone:
        return timedelta(minutes=_ZONES[zone])
    if not printed:
        return None
    digits = printed[1:].replace(":", "").rjust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return (offset if printed[0] == "+" else -offset) if offset < timedelta(hours=24) else None


def _moment(day: date, clock: time | None, offset: timedelta | None, zone: str | None) -> datetime | None:
    place: tzinfo | None = timezone(offset) if offset is not None else None
    if zone is not None:
        try:
            place = place or ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise UnknownZone(f"expected an IANA time zone, got {shorten(zone)}") from error
    # A day's margin keeps the moment, in UTC, within the years that an article may hold.
    if clock is None or place is None or not _FIRST <= day <= _LAST:
        return None
    return datetime.combine(day, clock, place).astimezone(UTC)
