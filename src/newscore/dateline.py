"""A printed date line becomes a day, a time and, where a zone is known, a moment; what is ambiguous is named."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from newscore.dateline_clock import Clock, find_clock
from newscore.dateline_words import LANGUAGES, Words, candidates, fold, words_of
from newscore.errors import DateError, UnknownZone, shorten
from newscore.languages import find_language

__all__ = ["LANGUAGES", "MAX_LENGTH", "Dateline", "Order", "find_dateline", "parse_dateline"]

MAX_LENGTH: Final = 300
"""Characters of a line at most; a longer one is no date line."""

Order = Literal["dmy", "mdy", "ymd"]
_ORDERS: Final = ("dmy", "mdy", "ymd")
_YEARS: Final = range(1900, 9000)
# Digits of any script: a whole year, three numbers, or the year of an era. Most lines of a page have none of these.
_POSSIBLE: Final = re.compile(r"\d\d[\W_]?\d\d|\d[./−–—‐‑／．-]\s?\d{1,2}[./−–—‐‑／．-]\s?\d|[\d元]\s?年")

# The zone names that follow the clocks of one place, whatever the season.
_PLACES: Final = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A printed date in its parts; nothing in it was not printed, except `moment`, which may use the caller's zone.

    >>> find_dateline("Thursday, January 15, 2026 11:14 AM", language="en").iso
    '2026-01-15T11:14'
    """

    text: str
    """The printed words, from `start` to `end` of the line."""
    day: date
    """The day, in the Gregorian calendar."""
    clock: time | None = None
    """The time of day, if one was printed."""
    weekday: int | None = None
    """The printed weekday, Monday 0."""
    offset: timedelta | None = None
    """The offset from UTC, if one was printed, in figures or by a name that means one."""
    zone_text: str = ""
    """The zone as printed, understood or not: `GMT`, `ET`, `IST`."""
    moment: datetime | None = None
    """The moment in UTC, where a time is printed and its offset or the caller's zone is known."""
    clock_change: Literal["", "gap", "fold"] = ""
    """`gap`: clocks in the caller's zone were put forward over that time, which never was; `moment` reckons with the
    old offset. `fold`: they were put back, and it came twice; `moment` is the first."""
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


def parse_dateline(text: str, *, language: str, zone: str | None = None, order: Order | None = None) -> Dateline:
    """Return the date that is printed in one line, with its moment where an offset is printed or *zone* is given.

    Months, weekdays and halves of the day are read in *language*, digits in any script; Persian months, Buddhist
    years in Thai and Japanese eras are reckoned back. *order* says how three bare numbers stand.

    >>> parse_dateline("Stand: 15. Januar 2026, 11:14 Uhr", language="de", zone="Europe/Berlin").moment.isoformat()
    '2026-01-15T10:14:00+00:00'
    >>> parse_dateline("2026年1月15日(木) 午後3時05分", language="ja").iso
    '2026-01-15T15:05'

    Raises DateError for a line without a date or over `MAX_LENGTH`, for a day that does not exist, and, naming both
    readings, for numbers that mean two days; UnknownZone for a *zone* that is none. Linear in the line.
    """
    if len(text) > MAX_LENGTH:
        raise DateError(f"expected a date line of at most {MAX_LENGTH} characters, got {len(text)}")
    if order is not None and order not in _ORDERS:
        raise DateError(f"expected an order of {', '.join(map(repr, _ORDERS))}, got {shorten(order)}")
    folded, places = fold(text)
    tag = find_language(language) or ""
    return _read(text, folded, places, tag, zone, order)


def find_dateline(text: str, *, language: str | None = None, zone: str | None = None) -> Dateline | None:
    """Return the date printed in a line, or None where there is none, or none that means one day only.

    Without a *language*, those of `LANGUAGES` whose words stand in the line are tried.
    Never raises, except UnknownZone for a *zone* that is none.

    >>> found = find_dateline("Mis à jour le 15 janvier 2026 à 11h14", language="fr")
    >>> found.iso, found.text
    ('2026-01-15T11:14', '15 janvier 2026 à 11h14')
    >>> find_dateline("no date here", language="en") is None
    True
    """
    if len(text) > MAX_LENGTH or not _POSSIBLE.search(text):
        return None
    folded, places = fold(text)
    for tag in [find_language(language) or ""] if language else candidates(folded):
        try:
            return _read(text, folded, places, tag, zone, None)
        except UnknownZone:
            raise
        except DateError:
            continue
    return None


