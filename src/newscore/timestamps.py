"""Moments as machines write them: RFC 3339 and RFC 822, never localized."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from pydantic_core import SchemaValidator, core_schema

from newscore.errors import DateError, shorten

__all__ = ["MODEL_UTC", "parse_rfc822", "parse_rfc3339", "require_aware", "rfc822", "rfc3339"]

_NONE: Final = timedelta()
_READ: Final[datetime] = SchemaValidator(core_schema.datetime_schema()).validate_python("2026-01-01T00:00:00Z")
MODEL_UTC: Final = _READ.tzinfo
"""UTC as pydantic reads it from JSON: one object that moments share, and that is not `datetime.UTC`.

Knowing it by identity spares the call of utcoffset, a third of what writing a moment costs; moments that share their
zone are compared without one at all.
"""
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TWO: Final = tuple(f"{number:02}" for number in range(60))
"""Numbers in two digits: looking one up costs a third of formatting it, and a feed writes thousands."""
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# RFC 3339 §5.6: date-time = full-date "T" partial-time time-offset; the T may be a space, letters in either case.
_RFC3339: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6})0*)?(?:([Zz])|([+-])(\d\d):(\d\d))", re.ASCII
)

# RFC 822 §5.1 as RFC 2822 §3.3 tidies it: the weekday, the seconds and a comma are optional; feeds add real names of
# zones, and two-digit years as RFC 2822 §4.3 reads them.
_RFC822: Final = re.compile(
    r"\s*(?:[A-Za-z]{3,9}\.?,?\s{1,3})?(\d{1,2})\s{1,3}([A-Za-z]{3})[a-z]{0,6}\.?\s{1,3}(\d{4}|\d{2})\s{1,3}"
    r"(\d{1,2}):(\d\d)(?::(\d\d))?\s{0,3}(?:([+-])(\d\d):?(\d\d)|([A-Za-z]{1,5}))(?:\s{1,3}\([^()]{0,40}\))?\s*",
    re.ASCII,
)
_ZONES: Final = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7,
}  # fmt: skip


def require_aware(moment: datetime) -> datetime:
    """Return *moment* itself; DateError where it has no zone, because guessing one is how embargoes break."""
    if moment.utcoffset() is None:
        raise DateError(f"expected an aware datetime, got the naive {moment.isoformat()}; give it its zone")
    return moment


def rfc3339(moment: datetime) -> str:
    """Return an aware *moment* in UTC, with microseconds only where there are some.

    >>> rfc3339(datetime(2026, 1, 15, 11, 14, tzinfo=timezone(timedelta(hours=5))))
    '2026-01-15T06:14:00Z'

    Raises DateError for a naive moment. Source: RFC 3339 §5.6.
    """
    if moment.tzinfo is MODEL_UTC or moment.utcoffset() == _NONE:
        if moment.microsecond:
            return moment.isoformat()[:-6] + "Z"
        return f"{_day(moment.toordinal())[0]}T{_TWO[moment.hour]}:{_TWO[moment.minute]}:{_TWO[moment.second]}Z"
    utc = _in(require_aware(moment), UTC)
    return utc.replace(tzinfo=None).isoformat() + "Z"


def rfc822(moment: datetime) -> str:
    """Return an aware *moment* as feeds write it: English names, four-digit year, numeric offset, whole seconds.

    An offset that is no whole number of minutes cannot be written, and the moment goes out in UTC.

    >>> rfc822(datetime(2026, 1, 15, 11, 14, tzinfo=timezone(timedelta(hours=5))))
    'Thu, 15 Jan 2026 11:14:00 +0500'

    Raises DateError for a naive moment. Source: RFC 822 §5.1 with RFC 1123 §5.2.14's years.
    """
    day = _day(moment.toordinal())[1]
    written = f"{day} {_TWO[moment.hour]}:{_TWO[moment.minute]}:{_TWO[moment.second]}"
    if moment.tzinfo is MODEL_UTC or moment.utcoffset() == _NONE:
        return written + " +0000"
    offset = require_aware(moment).utcoffset() or _NONE
    if offset.total_seconds() % 60:
        return rfc822(_in(moment, UTC))
    minutes = int(offset.total_seconds()) // 60
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"{written} {sign}{hours:02}{rest:02}"


# The stories of a feed share their days.
@lru_cache(maxsize=1_024)
def _day(ordinal: int) -> tuple[str, str]:
    """A day as RFC 3339 and as RFC 822 write it."""
    day = date.fromordinal(ordinal)
    return day.isoformat(), f"{_DAYS[day.weekday()]}, {_TWO[day.day]} {_MONTHS[day.month - 1]} {day.year:04}"


def parse_rfc822(text: str) -> datetime:
    """Return the aware moment that an RFC 822 date names, at its own offset; what feeds write is read tolerantly.

    >>> parse_rfc822("Thu, 15 Jan 2026 11:14:00 +0500") == parse_rfc822("15 Jan 26 06:14 GMT")
    True

    Raises DateError for anything else, and for a zone name that RFC 822 does not define: it names no offset.
    """
    found = _RFC822.fullmatch(text) if len(text) <= 120 else None
    month = found and found[2].title()
    if found is None or month not in _MONTHS:
        raise DateError(f"expected an RFC 822 moment such as 'Thu, 15 Jan 2026 11:14:00 +0500', got {shorten(text)}")
    day, _, year, hour, minute, second, sign, hours, minutes, name = found.groups()
    if name is not None and name.upper() not in _ZONES:
        raise DateError(f"expected a numeric offset or GMT, EST, EDT …, got the zone {shorten(name)}")
    years = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)
    try:
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
        zone = timezone(timedelta(hours=_ZONES[name.upper()]) if name else offset)
        moment = datetime(years, _MONTHS.index(month) + 1, int(day), int(hour), int(minute), tzinfo=zone)
        return moment + timedelta(seconds=min(int(second or 0), 59))
    except (ValueError, OverflowError) as error:
        raise DateError(f"expected a moment that exists, got {shorten(text)}") from error


def parse_rfc3339(text: str) -> datetime:
    """Return the aware moment that RFC 3339 *text* names, at its own offset.

    >>> parse_rfc3339("2026-01-15T11:14:00+05:00").utcoffset()
    datetime.timedelta(seconds=18000)

    Raises DateError for anything else, and for more digits of a second than a microsecond holds.
    """
    found = _RFC3339.fullmatch(text) if len(text) <= 64 else None
    if found is None:
        raise DateError(
            f"expected an RFC 3339 moment such as 2026-01-15T11:14:00Z, got {shorten(text)}; "
            "dates.parse_dateline reads printed dates"
        )
    year, month, day, hour, minute, second, fraction, _, sign, hours, minutes = found.groups()
    try:
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
        zone = timezone(offset) if offset else UTC
        micros = int((fraction or "0").ljust(6, "0"))
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), micros, tzinfo=zone)
        moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise DateError(f"expected a moment that exists, got {shorten(text)}") from error
    return moment


def _in(moment: datetime, zone: timezone) -> datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError as error:
        raise DateError("expected a moment within the years 1 to 9999 in UTC") from error
