"""From a style, a locale and a zone to one compiled function."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from newscore.cldr.locales import Negotiated, negotiate_locale, preferred_calendar
from newscore.cldr.pack import LocalePack, pack_of
from newscore.cldr.pattern import Speaker, join_patterns, parse_pattern, write_pattern
from newscore.cldr.skeletons import best_pattern, skeleton_of
from newscore.cldr.zones import find_zone
from newscore.datestyle import DateStyle, Length
from newscore.errors import DateError

__all__ = ["Setting", "compiled", "setting_of"]

PLAIN_SPACES: Final[dict[int, str]] = dict.fromkeys((0xA0, 0x2009, 0x202F), " ")
_ZONE_LETTERS: Final = frozenset("zZOvVxX")
_ZONE_FIELDS: Final = {"short": "z", "long": "zzzz", "offset": "O", "generic": "vvvv", "location": "VVVV"}
_HALVES: Final = ("am", "pm")


@dataclass(frozen=True, slots=True)
class Setting:
    """A style, settled for one locale: which words, calendar, digits and hours."""

    pack: LocalePack
    region: str
    calendar: str
    numbering: str
    cycle: str | None
    style: DateStyle


def compiled(style: DateStyle, locale: str, zone: str) -> Callable[[datetime], str]:
    """Return the function that writes moments; made once for each (style, locale, zone) and then shared.

    Raises UnknownLocale, UnknownZone, and DateError for a pattern or skeleton that is none.
    """
    return _compiled(style, locale, zone)


@lru_cache(maxsize=2048)
def _compiled(style: DateStyle, locale: str, zone: str) -> Callable[[datetime], str]:
    setting = setting_of(style, locale)
    place = find_zone(zone)
    piece = Speaker(setting.pack, place, setting.calendar, setting.numbering).compile(pattern_of(setting))
    ascii_spaces = style.spaces == "ascii"

    def say(moment: datetime) -> str:
        try:
            if moment.utcoffset() is None:
                raise DateError(f"expected an aware datetime, got the naive {moment.isoformat()}; give it its zone")
            text = piece(moment.astimezone(place))
        except OverflowError:
            raise DateError(
                f"expected a moment within the years 1 to 9999 in {place.key}, got {moment.isoformat()}"
            ) from None
        return text.translate(PLAIN_SPACES) if ascii_spaces else text

    return say


def setting_of(style: DateStyle, locale: str) -> Setting:
    """Return *style* settled for *locale*: what the tag's keywords ask for counts where the style leaves it open."""
    found = negotiate_locale(locale)
    pack = pack_of(found.locale)
    if style.language and found.locale.partition("_")[0] != style.language:
        style = replace(style, pattern=None, months=(), halves=(), language="")
    if style.months or style.halves:
        pack = _house_words(pack, style)
    return Setting(
        pack, found.region, _calendar(style, found), numbering_of(style.numbering, found), _cycle(style, found), style
    )


def _house_words(pack: LocalePack, style: DateStyle) -> LocalePack:
    words = {
        f"months/{context}/abbreviated/{month}": word
        for context in ("format", "stand-alone")
        for month, word in enumerate(style.months, 1)
    }
    words |= {
        f"day_periods/format/{width}/{half}": word
        for width in ("abbreviated", "wide", "narrow")
        for half, word in zip(_HALVES, style.halves, strict=False)
    }
    return replace(pack, tables=MappingProxyType({**pack.tables, **words}))


def _calendar(style: DateStyle, found: Negotiated) -> str:
    if style.calendar == "iso8601":
        return "gregorian"
    if style.calendar == "locale":
        return found.calendar or preferred_calendar(found.region)
    if style.calendar == "gregorian":
        return found.calendar or "gregorian"
    return style.calendar


def numbering_of(wanted: str, found: Negotiated) -> str:
    """Return the numbering system to write in: the style's, else the tag's, else the locale's own."""
    tables = pack_of(found.locale).tables
    system = found.numbering or "locale" if wanted == "locale" else wanted
    if system == "locale":
        return str(tables["numbers/default"])
    return str(tables["numbers/native"]) if system == "native" else system


def _cycle(style: DateStyle, found: Negotiated) -> str | None:
    return style.hour_cycle if style.hour_cycle != "locale" else found.hour_cycle


def pattern_of(setting: Setting) -> str:
    """Return the one pattern that says what the setting's style asks for."""
    style, pack, calendar = setting.style, setting.pack, setting.calendar
    if style.pattern is not None:
        return style.pattern
    if style.skeleton is not None:
        return best_pattern(pack, style.skeleton, region=setting.region, calendar=calendar, cycle=setting.cycle)
    day = pack.need(f"date/{style.date}", calendar) if style.date else ""
    clock = _clock(setting, style.time) if style.time else ""
    if not day or not clock:
        return day or clock
    return join_patterns(_glue(setting, style.date or "long"), clock, day)


def _clock(setting: Setting, length: Length) -> str:
    style, pack = setting.style, setting.pack
    pattern = pack.need(
        f"time/{'medium' if style.zone == 'none' and length in ('full', 'long') else length}", setting.calendar
    )
    if setting.cycle is not None:
        skeleton = skeleton_of(pattern)
        recast = best_pattern(pack, skeleton, region=setting.region, calendar=setting.calendar, cycle=setting.cycle)
        pattern = recast if _hour_of(recast) != _hour_of(pattern) else pattern
    if style.zone in _ZONE_FIELDS:
        field, parts = (_ZONE_FIELDS[style.zone][0], len(_ZONE_FIELDS[style.zone])), parse_pattern(pattern)
        if any(part[0] in _ZONE_LETTERS for part in parts if isinstance(part, tuple)):
            return write_pattern(
                field if isinstance(part, tuple) and part[0] in _ZONE_LETTERS else part for part in parts
            )
        return join_patterns(pack.find("append/Timezone") or "{0} {1}", pattern, _ZONE_FIELDS[style.zone])
    return pattern


def _hour_of(pattern: str) -> str:
    return next((mark for mark in skeleton_of(pattern) if mark in "hHkK"), "")


def _glue(setting: Setting, length: str) -> str:
    pack, wanted, calendar = setting.pack, setting.style.glue, setting.calendar
    standard = pack.need(f"glue/{length}", calendar)
    if wanted == "at":
        # As in ICU, a locale that has a word for it says it in every calendar.
        if calendar == "gregorian" or "at/full" in pack.tables:
            return pack.find(f"at/{length}") or pack.need(f"glue/{length}")
        return standard
    if wanted == "space":
        return "{0} {1}" if standard.index("{0}") < standard.index("{1}") else "{1} {0}"
    if wanted == "standard":
        return standard
    # A house writes its words plainly; quotes mean that it wrote a pattern.
    return (
        wanted
        if "'" in wanted
        else "".join(
            part if re.fullmatch(r"\{[01]\}", part) else write_pattern([part])
            for part in re.split(r"(\{[01]\})", wanted)
            if part
        )
    )
