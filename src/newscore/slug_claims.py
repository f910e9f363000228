"""One slug for one story: candidates in the order an editor would try them, claimed without a race, kept for ever."""

import sys
from collections.abc import Awaitable, Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final, Unpack

from newscore._slugify import (
    MAX_ENCODED,
    MAX_LENGTH,
    MIN_ENCODED,
    RESERVED,
    SlugOptions,
    encoded_length,
    fit,
    fit_encoded,
    is_reserved,
    is_slug,
    slugify,
)
from newscore.errors import SlugError, shorten

__all__ = ["SlugHistory", "aclaim", "aunique", "candidates", "claim", "taken_by_others", "unique"]

MAX_ATTEMPTS: Final = 1_000
"""How many candidates `unique` and `claim` try before they give up."""

Taken = Callable[[str], bool] | Container[str]


def candidates(
    text: str, *, section: str | None = None, day: date | None = None, **options: Unpack[SlugOptions]
) -> Iterator[str]:
    """Yield slugs for a headline, the best first: alone, with its section, with its day, then -2, -3 …

    Each is within `max_length`, its ending included; none comes twice and none is reserved. Lazy, and without end but
    where a limit is too short for another number. *options* are those of `slugify`; it raises what that raises.

    >>> from itertools import islice
    >>> list(islice(candidates("Storm hits", section="World", day=date(2026, 1, 15), language="en"), 5))
    ['storm-hits', 'storm-hits-world', 'storm-hits-2026-01-15', 'storm-hits-2', 'storm-hits-3']
    """
    plain = slugify(text, **options)
    yield plain
    seen = {plain}
    limit, encoded = _limits(options)
    reserved = options.get("reserved", RESERVED)
    for ending in _endings(section, day, options):
        slug = _end(plain, ending, limit, encoded)
        if slug not in seen and not is_reserved(slug, reserved):
            seen.add(slug)
            yield slug
    number = 2
    while len(str(number)) <= limit:
        # Numbered endings differ from each other, so only the few slugs before them are remembered.
        slug = _end(plain, str(number), limit, encoded)
        if slug not in seen and not is_reserved(slug, reserved):
            yield slug
        number += 1


def unique(
    text: str,
    *,
    taken: Taken,
    section: str | None = None,
    day: date | None = None,
    attempts: int = MAX_ATTEMPTS,
    **options: Unpack[SlugOptions],
) -> str:
    """Return the first candidate that is not *taken*: a question such as "is it in the table?", or a container.

    Two callers who ask at the same moment can get the same answer; `claim` cannot.

    >>> unique("Storm hits coast", taken={"storm-hits-coast", "storm-hits-coast-2"}, language="en")
    'storm-hits-coast-3'

    Raises SlugError after *attempts* candidates, and what `slugify` raises.
    """
    is_taken = taken if callable(taken) else taken.__contains__
    for slug in islice(candidates(text, section=section, day=day, **options), attempts):
        if not is_taken(slug):
            return slug
    raise _exhausted(text, attempts)


def claim(
    text: str,
    *,
    claim: Callable[[str], bool],
    section: str | None = None,
    day: date | None = None,
    attempts: int = MAX_ATTEMPTS,
    **options: Unpack[SlugOptions],
) -> str:
    """Return the first candidate that *claim* accepts: it inserts the slug, and says False if someone else had it.

    Free of races, because the unique index of the caller's table decides and nothing is asked beforehand.

    >>> table: set[str] = {"storm-hits-coast"}
    >>> def insert(slug: str) -> bool:
    ...     return slug not in table and not table.add(slug)
    >>> claim("Storm hits coast", claim=insert, language="en"), "storm-hits-coast-2" in table
    ('storm-hits-coast-2', True)

    Raises SlugError after *attempts* candidates, what `slugify` raises, and whatever *claim* raises.
    """
    for slug in islice(candidates(text, section=section, day=day, **options), attempts):
        if claim(slug):
            return slug
    raise _exhausted(text, attempts)


