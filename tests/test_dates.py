"""Dates as a newsroom says them: styles, relative text, intervals, lines under a headline."""
# ruff: noqa: DTZ001, DTZ901 - Hypothesis takes naive bounds.

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscore.dates import (
    PRESETS,
    DateStyle,
    data_versions,
    display_ago,
    display_date,
    display_interval,
    display_relative,
    formatter,
    next_change,
    published_line,
    reading_time,
)
from newscore.errors import DateError, UnknownLocale, UnknownZone
from newscore.timestamps import parse_rfc3339

MOMENT = datetime(2026, 1, 15, 16, 14, tzinfo=UTC)
NEW_YORK = "America/New_York"
FULL = DateStyle(date="full", time="full")

# What Node 24.2 (ICU 77, CLDR 47) writes for the same instant.
IN_ICU = [
    ("en", FULL, "Thursday, January 15, 2026 at 11:14:00\u202fAM Eastern Standard Time"),
    ("de", FULL, "Donnerstag, 15. Januar 2026 um 11:14:00 Nordamerikanische Ostküsten-Normalzeit"),
    ("fr", DateStyle(date="long", time="short"), "15 janvier 2026 à 11:14"),
    ("fr", DateStyle(date="short", time="long"), "15/01/2026 11:14:00 UTC−5"),
    ("vi", DateStyle(date="full", time="short"), "lúc 11:14 Thứ Năm, 15 tháng 1, 2026"),
    ("ko", DateStyle(date="medium", time="short"), "2026. 1. 15. 오전 11:14"),
    ("ar-EG", DateStyle(date="long"), "١٥ يناير ٢٠٢٦"),
    ("hi", DateStyle(date="full"), "गुरुवार, 15 जनवरी 2026"),
    ("mr", DateStyle(date="medium"), "१५ जाने, २०२६"),
    ("zh-TW", DateStyle(date="full", time="short"), "2026年1月15日 星期四 上午11:14"),
    ("th-u-ca-buddhist", DateStyle(date="long"), "15 มกราคม 2569"),
    ("fa-u-ca-persian", DateStyle(date="long"), "۲۵ دی ۱۴۰۴"),
    ("ja-u-ca-japanese", DateStyle(date="long"), "令和8年1月15日"),
]


@pytest.mark.parametrize(("locale", "style", "expected"), IN_ICU, ids=[row[0] for row in IN_ICU])
def test_agrees_with_icu(locale: str, style: DateStyle, expected: str) -> None:
    """A date reads as ICU of the same CLDR writes it."""
    assert display_date(MOMENT, locale=locale, zone=NEW_YORK, style=style) == expected


HOUSE = [
    ("masthead", "en-US", "Thursday, January 15, 2026 11:14 AM"),
    ("masthead", "de", "Donnerstag, 15. Januar 2026 11:14"),
    ("byline", "en-GB", "15 Jan 2026, 11:14"),
    ("ap", "en", "Jan. 15, 2026, 11:14 a.m."),
    ("ap", "fr", "15 janv. 2026, 11:14"),
    ("iso", "ar-EG", "2026-01-15"),
    ("iso", "th-u-ca-buddhist-nu-thai", "2026-01-15"),
    ("clock", "fi", "11.14"),
    (DateStyle(date="long", time="short", glue="{1} at {0}"), "en-GB", "15 January 2026 at 11:14"),
    (DateStyle(date="long", time="short", glue="{1} 'o''clock' {0}"), "en-GB", "15 January 2026 o'clock 11:14"),
    (DateStyle(date="long", time="full", zone="none"), "en-GB", "15 January 2026 at 11:14:00"),
    (DateStyle(time="short", zone="offset"), "en-GB", "11:14 GMT-5"),
    (DateStyle(time="short", zone="location"), "en-GB", "11:14 New York Time"),
    (DateStyle(time="short", hour_cycle="h23"), "en-US", "11:14"),
    (DateStyle(skeleton="yMMMM"), "pl", "styczeń 2026"),
    (DateStyle(skeleton="jm"), "en-US", "11:14\u202fAM"),
    (DateStyle(pattern="d. MMM y"), "de", "15. Jan. 2026"),
    (DateStyle(date="long", numbering="native"), "hi", "१५ जनवरी २०२६"),
    (DateStyle(date="long", calendar="locale"), "th", "15 มกราคม 2569"),
]