def _read(text: str, folded: str, places: list[int], tag: str, zone: str | None, order: Order | None) -> Dateline:
    words = words_of(tag)
    found = _find_day(folded, words, tag, order)
    start, end = found.start, found.end
    weekday, start, end = _find_weekday(folded, words, start, end)
    clock = find_clock(folded, words, start, end)
    offset: timedelta | None = None
    moment: datetime | None = None
    change: Literal["", "gap", "fold"] = ""
    if clock is not None:
        start, end = min(start, clock.start), max(end, clock.end)
        if weekday is None:
            weekday, start, end = _find_weekday(folded, words, start, end)
        offset = clock.offset
        moment, offset, change = _moment(found.day, clock, offset, zone)
    elif zone is not None:
        _place(zone)
    first, last = places[start], places[end - 1] + 1
    return Dateline(
        text=text[first:last],
        day=found.day,
        clock=clock.time if clock else None,
        weekday=weekday,
        offset=offset,
        zone_text=text[places[clock.zone_start] : places[clock.zone_end - 1] + 1] if clock and clock.zone_end else "",
        moment=moment,
        clock_change=change,
        start=first,
        end=last,
    )


class _Day(NamedTuple):
    day: date
    start: int
    end: int


# A date between other words: letters and figures must not run on.
_ORDINAL: Final = r"(?:st|nd|rd|th|er|ere|eme|e|o|a|º|ª|°|-?(?:го|е|ші|шi|нче|inci))?"
_LINK: Final = r"(?:(?:de|del|do|da|of|den|the|d|thang)[\s'.]{1,2})?"
_AFTER_YEAR: Final = (
    r"(?:\s?(?:года|году|год|г|року|р|ж|жылғы|жылгы|жылы|жыл|yil|yili|il|m|g|roku|r|evi|an)(?![^\W\d_])\.?)?"
)
_NUMERIC: Final = re.compile(
    r"(?<![\d.:/+-])(?P<a>\d{4}|\d{1,2})(?P<sep>[./-])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<c>\d{4}|\d{2})(?![\d/]|[.:-]\d)"
)
_CJK: Final = re.compile(
    r"(?:(?P<era>令和|平成|昭和|大正|民國|民国)\s?(?P<ey>\d{1,3}|元)|(?<!\d)(?P<y>\d{4}))\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?"
    r"(?P<d>\d{1,2})\s?[日号號일]"
)
_VIETNAMESE: Final = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})\s{1,2}thang\s{1,2}(?P<m>\d{1,2}),?\s{1,2}(?:nam\s{1,2})?(?P<y>\d{4})(?!\d)"
)
_ISO: Final = re.compile(r"(?<![\d.:/+-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d|-\d)")


def _find_day(folded: str, words: Words, tag: str, order: Order | None) -> _Day:
    for expression in (_ISO, _CJK, _VIETNAMESE):
        found = expression.search(folded)
        if found is not None:
            return _Day(_day(_year(found), int(found["m"]), int(found["d"]), found[0]), *found.span())
    for expression in _named_forms(tag):
        found = expression.search(folded)
        if found is not None:
            word = found["month"]
            year, number = int(found["y"]), int(found["d"])
            if word in words.persian_months and (year < _YEARS.start or word not in words.months):
                return _Day(_persian_day(year, words.persian_months[word], number, found[0]), *found.span())
            if tag.startswith("th") and year > 2400:
                year -= 543
            return _Day(_day(year, words.months[word], number, found[0]), *found.span())
    found = _NUMERIC.search(folded)
    if found is None:
        raise DateError(f"expected a printed date with its year, got {shorten(folded)}")
    return _Day(_from_numbers(found, words, tag, order), *found.span())


@lru_cache(maxsize=64)
def _named_forms(tag: str) -> tuple[re.Pattern[str], ...]:
    words = words_of(tag)
    if not words.months:
        return ()
    # Hebrew writes "in" as a letter before the month.
    month = rf"(?:(?<![^\W\d_])|(?<=ב))(?P<month>{words.month_words})(?![^\W\d_])\.?"
    day, year = rf"(?<![\d.:])(?P<d>\d{{1,2}}){_ORDINAL}", rf"(?<!\d)(?P<y>\d{{4}})(?![\d:]){_AFTER_YEAR}"
    return tuple(
        re.compile(expression)
        for expression in (
            rf"{day}\.?[\s\-,/]{{0,3}}{_LINK}ב?{month}[\s.,\-/]{{0,4}}{_LINK}{year}",
            rf"{month}[\s\-]{{0,3}}(?:the\s)?{day}[\s.,\-]{{1,4}}(?:of\s)?{year}",
            rf"(?<![\d.:])(?P<y>\d{{4}})(?!\d)[\s.,\-]{{0,3}}(?:[^\W\d_]{{1,6}}\.?[\s,]{{1,2}})?{month}[\s\-]{{0,3}}(?P<d>\d{{1,2}})(?!\d)\.?",
            rf"(?<![\d.:])(?P<y>\d{{4}})(?!\d)[\s.,\-]{{0,3}}(?:[^\W\d_]{{1,6}}\.?[\s,]{{1,2}})?(?P<d>\d{{1,2}})\.?[\s\-]{{1,3}}{month}",
        )
    )


def _year(found: re.Match[str]) -> int:
    era = found.groupdict().get("era")
    if not era:
        return int(found["y"])
    return _ERAS[era] + (1 if found["ey"] == "元" else int(found["ey"]))


