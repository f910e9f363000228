"""From one moment to another, saying once what both share: "Jan 12 – 15, 2026"."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Final

from newscore.cldr.calendars import day_in
from newscore.cldr.pack import LocalePack
from newscore.cldr.pattern import Piece, Speaker, join_patterns, parse_pattern
from newscore.cldr.skeletons import best_pattern, nearest_interval, skeleton_of
from newscore.cldr.writing import PLAIN_SPACES, Setting, compiled, pattern_of, setting_of
from newscore.cldr.zones import find_zone
from newscore.datestyle import DateStyle

__all__ = ["interval_of"]

_TIME: Final = frozenset("abBhHkKmsSAzZOvVxX")
_SECONDS: Final = frozenset("sSA")


def interval_of(style: DateStyle, locale: str, zone: str) -> Callable[[datetime, datetime], str]:
    """Return the function that writes an interval of two aware moments, the earlier first."""
    return _interval(style, locale, zone)


@lru_cache(maxsize=512)
def _interval(style: DateStyle, locale: str, zone: str) -> Callable[[datetime, datetime], str]:
    setting, place = setting_of(style, locale), find_zone(zone)
    speaker = Speaker(setting.pack, place, setting.calendar, setting.numbering)
    one = compiled(style, locale, zone)
    skeleton = skeleton_of(pattern_of(setting).partition("\n")[0])
    days = "".join(mark for mark in skeleton if mark not in _TIME)
    clock = "".join(mark for mark in skeleton if mark in _TIME)
    written: dict[str, Callable[[datetime, datetime], str]] = {}

    def say(start: datetime, end: datetime) -> str:
        first, last = start.astimezone(place), end.astimezone(place)
        differs = _largest_difference(first, last, setting.calendar, clock)
        if not differs:
            return one(start)
        if differs not in written:
            written[differs] = _write(setting, speaker, days, clock, differs)
        text = written[differs](first, last)
        return text.translate(PLAIN_SPACES) if style.spaces == "ascii" else text

    return say


def _largest_difference(first: datetime, last: datetime, calendar: str, clock: str) -> str:
    """The largest field in which two moments differ, of those that are shown; empty where none is."""
    if first.date() != last.date():
        one, two = day_in(calendar, first), day_in(calendar, last)
        return "G" if one.era != two.era else "y" if one.year != two.year else "M" if one.month != two.month else "d"
    if not clock:
        return ""
    if (first.hour < 12) != (last.hour < 12):
        return "a"
    if first.hour != last.hour:
        return "h"
    if first.minute != last.minute:
        return "m"
    return "s" if _SECONDS & set(clock) and first.second != last.second else ""


def _write(
    setting: Setting, speaker: Speaker, days: str, clock: str, differs: str
) -> Callable[[datetime, datetime], str]:
    pack, calendar = setting.pack, setting.calendar
    if clock and differs not in "GyMd":
        within = _pattern(setting, clock, differs) if differs != "s" else None
        if within is None:
            return _both(speaker, pack, _single(setting, days + clock))
        if not days:
            return _split(speaker, within)
        # ICU joins a day and a span of hours as it joins medium lengths, whatever the day's length.
        return _split(speaker, join_patterns(pack.need("glue/medium", calendar), within, _single(setting, days)))
    if clock:
        return _both(speaker, pack, _single(setting, (days or "yMd") + clock))
    within = _pattern(setting, days, differs)
    return _split(speaker, within) if within is not None else _both(speaker, pack, _single(setting, days))


def _single(setting: Setting, skeleton: str) -> str:
    glue = "at" if setting.style.glue == "at" else "glue"
    return best_pattern(setting.pack, skeleton, region=setting.region, calendar=setting.calendar, glue=glue)


def _pattern(setting: Setting, skeleton: str, differs: str) -> str | None:
    """The locale's interval pattern for *skeleton*, its fields widened to those asked for; None where it has none."""
    letter = "H" if differs in "ah" and set("Hk") & set(skeleton) else differs
    # The nearest skeleton is sought for numbers of one figure, and its own widths are kept, as in ICU.
    narrowed = re.sub(r"d+", "d", re.sub(r"(?<![ML])[ML]{2}(?![ML])", "M", skeleton))
    return nearest_interval(setting.pack, narrowed, letter)


def _both(speaker: Speaker, pack: LocalePack, pattern: str) -> Callable[[datetime, datetime], str]:
    piece = speaker.compile(pattern)
    frame = re.split(r"\{([01])\}", pack.need("interval/fallback"))

    def say(first: datetime, last: datetime) -> str:
        return "".join(piece(first if text == "0" else last) if index % 2 else text for index, text in enumerate(frame))

    return say


def _split(speaker: Speaker, pattern: str) -> Callable[[datetime, datetime], str]:
    """An interval pattern is two patterns in one: the second begins where a field comes again."""
    pattern, _, numbers = pattern.partition("\n")
    parts = parse_pattern(pattern)
    seen: set[str] = set()
    pieces: list[tuple[Piece, bool] | str] = []
    second = False
    for part in parts:
        if isinstance(part, str):
            pieces.append(part)
            continue
        letter = {"L": "M", "c": "E", "e": "E"}.get(part[0], part[0])
        second = second or letter in seen
        seen.add(letter)
        pieces.append((speaker.piece(*part, numbers), second))

    def say(first: datetime, last: datetime) -> str:
        return "".join(part if isinstance(part, str) else part[0](last if part[1] else first) for part in pieces)

    return say
