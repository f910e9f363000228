"""The text of a time zone at a moment: its name where the locale has one, its offset from GMT everywhere."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscore.cldr import overlay
from newscore.cldr.digits import Digits
from newscore.cldr.pack import LocalePack
from newscore.cldr.source import find_territory
from newscore.errors import UnknownZone, shorten

__all__ = ["ZoneText", "canonical_zone", "find_zone"]

_HOUR: Final = timedelta(hours=1)
_NONE: Final = timedelta()
_HALF_YEAR: Final = timedelta(days=184)
# tzdata calls the summer time of these zones standard and their winter time a negative saving; CLDR and readers do not.
_NEGATIVE_SAVING: Final = frozenset(
    ("Europe/Dublin", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Windhoek", "Europe/Prague")
)


@lru_cache(maxsize=1024)
def find_zone(zone: str) -> ZoneInfo:
    """Return the IANA zone of that name; UnknownZone where there is none.

    >>> find_zone("Europe/Kyiv").key
    'Europe/Kyiv'
    """
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(f"expected an IANA time zone such as 'Europe/Berlin', got {shorten(zone)}") from error


def canonical_zone(zone: str) -> str:
    """Return the name under which CLDR files a zone: older than IANA's where a city was renamed.

    Source: CLDR bcp47/timezone.xml.
    """
    return str(overlay.head()["zone_aliases"].get(zone, zone))


class ZoneText:
    """What one locale calls one zone. Methods take a moment already seen from that zone."""

    def __init__(self, pack: LocalePack, zone: ZoneInfo, digits: Digits) -> None:
        self.pack, self.zone, self.digits = pack, zone, digits
        self.name = canonical_zone(zone.key)
        self._metazones = _metazones(self.name)
        self._latest = self._metazones[-1][1]
        self._until = self._metazones[-1][0]
        sign_patterns = (pack.find("zones/hour") or "+HH:mm;-HH:mm").split(";")
        self._signs = (sign_patterns[0], sign_patterns[-1])
        self._gmt = pack.find("zones/gmt") or "GMT%s"
        self._zero = pack.find("zones/zero") or "GMT"
        self._specific: dict[tuple[bool, timedelta | None, timedelta | None, str | None], str] = {}

    def specific(self, *, long: bool) -> Callable[[datetime], str]:
        """`zzzz` or `z`: the name in use at the moment, standard or daylight, or the offset."""
        known, zone_metazone, until = self._specific, self._metazone, self._until

        def say(moment: datetime) -> str:
            offset = moment.utcoffset()
            metazone = self._latest if moment.year > until else zone_metazone(moment)
            key = (long, offset, moment.dst(), metazone)
            text = known.get(key)
            if text is None:
                text = self._named(metazone, "daylight" if self._is_daylight(moment) else "standard", long=long)
                text = text or self.offset_text(offset or _NONE, long=long)
                if len(known) < 64:
                    known[key] = text
            return text

        return say

    def offset(self, *, long: bool) -> Callable[[datetime], str]:
        """`OOOO` or `O`: the offset in the locale's words."""
        return lambda moment: self.offset_text(moment.utcoffset() or _NONE, long=long)

    def generic(self, *, long: bool) -> Callable[[datetime], str]:
        """`vvvv` or `v`: the wall-clock time of a place, whatever the season.

        Source: UTS #35 part 4, Time Zone Names, generic non-location format.
        """

        def say(moment: datetime) -> str:
            metazone = self._metazone(moment)
            name = self._named(metazone, "generic", long=long)
            if not name and not self._has_savings(moment):
                name = self._named(metazone, "standard", long=long)
                if name and name == self._named(metazone, "generic", long=long):
                    name = None
            if not name:
                return self.location(moment)
            if metazone and not self._pack_has_zone(long=long):
                golden = _golden_zone(metazone, self.pack.name)
                if golden != self.name and _offset_at(golden, moment) != moment.utcoffset():
                    place = self._place()
                    return self.pack.need("zones/fallback") % {"0": place, "1": name}
            return name

        return say

    def location(self, moment: datetime) -> str:
        """`VVVV`: the time of a country, or of a city where the country has several; else the offset."""
        if _territory(self.name) is None:
            return self.offset_text(moment.utcoffset() or _NONE, long=True)
        return self.pack.need("zones/region") % self._place()

    def city(self) -> str:
        """`VVV`: the city that stands for the zone."""
        found = self.pack.find(f"zone/{self.name}/city")
        if found is None and _territory(self.name) is None:
            return self.pack.find("zone/Etc/Unknown/city") or "Unknown City"
        return found or self.name.rpartition("/")[2].replace("_", " ")

    def offset_text(self, offset: timedelta, *, long: bool) -> str:
        """Return "GMT+5:30" or, long, "GMT+05:30", in the locale's words and digits."""
        if not offset:
            return self._zero
        minutes, seconds = divmod(int(abs(offset).total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        pattern = self._signs[offset < _NONE]
        before, separator, after = _parse_hour_pattern(pattern)
        written = before + (self.digits.two if long else self.digits.plain)[hours]
        if long or minutes or seconds:
            written += separator + self.digits.two[minutes] + (separator + self.digits.two[seconds] if seconds else "")
            written += after
        return self._gmt.replace("%s", written)

    def _metazone(self, moment: datetime) -> str | None:
        if len(self._metazones) == 1:
            return self._latest
        utc = (moment.replace(tzinfo=None) - (moment.utcoffset() or _NONE)).strftime("%Y-%m-%d %H:%M").rjust(16, "0")
        starts = [start for _, _, start in self._metazones]
        return self._metazones[max(0, bisect_right(starts, utc) - 1)][1]

    def _named(self, metazone: str | None, kind: str, *, long: bool) -> str | None:
        width = "long" if long else "short"
        own = self.pack.find(f"zone/{self.name}/{width}/{kind}")
        return own or (self.pack.find(f"metazone/{metazone}/{width}/{kind}") if metazone else None)

    def _pack_has_zone(self, *, long: bool) -> bool:
        return self.pack.find(f"zone/{self.name}/{'long' if long else 'short'}/generic") is not None

    def _is_daylight(self, moment: datetime) -> bool:
        saving, offset = moment.dst(), moment.utcoffset()
        if self.name in _NEGATIVE_SAVING and saving is not None and offset is not None and saving <= _NONE:
            if saving < _NONE:
                return False
            # A negative saving within half a year on either side makes this the summer time.
            return any(
                (near.dst() or _NONE) < _NONE and (near.utcoffset() or _NONE) < offset
                for near in _around(moment, (-_HALF_YEAR, -_HALF_YEAR / 2, _HALF_YEAR / 2, _HALF_YEAR))
            )
        return bool(saving)

    def _has_savings(self, moment: datetime) -> bool:
        return any(near.dst() for near in _around(moment, (-_HALF_YEAR, _NONE, _HALF_YEAR)))

    def _place(self) -> str:
        territory = _territory(self.name)
        if territory is not None and _is_only_zone(self.name, territory):
            name = _territory_name(self.pack.name, territory)
            if name:
                return name
        return self.city()


@lru_cache(maxsize=1024)
def _parse_hour_pattern(pattern: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"(.*?)H{1,2}(.*?)mm(.*)", pattern)
    return (found[1], found[2], found[3]) if found else ("-" if "-" in pattern else "+", ":", "")


def _around(moment: datetime, steps: tuple[timedelta, ...]) -> list[datetime]:
    wall, zone = moment.replace(tzinfo=None), moment.tzinfo
    return [
        (wall + step).replace(tzinfo=zone)
        for step in steps
        if (wall.year > 1 or step >= _NONE) and (wall.year < 9999 or step <= _NONE)
    ]


@lru_cache(maxsize=1024)
def _metazones(zone: str) -> tuple[tuple[int, str | None, str], ...]:
    """The metazones of *zone* in order of time: the last year of the one before, the name, the first minute in UTC."""
    rows = overlay.head()["metazones"].get(zone)
    if rows is None or isinstance(rows, str):
        return ((0, rows, ""),)
    periods: list[tuple[int, str | None, str]] = []
    end = ""
    for start, stop, name in rows:
        if start != end:
            periods.append((0, None, end))
        periods.append((0, name, start))
        end = stop
    if end:
        periods.append((0, None, end))
    until = int(periods[-1][2][:4] or 0)
    return (*periods[:-1], (until, *periods[-1][1:]))


def _golden_zone(metazone: str, locale: str) -> str:
    zones: Mapping[str, Any] = overlay.head()["golden_zones"].get(metazone, {})
    region = _region(locale)
    return str(zones.get(region, zones.get("001", "")))


@lru_cache(maxsize=256)
def _region(locale: str) -> str:
    from babel.core import get_global  # Locale data: loaded on first use.

    for part in locale.split("_")[1:]:
        if len(part) == 2 and part.isupper():
            return part
    return str(get_global("likely_subtags").get(locale, "001").rpartition("_")[2])


def _offset_at(zone: str, moment: datetime) -> timedelta | None:
    try:
        return moment.astimezone(find_zone(zone)).utcoffset()
    except (UnknownZone, OverflowError):
        return moment.utcoffset()


@lru_cache(maxsize=1024)
def _territory(zone: str) -> str | None:
    from babel.core import get_global  # Locale data: loaded on first use.

    territories = get_global("zone_territories")
    for name in (zone, get_global("zone_aliases").get(zone, zone)):
        if name in territories and territories[name] not in ("001", "ZZ"):
            return str(territories[name])
    return None


@lru_cache(maxsize=1024)
def _is_only_zone(zone: str, territory: str) -> bool:
    from babel.core import get_global  # Locale data: loaded on first use.

    if overlay.head()["primary_zones"].get(territory) == zone:
        return True
    return len({canonical_zone(name) for name in get_global("territory_zones").get(territory, ())}) == 1


@lru_cache(maxsize=512)
def _territory_name(locale: str, territory: str) -> str | None:
    return find_territory(locale, territory)