def _from_numbers(found: re.Match[str], words: Words, tag: str, order: Order | None) -> date:
    """The day that three bare numbers mean, by their size, the sign or the country; a DateError names both readings."""
    first, second, third, sign = int(found["a"]), int(found["b"]), int(found["c"]), found["sep"]
    if len(found["a"]) == 4:
        return _day(first, second, third, found[0])
    if len(found["c"]) == 2 and (order or words.order) == "ymd":
        return _day(_century(first), second, third, found[0])
    year = third if len(found["c"]) == 4 else _century(third)
    if tag.startswith("th") and year > 2400:
        year -= 543
    # A year that comes last leaves two ways; where the region puts it first, the day follows the month.
    wanted = {"dmy": "dmy", "mdy": "mdy", "ymd": ""}.get(order or words.order, "")
    if first > 12 or first == second or (sign == "." and wanted != "mdy"):
        wanted = "dmy"
    elif second > 12:
        wanted = "mdy"
    if not wanted:
        raise DateError(
            f"expected a date that means one day, got {found[0]!r}: day {first} of month {second}, or day {second} of "
            f"month {first}? give a language with its country, such as 'en-GB', or an order, such as 'dmy'"
        )
    return _day(year, second, first, found[0]) if wanted == "dmy" else _day(year, first, second, found[0])


def _century(year: int) -> int:
    return year if year >= 100 else 2000 + year if year < 69 else 1900 + year


def _day(year: int, month: int, day: int, printed: str) -> date:
    try:
        if year not in _YEARS:
            raise ValueError
        return date(year, month, day)
    except ValueError:
        raise DateError(f"expected a day that exists, in the years 1900 to 8999, got {shorten(printed)}") from None


def _persian_day(year: int, month: int, day: int, printed: str) -> date:
    from newscore.cldr.calendars import persian_to_date

    found = persian_to_date(year, month, day)
    if found is None or found.year not in _YEARS:
        raise DateError(f"expected a day that exists, got {shorten(printed)}")
    return found


def _find_weekday(folded: str, words: Words, start: int, end: int) -> tuple[int | None, int, int]:
    """The weekday printed beside the date, and how far the date reaches with it."""
    if words.weekday is None:
        return None, start, end
    for found in words.weekday.finditer(folded, max(0, start - 24), min(len(folded), end + 24)):
        before, after = folded[found.end() : start], folded[end : found.start()]
        if (found.end() <= start and not re.sub(r"[\s,.(]|the|den|le|el|il|\bo\b", "", before)) or (
            found.start() >= end and not after.strip(" ,.(-")
        ):
            closed = found.end() + (folded[found.end() : found.end() + 1] == ")" and "(" in folded[end : found.start()])
            return words.weekdays[found[0].rstrip(".")], min(start, found.start()), max(end, closed)
    short = re.compile(r"\s?\(([月火水木金土日一二三四五六월화수목금토일])\)").match(folded, end)
    if short:
        number = "月一월火二화水三수木四목金五금土六토日  ".find(short[1]) // 3
        return 6 if short[1] in "日일" else number, start, short.end()
    return None, start, end


def _offset_text(offset: timedelta | None) -> str:
    if offset is None:
        return ""
    if not offset:
        return "Z"
    minutes = int(offset.total_seconds()) // 60
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"{sign}{hours:02}:{rest:02}"


def _moment(
    day: date, clock: Clock, offset: timedelta | None, zone: str | None
) -> tuple[datetime | None, timedelta | None, Literal["", "gap", "fold"]]:
    """The moment in UTC, the offset where the print settles it, and what clocks in the caller's zone did then."""
    wall = datetime.combine(day, clock.time)
    place = _place(zone) if zone is not None else None
    if offset is not None:
        return _utc(wall.replace(tzinfo=timezone(offset))), offset, ""
    if clock.zone_name in _PLACES:
        local = wall.replace(tzinfo=_place(_PLACES[clock.zone_name]))
        return _utc(local), local.utcoffset(), ""
    if place is None:
        return None, None, ""
    local = wall.replace(tzinfo=place)
    # A name that means several zones is settled by the caller's, if that bears the name; else nothing is known.
    if clock.zone_name:
        return (
            (_utc(local), local.utcoffset(), "")
            if (local.tzname() or "").lower() == clock.zone_name
            else (None, None, "")
        )
    later = local.replace(fold=1)
    change: Literal["", "gap", "fold"] = ""
    if local.utcoffset() != later.utcoffset():
        change = "fold" if (local.utcoffset() or timedelta()) > (later.utcoffset() or timedelta()) else "gap"
    return _utc(local), None, change


def _utc(local: datetime) -> datetime | None:
    try:
        return local.astimezone(UTC)
    except OverflowError:
        return None


def _place(zone: str) -> ZoneInfo:
    from newscore.cldr.zones import find_zone

    return find_zone(zone)
