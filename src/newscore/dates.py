"""A moment becomes words: in a reader's locale and zone, in a house's style, or relative to now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscore.dateline import Dateline, find_dateline, parse_dateline
from newscore.errors import DateError, UnknownLocale, UnknownZone, shorten
from newscore.languages import negotiate, parents
from newscore.timestamps import parse_rfc3339, require_aware, rfc822, rfc3339

__all__ = [
    "STYLES",
    "DateStyle",
    "Dateline",
    "display_ago",
    "display_date",
    "display_interval",
    "display_relative",
    "find_dateline",
    "formatter",
    "next_change",
    "parse_dateline",
    "parse_rfc3339",
    "rfc822",
    "rfc3339",
]

Length = Literal["full", "long", "medium", "short"]
Unit = Literal["year", "month", "week", "day", "hour", "minute", "second"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStyle:
    """How a house prints a moment: the length of the day, of the time, or an LDML pattern of its own.

    >>> formatter(DateStyle(pattern="d MMM y"), locale="en", zone="UTC")(datetime(2026, 1, 15, tzinfo=UTC))
    '15 Jan 2026'
    """

    date: Length | None = None
    """The length of the day, or None for none."""
    time: Length | None = None
    """The length of the time of day, or None for none."""
    pattern: str | None = None
    """A pattern of UTS #35 in place of both, the same in every locale."""


STYLES: Final[dict[str, DateStyle]] = {
    "full": DateStyle(date="full"),
    "long": DateStyle(date="long"),
    "medium": DateStyle(date="medium"),
    "short": DateStyle(date="short"),
    "masthead": DateStyle(pattern="EEEE, MMMM d, y h:mm a"),
    "byline": DateStyle(date="medium", time="short"),
    "iso": DateStyle(pattern="y-MM-dd"),
}
"""The presets, by name."""

Style = DateStyle | str


def formatter(style: Style = "long", *, locale: str, zone: str) -> Callable[[datetime], str]:
    """Return a function that prints moments in one style, locale and zone; made once, it can be kept and shared.

    Raises UnknownLocale, UnknownZone, and DateError for a style that is none. The function raises DateError for a
    naive moment.

    >>> say = formatter("masthead", locale="en", zone="Asia/Almaty")
    >>> say(datetime(2026, 1, 15, 6, 14, tzinfo=UTC))
    'Thursday, January 15, 2026 11:14 AM'
    """
    return _formatter(_find_style(style), _find_locale(locale), _find_zone(zone))


def display_date(moment: datetime, *, locale: str, zone: str, style: Style = "long") -> str:
    """Return *moment* as a reader in *locale* would write it, seen from *zone*; by default its day.

    >>> display_date(datetime(2026, 1, 15, 16, 14, tzinfo=UTC), locale="fr", zone="America/New_York")
    '15 janvier 2026'

    Raises UnknownLocale, UnknownZone or DateError; a naive *moment* is a DateError.
    Source: CLDR, https://www.unicode.org/reports/tr35/tr35-dates.html
    """
    return formatter(style, locale=locale, zone=zone)(moment)


