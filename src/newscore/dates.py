"""A moment becomes words: in a reader's locale and zone, in a house's style, or relative to now."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from html import escape
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from newscore.dateline import Dateline, find_dateline, parse_dateline
from newscore.datestyle import PRESETS, DateStyle, Style, find_style
from newscore.errors import DateError, shorten
from newscore.timestamps import parse_rfc822, parse_rfc3339, require_aware, rfc822, rfc3339

__all__ = [
    "PRESETS",
    "DateStyle",
    "Dateline",
    "PublishedLine",
    "Unit",
    "data_versions",
    "display_ago",
    "display_date",
    "display_interval",
    "display_relative",
    "find_dateline",
    "formatter",
    "next_change",
    "parse_dateline",
    "parse_rfc822",
    "parse_rfc3339",
    "published_line",
    "reading_time",
    "rfc822",
    "rfc3339",
]

# Everything of newscore.cldr is imported on first use: it brings in Babel, which costs more than all of newscore.

Unit = Literal["year", "quarter", "month", "week", "day", "hour", "minute", "second"]
Width = Literal["long", "short", "narrow"]

UNITS: Final = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")
MAX_AMOUNT: Final = 10**15
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def formatter(style: Style = "long", *, locale: str, zone: str) -> Callable[[datetime], str]:
    """Return a function that prints moments in one style, locale and zone; made once, it can be kept and shared.

    *style* is a length (`full`, `long`, `medium`, `short`: the day alone), a preset of `PRESETS` or a DateStyle.
    *locale* is a BCP 47 tag in any case, with `-u-nu-`, `-u-ca-` and `-u-hc-` if need be, or a POSIX locale.

    >>> say = formatter("masthead", locale="en", zone="Asia/Almaty")
    >>> say(datetime(2026, 1, 15, 6, 14, tzinfo=UTC))
    'Thursday, January 15, 2026 11:14 AM'

    Raises UnknownLocale, UnknownZone, and DateError for a style that is none. The function raises DateError for a
    naive moment, and for one that leaves the years 1 to 9999 in its zone.
    Source: CLDR, https://www.unicode.org/reports/tr35/tr35-dates.html
    """
    from newscore.cldr.writing import compiled

    return compiled(find_style(style), locale, zone)


def display_date(moment: datetime, *, locale: str, zone: str, style: Style = "long") -> str:
    """Return *moment* as a reader in *locale* would write it, seen from *zone*; by default its day.

    >>> display_date(datetime(2026, 1, 15, 16, 14, tzinfo=UTC), locale="fr", zone="America/New_York")
    '15 janvier 2026'

    Raises as `formatter` does; a naive *moment* is a DateError: guessing a zone is how embargoes break.
    """
    return formatter(style, locale=locale, zone=zone)(moment)


def display_relative(
    moment: datetime,
    *,
    now: datetime,
    locale: str,
    zone: str,
    style: Style = "long",
    width: Width = "long",
    absolute_after: timedelta = _DAY,
) -> str:
    """Return how long ago *moment* was: "now" under a minute, then minutes and hours, rounded down.

    Once midnight has passed in *zone*, what is an hour old or more is "yesterday". At *absolute_after* (a day, unless
    said otherwise; counted in calendar days beyond "yesterday"), and for what lies in the future, the date in *style*.

    >>> noon = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
    >>> display_relative(noon - timedelta(minutes=51), now=noon, locale="en", zone="UTC")
    '51 minutes ago'
    >>> display_relative(noon - timedelta(hours=13), now=noon, locale="de", zone="UTC")
    'gestern'

    Raises UnknownLocale, UnknownZone, or DateError for a naive moment. `next_change` says how long the text holds.
    """
    said = _relative(moment, now, zone, absolute_after)
    if said is None:
        return display_date(moment, locale=locale, zone=zone, style=style)
    return display_ago(said.amount, said.unit, locale=locale, numeric="auto" if said.named else "always", width=width)


def next_change(moment: datetime, *, now: datetime, zone: str, absolute_after: timedelta = _DAY) -> datetime | None:
    """Return the first moment after *now* when `display_relative` says something else; None where it never will.

    It is how long a cached text holds, in every locale alike. In UTC.

    >>> noon = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
    >>> next_change(noon, now=noon + timedelta(minutes=5, seconds=20), zone="UTC").isoformat()
    '2026-01-15T12:06:00+00:00'

    Raises UnknownZone, or DateError for a naive moment.
    """
    said = _relative(moment, now, zone, absolute_after)
    moment, now = require_aware(moment).astimezone(UTC), require_aware(now).astimezone(UTC)
    if said is None:
        return moment if now < moment and absolute_after > timedelta() else None
    return said.until


def display_ago(
    amount: int, unit: Unit, *, locale: str, numeric: Literal["always", "auto"] = "always", width: Width = "long"
) -> str:
    """Return CLDR's phrase for *amount* units from now, negative for the past.

    `numeric="auto"` says "now" and "yesterday" where the locale has the word.

    >>> display_ago(-3, "hour", locale="uk"), display_ago(-1, "day", locale="en", numeric="auto")
    ('3 години тому', 'yesterday')

    Raises UnknownLocale, and DateError for a unit or width that is none, or more than 10^15 of anything.
    Source: CLDR dateFields, UTS #35 part 4, Calendar Fields.
    """
    from newscore.cldr.phrases import relative_phrase

    if unit not in UNITS:
        raise DateError(f"expected a unit ({', '.join(UNITS)}), got {shorten(unit)}")
    if width not in ("long", "short", "narrow"):
        raise DateError(f"expected a width ('long', 'short', 'narrow'), got {shorten(width)}")
    if numeric not in ("always", "auto"):
        raise DateError(f"expected numeric to be 'always' or 'auto', got {shorten(numeric)}")
    if abs(amount) > MAX_AMOUNT:
        raise DateError(f"expected at most {MAX_AMOUNT} {unit}s, got more")
    return relative_phrase(amount, unit, locale=locale, named=numeric == "auto", width=width)


def display_interval(start: datetime, end: datetime, *, locale: str, zone: str, style: Style = "long") -> str:
    r"""Return the time from *start* to *end*, seen from *zone*, saying once what both share.

    Where both are the same in what *style* shows, it is one date.

    >>> monday = datetime(2026, 1, 12, tzinfo=UTC)
    >>> display_interval(monday, monday + timedelta(days=3), locale="en", zone="UTC", style="medium")
    'Jan 12\u2009–\u200915, 2026'

    Raises as `formatter` does, and DateError where the end is before the start.
    Source: CLDR intervalFormats, UTS #35 part 4, Interval Formats.
    """
    from newscore.cldr.intervals import interval_of

    if require_aware(end) < require_aware(start):
        raise DateError(f"expected an interval that ends after it starts, got {start.isoformat()} to {end.isoformat()}")
    return interval_of(find_style(style), locale, zone)(start, end)


class PublishedLine(NamedTuple):
    """When a story was published and updated, as text and as HTML with `<time datetime>`.

    >>> published_line(datetime(2026, 1, 15, 9, tzinfo=UTC), None, locale="en", zone="UTC", published="Published").html
    '<time datetime="2026-01-15T09:00:00Z">Published Jan 15, 2026, 9:00\\u202fAM</time>'
    """

    text: str
    html: str


def published_line(
    published_at: datetime,
    modified_at: datetime | None,
    *,
    locale: str,
    zone: str,
    style: Style = "byline",
    published: str = "{0}",
    updated: str = "{0}",
    separator: str = " · ",
) -> PublishedLine:
    """Return the line under a headline: when the story was published and, if it changed, updated.

    The labels come from the caller, in the reader's language; `{0}` in a label is the place of the date, or it
    follows after a space. An update that reads the same as the publication is not said.

    >>> nine = datetime(2026, 1, 15, 9, tzinfo=UTC)
    >>> published_line(nine, nine + timedelta(days=1), locale="de", zone="Europe/Berlin", style="medium",
    ...     published="Veröffentlicht am {0}", updated="aktualisiert am {0}").text
    'Veröffentlicht am 15.01.2026 · aktualisiert am 16.01.2026'

    Raises as `formatter` does.
    """
    say = formatter(style, locale=locale, zone=zone)
    entries = [(published, published_at, say(published_at))]
    if modified_at is not None and require_aware(modified_at) > published_at and say(modified_at) != entries[0][2]:
        entries.append((updated, modified_at, say(modified_at)))
    texts = [label.replace("{0}", said) if "{0}" in label else f"{label} {said}" for label, _, said in entries]
    marked = [
        f'<time datetime="{rfc3339(moment)}">{escape(text)}</time>'
        for text, (_, moment, _) in zip(texts, entries, strict=True)
    ]
    return PublishedLine(separator.join(texts), escape(separator).join(marked))


def reading_time(text: str, *, locale: str, words_per_minute: int = 230) -> str:
    """Return how many minutes *text* takes to read, at least one, with the locale's plural.

    Words are counted by script: a Chinese, Japanese or Thai text by its characters.

    >>> reading_time("word " * 700, locale="en"), reading_time("слово " * 1000, locale="uk")
    ('4 minutes', '5 хвилин')

    Raises UnknownLocale, and DateError where *words_per_minute* is not positive.
    """
    from newscore.cldr.phrases import minutes_phrase
    from newscore.text import count_words

    if words_per_minute < 1:
        raise DateError(f"expected a positive number of words a minute, got {words_per_minute}")
    return minutes_phrase(max(1, -(-count_words(text) // words_per_minute)), locale=locale)


def data_versions() -> dict[str, str]:
    """Return which data the texts come from: `babel`, its `cldr`, and `tzdata` where that package is installed.

    >>> data_versions()["cldr"]
    '47'
    """
    from importlib.metadata import PackageNotFoundError, version

    from newscore.cldr.overlay import CLDR_VERSION

    found = {"cldr": CLDR_VERSION}
    for package in ("babel", "tzdata"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


class _Said(NamedTuple):
    """What a relative text says, and until when."""

    amount: int
    unit: Unit
    named: bool
    until: datetime


def _relative(moment: datetime, now: datetime, zone: str, absolute_after: timedelta) -> _Said | None:
    """What to say of *moment*; None for its date."""
    from newscore.cldr.zones import find_zone

    place = find_zone(zone)
    moment, now = _utc(moment), _utc(now)
    elapsed = now - moment
    if elapsed < timedelta() or elapsed >= absolute_after:
        return None
    try:
        end = moment + absolute_after
    except OverflowError:
        end = datetime.max.replace(tzinfo=UTC)
    if elapsed < _MINUTE:
        return _Said(0, "second", True, min(moment + _MINUTE, end))
    if elapsed < _HOUR:
        count = elapsed // _MINUTE
        return _Said(-count, "minute", False, min(moment + (count + 1) * _MINUTE, end))
    midnight = _midnight_after(moment, place, 1)
    if now < midnight:
        count = elapsed // _HOUR
        return _Said(-count, "hour", False, min(moment + (count + 1) * _HOUR, midnight, end))
    days = max(1, (now.astimezone(place).date() - moment.astimezone(place).date()).days)
    while days > 1 and now < _midnight_after(moment, place, days):
        days -= 1
    while (following := _midnight_after(moment, place, days + 1)) <= now:
        days += 1
    return _Said(-days, "day", days == 1, min(following, end))


def _midnight_after(moment: datetime, place: ZoneInfo, days: int) -> datetime:
    """The instant when the *days*th calendar day after *moment*'s begins in *place*."""
    day = moment.astimezone(place).date() + timedelta(days=days)
    return datetime.combine(day, time(), place).astimezone(UTC)


def _utc(moment: datetime) -> datetime:
    try:
        return require_aware(moment).astimezone(UTC)
    except OverflowError:
        raise DateError(f"expected a moment within the years 1 to 9999 in UTC, got {moment.isoformat()}") from None