async def aunique(
    text: str,
    *,
    taken: Callable[[str], Awaitable[bool]],
    section: str | None = None,
    day: date | None = None,
    attempts: int = MAX_ATTEMPTS,
    **options: Unpack[SlugOptions],
) -> str:
    """Return what `unique` returns, asking an awaitable question."""
    for slug in islice(candidates(text, section=section, day=day, **options), attempts):
        if not await taken(slug):
            return slug
    raise _exhausted(text, attempts)


async def aclaim(
    text: str,
    *,
    claim: Callable[[str], Awaitable[bool]],
    section: str | None = None,
    day: date | None = None,
    attempts: int = MAX_ATTEMPTS,
    **options: Unpack[SlugOptions],
) -> str:
    """Return what `claim` returns, awaiting each insertion."""
    for slug in islice(candidates(text, section=section, day=day, **options), attempts):
        if await claim(slug):
            return slug
    raise _exhausted(text, attempts)


@dataclass(frozen=True, slots=True)
class SlugHistory:
    """The slug of one story and those it had before, oldest first.

    A former slug stays taken for every other story and free for its own; each redirects to the present one in one hop,
    and coming back to a former slug leaves no loop.

    >>> history = SlugHistory("storm-nears").rename("storm-hits").rename("storm-nears")
    >>> history, history.redirects()
    (SlugHistory(current='storm-nears', former=('storm-hits',)), {'storm-hits': 'storm-nears'})
    """

    current: str
    former: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        wrong = [slug for slug in (self.current, *self.former) if not is_slug(slug)]
        if wrong:
            raise SlugError(f"expected slugs, got {shorten(wrong[0])}")
        if self.current in self.former or len(set(self.former)) < len(self.former):
            raise SlugError("expected each slug once in a history, the present one not among the former")

    def rename(self, slug: str) -> "SlugHistory":
        """Return the history after the story moved to *slug*; the same one if it is there already."""
        if slug == self.current:
            return self
        former = tuple(old for old in (*self.former, self.current) if old != slug)
        return SlugHistory(slug, former)

    def owns(self, slug: str) -> bool:
        """Return whether the story has, or had, that slug."""
        return slug == self.current or slug in self.former

    def redirects(self) -> dict[str, str]:
        """Return former slug → present slug: one hop, never a circle."""
        return dict.fromkeys(self.former, self.current)


def taken_by_others(histories: Mapping[str, SlugHistory], owner: str) -> Callable[[str], bool]:
    """Return the question "does any story but *owner* have, or did it have, that slug?", for `unique`.

    >>> histories = {"a": SlugHistory("storm-hits", ("storm",)), "b": SlugHistory("vote")}
    >>> taken_by_others(histories, "b")("storm"), taken_by_others(histories, "a")("storm")
    (True, False)
    """
    others = {slug for story, held in histories.items() if story != owner for slug in (held.current, *held.former)}
    return others.__contains__


def _endings(section: str | None, day: date | None, options: SlugOptions) -> Iterator[str]:
    if section is not None:
        named = options.copy()
        named["reserved"] = ()
        yield slugify(section, **named)
    if day is not None:
        yield f"{day:%Y-%m-%d}"


def _limits(options: SlugOptions) -> tuple[int, int]:
    limits = options.get("max_length", MAX_LENGTH), options.get("max_encoded", MAX_ENCODED)
    characters, encoded = (sys.maxsize if limit is None else limit for limit in limits)
    return characters, encoded


def _end(slug: str, ending: str, limit: int, encoded: int) -> str:
    """Return the slug with the ending, the slug cut so that both fit."""
    room = encoded - encoded_length(ending) - 1
    if limit < len(ending) + 2 or (room < MIN_ENCODED and not slug.isascii()):
        # No room for both: the ending alone still tells stories apart.
        return fit(ending, limit)
    slug = fit(slug, limit - len(ending) - 1)
    return f"{slug if slug.isascii() else fit_encoded(slug, room)}-{ending}"


def _exhausted(text: str, attempts: int) -> SlugError:
    return SlugError(f"expected a free slug among {attempts} candidates for {shorten(text)}, all are taken")
