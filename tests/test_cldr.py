"""The locale pack beneath the dates: negotiation, lists, numbers, calendars, patterns, the overlay."""

import json
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from babel import localedata
from hypothesis import given
from hypothesis import strategies as st

from newscore.cldr import overlay
from newscore.cldr.calendars import day_in, persian_to_date
from newscore.cldr.digits import NUMBERING_SYSTEMS, digits_of
from newscore.cldr.lists import join_names
from newscore.cldr.locales import negotiate_locale, preferred_calendar
from newscore.cldr.pack import pack_of
from newscore.cldr.pattern import compile_pattern, join_patterns, parse_pattern, write_pattern
from newscore.cldr.phrases import whole_number
from newscore.cldr.skeletons import best_pattern
from newscore.cldr.source import find_territory, lineage, read_flat
from newscore.errors import DateError, UnknownLocale

NEGOTIATED = [
    ("en", "en", True),
    ("EN_us", "en_US", True),
    ("pt_BR.UTF-8", "pt_BR", True),
    ("sr_RS@latin", "sr_Latn_RS", True),
    ("zh-TW", "zh_Hant_TW", True),
    ("zh-Hans-CN", "zh_Hans_CN", True),
    ("pa-PK", "pa_Arab_PK", True),
    ("sr-ME", "sr_Latn_ME", True),
    ("iw", "he", True),
    ("sh", "sr_Latn", True),
    ("no", "no", True),
    ("mo", "ro", True),
    ("tl", "fil", True),
    ("cmn", "zh", True),
    ("ca-ES-valencia", "ca_ES_VALENCIA", True),
    ("de-CH-1901", "de_CH", True),
    ("de-DD", "de_DE", True),
    ("en-XX", "en", False),
    ("kk-Latn", "kk", False),
    ("fr-x-house", "fr", True),
]


@pytest.mark.parametrize(("asked", "served", "exact"), NEGOTIATED, ids=[row[0] for row in NEGOTIATED])
def test_negotiation_is_honest(asked: str, served: str, exact: bool) -> None:
    """Each spelling finds its data, and says whether the data is what was asked for."""
    found = negotiate_locale(asked)
    assert (found.locale, found.exact) == (served, exact)


def test_keywords_are_read() -> None:
    """Numbering, calendar and hour cycle come from the tag; what dates do not know is passed over."""
    found = negotiate_locale("fa-AF-u-ca-persian-hc-h12-nu-latn")
    assert (found.region, found.calendar, found.hour_cycle, found.numbering) == ("AF", "persian", "h12", "latn")
    other = negotiate_locale("ar-u-ca-islamic-hc-h99-nu-roman-attr")
    assert (other.calendar, other.hour_cycle, other.numbering) == (None, None, None)
    assert negotiate_locale("de-u-ca-gregory").calendar == "gregorian"


def test_regions_have_their_calendars() -> None:
    """Iran reads Persian dates, Thailand Buddhist ones; where CLDR prefers one we do not write, Gregorian."""
    assert [preferred_calendar(region) for region in ("IR", "TH", "SA", "KZ")] == [
        "persian", "buddhist", "gregorian", "gregorian",
    ]  # fmt: skip


@given(text=st.text(max_size=30))
def test_negotiation_is_total(text: str) -> None:
    """Any text finds data that exists or is an UnknownLocale."""
    try:
        assert localedata.exists(negotiate_locale(text).locale)
    except UnknownLocale as error:
        assert str(error)


