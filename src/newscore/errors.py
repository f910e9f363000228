"""The one error family of newscore, and the `Problem` that says what is wrong, where, and the way out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

__all__ = [
    "MAX_PROBLEMS",
    "BylineError",
    "DateError",
    "FormatError",
    "LanguageError",
    "LimitExceeded",
    "MissingExtra",
    "NewscoreError",
    "NotVisible",
    "Problem",
    "PublishingError",
    "Severity",
    "SlugError",
    "UnknownFormat",
    "UnknownLocale",
    "UnknownZone",
    "VersionConflict",
    "shorten",
]

MAX_PROBLEMS: Final = 100
"""How many problems one error carries at most."""

MAX_SHOWN: Final = 80
"""How many characters of a stranger's value a message repeats at most."""

Severity = Literal["error", "warning"]


def shorten(value: object, limit: int = MAX_SHOWN) -> str:
    """Return the `repr` of *value* in ASCII, at most *limit* characters: safe to print, and never megabytes.

    >>> shorten("a" * 500, limit=20)
    "'aaaaaaaaaaaaaaa...'"
    >>> shorten("a\\u202eb")
    "'a\\\\u202eb'"
    """
    text = ascii(value[: limit + 1] if isinstance(value, str | bytes) else value)
    return text if len(text) <= limit else f"{text[: limit - 4]}...{text[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a document, or that a channel would frown upon.

    >>> print(Problem(path="$.headline", code="missing", message="a headline is required", line=1, column=2))
    a headline is required (at $.headline, line 1, column 2)
    """

    path: str
    """Where, in the document's own notation: `$.body[3].text`, `/newsItem/contentMeta/headline`."""
    code: str
    """A stable word for programs: `missing`, `unsafe-text`, `headline-too-long`."""
    message: str
    """What was expected and what was found, for people."""
    severity: Severity = "error"
    """`error`: refused. `warning`: accepted, but a channel or a reader will frown."""
    hint: str = ""
    """The way out, or an empty string."""
    line: int | None = None
    """The line in the payload, from 1, where the document is text and the place is known."""
    column: int | None = None
    """The column in code points, from 1."""
    source: str = ""
    """The address of the page on which a channel states the rule, or an empty string."""

    def __str__(self) -> str:
        where = f"at {self.path}" if self.path else ""
        if self.line is not None:
            where += f"{', ' if where else ''}line {self.line}, column {self.column}"
        return self.message + (f" ({where})" if where else "") + (f"; {self.hint}" if self.hint else "")


class NewscoreError(Exception):
    """Whatever newscore raises of its own accord; it can be pickled, so that a worker can hand it back."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _revive, (type(self), self.args, vars(self))


def _revive(kind: type[NewscoreError], args: tuple[Any, ...], held: dict[str, Any]) -> NewscoreError:
    # Not through __init__, which takes what the message is made of and not the message.
    error = kind.__new__(kind, *args)
    vars(error).update(held)
    return error


class FormatError(NewscoreError, ValueError):
    """A document could not be read, or an article could not be written, in some channel.

    `problems` holds every single thing found, at most `MAX_PROBLEMS`; `more` says whether there were others.

    >>> error = FormatError("json: 1 problem", [Problem(path="$", code="json", message="expected an object")])
    >>> error.problems[0].code
    'json'
    """

    def __init__(self, message: str, problems: Iterable[Problem] = (), *, more: bool = False) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)[:MAX_PROBLEMS]
        self.more = more
        lines = [message, *(f"  {problem}" for problem in self.problems)]
        super().__init__("\n".join(lines + ["  and more"] * more))


class LimitExceeded(FormatError):
    """The input is larger, deeper or more numerous than a stated limit; nothing of it was read.

    >>> str(LimitExceeded("bytes", 6_000_000, 5_242_880))
    'expected at most 5242880 bytes, got 6000000'
    """

    def __init__(self, what: str, got: int, limit: int, problems: Iterable[Problem] = ()) -> None:
        self.what, self.got, self.limit = what, got, limit
        super().__init__(f"expected at most {limit} {what}, got {got}", problems)


class UnknownFormat(NewscoreError, LookupError):
    """No channel has that name, or the channel cannot be read or written."""


class MissingExtra(NewscoreError, ImportError):
    """An optional package is needed for this, and is not installed; the message says which extra to install."""

    def __init__(self, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{what} needs an optional package: pip install 'newscore[{extra}]'")


class LanguageError(NewscoreError, ValueError):
    """A text is no BCP 47 language tag."""


class BylineError(NewscoreError, ValueError):
    """A printed text is no byline, or a byline cannot be displayed as asked."""


class SlugError(NewscoreError, ValueError):
    """A slug cannot be made as asked: an unknown scheme or table edition, or no free candidate left."""


class DateError(NewscoreError, ValueError):
    """A moment is naive, out of range or unreadable, or cannot be displayed as asked."""


class UnknownLocale(DateError, LookupError):
    """No data for that locale, nor for any of its parents."""


class UnknownZone(DateError, LookupError):
    """No IANA time zone has that name."""


class PublishingError(NewscoreError):
    """An act of publishing is against a rule: `rule` names it, `at` is the moment, `way_out` what to do instead.

    >>> error = PublishingError("never-public", "expected a story that was never public", way_out="use withdraw")
    >>> error.rule, str(error)
    ('never-public', 'expected a story that was never public; use withdraw')
    """

    def __init__(self, rule: str, message: str, *, at: datetime | None = None, way_out: str = "") -> None:
        self.rule, self.at, self.way_out = rule, at, way_out
        moment = f", at {at.isoformat().replace('+00:00', 'Z')}" if at else ""
        super().__init__(message + moment + (f"; {way_out}" if way_out else ""))


class NotVisible(PublishingError):
    """The article may not be seen by the channel's audience at that moment."""


class VersionConflict(PublishingError):
    """Someone else changed the story since it was read: `expected` is the version asked for, `found` the present."""

    def __init__(self, expected: int, found: int, *, at: datetime | None = None) -> None:
        self.expected, self.found = expected, found
        way_out = "read the story again and repeat the change on it"
        super().__init__("version", f"expected version {expected}, found {found}", at=at, way_out=way_out)
