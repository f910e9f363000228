"""How a house prints a moment: a frozen, serialisable style, and the presets."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import Any, Final, Literal, Self, get_args

from newscore.errors import DateError, shorten

__all__ = ["PRESETS", "DateStyle", "Length", "Style", "find_style"]

Length = Literal["full", "long", "medium", "short"]
ZoneShown = Literal["pattern", "none", "short", "long", "offset", "generic", "location"]
CalendarName = Literal["gregorian", "buddhist", "japanese", "persian", "locale", "iso8601"]
HourCycle = Literal["locale", "h11", "h12", "h23", "h24"]
Spaces = Literal["cldr", "ascii"]

MAX_GLUE: Final = 60
_GLUES: Final = ("at", "standard", "space")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStyle:
    """One way to print a moment. A plain value: compare it, store it with `as_dict`, read it back with `from_dict`.

    >>> DateStyle(date="long", time="short").as_dict()
    {'date': 'long', 'time': 'short'}
    >>> DateStyle.from_dict({"skeleton": "yMMMd"}) == DateStyle(skeleton="yMMMd")
    True

    Raises DateError for a value that no field knows, and for a style that shows nothing.
    """

    date: Length | None = None
    """The length of the day: `full` (with the weekday), `long`, `medium`, `short`."""
    time: Length | None = None
    """The length of the time: `short` (hours and minutes), `medium` (seconds), `long` and `full` (and the zone)."""
    glue: str = "at"
    """What joins day and time: `at` ("at" where the locale has the word), `standard` (mostly a comma), `space`
    (nothing but a space, in the locale's order), or a text with `{1}` for the day and `{0}` for the time."""
    zone: ZoneShown = "pattern"
    """How the zone shows: as the length says, not at all, or always in that form."""
    calendar: CalendarName = "gregorian"
    """The calendar; `locale` is the one its region reads first. A locale with `-u-ca-` overrules `gregorian`;
    `iso8601` stays Gregorian whatever the locale says."""
    numbering: str = "locale"
    """A numbering system of CLDR: `latn`, `arab`, `deva` …; `locale` is its usual one, `native` its own digits."""
    hour_cycle: HourCycle = "locale"
    """Twelve or twenty-four hours."""
    spaces: Spaces = "cldr"
    """`cldr` keeps narrow and no-break spaces; `ascii` makes every space a plain one."""
    skeleton: str | None = None
    """In place of *date* and *time*: which fields to show, in the locale's order, as in `yMMMMd`."""
    pattern: str | None = None
    """In place of *date*, *time* and *skeleton*: a pattern of UTS #35, the same in every locale."""
    months: tuple[str, ...] = ()
    """The house's own twelve abbreviated months (pattern letters MMM)."""
    halves: tuple[str, ...] = ()
    """The house's own words for the two halves of the day (pattern letter a)."""
    language: str = ""
    """The one language that *pattern*, *months* and *halves* are for; other readers get *date* and *time*."""

    def __post_init__(self) -> None:
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                choices = ", ".join(repr(choice) for choice in allowed)
                raise DateError(
                    f"expected {name} of a date style to be one of {choices}, got {shorten(getattr(self, name))}"
                )
        if not (self.date or self.time or self.skeleton or self.pattern):
            raise DateError("expected a date style that shows something: date, time, skeleton or pattern")
        if self.glue not in _GLUES and not (len(self.glue) <= MAX_GLUE and re.search(r"\{[01]\}.*\{[01]\}", self.glue)):
            raise DateError(
                "expected glue of a date style to be 'at', 'standard', 'space' or '{1} {0}', "
                f"got {shorten(self.glue)}"
            )
        for name, count in (("months", 12), ("halves", 2)):
            words = getattr(self, name)
            if words and (
                len(words) != count or not all(isinstance(word, str) and 0 < len(word) <= 40 for word in words)
            ):
                raise DateError(f"expected {count} {name} of a date style, got {shorten(words)}")

    def as_dict(self) -> dict[str, Any]:
        """Return what differs from the defaults, ready for JSON."""
        plain = {field.name: field.default for field in fields(self)}
        changed = {name: value for name, value in asdict(self).items() if value != plain[name]}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in changed.items()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the style that `as_dict` wrote; DateError for a name no style has."""
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(data) - known)
        if unknown:
            raise DateError(f"expected the fields of a date style ({', '.join(sorted(known))}), got {shorten(unknown)}")
        values: dict[str, Any] = {name: tuple(held) if isinstance(held, list) else held for name, held in data.items()}
        return cls(**values)


_CHOICES: Final[dict[str, tuple[Any, ...]]] = {
    "date": (None, *get_args(Length)),
    "time": (None, *get_args(Length)),
    "zone": get_args(ZoneShown),
    "calendar": get_args(CalendarName),
    "hour_cycle": get_args(HourCycle),
    "spaces": get_args(Spaces),
}

PRESETS: Final[Mapping[str, DateStyle]] = MappingProxyType(
    {
        "full": DateStyle(date="full"),
        "long": DateStyle(date="long"),
        "medium": DateStyle(date="medium"),
        "short": DateStyle(date="short"),
        "masthead": DateStyle(date="full", time="short", glue="space", spaces="ascii"),
        "byline": DateStyle(date="medium", time="short", glue="standard"),
        "clock": DateStyle(time="short"),
        # Months of seven letters and more are cut, as the Associated Press does; other languages keep their own way.
        "ap": DateStyle(
            date="medium",
            time="short",
            glue="standard",
            pattern="MMM d, y, h:mm a",
            months=("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
            halves=("a.m.", "p.m."),
            language="en",
        ),
        "iso": DateStyle(pattern="yyyy-MM-dd", calendar="iso8601", numbering="latn"),
    }
)
"""The presets by name."""

Style = DateStyle | str


def find_style(style: Style) -> DateStyle:
    """Return the style itself, or the preset of that name; DateError where there is none."""
    if isinstance(style, DateStyle):
        return style
    found = PRESETS.get(style)
    if found is None:
        raise DateError(f"expected a DateStyle or one of {', '.join(map(repr, PRESETS))}, got {shorten(style)}")
    return found
