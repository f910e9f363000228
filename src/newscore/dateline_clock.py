"""The time of day that is printed beside a date, with its half of the day and its zone."""

import re
from datetime import time, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from newscore.dateline_words import Words

__all__ = ["Clock", "find_clock"]

# Offsets in minutes of the zone names that mean one thing in print; IST, AST and their like mean several.
_OFFSETS: Final = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "cet": 60, "mez": 60, "west": 60, "bst": 60, "cest": 120, "mesz": 120,
    "eet": 120, "sast": 120, "eest": 180, "msk": 180, "мск": 180, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "hkt": 480, "sgt": 480, "jst": 540, "kst": 540, "aest": 600,
    "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
# Names that follow a place's clocks, or that several places use: read as printed, settled by the caller.
_OTHER_ZONES: Final = ("et", "ct", "mt", "pt", "ist", "ast", "wib", "wita", "wit", "pkt", "trt", "brt", "art")
# Between a date and its time stand signs and a few short words: "at", "à", "um", "в", "klo", "الساعة".
_BETWEEN: Final = re.compile(r"(?:[^\w\n]{0,4}[^\W\d_]{1,10}\.?){0,3}[^\w\n]{0,5}")


class Clock(NamedTuple):
    """A printed time, the offset or the name of its zone, and where they stand in the folded line."""

    time: time
    offset: timedelta | None
    zone_name: str
    start: int
    end: int
    zone_start: int
    zone_end: int


def find_clock(folded: str, words: Words, start: int, end: int) -> Clock | None:
    """Return the time printed before or after the date that stands from *start* to *end* of a folded line, or None."""
    for found in _clock_forms(words).finditer(folded):
        if found.start() >= end:
            gap = folded[end : found.start()]
        elif found.end() <= start:
            gap = folded[found.end() : start]
        else:
            continue
        if not _BETWEEN.fullmatch(gap):
            continue
        half = found["early"] or found["late"]
        clock = _time(found, words.halves[half.strip()] if half else None)
        if clock is None:
            continue
        zone = found["zone"] or ""
        figures = found["offset"] or found["after"]
        offset = _figures(figures) if figures else timedelta(minutes=_OFFSETS[zone]) if zone in _OFFSETS else None
        if figures and zone and zone not in ("utc", "gmt"):
            offset = timedelta(minutes=_OFFSETS.get(zone, 0)) if zone in _OFFSETS else None
        span = found.span("zone") if zone else found.span("offset") if found["offset"] else (0, 0)
        last = max(span[1], found.end("after")) if zone and found["after"] else span[1]
        return Clock(clock, offset, zone, found.start(), found.end(), span[0], last)
    return None


@lru_cache(maxsize=64)
def _clock_forms(tag_words: Words) -> re.Pattern[str]:
    half = tag_words.half_words
    names = "|".join(sorted((*_OFFSETS, *_OTHER_ZONES), key=lambda name: -len(name)))
    zone = (
        rf"(?:\s?\(?(?:(?P<zone>(?<![^\W\d_])(?:{names})(?![^\W\d_]))(?:\s?(?P<after>[+-]\d{{1,2}}(?::?\d\d)?(?!\d)))?"
        r"|(?P<offset>[+-]\d\d:?\d\d)(?!\d))\)?)?"
    )
    hour_words = r"(?:uhr|h|heures?|uur|horas?|ore|часов|ч|klo|[時时点點시])"
    return re.compile(
        rf"(?:(?<![^\W\d_])(?P<early>{half})\.?\s{{0,2}})?(?<![\d.,/])(?P<h>\d{{1,2}})"
        rf"(?:\s?(?:[:.]|h|[時时点點시])\s?(?P<min>\d\d)(?:[:.分분]\s?(?P<s>\d\d)(?:[.,]\d{{1,6}})?)?(?!\d|[./]\d)[分분秒초]?"
        rf"|(?=\s?(?:{half}|{hour_words})(?![^\W\d_]))(?:\s?{hour_words}(?![^\W\d_]))?)"
        rf"(?:\s?(?:uhr|h|hrs?|uur|ч)(?![^\W\d_])\.?)?"
        rf"(?:\s{{0,2}}(?P<late>{half})(?![^\W\d_])\.?)?{zone}"
    )


def _time(found: re.Match[str], half: tuple[int, int] | None) -> time | None:
    hour = int(found["h"])
    if half is not None and hour <= 12:
        # Of the hours that a face of twelve can mean, the one within that part of the day, past midnight too.
        first, last = half
        for meant in (hour, hour % 12, hour % 12 + 12):
            if any(
                first <= second < last or first == second == last for second in (meant * 3600, meant * 3600 + 86400)
            ):
                hour = meant
                break
    try:
        return time(hour, int(found["min"] or 0), int(found["s"] or 0))
    except ValueError:
        return None


def _figures(printed: str) -> timedelta | None:
    digits = printed[1:].replace(":", "")
    digits = digits.rjust(2, "0") + "00" if len(digits) <= 2 else digits.rjust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return (-offset if printed[0] == "-" else offset) if offset < timedelta(hours=24) else None