@pytest.mark.parametrize(("style", "locale", "expected"), HOUSE, ids=[str(i) for i in range(len(HOUSE))])
def test_says_house_styles(style: DateStyle | str, locale: str, expected: str) -> None:
    """A house style says what the house prints, in its language, and what a reader expects in others."""
    assert display_date(MOMENT, locale=locale, zone=NEW_YORK, style=style) == expected


def test_styles_are_data() -> None:
    """Every preset comes back equal from the plain object it is stored as."""
    assert {name: DateStyle.from_dict(style.as_dict()) for name, style in PRESETS.items()} == dict(PRESETS)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"date": "huge"},
        {"date": "long", "glue": "and"},
        {"date": "long", "zone": "x"},
        {"date": "long", "months": ["a"]},
        {"date": "long", "halves": ["am", ""]},
        {"colour": "red"},
    ],
    ids=str,
)
def test_refuses_styles_that_are_none(change: dict[str, object]) -> None:
    """A style with a value that no field knows is refused where it is made."""
    with pytest.raises(DateError, match="expected"):
        DateStyle.from_dict(change)


@pytest.mark.parametrize(
    "style",
    [
        "postal",
        DateStyle(pattern="d 'of"),
        DateStyle(pattern="jj"),
        DateStyle(pattern="d" * 600),
        DateStyle(skeleton="yMx%"),
        DateStyle(skeleton="yY"),
        DateStyle(skeleton="y" * 99),
        DateStyle(date="long", numbering="roman"),
    ],
    ids=str,
)
def test_refuses_what_cannot_be_written(style: DateStyle | str) -> None:
    """A pattern, skeleton or numbering system that is none is a DateError when the style is used."""
    with pytest.raises(DateError, match="expected"):
        formatter(style, locale="en", zone="UTC")


def test_refuses_naive_moments() -> None:
    """A naive moment is an error in every function that takes one."""
    naive = MOMENT.replace(tzinfo=None)
    calls = [
        lambda: display_date(naive, locale="en", zone="UTC"),
        lambda: display_relative(naive, now=MOMENT, locale="en", zone="UTC"),
        lambda: display_relative(MOMENT, now=naive, locale="en", zone="UTC"),
        lambda: next_change(naive, now=MOMENT, zone="UTC"),
        lambda: display_interval(naive, MOMENT, locale="en", zone="UTC"),
        lambda: published_line(naive, None, locale="en", zone="UTC"),
        lambda: published_line(MOMENT, naive, locale="en", zone="UTC"),
    ]
    for call in calls:
        with pytest.raises(DateError, match="naive"):
            call()


@pytest.mark.parametrize("locale", ["", "\0", "\ud800", "x" * 5000, "root", "en--US", "../etc", "tlh"], ids=ascii)
def test_unknown_locales_are_named(locale: str) -> None:
    """What is no locale, or has no data, is an UnknownLocale."""
    with pytest.raises(UnknownLocale):
        display_date(MOMENT, locale=locale, zone="UTC")


@pytest.mark.parametrize("zone", ["", "\0", "\ud800", "x" * 5000, "Europe", "../etc/passwd", "UTC "], ids=ascii)
def test_unknown_zones_are_named(zone: str) -> None:
    """What is no IANA zone is an UnknownZone."""
    with pytest.raises(UnknownZone):
        display_date(MOMENT, locale="en", zone=zone)


RELATIVE = [
    (timedelta(0), "now"),
    (timedelta(seconds=59), "now"),
    (timedelta(minutes=1), "1 minute ago"),
    (timedelta(minutes=51), "51 minutes ago"),
    (timedelta(minutes=59, seconds=59), "59 minutes ago"),
    (timedelta(hours=1), "1 hour ago"),
    (timedelta(hours=11, minutes=59), "11 hours ago"),
    (timedelta(hours=13), "yesterday"),
    (timedelta(hours=23, minutes=59), "yesterday"),
    (timedelta(days=1), "January 14, 2026"),
    (timedelta(seconds=-1), "January 15, 2026"),
]


@pytest.mark.parametrize(("elapsed", "expected"), RELATIVE, ids=[str(row[0]) for row in RELATIVE])
def test_says_how_long_ago(elapsed: timedelta, expected: str) -> None:
    """Elapsed time is rounded down, yesterday is a calendar day, and old or coming moments are dates."""
    noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    assert display_relative(noon - elapsed, now=noon, locale="en", zone="UTC") == expected


def test_yesterday_depends_on_the_zone() -> None:
    """The same two instants are hours apart in one zone and a day apart in another."""
    moment, now = datetime(2026, 1, 15, 2, tzinfo=UTC), datetime(2026, 1, 15, 8, tzinfo=UTC)
    said = {zone: display_relative(moment, now=now, locale="en", zone=zone) for zone in ("UTC", NEW_YORK)}
    assert said == {"UTC": "6 hours ago", NEW_YORK: "yesterday"}