def display_relative(moment: datetime, *, now: datetime, locale: str, zone: str, style: Style = "long") -> str:
    """Return how long ago *moment* was: minutes and hours rounded down, then the date after a day.

    What happened on the calendar day before, in *zone*, is "yesterday" where the locale has a word for it; what lies
    in the future is said as a date.

    >>> noon = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
    >>> display_relative(noon - timedelta(minutes=51), now=noon, locale="en", zone="UTC")
    '51 minutes ago'
    """
    elapsed = require_aware(now) - require_aware(moment)
    if elapsed < timedelta(0) or elapsed >= timedelta(days=1):
        return display_date(moment, locale=locale, zone=zone, style=style)
    if elapsed < timedelta(minutes=1):
        return display_ago(0, "second", locale=locale, numeric="auto")
    place = _find_zone(zone)
    if elapsed >= timedelta(hours=1) and moment.astimezone(place).date() < now.astimezone(place).date():
        return display_ago(-1, "day", locale=locale, numeric="auto")
    unit: Unit = "minute" if elapsed < timedelta(hours=1) else "hour"
    return display_ago(-(elapsed // timedelta(**{f"{unit}s": 1})), unit, locale=locale)


def next_change(moment: datetime, *, now: datetime, zone: str) -> datetime | None:
    """Return the first moment after *now* at which `display_relative` may say something else; None where never again.

    >>> noon = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
    >>> next_change(noon, now=noon + timedelta(minutes=5, seconds=20), zone="UTC").isoformat()
    '2026-01-15T12:06:00+00:00'
    """
    elapsed = require_aware(now) - require_aware(moment)
    place = _find_zone(zone)
    if elapsed >= timedelta(days=1):
        return None
    if elapsed < timedelta(0):
        return moment.astimezone(UTC)
    step = timedelta(minutes=1) if elapsed < timedelta(hours=1) else timedelta(hours=1)
    following = moment + (elapsed // step + 1) * step
    midnight = datetime.combine(moment.astimezone(place).date() + timedelta(days=1), datetime.min.time(), place)
    if elapsed >= timedelta(hours=1) and now < midnight:
        following = min(following, midnight)
    elif elapsed >= timedelta(hours=1):
        following = moment + timedelta(days=1)
    return min(following, moment + timedelta(days=1)).astimezone(UTC)


def display_ago(
    amount: int, unit: Unit, *, locale: str, numeric: Literal["always", "auto"] = "always", width: Length = "long"
) -> str:
    """Return CLDR's phrase for *amount* units from now, negative for the past.

    `numeric="auto"` says "now" and "yesterday" where the locale has the word. A width that the locale lacks falls
    back to the long one.

    >>> display_ago(-3, "hour", locale="uk"), display_ago(-1, "day", locale="en", numeric="auto")
    ('3 години тому', 'yesterday')

    Source: CLDR dateFields, UTS #35 part 4 §Calendar fields.
    """
    data = _find_locale(locale)
    fields = data._data["date_fields"]
    field: Any = next(
        (fields[name] for name in (unit if width == "long" else f"{unit}-{width}", unit) if name in fields), {}
    )
    if numeric == "auto":
        word = _WORDS.get((unit, amount))
        named = word and _named(data, word)
        if named:
            return str(named)
    direction = "past" if amount < 0 else "future"
    forms = field.get(direction) or fields.get(unit, {}).get(direction) or {"other": "{0}"}
    count = abs(amount)
    pattern = forms.get(data.plural_form(count)) or forms.get("other") or "{0}"
    return str(pattern).replace("{0}", _digits(count, data))


def display_interval(start: datetime, end: datetime, *, locale: str, zone: str, style: Style = "long") -> str:
    r"""Return the days from *start* to *end* as one interval, seen from *zone*; one day where they are the same.

    >>> monday = datetime(2026, 1, 12, tzinfo=UTC)
    >>> display_interval(monday, monday + timedelta(days=3), locale="en", zone="UTC")
    'Jan 12\u2009–\u200915, 2026'
    """
    from babel.dates import format_interval  # Locale data: loaded on first use.

    if require_aware(end) < require_aware(start):
        raise DateError("expected an interval that ends after it starts")
    place, data = _find_zone(zone), _find_locale(locale)
    first, last = start.astimezone(place).date(), end.astimezone(place).date()
    if first == last:
        return display_date(start, locale=locale, zone=zone, style=style)
    skeleton = "yMd" if _find_style(style).date == "short" else "yMMMd"
    return format_interval(first, last, skeleton, fuzzy=True, locale=data)


_WORDS: Final = {("second", 0): "now", ("day", -1): "yesterday", ("day", 0): "today", ("day", 1): "tomorrow"}
# Babel carries no relative words such as "yesterday"; these are CLDR 47's, for the languages of the page reader.
_RELATIVE_WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {"now": "now", "yesterday": "yesterday", "today": "today", "tomorrow": "tomorrow"},
    "de": {"now": "jetzt", "yesterday": "gestern", "today": "heute", "tomorrow": "morgen"},
    "fr": {"now": "maintenant", "yesterday": "hier", "today": "aujourd’hui", "tomorrow": "demain"},
    "es": {"now": "ahora", "yesterday": "ayer", "today": "hoy", "tomorrow": "mañana"},
    "pt": {"now": "agora", "yesterday": "ontem", "today": "hoje", "tomorrow": "amanhã"},
    "it": {"now": "ora", "yesterday": "ieri", "today": "oggi", "tomorrow": "domani"},
    "ru": {"now": "сейчас", "yesterday": "вчера", "today": "сегодня", "tomorrow": "завтра"},
    "uk": {"now": "зараз", "yesterday": "учора", "today": "сьогодні", "tomorrow": "завтра"},
    "kk": {"now": "қазір", "yesterday": "кеше", "today": "бүгін", "tomorrow": "ертең"},
    "tr": {"now": "şimdi", "yesterday": "dün", "today": "bugün", "tomorrow": "yarın"},
    "ar": {"now": "الآن", "yesterday": "أمس", "today": "اليوم", "tomorrow": "غدًا"},
    "ja": {"now": "今", "yesterday": "昨日", "today": "今日", "tomorrow": "明日"},
}


def _named(data: Any, word: str) -> str | None:
    return _RELATIVE_WORDS.get(data.language, {}).get(word)


def _digits(count: int, data: Any) -> str:
    from babel.numbers import format_decimal  # Locale data: loaded on first use.

    return format_decimal(count, locale=data)


def _find_style(style: Style) -> DateStyle:
    found = STYLES.get(style) if isinstance(style, str) else style
    if found is None:
        raise DateError(f"expected a style ({', '.join(STYLES)}) or a DateStyle, got {shorten(style)}")
    return found


@lru_cache(maxsize=256)
def _find_locale(locale: str) -> Any:
    """Babel's data for the locale, or for the nearest of its parents."""
    from babel import Locale, UnknownLocaleError  # 0.1 s that only those pay who print a date.
    from babel.localedata import locale_identifiers

    known = _known_locales(tuple(locale_identifiers()))
    found = next((known[tag] for tag in parents(locale) if tag in known), None) or negotiate(locale, known)
    if found is None:
        raise UnknownLocale(f"expected a locale with CLDR data, got {shorten(locale)}")
    try:
        return Locale.parse(known.get(found, found))
    except (UnknownLocaleError, ValueError) as error:
        raise UnknownLocale(f"expected a locale with CLDR data, got {shorten(locale)}") from error


@lru_cache(maxsize=1)
def _known_locales(identifiers: tuple[str, ...]) -> dict[str, str]:
    return {identifier.replace("_", "-"): identifier for identifier in identifiers}


@lru_cache(maxsize=256)
def _find_zone(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(f"expected an IANA time zone such as 'Europe/Berlin', got {shorten(zone)}") from error


@lru_cache(maxsize=512)
def _formatter(style: DateStyle, data: Any, place: ZoneInfo) -> Callable[[datetime], str]:
    from babel.dates import format_date, format_datetime, format_time  # Locale data: loaded on first use.

    def say(moment: datetime) -> str:
        try:
            local = require_aware(moment).astimezone(place)
        except OverflowError as error:
            raise DateError("expected a moment within the years 1 to 9999 in its zone") from error
        if style.pattern is not None:
            return format_datetime(local, style.pattern, tzinfo=place, locale=data)
        day: date = local.date()
        said = format_date(day, style.date, locale=data) if style.date else ""
        clock = format_time(local, style.time, tzinfo=place, locale=data) if style.time else ""
        return f"{said}, {clock}" if said and clock else said or clock

    return say
