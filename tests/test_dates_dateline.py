"""Printed dates: what papers print, read back."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscore.dates import Dateline, DateStyle, display_date, find_dateline, parse_dateline
from newscore.errors import DateError, UnknownZone

# A line as a page prints it, its language, and the ISO form that holds no more than was printed.
PRINTED = [
    ("en", "Thursday, January 15, 2026 11:14 AM", "2026-01-15T11:14"),
    ("en", "Published: 15 January 2026, 11:14 GMT", "2026-01-15T11:14Z"),
    ("en", "Jan. 15th, 2026", "2026-01-15"),
    ("en", "Sept. 3, 2026", "2026-09-03"),
    ("en", "15-Jan-2026", "2026-01-15"),
    ("en", "11:14 AM ET, Thu January 15, 2026", "2026-01-15T11:14-05:00"),
    ("en", "12:30 a.m. January 15, 2026", "2026-01-15T00:30"),
    ("en", "January 15, 2026, 12 p.m.", "2026-01-15T12:00"),
    ("en", "15 Jan 2026 11:14 UTC+5:30", "2026-01-15T11:14+05:30"),
    ("en", "2026-01-15T11:14:05+05:00", "2026-01-15T11:14:05+05:00"),
    ("en-US", "01/15/2026 3 pm EST", "2026-01-15T15:00-05:00"),
    ("en-GB", "03/04/2026", "2026-04-03"),
    ("en-US", "03/04/2026", "2026-03-04"),
    ("de", "Stand: 15.01.2026, 11:14 Uhr", "2026-01-15T11:14"),
    ("de", "Donnerstag, 15. Jan. 2026 11.14 Uhr MEZ", "2026-01-15T11:14+01:00"),
    ("de", "15. Jänner 2026", "2026-01-15"),
    ("fr", "Mis à jour le 15 janvier 2026 à 11h14", "2026-01-15T11:14"),
    ("fr", "jeudi 15 janvier 2026 - 11 h 14", "2026-01-15T11:14"),
    ("fr", "1er janvier 2026", "2026-01-01"),
    ("es", "15 de enero de 2026 a las 11:14 h", "2026-01-15T11:14"),
    ("es", "jueves 15 de enero de 2026, 11:14 p. m.", "2026-01-15T23:14"),
    ("pt", "15 de janeiro de 2026 às 11h14", "2026-01-15T11:14"),
    ("it", "giovedì 15 gennaio 2026, ore 11.14", "2026-01-15T11:14"),
    ("ru", "четверг, 15 января 2026 г., 11:14", "2026-01-15T11:14"),
    ("ru", "15.01.2026 в 11:14 (МСК)", "2026-01-15T11:14+03:00"),
    ("uk", "15 січня 2026, 11:14", "2026-01-15T11:14"),
    ("kk", "2026 ж. 15 қаңтар 11:14", "2026-01-15T11:14"),
    ("kk", "15 қаңтар 2026 жыл", "2026-01-15"),
    ("tr", "15 OCAK 2026, PERŞEMBE", "2026-01-15"),
    ("ar", "الخميس ١٥ يناير ٢٠٢٦ - ١١:١٤ ص", "2026-01-15T11:14"),
    ("ar", "15 كانون الثاني 2026", "2026-01-15"),
    ("ja", "2026年1月15日(木) 11:14", "2026-01-15T11:14"),
    ("ja", "2026年1月15日 午後3時05分", "2026-01-15T15:05"),
    ("ja", "令和8年1月15日", "2026-01-15"),
    ("zh", "2026年1月15日 星期四 下午3:05", "2026-01-15T15:05"),
    ("ko", "2026년 1월 15일 오후 3:05", "2026-01-15T15:05"),
    ("pl", "15 stycznia 2026, godz. 11:14", "2026-01-15T11:14"),
    ("nl", "15 januari 2026 om 11:14 uur", "2026-01-15T11:14"),
    ("sv", "15 januari 2026 kl. 11.14", "2026-01-15T11:14"),
    ("da", "15. januar 2026 kl. 11.14", "2026-01-15T11:14"),
    ("nb", "15. januar 2026 kl. 11.14", "2026-01-15T11:14"),
    ("fi", "15.1.2026 klo 11.14", "2026-01-15T11:14"),
    ("cs", "15. ledna 2026 v 11:14", "2026-01-15T11:14"),
    ("el", "15 Ιανουαρίου 2026, 11:14 π.μ.", "2026-01-15T11:14"),
    ("he", "15 בינואר 2026, 11:14", "2026-01-15T11:14"),
    ("fa", "۲۵ دی ۱۴۰۴، ۱۱:۱۴", "2026-01-15T11:14"),
    ("hi", "15 जनवरी 2026 11:14 AM", "2026-01-15T11:14"),
    ("th", "15 มกราคม 2569 เวลา 11:14 น.", "2026-01-15T11:14"),
    ("hu", "2026. január 15., csütörtök 11:14", "2026-01-15T11:14"),
    ("vi", "Thứ Năm, 15 tháng 1, 2026 11:14", "2026-01-15T11:14"),
]


@pytest.mark.parametrize(("language", "text", "iso"), PRINTED, ids=[f"{row[0]}: {row[1]}" for row in PRINTED])
def test_reads_what_is_printed(language: str, text: str, iso: str) -> None:
    """A printed date is read with exactly what was printed, and its weekday agrees."""
    found = parse_dateline(text, language=language)
    assert found.iso == iso
    assert found.weekday_agrees is not False


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [row for row in PRINTED if "-" not in row[0]],
    ids=[row[1] for row in PRINTED if "-" not in row[0]],
)
def test_finds_the_language_by_its_words(language: str, text: str, iso: str) -> None:
    """Without a language, the words of the line tell it."""
    found = find_dateline(text)
    assert found is not None
    assert found.iso == iso


def test_tells_which_part_of_the_line_is_date() -> None:
    """The span holds weekday, day, time and zone, and leaves the label and what follows."""
    line = "Updated on Thursday, January 15, 2026 at 11:14 AM GMT by the desk"
    found = parse_dateline(line, language="en")
    assert line[found.start : found.end] == found.text == "Thursday, January 15, 2026 at 11:14 AM GMT"
    assert (found.day, found.clock, found.weekday, found.zone_text) == (date(2026, 1, 15), time(11, 14), 3, "GMT")


def test_a_wrong_weekday_is_told() -> None:
    """A weekday that is not the day's is kept, and said not to agree."""
    found = parse_dateline("Friday, January 15, 2026", language="en")
    assert (found.weekday, found.weekday_agrees) == (4, False)
    assert parse_dateline("January 15, 2026", language="en").weekday_agrees is None


