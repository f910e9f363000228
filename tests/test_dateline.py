"""Printed date lines: what is printed is read, and nothing that was not."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscore.dates import find_dateline, parse_dateline
from newscore.errors import DateError, UnknownZone

# language, line, ISO form, the part of the line that is the date
LINES = [
    ("en", "Thursday, January 15, 2026 11:14 AM", "2026-01-15T11:14", "Thursday, January 15, 2026 11:14 AM"),
    ("en", "Published: 15 January 2026, 11:14 GMT", "2026-01-15T11:14Z", "15 January 2026, 11:14 GMT"),
    ("en", "Jan. 15, 2026 at 5:03 p.m. EST", "2026-01-15T17:03-05:00", "Jan. 15, 2026 at 5:03 p.m. EST"),
    ("en", "January 15th, 2026 12:05 am", "2026-01-15T00:05", "January 15th, 2026 12:05 am"),
    ("en", "2026-01-15 11:14", "2026-01-15T11:14", "2026-01-15 11:14"),
    ("en-GB", "03/04/2026", "2026-04-03", "03/04/2026"),
    ("en-US", "03/04/2026", "2026-03-04", "03/04/2026"),
    ("en", "31/12/2026", "2026-12-31", "31/12/2026"),
    ("de", "Stand: 15.01.2026, 11:14 Uhr", "2026-01-15T11:14", "15.01.2026, 11:14 Uhr"),
    ("de", "Donnerstag, 15. Januar 2026", "2026-01-15", "Donnerstag, 15. Januar 2026"),
    ("fr", "Mis à jour le 15 janvier 2026 à 11h14", "2026-01-15T11:14", "15 janvier 2026 à 11h14"),
    ("fr", "Jeudi 1er janvier 2026", "2026-01-01", "Jeudi 1er janvier 2026"),
    ("es", "15 de enero de 2026 - 11:14", "2026-01-15T11:14", "15 de enero de 2026 - 11:14"),
    ("pt", "15 de janeiro de 2026 às 11h14", "2026-01-15T11:14", "15 de janeiro de 2026 às 11h14"),
    ("it", "giovedì 15 gennaio 2026", "2026-01-15", "giovedì 15 gennaio 2026"),
    ("ru", "четверг, 15 января 2026 г., 11:14", "2026-01-15T11:14", "четверг, 15 января 2026 г., 11:14"),
    ("uk", "15 січня 2026, 11:14", "2026-01-15T11:14", "15 січня 2026, 11:14"),
    ("kk", "2026 жылғы 15 қаңтар, бейсенбі", "2026-01-15", "2026 жылғы 15 қаңтар, бейсенбі"),
    ("tr", "15 Ocak 2026 Perşembe 11:14", "2026-01-15T11:14", "15 Ocak 2026 Perşembe 11:14"),
    ("ar", "الخميس ١٥ يناير ٢٠٢٦", "2026-01-15", "الخميس ١٥ يناير ٢٠٢٦"),
    ("ja", "2026年1月15日(木) 11:14", "2026-01-15T11:14", "2026年1月15日(木) 11:14"),
    ("ko", "2026년 1월 15일 오후 3:04", "2026-01-15T15:04", "2026년 1월 15일 오후 3:04"),
    ("zh", "2026年1月15日 11:14", "2026-01-15T11:14", "2026年1月15日 11:14"),
]


@pytest.mark.parametrize(("language", "line", "iso", "printed"), LINES, ids=[f"{row[0]}-{row[1]}" for row in LINES])
def test_a_printed_date_is_read(language, line, iso, printed):
    """The ISO form holds what is printed, and the span is the printed words."""
    found = parse_dateline(line, language=language)
    assert (found.iso, found.text) == (iso, printed)
    assert line[found.start : found.end] == printed
    assert found.weekday_agrees is not False
    assert find_dateline(line, language=language) == found


def test_a_moment_needs_a_zone_or_a_printed_offset():
    """The caller's zone is used where no offset is printed; a printed one is stronger."""
    line = "15. Januar 2026, 11:14 Uhr"
    assert parse_dateline(line, language="de").moment is None
    assert parse_dateline(line, language="de", zone="Europe/Berlin").moment == datetime(2026, 1, 15, 10, 14, tzinfo=UTC)
    printed = parse_dateline("15 January 2026, 11:14 GMT", language="en", zone="Asia/Almaty")
    assert (printed.moment, printed.offset) == (datetime(2026, 1, 15, 11, 14, tzinfo=UTC), timedelta(0))
    assert parse_dateline("15 January 2026", language="en", zone="UTC").moment is None


def test_the_parts_are_there():
    """Day, clock and weekday, each as printed."""
    found = parse_dateline("Friday, January 15, 2026 11:14:07 PM", language="en")
    assert (found.day, found.clock, found.weekday) == (date(2026, 1, 15), time(23, 14, 7), 4)
    assert found.weekday_agrees is False


@pytest.mark.parametrize(
    "line", ["", "no date", "32 January 2026", "30 February 2026", "January 2026", "x" * 400, "2026", "15:30"]
)
def test_what_is_no_day_is_our_error(line):
    """A DateError from the one, None from the other."""
    with pytest.raises(DateError):
        parse_dateline(line, language="en")
    assert find_dateline(line, language="en") is None


def test_an_ambiguous_date_names_both_readings():
    """English alone does not say which number is the month."""
    with pytest.raises(DateError, match="day 3 of month 4, or day 4 of month 3"):
        parse_dateline("03/04/2026", language="en")


def test_a_zone_that_is_none_is_our_error():
    """Also where only a day is printed."""
    with pytest.raises(UnknownZone):
        parse_dateline("15 January 2026", language="en", zone="Mars/Olympus")


@given(st.text(max_size=320), st.sampled_from([None, "en", "ja", "ar", "kk", "xx-nonsense", "de-AT"]))
@example("1" * 300, "en")
@example("15 " * 100, "fr")
@example("١٥/١/٢٠٢٦", "ar")
def test_reading_any_line_is_total(line, language):
    """Any text gives a date within the line, or None."""
    found = find_dateline(line, language=language, zone="Asia/Kathmandu")
    if found is not None:
        assert line[found.start : found.end] == found.text
        assert found.iso.startswith(found.day.isoformat())
