"""The dates that feeds and pages really hold, read as moments where they name one and told where they do not."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from newscore.dateline import find_dateline
from newscore.errors import DateError
from newscore.timestamps import parse_rfc3339

__all__ = ["ReadDate", "read_date"]

MAX_DATE: Final = 80
_FIRST_YEAR, _LAST_YEAR = 1900, 8999

_MONTHS: Final = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
# RFC 822 §5.1 names these; the rest of the table stands in more than one producer's feed and means one thing only.
_ZONES: Final = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "wet": 0, "west": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180,
    "jst": 540, "kst": 540, "nzst": 720, "nzdt": 780, "aest": 600, "aedt": 660,
}  # fmt: skip

_TIME: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,12}))?)?"
_ZONE: Final = r"(?P<zone>[Zz]|[A-Za-z]{2,4}|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?)"
_ISO: Final = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:\s*[Tt]\s*|\s+){_TIME}(?:\s*{_ZONE})?", re.ASCII
)
# ISO 8601 §5.4.1, basic format, and the two mixed.
_COMPACT: Final = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)[Tt](?P<hour>\d\d):?(?P<minute>\d\d):?(?P<second>\d\d)"
    rf"(?:[.,](?P<fraction>\d{{1,12}}))?(?:\s*{_ZONE})?",
    re.ASCII,
)
# English names alone: the Finnish marraskuu is no March. Other languages' months are read where their words are known.
_MONTH: Final = (
    r"(?P<name>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))"
)
# RFC 822 §5.1: [ day "," ] 1*2DIGIT month 2DIGIT hour zone; four-digit years since RFC 1123.
_RFC822: Final = re.compile(
    rf"(?:[A-Za-z]{{3,9}}\.?,?\s+)?(?P<day>\d{{1,2}})[\s-]{_MONTH}\.?[\s-](?P<year>\d{{4}}|\d\d)[\s,]+"
    rf"{_TIME}(?:\s*{_ZONE})?",
    re.ASCII,
)
_DAY_FIRST: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?P<sign>[./-])(?P<month>\d{{1,2}})(?P=sign)(?P<year>\d{{4}})[\s,]+{_TIME}(?:\s*{_ZONE})?",
    re.ASCII,
)
_DAY_ONLY: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What a printed date gave."""

    moment: datetime | None
    """The moment in UTC, where one is named."""
    code: str = ""
    """Empty for RFC 3339 and RFC 822 as specified; `repaired-date` for a dialect; `date-text` where no moment is."""
    value: str = ""
    """The ISO form of what is certain; it holds no offset that was not printed."""


def read_date(text: str, *, zone: str | None = None) -> ReadDate:
    """Return what *text* says of a moment; a date without an offset is one only where its *zone* is given.

    >>> read_date("Thu, 15 Jan 2026 11:14:00 EST").moment.isoformat()
    '2026-01-15T16:14:00+00:00'
    >>> read_date("2026-01-15T11:14:00+0500").code, read_date("2026-01-15T11:14:00")
    ('repaired-date', ReadDate(moment=None, code='date-text', value='2026-01-15T11:14:00'))
    """
    text = text.strip()
    if len(text) > MAX_DATE:
        return ReadDate(None, "date-text")
    try:
        moment = parse_rfc3339(text)
        return _within(moment, *(("", "") if text[10] in "Tt" else ("repaired-date", moment.isoformat())))
    except DateError:
        pass
    for pattern, code, read in _DIALECTS:
        if found := pattern.fullmatch(text):
            return _read(found, code, read, zone)
    return _printed(text, zone)


def _printed(text: str, zone: str | None) -> ReadDate:
    """A date as people print it, in the words of any language we know; a moment where its offset is printed too."""
    found = find_dateline(text, zone=zone)
    if found is None:
        return ReadDate(None, "date-text")
    if found.moment is None:
        return ReadDate(None, "date-text", found.iso)
    code = "repaired-date" if re.search(r"[+-]\d\d:\d\d\Z|Z\Z", found.iso) else "guess-zone"
    return _within(found.moment, code, found.iso)


def _read(
    found: re.Match[str], code: str, day_of: Callable[[re.Match[str]], tuple[int, int, int] | None], zone: str | None
) -> ReadDate:
    day = day_of(found)
    parts = found.groupdict()
    if day is None:
        return ReadDate(None, "date-text")
    try:
        if parts.get("hour") is None:
            return ReadDate(None, "date-text", datetime(*day, tzinfo=UTC).date().isoformat())
        hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
        micros = int((parts["fraction"] or "0")[:6].ljust(6, "0"))
        naive = datetime(*day, *_on_the_clock(hour, minute, second), micros, tzinfo=UTC)
        if hour == 24:
            naive += timedelta(days=1)
    except (ValueError, OverflowError):
        return ReadDate(None, "date-text")
    said = naive.replace(tzinfo=None).isoformat()
    if parts["zone"] is None:
        if zone is None:
            return ReadDate(None, "date-text", said)
        return _within(naive.replace(tzinfo=ZoneInfo(zone)), "guess-zone", said)
    minutes = _offset(parts["zone"])
    if minutes is None:
        return ReadDate(None, "date-text", said)
    there = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    if hour == 24 or second == 60:
        code = "repaired-date"
    return _within(there, code, there.isoformat() if code else "")


def _on_the_clock(hour: int, minute: int, second: int) -> tuple[int, int, int]:
    """The end of a day is the next one's beginning (ISO 8601:2004 §4.2.3), a leap second the one before it."""
    at_end = (hour, minute, second) == (24, 0, 0)
    return 0 if at_end else hour, minute, 59 if second == 60 else second


def _within(moment: datetime, code: str, said: str = "") -> ReadDate:
    utc = moment.astimezone(UTC) if _FIRST_YEAR - 1 <= moment.year <= _LAST_YEAR + 1 else moment
    return ReadDate(utc, code, said) if _FIRST_YEAR <= utc.year <= _LAST_YEAR else ReadDate(None, "date-text", said)


def _offset(zone: str) -> int | None:
    """Minutes east of Greenwich; None for a name that means nothing, or several things."""
    digits = re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)?", zone)
    if digits is None:
        return _ZONES.get(zone.lower())
    minutes = int(digits[2]) * 60 + int(digits[3] or 0)
    if minutes > 18 * 60 or int(digits[3] or 0) > 59:
        return None
    return -minutes if digits[1] == "-" else minutes


def _iso_day(found: re.Match[str]) -> tuple[int, int, int] | None:
    return int(found["year"]), int(found["month"]), int(found["day"])


def _named_day(found: re.Match[str]) -> tuple[int, int, int]:
    month = _MONTHS[found["name"][:3].lower()]
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < 70 else 1900
    return year, month, int(found["day"])


def _day_first(found: re.Match[str]) -> tuple[int, int, int] | None:
    """Dots are day first wherever they are written; with a slash or dash only a number over 12 tells."""
    day, month = int(found["day"]), int(found["month"])
    return (int(found["year"]), month, day) if found["sign"] == "." or day > 12 else None


_DIALECTS: Final = (
    (_ISO, "repaired-date", _iso_day),
    (_COMPACT, "repaired-date", _iso_day),
    (_RFC822, "", _named_day),
    (_DAY_FIRST, "repaired-date", _day_first),
    (_DAY_ONLY, "date-text", _iso_day),
)