NAMED = [
    ("03/04/2026", "en", "day 3 of month 4, or day 4 of month 3"),
    ("31 February 2026", "en", "day that exists"),
    ("2026-13-01", "en", "day that exists"),
    ("15 January", "en", "with its year"),
    ("It is 11:14", "en", "with its year"),
    ("192.168.10.2026", "en", "with its year"),
    ("31 مهر 1404", "fa", "day that exists"),
    ("x" * 301, "en", "at most 300"),
]


@pytest.mark.parametrize(("text", "language", "said"), NAMED, ids=[row[0][:20] for row in NAMED])
def test_names_what_is_wrong(text: str, language: str, said: str) -> None:
    """What is no date, or means two, is an error that says so; the finder gives None."""
    with pytest.raises(DateError, match=said):
        parse_dateline(text, language=language)
    assert find_dateline(text, language=language) is None


def test_an_order_settles_bare_numbers() -> None:
    """The caller's order reads three numbers; another word is refused."""
    read = {order: parse_dateline("03/04/26", language="en", order=order).iso for order in ("dmy", "mdy", "ymd")}  # type: ignore[arg-type]  # Three of three.
    assert read == {"dmy": "2026-04-03", "mdy": "2026-03-04", "ymd": "2003-04-26"}
    with pytest.raises(DateError, match="order"):
        parse_dateline("03/04/26", language="en", order="ydm")  # type: ignore[arg-type]  # Wrong on purpose.


