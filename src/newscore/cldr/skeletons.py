"""Skeletons: which fields to show, leaving their order and separators to the locale."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from newscore.cldr import overlay
from newscore.cldr.pack import LocalePack
from newscore.cldr.pattern import join_patterns, parse_pattern, write_pattern
from newscore.errors import DateError, shorten

__all__ = ["MAX_SKELETON", "best_pattern", "nearest_interval", "skeleton_of"]

MAX_SKELETON: Final = 60

# What each letter shows, in the order of UTS #35; letters of one kind exclude each other.
_KINDS: Final[dict[str, int]] = {
    letter: kind
    for kind, letters in enumerate(
        ("G", "yYur", "Qq", "ML", "w", "W", "Eec", "D", "F", "dg", "abB", "HhKk", "m", "sA", "S", "zZOvVxX")
    )
    for letter in letters
}  # fmt: skip
_ERA, _MONTH, _WEEKDAY, _PERIOD, _HOUR, _SECOND, _FRACTION, _ZONE = 0, 3, 6, 10, 11, 13, 14, 15
_DATE: Final = frozenset(range(_PERIOD))
_KEEP_CHARACTER: Final = frozenset((1, _MONTH, _WEEKDAY, _HOUR))
_APPEND: Final = {
    0: "Era", 1: "Year", 2: "Quarter", 3: "Month", 4: "Week", 6: "Day-Of-Week", 9: "Day", 11: "Hour", 12: "Minute",
    13: "Second", 15: "Timezone",
}  # fmt: skip
# What every locale can say on its own, so that an odd field never goes unsaid.
_SINGLE: Final = ("G", "y", "Q", "M", "w", "W", "E", "D", "F", "d", "a", "H", "m", "s", "S", "v")
# Weights of UTS #35, Matching Skeletons, as ICU sets them: a field too many, a field too few, another way to write it.
_EXTRA, _MISSING, _DELTA = 0x10000, 0x1000, 0x10
_NARROW, _SHORTER, _SHORT, _LONG, _NUMERIC = -0x101, -0x102, -0x103, -0x104, 0x100
_OFFSETS: Final = {
    "Y": 1, "u": 2, "r": 3, "q": 1, "L": 1, "k": 11, "H": 10, "K": 1, "e": 1, "c": 2, "b": -1, "B": -3, "v": -2,
    "Z": -1, "O": -1, "V": -1, "x": -1, "X": -1, "g": 1,
}  # fmt: skip

Fields = Mapping[int, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Match:
    skeleton: Fields
    pattern: str
    missing: frozenset[int]


def skeleton_of(pattern: str) -> str:
    """Return the skeleton of a pattern: its fields without order and literals.

    >>> skeleton_of("HH:mm:ss zzzz")
    'HHmmsszzzz'
    """
    return "".join(
        letter * count
        for letter, count in (part for part in parse_pattern(pattern) if part[1:] and isinstance(part, tuple))
    )


def best_pattern(
    pack: LocalePack,
    skeleton: str,
    *,
    region: str,
    calendar: str = "gregorian",
    cycle: str | None = None,
    glue: str = "glue",
) -> str:
    """Return the pattern with which the locale shows the fields of *skeleton*.

    `j` is the hour as the region counts it; *cycle* ("h12", "h23" …) overrules. Day and time are joined by the
    locale's "glue", or with *glue* "at" by its "at" if it has one. DateError for a letter that is no
    field, or two ways to show the same one. Source: UTS #35 part 4, Matching Skeletons.
    """
    return _best(pack, _with_hours(skeleton, region, cycle), calendar, glue)


@lru_cache(maxsize=1024)
def _best(pack: LocalePack, skeleton: str, calendar: str, glue: str) -> str:
    asked = _parse(skeleton)
    available = _available(pack, calendar)
    whole = _nearest(asked, available)
    if not whole.missing:
        return _adjusted(whole, asked)
    day = {kind: field for kind, field in asked.items() if kind in _DATE}
    clock = {kind: field for kind, field in asked.items() if kind not in _DATE}
    if not day or not clock:
        return _appended(pack, asked, available)
    _, count = asked.get(_MONTH, ("", 0))
    length = ("full" if _WEEKDAY in asked else "long") if count == 4 else "medium" if count == 3 else "short"
    frame = pack.find(f"{glue}/{length}") if glue == "at" else None
    frame = frame or pack.need(f"glue/{length}", calendar)
    days, clocks = _appended(pack, day, available), _appended(pack, clock, available)
    return join_patterns(frame, clocks, days)


def _with_hours(skeleton: str, region: str, cycle: str | None) -> str:
    if len(skeleton) > MAX_SKELETON:
        raise DateError(f"expected a skeleton of at most {MAX_SKELETON} letters, got {len(skeleton)}")
    preferred: str = overlay.head()["hours"].get(region, overlay.head()["hours"]["001"])[0]
    letter = {"h11": "K", "h12": "h", "h23": "H", "h24": "k"}.get(cycle or "", preferred)
    if cycle is not None:
        # An hour that was asked for by letter yields to the cycle too.
        skeleton = "".join("j" if mark in "hHkK" else mark for mark in skeleton if mark not in "a")
    if letter in "hK":
        return skeleton.replace("j", letter, 1).replace("j", letter) + (
            "a" if "j" in skeleton and not set("abB") & set(skeleton) else ""
        )
    return skeleton.replace("j", letter)


@lru_cache(maxsize=4096)
def _parse(skeleton: str) -> Fields:
    fields: dict[int, tuple[str, int]] = {}
    position = 0
    while position < len(skeleton):
        letter = skeleton[position]
        count = len(skeleton) - position - len(skeleton[position:].lstrip(letter))
        kind = _KINDS.get(letter)
        if kind is None:
            raise DateError(f"expected a skeleton of date fields such as 'yMMMMd', got {shorten(skeleton)}")
        if kind in fields and fields[kind][0] != letter:
            raise DateError(f"expected each field of a skeleton once, got {shorten(skeleton)}")
        fields[kind] = (letter, count)
        position += count
    if not fields:
        raise DateError("expected a skeleton of date fields such as 'yMMMMd', got ''")
    # An hour of twelve needs its half of the day, and ICU's data files both under the hour.
    if _HOUR in fields and fields[_HOUR][0] in "hK" and _PERIOD not in fields:
        fields[_PERIOD] = ("a", 1)
    elif _HOUR in fields and fields[_HOUR][0] in "Hk":
        fields.pop(_PERIOD, None)
    return dict(sorted(fields.items()))


def _weight(letter: str, count: int) -> int:
    kind = _KINDS[letter]
    if (
        kind in (1, 4, 5, 7, 8, 9, _HOUR, 12, _SECOND, _FRACTION)
        or (kind in (2, _MONTH) and count <= 2)
        or (letter in "ec" and count <= 2)
    ):
        return _NUMERIC + _OFFSETS.get(letter, 0) * _DELTA + count
    base = {4: _LONG, 5: _NARROW, 6: _SHORTER}.get(count, _SHORT)
    return base - (abs(_OFFSETS.get(letter, 0)) * _DELTA)


@lru_cache(maxsize=256)
def _available(pack: LocalePack, calendar: str) -> tuple[tuple[Fields, str], ...]:
    found: dict[str, str] = {}
    for scope in ("gregorian", "generic", calendar) if calendar != "gregorian" else ("gregorian",):
        prefix = "skeleton/" if scope == "gregorian" else f"{scope}/skeleton/"
        for path, pattern in pack.tables.items():
            # CLDR gives other calendars no time with a zone; the whole time pattern serves them.
            if path.startswith(prefix) and (calendar == scope or "v" not in path.removeprefix(prefix)):
                found[path.removeprefix(prefix)] = pattern
    patterns = dict(_usable(found))
    for length in ("short", "medium", "long", "full"):
        for kind in ("date", "time"):
            pattern = pack.need(f"{kind}/{length}", calendar)
            patterns.setdefault(skeleton_of(pattern.partition("\n")[0]), pattern)
    for letter in _SINGLE:
        patterns.setdefault(letter, letter)
    parsed: dict[tuple[tuple[int, tuple[str, int]], ...], tuple[Fields, str]] = {}
    for skeleton, pattern in patterns.items():
        fields = _parse(skeleton)
        parsed.setdefault(tuple(fields.items()), (fields, pattern))
    return tuple(parsed.values())


def _usable(found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for skeleton, pattern in found.items():
        try:
            _parse(skeleton)
        except DateError:
            continue
        yield skeleton, pattern


def _nearest(asked: Fields, available: tuple[tuple[Fields, str], ...]) -> _Match:
    best, best_distance = available[0], 1 << 30
    for entry in available:
        distance = 0
        for kind in asked.keys() | entry[0].keys():
            mine, other = asked.get(kind), entry[0].get(kind)
            if mine == other:
                continue
            if mine is None:
                distance += _EXTRA
            elif other is None:
                distance += _MISSING
            else:
                distance += abs(_weight(*mine) - _weight(*other))
        if distance < best_distance:
            best, best_distance = entry, distance
    missing = frozenset(asked) - frozenset(best[0])
    return _Match(best[0], best[1], missing)


def _appended(pack: LocalePack, asked: Fields, available: tuple[tuple[Fields, str], ...]) -> str:
    match = _nearest(asked, available)
    pattern, missing = _adjusted(match, asked), match.missing
    while missing:
        if _FRACTION in missing:
            fraction = "S" * asked[_FRACTION][1]
            pattern = pattern.replace("ss", f"ss.{fraction}", 1) if "ss" in pattern else f"{pattern}.{fraction}"
            missing -= {_FRACTION}
            continue
        rest = {kind: asked[kind] for kind in missing}
        match = _nearest(rest, available)
        gained = missing - match.missing
        if not gained:
            break
        item = pack.find(f"append/{_APPEND.get(max(gained), 'Timezone')}") or "{0} {1}"
        pattern = join_patterns(item, pattern, _adjusted(match, rest), "")
        missing = match.missing
    return pattern


def _adjusted(match: _Match, asked: Fields) -> str:
    """The pattern of the nearest skeleton, its fields widened to what was asked for."""
    pattern, _, numbers = match.pattern.partition("\n")
    written: list[str | tuple[str, int]] = []
    for part in parse_pattern(pattern):
        kind = -1 if isinstance(part, str) else _KINDS.get(part[0], -1)
        if kind == _HOUR and kind in asked and asked[kind][0] in "Kk" and not isinstance(part, str):
            # The two rare ways to count hours have no patterns of their own.
            written.append((asked[kind][0], part[1]))
        elif isinstance(part, str) or kind not in asked or kind in (12, _SECOND, _HOUR):
            written.append(part)
        else:
            written.append(_widened(*part, kind, asked[kind], match.skeleton.get(kind)))
    return write_pattern(written) + (f"\n{numbers}" if numbers else "")


def _widened(
    letter: str, count: int, kind: int, asked: tuple[str, int], held: tuple[str, int] | None
) -> tuple[str, int]:
    wanted, length = asked
    if wanted == "E" and length < 3:
        length = 3
    if held is not None:
        same = held[1] == length or (wanted in "Eec" and max(held[1], 3) == length)
        numeric, was_numeric = _weight(letter, count) > 0, _weight(*held) > 0
        if same or numeric != was_numeric:
            length = count
    if kind not in _KEEP_CHARACTER or (kind == 1 and wanted == "Y"):
        letter = wanted
    return letter, length


def nearest_interval(pack: LocalePack, skeleton: str, differs: str) -> str | None:
    """Return the interval pattern for moments that first differ in field *differs*; None where the locale has none.

    Source: UTS #35 part 4, Interval Formats: the nearest skeleton with the same fields, widened to those asked for.
    """
    asked = _parse("".join(sorted(_canonical(skeleton), key=lambda mark: _KINDS[mark])))
    best: tuple[int, Fields, str] | None = None
    for name in _interval_skeletons(pack):
        held = _parse(name)
        if held.keys() != asked.keys():
            continue
        distance = 0
        for kind, field in asked.items():
            if held[kind] != field:
                # A number for a name is no way to write the same field.
                far = (_weight(*field) > 0) != (_weight(*held[kind]) > 0)
                distance += (
                    0x100 if far else abs(field[1] - held[kind][1]) + (0x1000 if field[0] != held[kind][0] else 0)
                )
        pattern = pack.tables.get(f"interval/{name}/{differs}")
        if pattern and (best is None or distance < best[0]):
            best = (distance, held, pattern)
    if best is None or best[0] >= 0x1000:
        return None
    return _adjusted(_Match(best[1], best[2], frozenset()), asked)


def _canonical(skeleton: str) -> str:
    return skeleton.replace("L", "M").replace("c", "E").replace("e", "E").replace("k", "H").replace("K", "h")


@lru_cache(maxsize=128)
def _interval_skeletons(pack: LocalePack) -> tuple[str, ...]:
    names = dict.fromkeys(path.split("/")[1] for path in pack.tables if path.startswith("interval/"))
    return tuple(name for name, _ in _usable({name: "" for name in names if name != "fallback"}))
