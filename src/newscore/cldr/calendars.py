"""Days in other calendars: Persian, Buddhist, and Japanese with its eras."""

from datetime import date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["CALENDARS", "Day", "day_in", "persian_to_date"]

CALENDARS: Final = ("gregorian", "buddhist", "japanese", "persian")
"""The calendars that dates can be written in."""

_BUDDHIST_OFFSET: Final = 543
# The first day of each era and its number in CLDR: Meiji, Taishō, Shōwa, Heisei, Reiwa. Meiji is counted in the
# solar calendar that Japan took up on 1 January of its sixth year.
_ERAS: Final = ((date(2019, 5, 1), 236), (date(1989, 1, 8), 235), (date(1926, 12, 25), 234), (date(1912, 7, 30), 233))
_MEIJI: Final = (1868, 232)
# 21 March 622 in the proleptic Gregorian calendar, as `date.toordinal` counts.
_PERSIAN_EPOCH: Final = 226895
# Years whose day is one later than the 33-year rule says, because the equinox fell after noon in Tehran.
# The astronomical calendar is what Iran keeps; ICU knows the same years. Source: ICU persncal.cpp.
_PERSIAN_CORRECTIONS: Final = frozenset(
    (
        1502, 1601, 1634, 1667, 1700, 1733, 1766, 1799, 1832, 1865, 1898, 1931, 1964, 1997, 2030, 2059, 2063, 2096,
        2129, 2158, 2162, 2191, 2195, 2224, 2228, 2257, 2261, 2290, 2294, 2323, 2327, 2356, 2360, 2389, 2393, 2422,
        2426, 2455, 2459, 2488, 2492, 2521, 2525, 2554, 2558, 2587, 2591, 2620, 2624, 2653, 2657, 2686, 2690, 2719,
        2723, 2748, 2752, 2756, 2781, 2785, 2789, 2818, 2822, 2847, 2851, 2855, 2880, 2884, 2888, 2913, 2917, 2921,
        2946, 2950, 2954, 2979, 2983, 2987,
    )
)  # fmt: skip


class Day(NamedTuple):
    """A day as a calendar counts it."""

    era: int
    year: int
    month: int
    day: int
    day_of_year: int


def day_in(calendar: str, moment: datetime | date) -> Day:
    """Return the day of *moment* in *calendar*.

    >>> day_in("persian", date(2026, 3, 21)), day_in("japanese", date(2026, 1, 15)).year
    (Day(era=0, year=1405, month=1, day=1, day_of_year=1), 8)

    A Japanese day before Meiji is said in years of the Common Era.
    """
    if calendar == "persian":
        return _persian(moment.toordinal())
    day_of_year = moment.timetuple().tm_yday
    era, year = 1, moment.year
    if calendar == "buddhist":
        era, year = 0, moment.year + _BUDDHIST_OFFSET
    elif calendar == "japanese":
        era, year = _japanese(moment)
    return Day(era, year, moment.month, moment.day, day_of_year)


def persian_to_date(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Persian one, or None where there is no such day.

    >>> persian_to_date(1404, 10, 25).isoformat()
    '2026-01-15'
    """
    if not (0 < year <= date.max.year - 621 and 0 < month <= 12 and 0 < day <= 31):
        return None
    ordinal = _first_day(year) + (31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6) + day - 1
    if ordinal > date.max.toordinal():
        return None
    found = _persian(ordinal)
    return date.fromordinal(ordinal) if (found.year, found.month, found.day) == (year, month, day) else None


def _japanese(moment: datetime | date) -> tuple[int, int]:
    day = moment.date() if isinstance(moment, datetime) else moment
    for start, era in _ERAS:
        if day >= start:
            return era, day.year - start.year + 1
    first, era = _MEIJI
    return (era, day.year - first + 1) if day >= date(1868, 9, 8) else (1, day.year)


def _first_day(year: int) -> int:
    """The ordinal of the first day of a Persian *year*, by the rule of 33 years and its corrections."""
    return _PERSIAN_EPOCH + 365 * (year - 1) + (8 * year + 21) // 33 - ((year - 1) in _PERSIAN_CORRECTIONS)


@lru_cache(maxsize=4096)
def _persian(ordinal: int) -> Day:
    year = 1 + (33 * (ordinal - _PERSIAN_EPOCH) + 3) // 12053
    first = _first_day(year)
    if ordinal < first:
        year -= 1
        first = _first_day(year)
    elif ordinal >= _first_day(year + 1):
        year += 1
        first = _first_day(year)
    day_of_year = ordinal - first
    month = day_of_year // 31 if day_of_year < 216 else (day_of_year - 6) // 30
    start = 31 * month if month <= 6 else 30 * month + 6
    return Day(0, year, month + 1, day_of_year - start + 1, day_of_year + 1)