JOINED = [
    ("en", "and", ["A", "B"], "A and B"),
    ("en", "and", ["A", "B", "C"], "A, B, and C"),
    ("en-GB", "and", ["A", "B", "C"], "A, B and C"),
    ("en", "or", ["A", "B", "C", "D"], "A, B, C, or D"),
    ("en", "unit", ["A", "B", "C"], "A, B, C"),
    ("de", "and", ["A", "B", "C"], "A, B und C"),
    ("ja", "and", ["A", "B", "C"], "A、B、C"),
    ("ar", "and", ["A", "B", "C"], "A وB وC"),
    ("es", "and", ["Ana", "Isabel"], "Ana e Isabel"),
    ("es", "and", ["Ana", "Íñigo"], "Ana e Íñigo"),
    ("es", "and", ["agua", "hielo"], "agua y hielo"),
    ("es", "and", ["Ana", "Luis", "Hilario"], "Ana, Luis e Hilario"),
    ("es", "and", ["Isabel", "Ana"], "Isabel y Ana"),
    ("es", "or", ["siete", "ocho"], "siete u ocho"),
    ("es-MX", "or", ["7", "8"], "7 u 8"),
    ("es", "or", ["Ana", "Óscar"], "Ana u Óscar"),
    ("es", "or", ["10", "11"], "10 u 11"),
    ("es", "or", ["10", "110"], "10 o 110"),
    ("he", "and", ["A", "Bob"], "A ו-Bob"),
    ("he", "and", ["A", "דן"], "A ודן"),
    ("fr", "and", [], ""),
    ("fr", "and", ["Ana"], "Ana"),
    ("en", "and", ["{0}", "{1}", "%s"], "{0}, {1}, and %s"),
]


@pytest.mark.parametrize(("locale", "kind", "names", "expected"), JOINED)
def test_joins_names(locale: str, kind: str, names: list[str], expected: str) -> None:
    """A list follows its locale, Spanish its sounds, Hebrew its script; a name is never read as a pattern."""
    assert join_names(names, locale=locale, kind=kind) == expected  # type: ignore[arg-type]  # From a table.


def test_refuses_lists_that_are_none() -> None:
    """A kind of list that is none is a DateError."""
    with pytest.raises(DateError, match="kind of list"):
        join_names(["A"], locale="en", kind="xor")  # type: ignore[arg-type]  # Wrong on purpose.


@given(
    names=st.lists(st.text(min_size=1, max_size=8), max_size=6),
    locale=st.sampled_from(sorted(localedata.locale_identifiers())),
    kind=st.sampled_from(["and", "or", "unit"]),
)
def test_every_name_is_in_the_list(names: list[str], locale: str, kind: str) -> None:
    """In every locale the list holds each name whole, in order."""
    said, place = join_names(names, locale=locale, kind=kind), 0  # type: ignore[arg-type]  # From a list.
    for name in names:
        place = said.index(name, place) + len(name)


@pytest.mark.parametrize("system", sorted(NUMBERING_SYSTEMS))
def test_numbering_systems_have_ten_figures(system: str) -> None:
    """Every system writes ten different figures, decimal ones but for the Chinese."""
    written = digits_of(system).write("0123456789")
    assert len(set(written)) == 10
    assert system == "hanidec" or [int(mark) for mark in written] == list(range(10))


GROUPED = [
    (999, "en", "999"), (1234, "en", "1,234"), (1234567, "en-IN", "12,34,567"), (1234, "es", "1234"),
    (12345, "es", "12.345"), (1234, "pl", "1234"), (1234, "es-MX", "1,234"), (1234567, "ar-EG", "١٬٢٣٤٬٥٦٧"),
    (1234, "hi-u-nu-deva", "१,२३४"), (1234, "de-CH", "1’234"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "locale", "expected"), GROUPED)
def test_groups_whole_numbers(value: int, locale: str, expected: str) -> None:
    """Groups, their least size and their sign are the locale's, as in Intl.NumberFormat of ICU 77."""
    assert whole_number(value, locale=locale) == expected


# New Year's days of Iran's calendar, as published by the calendar centre of the University of Tehran.
NOWRUZ = [(1403, date(2024, 3, 20)), (1404, date(2025, 3, 21)), (1405, date(2026, 3, 21)), (1408, date(2029, 3, 20))]


@pytest.mark.parametrize(("year", "day"), NOWRUZ)
def test_the_persian_year_begins_at_nowruz(year: int, day: date) -> None:
    """The first of Farvardin falls on the published day."""
    assert day_in("persian", day)[1:4] == (year, 1, 1)
    assert persian_to_date(year, 1, 1) == day


@given(day=st.dates(min_value=date(700, 1, 1)))
def test_persian_days_go_round(day: date) -> None:
    """Every day has one Persian name, and it leads back to the day."""
    found = day_in("persian", day)
    assert persian_to_date(found.year, found.month, found.day) == day
    following = day_in("persian", day + timedelta(days=1)) if day < date.max else None
    assert following is None or following[1:4] > found[1:4]


