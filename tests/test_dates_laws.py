"""What holds for every locale, zone and moment: order, threads, time zones, digits."""
# ruff: noqa: DTZ001 - Hypothesis takes naive bounds.

import random
import re
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from babel import Locale
from babel.dates import format_date
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from newscore.cldr import pack as packs
from newscore.cldr import writing
from newscore.cldr.locales import negotiate_locale
from newscore.dates import (
    PRESETS,
    DateStyle,
    display_ago,
    display_date,
    display_interval,
    display_relative,
    find_dateline,
    formatter,
    parse_rfc822,
    parse_rfc3339,
    rfc822,
    rfc3339,
)
from newscore.errors import DateError, NewscoreError
from tests.support import json_lines

LOCALES = sorted(name.replace("_", "-") for name in locale_identifiers())
NAMES = sorted(available_timezones())
FULL = DateStyle(date="full", time="full")
MOMENT = datetime(2026, 1, 15, 16, 14, 7, tzinfo=UTC)

moments = st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(8999, 12, 30), timezones=st.just(UTC))
any_locale = st.sampled_from(LOCALES)
any_zone = st.sampled_from(NAMES)
any_style = st.one_of(
    st.sampled_from(sorted(PRESETS)),
    st.builds(
        DateStyle,
        date=st.sampled_from(["full", "long", "medium", "short"]),
        time=st.sampled_from([None, "full", "long", "medium", "short"]),
        glue=st.sampled_from(["at", "standard", "space"]),
        zone=st.sampled_from(["pattern", "none", "short", "long", "offset", "generic", "location"]),
        calendar=st.sampled_from(["gregorian", "buddhist", "japanese", "persian", "locale"]),
        numbering=st.sampled_from(["locale", "native", "latn", "arab", "deva"]),
        hour_cycle=st.sampled_from(["locale", "h11", "h12", "h23", "h24"]),
    ),
)


def _forget() -> None:
    packs.pack_of.cache_clear()
    writing._compiled.cache_clear()


def test_order_and_threads_change_nothing() -> None:
    """A thousand calls give the same strings alone, shuffled, after Babel was used otherwise, and in 8 threads."""
    random.seed(47)
    some = random.sample(LOCALES, 120)
    pairs = [(random.choice(some), random.choice(sorted(PRESETS))) for _ in range(1000)]

    def say(pair: tuple[str, str]) -> str:
        locale, style = pair
        return formatter(style, locale=locale, zone="America/New_York")(MOMENT)

    first = {pair: say(pair) for pair in pairs}
    for seed in (1, 2):
        _forget()
        # Babel resolves an alias of Azerbaijani into the tables that German and French share (its issue 1234).
        format_date(MOMENT, "LLLL", locale=Locale.parse("az"))
        shuffled = random.Random(seed).sample(pairs, len(pairs))
        assert {pair: say(pair) for pair in shuffled} == first
    _forget()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(say, pairs)) == [first[pair] for pair in pairs]
    for pair in random.Random(3).sample(sorted(set(pairs)), 20):
        _forget()
        assert say(pair) == first[pair]


@given(moment=moments, locale=any_locale, zone=any_zone, style=any_style, minutes=st.integers(-1439, 1439))
def test_every_date_reads_and_its_tzinfo_does_not_matter(
    moment: datetime, locale: str, zone: str, style: DateStyle | str, minutes: int
) -> None:
    """Any moment of 1900 to 8999 reads in any locale, zone and style, and by its instant alone.

    No placeholder and no stand-in for a month ever shows.
    """
    said = display_date(moment, locale=locale, zone=zone, style=style)
    assert said == display_date(
        moment.astimezone(timezone(timedelta(minutes=minutes))), locale=locale, zone=zone, style=style
    )
    assert said.strip()
    assert not re.search(r"\{\d\}|\bM\d\d\b|%s|∅", said)


@given(
    moment=moments,
    elapsed=st.timedeltas(timedelta(0), timedelta(days=900)),
    locale=any_locale,
    zone=any_zone,
    style=any_style,
)
def test_every_interval_and_relative_text_reads(
    moment: datetime, elapsed: timedelta, locale: str, zone: str, style: DateStyle | str
) -> None:
    """Intervals and relative texts are total; only a moment beyond the calendar is refused."""
    try:
        later = moment + elapsed
        said = [
            display_interval(moment, later, locale=locale, zone=zone, style=style),
            display_relative(moment, now=later, locale=locale, zone=zone, style=style),
        ]
    except (DateError, OverflowError):
        assert moment.year > 8990
        return
    for text in said:
        assert text.strip()
        assert not re.search(r"\{\d\}|\bM\d\d\b", text)


@given(
    amount=st.integers(-(10**6), 10**6),
    unit=st.sampled_from(["year", "quarter", "month", "week", "day", "hour", "minute", "second"]),
    locale=any_locale,
    width=st.sampled_from(["long", "short", "narrow"]),
    numeric=st.sampled_from(["always", "auto"]),
)
def test_every_phrase_reads(amount: int, unit: str, locale: str, width: str, numeric: str) -> None:
    """Short and narrow phrases read in every locale, those where Babel's tables end in nothing included."""
    said = display_ago(amount, unit, locale=locale, width=width, numeric=numeric)  # type: ignore[arg-type]  # From lists.
    assert said
    assert "{0}" not in said