def test_a_zone_makes_a_moment() -> None:
    """The zone of the caller serves where none is printed; a printed one comes first; no time, no moment."""
    berlin = "Europe/Berlin"
    assert parse_dateline("15.01.2026, 11:14 Uhr", language="de", zone=berlin).moment == datetime(
        2026, 1, 15, 10, 14, tzinfo=UTC
    )
    printed = parse_dateline("15 January 2026 11:14 GMT", language="en", zone=berlin)
    assert (printed.moment, printed.offset) == (datetime(2026, 1, 15, 11, 14, tzinfo=UTC), timedelta(0))
    assert parse_dateline("15.01.2026", language="de", zone=berlin).moment is None
    assert parse_dateline("15.01.2026, 11:14 Uhr", language="de").moment is None


def test_a_name_of_several_zones_needs_the_callers() -> None:
    """IST is India's in India and nothing without a hint."""
    line = "January 15, 2026 11:14 am IST"
    assert parse_dateline(line, language="en").moment is None
    assert parse_dateline(line, language="en", zone="Europe/Paris").moment is None
    found = parse_dateline(line, language="en", zone="Asia/Kolkata")
    assert (found.moment, found.zone_text) == (datetime(2026, 1, 15, 5, 44, tzinfo=UTC), "IST")


def test_clock_changes_are_told() -> None:
    """A time that came twice is read as the first; one that never was is said to be in the gap."""
    zone = "America/New_York"
    twice = parse_dateline("November 1, 2026 1:30 AM", language="en", zone=zone)
    never = parse_dateline("March 8, 2026 2:30 AM", language="en", zone=zone)
    assert (twice.clock_change, twice.moment) == ("fold", datetime(2026, 11, 1, 5, 30, tzinfo=UTC))
    assert (never.clock_change, never.moment) == ("gap", datetime(2026, 3, 8, 7, 30, tzinfo=UTC))
    assert parse_dateline("March 9, 2026 2:30 AM", language="en", zone=zone).clock_change == ""


def test_a_bad_zone_is_the_callers_error() -> None:
    """A zone that is none is refused, with and without a printed time."""
    for text in ("15 January 2026", "15 January 2026 11:14"):
        with pytest.raises(UnknownZone):
            parse_dateline(text, language="en", zone="Mars/Olympus")


READ_BACK = "en de fr es pt it ru uk kk tr ar-EG ja zh-Hant ko pl nl sv fi cs el hi id ro".split()


@given(
    moment=st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2090, 1, 1)),  # noqa: DTZ001 - Naive bounds.
    language=st.sampled_from(READ_BACK),
    style=st.sampled_from(
        [
            DateStyle(date="long"),
            DateStyle(date="full"),
            DateStyle(date="long", time="short"),
            DateStyle(date="full", time="medium"),
        ]
    ),
)
def test_reads_back_what_newscore_writes(moment: datetime, language: str, style: DateStyle) -> None:
    """A long or full date, with or without its time, is read back as the same day and clock."""
    moment = moment.replace(microsecond=0, second=0 if style.time == "short" else moment.second, tzinfo=UTC)
    said = display_date(moment, locale=language, zone="UTC", style=style)
    found = parse_dateline(said, language=language)
    assert found.day == moment.date(), said
    assert found.clock == (moment.time() if style.time else None), said
    assert found.weekday_agrees is not False, said


@given(
    text=st.text(alphabet="0123456789 .:/-,年月日١٢janury ", max_size=300),
    language=st.sampled_from(["en", "ja", "ar", None]),
)
def test_finding_is_total_and_spans_are_true(text: str, language: str | None) -> None:
    """Any line gives None or a date whose span lies in the line."""
    found = find_dateline(text, language=language)
    assert found is None or (isinstance(found, Dateline) and text[found.start : found.end] == found.text)