@pytest.mark.parametrize(("month", "day"), [(0, 1), (13, 1), (1, 32), (7, 31), (12, 31)])
def test_persian_days_that_are_none(month: int, day: int) -> None:
    """A day that no Persian month has is None."""
    assert persian_to_date(1404, month, day) is None


ERAS = [
    (date(1867, 12, 31), 1, 1867), (date(1868, 9, 8), 232, 1), (date(1912, 7, 29), 232, 45),
    (date(1912, 7, 30), 233, 1),
    (date(1926, 12, 25), 234, 1), (date(1989, 1, 7), 234, 64), (date(1989, 1, 8), 235, 1), (date(2019, 4, 30), 235, 31),
    (date(2019, 5, 1), 236, 1),
]  # fmt: skip


@pytest.mark.parametrize(("day", "era", "year"), ERAS, ids=[str(row[0]) for row in ERAS])
def test_japanese_eras_begin_on_their_day(day: date, era: int, year: int) -> None:
    """An era begins with its emperor's first day, in its first year."""
    assert day_in("japanese", day)[:2] == (era, year)


def test_first_year_of_an_era_has_its_word() -> None:
    """The first year of an era is written 元年 where the pattern says so."""
    pack, tokyo = pack_of("ja"), ZoneInfo("Asia/Tokyo")
    say = compile_pattern(pack.need("date/long", "japanese"), pack, tokyo, "japanese", "latn")
    said = [say(datetime(2019 + years, 6, 1, tzinfo=tokyo)) for years in (0, 1)]
    assert said == ["令和元年6月1日", "令和2年6月1日"]


FIELDS = [
    ("y yy yyyy u", "2026 26 2026 2026"),
    ("G GGGG GGGGG", "AD Anno Domini A"),
    ("Q QQ QQQ QQQQ q", "1 01 Q1 1st quarter 1"),
    ("M MM MMM MMMM MMMMM LLLL", "1 01 Jan January J January"),
    ("d dd D DDD F g", "5 05 5 005 1 2461046"),
    ("E EEEE EEEEE EEEEEE e c cccc", "Mon Monday M Mo 1 1 Monday"),
    ("w W Y", "2 2 2026"),
    ("h hh H HH K k a aaaa aaaaa", "4 04 16 16 4 16 PM PM p"),
    ("B b", "in the afternoon PM"),
    ("m mm s ss S SSS A", "7 07 9 09 1 123 58029123"),
    ("VV VVV", "UTC Unknown City"),
    ("x xx xxx X XXX Z ZZZZ ZZZZZ", "+00 +0000 +00:00 Z Z +0000 GMT Z"),
    ("'it''s' h 'o''clock' ''", "it's 4 o'clock '"),
]


@pytest.mark.parametrize(("pattern", "expected"), FIELDS, ids=[row[0] for row in FIELDS])
def test_writes_every_field(pattern: str, expected: str) -> None:
    """Each letter of UTS #35 writes its field at each width."""
    moment = datetime(2026, 1, 5, 16, 7, 9, 123000, tzinfo=UTC)
    assert compile_pattern(pattern, pack_of("en"), ZoneInfo("UTC"), "gregorian", "latn")(moment) == expected


@given(
    parts=st.lists(
        st.one_of(st.text(min_size=1, max_size=5), st.tuples(st.sampled_from("yMdHms"), st.integers(1, 4))), max_size=8
    )
)
def test_patterns_are_written_as_they_are_read(parts: list[str | tuple[str, int]]) -> None:
    """What is written of literals and fields reads as the same text and the same fields."""
    # Two equal letters side by side would be one wider field, and two texts one.
    merged: list[str | tuple[str, int]] = []
    for part in parts:
        if merged and isinstance(part, str) and isinstance(merged[-1], str):
            merged[-1] += part
        elif not (merged and isinstance(part, tuple) and isinstance(merged[-1], tuple) and merged[-1][0] == part[0]):
            merged.append(part)
    assert list(parse_pattern(write_pattern(merged))) == merged