def test_counts_days_beyond_yesterday_on_request() -> None:
    """With a later limit, days are counted by the calendar."""
    noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    week = timedelta(days=7)
    said = [
        display_relative(noon - timedelta(days=days), now=noon, locale="en", zone="UTC", absolute_after=week)
        for days in (1, 2, 6, 7)
    ]
    assert said == ["yesterday", "2 days ago", "6 days ago", "January 8, 2026"]


ZONES = st.sampled_from(
    [
        "UTC",
        NEW_YORK,
        "Asia/Kolkata",
        "Pacific/Apia",
        "America/St_Johns",
        "Africa/Cairo",
        "America/Havana",
        "Asia/Beirut",
    ]
)


@given(
    moment=st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)),
    elapsed=st.timedeltas(min_value=timedelta(minutes=-5), max_value=timedelta(days=4)),
    limit=st.sampled_from([timedelta(days=1), timedelta(days=3), timedelta(minutes=30)]),
    zone=ZONES,
)
def test_relative_text_holds_until_next_change(
    moment: datetime, elapsed: timedelta, limit: timedelta, zone: str
) -> None:
    """Relative text is the same until the moment that next_change names, and different at it."""
    now = moment + elapsed
    change = next_change(moment, now=now, zone=zone, absolute_after=limit)

    def say(at: datetime) -> str:
        return display_relative(moment, now=at, locale="en", zone=zone, absolute_after=limit)

    if change is None:
        assert say(now) == say(now + timedelta(days=400))
    else:
        assert change > now
        assert say(now) == say(change - timedelta(microseconds=1))
        assert say(now) != say(change)


AGO = [
    (-3, "hour", "uk", "always", "long", "3 години тому"),
    (-5, "day", "ar", "always", "long", "قبل 5 أيام"),
    (-2, "day", "ar", "always", "long", "قبل يومين"),
    (1, "day", "de", "auto", "long", "morgen"),
    (-1, "day", "en", "always", "long", "1 day ago"),
    (-2, "day", "de", "auto", "long", "vorgestern"),
    (0, "year", "fr", "auto", "long", "cette année"),
    (-1234, "day", "en", "always", "long", "1,234 days ago"),
    (-1234, "day", "es", "always", "long", "hace 1234 días"),
    (-1234567, "day", "hi", "always", "long", "12,34,567 दिन पहले"),
    (-2, "month", "en", "always", "short", "2 mo. ago"),
    (-2, "month", "az", "always", "short", "2 ay öncə"),
    (-3, "hour", "mr", "always", "narrow", "३ तासांपूर्वी"),
]


@pytest.mark.parametrize(("amount", "unit", "locale", "numeric", "width", "expected"), AGO)
def test_says_relative_phrases(amount: int, unit: str, locale: str, numeric: str, width: str, expected: str) -> None:
    """A phrase has the plural, the digits and the groups of its locale, as in Intl.RelativeTimeFormat of ICU 77."""
    assert display_ago(amount, unit, locale=locale, numeric=numeric, width=width) == expected  # type: ignore[arg-type]  # From a table.


@pytest.mark.parametrize(
    "options", [{"unit": "age"}, {"width": "tiny"}, {"numeric": "never"}, {"amount": 10**16}], ids=str
)
def test_refuses_phrases_that_are_none(options: dict[str, object]) -> None:
    """A unit, width or amount that no phrase has is a DateError."""
    amount = options.pop("amount", -1)
    with pytest.raises(DateError):
        display_ago(amount, options.pop("unit", "day"), locale="en", **options)  # type: ignore[arg-type]  # Wrong on purpose.