@given(moment=moments, locale=any_locale, zone=any_zone)
def test_digits_are_of_one_system(moment: datetime, locale: str, zone: str) -> None:
    """Every decimal digit of a date is of the locale's own system."""
    said = display_date(moment, locale=locale, zone=zone, style=DateStyle(date="short", time="medium"))
    zeros = {ord(mark) - unicodedata.decimal(mark) for mark in said if unicodedata.decimal(mark, None) is not None}
    assert len(zeros) == 1
    default = packs.pack_of(negotiate_locale(locale).locale).tables["numbers/default"]
    assert (zeros == {ord("0")}) == (default == "latn")


@given(moment=moments, zone=any_zone)
def test_numeric_zone_text_is_the_offset(moment: datetime, zone: str) -> None:
    """The offset that a reader sees is the zone's offset at that moment."""
    said = display_date(moment, locale="en", zone=zone, style=DateStyle(pattern="OOOO"))
    found = re.fullmatch(r"GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?", said)
    assert found
    sign, *parts = found.groups()
    hours, minutes, seconds = (int(part or 0) for part in parts)
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    assert moment.astimezone(ZoneInfo(zone)).utcoffset() == (-offset if sign == "-" else offset)


STANDARD_ZONES = [
    "America/New_York", "America/St_Johns", "Europe/London", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Tehran",
    "Pacific/Auckland", "America/Sao_Paulo", "Europe/Kyiv",
]  # fmt: skip


@given(
    day=st.datetimes(min_value=datetime(1996, 1, 1), max_value=datetime(2037, 12, 31), timezones=st.just(UTC)),
    zone=st.sampled_from(STANDARD_ZONES),
)
def test_standard_time_is_the_least_offset_of_the_year(day: datetime, zone: str) -> None:
    """ "Standard" is said only at the least offset within half a year."""
    place = ZoneInfo(zone)
    said = display_date(day, locale="en", zone=zone, style=DateStyle(pattern="zzzz"))
    around = [(day + timedelta(days=days)).astimezone(place).utcoffset() for days in (-180, -120, -60, 0, 60, 120, 180)]
    now = day.astimezone(place).utcoffset()
    if "Standard" in said:
        assert now == min(offset for offset in around if offset is not None)


ZONE_TEXT: list[tuple[str, str, int, str]] = [
    ("Europe/Dublin", "zzzz", 1, "Greenwich Mean Time"),
    ("Europe/Dublin", "zzzz", 7, "Irish Standard Time"),
    ("America/St_Johns", "z", 7, "GMT-2:30"),
    ("Asia/Kolkata", "z", 1, "GMT+5:30"),
    ("Asia/Kathmandu", "OOOO", 1, "GMT+05:45"),
    ("Europe/Kyiv", "VVV", 1, "Kyiv"),
    ("Europe/Kyiv", "zzzz", 7, "Eastern European Summer Time"),
    ("Asia/Almaty", "O", 1, "GMT+5"),
    ("America/New_York", "z", 7, "EDT"),
    ("America/New_York", "vvvv", 7, "Eastern Time"),
    ("America/Los_Angeles", "VVVV", 7, "Los Angeles Time"),
    ("Asia/Tokyo", "VVVV", 7, "Japan Time"),
    ("UTC", "zzzz", 7, "Coordinated Universal Time"),
    ("Africa/Casablanca", "XXX", 7, "+01:00"),
    ("Etc/GMT+5", "xx", 7, "-0500"),
    ("UTC", "X", 7, "Z"),
]


@pytest.mark.parametrize(("zone", "pattern", "month", "expected"), ZONE_TEXT)
def test_zones_are_named_by_the_clock(zone: str, pattern: str, month: int, expected: str) -> None:
    """A zone's name is the one its clocks bear in that season; figures where it has none. As ICU 77 says."""
    moment = datetime(2026, month, 15, 12, tzinfo=UTC)
    assert display_date(moment, locale="en", zone=zone, style=DateStyle(pattern=pattern)) == expected


@given(
    moment=st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)),
    offset=st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_machine_dates_round_trip(moment: datetime, offset: timezone) -> None:
    """RFC 3339 keeps the instant to the microsecond, RFC 822 to the second."""
    aware = moment.replace(tzinfo=offset)
    assert parse_rfc3339(rfc3339(aware)) == aware
    # RFC 822 needs four figures of a year to be read back.
    assert parse_rfc822(rfc822(aware)) == aware.replace(microsecond=0)


READERS: list[Callable[[str], object]] = [
    parse_rfc3339,
    parse_rfc822,
    lambda text: find_dateline(text),
    lambda text: display_date(parse_rfc3339(text), locale="fa-u-ca-persian", zone="Asia/Tehran", style=FULL),
    lambda text: rfc822(parse_rfc3339(text)),
]


def test_extreme_moments_are_read_or_refused() -> None:
    """Every extreme of the corpus gives a result or one of our errors, and numbers are never moments."""
    read = {}
    for case in json_lines("corpora", "datetime-extremes", "cases.jsonl"):
        for number, reader in enumerate(READERS):
            try:
                result = reader(case["text"])
            except NewscoreError:
                continue
            if number == 0:
                read[case["text"]] = result
    assert read
    assert not [text for text in read if text.replace(".", "").lstrip("-").isdigit()]
    for text, moment in read.items():
        assert isinstance(moment, datetime)
        assert parse_rfc3339(rfc3339(moment)) == moment, text


@given(text=st.text(max_size=60))
def test_readers_are_total(text: str) -> None:
    """Any text at all is read or refused with our errors."""
    for reader in READERS:
        try:
            reader(text)
        except NewscoreError as error:
            assert str(error)