def test_joined_quotes_stay_apart() -> None:
    """A day that ends in a quoted word and a connector that begins with one do not make an apostrophe."""
    assert parse_pattern(join_patterns("{1}'o'{0}", "H", "y'r'")) == (("y", 1), "ro", ("H", 1))


SKELETONS = [
    ("en", "yMMMMd", "MMMM d, y"), ("de", "yMMMMd", "d. MMMM y"), ("en", "MMMMEEEEd", "EEEE, MMMM d"),
    ("en", "jm", "h:mm\u202fa"), ("de", "jm", "HH:mm"), ("en", "yMMMdjm", "MMM d, y, h:mm\u202fa"),
    ("en", "hmsSSS", "h:mm:ss.SSS\u202fa"), ("en", "GyMMMd", "MMM d, y G"), ("ja", "yMMMM", "y年M月"),
    ("en", "yQQQQ", "QQQQ y"), ("en", "yMMddHHmm", "MM/dd/y, HH:mm"),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "skeleton", "pattern"), SKELETONS, ids=[f"{row[0]} {row[1]}" for row in SKELETONS])
def test_skeletons_find_the_locales_pattern(locale: str, skeleton: str, pattern: str) -> None:
    """A skeleton finds the nearest pattern, widened to what was asked for, as in ICU's generator."""
    region = negotiate_locale(locale).region
    assert best_pattern(pack_of(locale), skeleton, region=region) == pattern


def test_hour_cycles_overrule() -> None:
    """A cycle overrules the region's and the letter's."""
    pack = pack_of("en")
    found = [best_pattern(pack, "jm", region="US", cycle=cycle) for cycle in ("h12", "h23", "h11")]
    assert found == ["h:mm\u202fa", "HH:mm", "K:mm\u202fa"]


def test_lineage_follows_cldr() -> None:
    """Parents are CLDR's: by cutting, by exception, and not at all for a script that is not the usual one."""
    assert lineage("en_GB") == ("root", "en", "en_001", "en_GB")
    assert lineage("zh_Hant_HK") == ("root", "zh_Hant", "zh_Hant_HK")
    assert lineage("az_Latn_AZ") == ("root", "az", "az_Latn", "az_Latn_AZ")


def test_reading_leaves_babel_alone() -> None:
    """What Babel holds for a language is the same before and after newscore reads all of it."""
    before = [repr(localedata.load(name)["months"]) for name in ("de", "fr")]
    for name in localedata.locale_identifiers()[:200]:
        read_flat(name)
    assert [repr(localedata.load(name)["months"]) for name in ("de", "fr")] == before


def test_what_is_missing_is_named() -> None:
    """No data for a locale, a path or a territory is said, not guessed."""
    with pytest.raises(UnknownLocale):
        read_flat("tlh")
    with pytest.raises(KeyError):
        pack_of("en").need("no/such/path")
    assert find_territory("fr", "UA") == "Ukraine"
    assert find_territory("fr", "XX") is None


def test_overlay_tells_where_it_comes_from() -> None:
    """The overlay names its CLDR version, which is Babel's, and its licence lies beside it."""
    from babel.core import get_global

    head = overlay.head()
    assert head["cldr"] == overlay.CLDR_VERSION == get_global("cldr")["version"]
    assert "Unicode-3.0" in head["licence"]
    assert "UNICODE LICENSE V3" in files("newscore.cldr").joinpath("UNICODE-LICENSE.txt").read_text("utf-8")


def test_overlay_refuses_another_cldr(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a Babel of another CLDR the overlay would lie, so it is refused."""
    overlay._read.cache_clear()
    monkeypatch.setattr(overlay, "CLDR_VERSION", "46")
    with pytest.raises(DateError, match="expected Babel with CLDR 46"):
        overlay.head()
    monkeypatch.undo()
    assert overlay.head()["cldr"] == "47"


def test_overlay_is_one_json_line_a_locale() -> None:
    """Every line of the overlay is JSON, and every locale of it is one that Babel knows."""
    head, *lines = files("newscore.cldr").joinpath("overlay.jsonl").read_text("utf-8").splitlines()
    assert json.loads(head)["cldr"] == "47"
    names = [json.loads(line)[0] for line in lines]
    assert names == sorted(names)
    assert set(names) <= {*localedata.locale_identifiers(), "root"}