MONDAY = datetime(2026, 1, 12, 15, tzinfo=UTC)
# Intl.DateTimeFormat.formatRange of ICU 77, in New York.
INTERVALS = [
    ("en", "long", timedelta(days=3), "January 12\u2009–\u200915, 2026"),
    ("en", "full", timedelta(days=3), "Monday, January 12\u2009–\u2009Thursday, January 15, 2026"),
    ("en", "medium", timedelta(days=365), "Jan 12, 2026\u2009–\u2009Jan 12, 2027"),
    ("de", "long", timedelta(days=3), "12.–15. Januar 2026"),
    ("fr", "long", timedelta(days=60), "12 janvier\u2009–\u200913 mars 2026"),
    ("en", DateStyle(date="medium", time="short"), timedelta(hours=1), "Jan 12, 2026, 10:00\u2009–\u200911:00\u202fAM"),
    ("en", DateStyle(time="short"), timedelta(hours=4), "10:00\u202fAM\u2009–\u20092:00\u202fPM"),
    (
        "en",
        DateStyle(date="long", time="short"),
        timedelta(days=1),
        "January 12, 2026 at 10:00\u202fAM\u2009–\u2009January 13, 2026 at 10:00\u202fAM",
    ),
    ("en", "long", timedelta(0), "January 12, 2026"),
    ("ja", "long", timedelta(days=3), "2026/01/12～2026/01/15"),
]


@pytest.mark.parametrize(("locale", "style", "length", "expected"), INTERVALS)
def test_says_intervals(locale: str, style: DateStyle | str, length: timedelta, expected: str) -> None:
    """An interval says once what both ends share."""
    assert display_interval(MONDAY, MONDAY + length, locale=locale, zone=NEW_YORK, style=style) == expected


def test_intervals_run_forward() -> None:
    """An interval that ends before it starts is refused."""
    with pytest.raises(DateError, match="ends after it starts"):
        display_interval(MONDAY, MONDAY - timedelta(days=1), locale="en", zone="UTC")


def test_published_line_escapes_and_marks_moments() -> None:
    """Labels are text: they are escaped in HTML, and each date carries its moment."""
    line = published_line(
        MOMENT,
        MOMENT + timedelta(hours=2),
        locale="en-GB",
        zone="UTC",
        published="<b>Out</b>",
        updated="mis à jour {0}",
    )
    assert line.text == "<b>Out</b> 15 Jan 2026, 16:14 · mis à jour 15 Jan 2026, 18:14"
    assert line.html == (
        '<time datetime="2026-01-15T16:14:00Z">&lt;b&gt;Out&lt;/b&gt; 15 Jan 2026, 16:14</time> · '
        '<time datetime="2026-01-15T18:14:00Z">mis à jour 15 Jan 2026, 18:14</time>'
    )


def test_published_line_says_an_update_only_if_it_shows() -> None:
    """An update on the same day is not said where only days are."""
    same = published_line(MOMENT, MOMENT + timedelta(hours=1), locale="en", zone="UTC", style="medium")
    none = published_line(MOMENT, None, locale="en", zone="UTC", style="medium")
    assert same == none
    assert none.text == "Jan 15, 2026"


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("", "en", "1 minute"),
        ("word " * 231, "en", "2 minutes"),
        ("слово " * 600, "ru", "3 минуты"),
        ("كلمة " * 400, "ar", "دقيقتان"),
        ("字" * 1000, "zh", "3分钟"),
    ],
    ids=["empty", "en", "ru", "ar", "zh"],
)
def test_reading_time_has_the_right_plural(text: str, locale: str, expected: str) -> None:
    """Minutes are rounded up, at least one, in the locale's plural."""
    assert reading_time(text, locale=locale) == expected


def test_reading_time_needs_a_speed() -> None:
    """No words a minute is no speed."""
    with pytest.raises(DateError):
        reading_time("word", locale="en", words_per_minute=0)


def test_versions_are_told() -> None:
    """The data is CLDR 47, as Babel's is."""
    from babel.core import get_global

    assert data_versions()["cldr"] == get_global("cldr")["version"]


def test_import_is_light() -> None:
    """Importing the module does not import Babel."""
    code = "import sys, newscore.dates; print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("moment", [datetime.min, datetime.max], ids=["first", "last"])
def test_moments_that_leave_the_calendar_are_refused(moment: datetime) -> None:
    """At the ends of the calendar a zone may have no such day: that is a DateError."""
    zone = "Pacific/Kiritimati" if moment == datetime.max else NEW_YORK
    aware = moment.replace(tzinfo=UTC)
    with pytest.raises(DateError):
        display_date(aware, locale="en", zone=zone)
    with pytest.raises(DateError):
        display_relative(
            moment.replace(tzinfo=timezone(timedelta(hours=14 if moment == datetime.min else -14))),
            now=MOMENT,
            locale="en",
            zone="UTC",
        )


def test_reads_its_own_rfc3339() -> None:
    """What the published line writes for machines, the reader takes back."""
    html = published_line(MOMENT, None, locale="fr", zone="UTC").html
    assert parse_rfc3339(html.split('"')[1]) == MOMENT
    assert MOMENT.date() == date(2026, 1, 15)
