"""Which stories a feed holds at a moment, and when that will change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush, heappushpop
from typing import Final, Literal
from unicodedata import normalize

from pydantic import ValidationError

from newscore.article import Article
from newscore.errors import DateError, FormatError, LanguageError, LimitExceeded, Problem
from newscore.feed import MAX_ITEMS, Feed
from newscore.languages import parse_language
from newscore.publication import Publication
from newscore.publishing.changes import plain_path, section_of
from newscore.publishing.visibility import (
    LATEST,
    State,
    check_moment,
    is_public,
    state_of,
    unknown_audience,
    was_public,
)
from newscore.section import Section

__all__ = ["Turn", "feed", "next_changes"]


_INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A moment at which the clock alone changes what may be seen; for the newsroom, since it names what is to come."""

    at: datetime
    """When."""
    article: Article = field(repr=False)
    """Which story; not in the repr, which may end in a log."""
    state: State
    """What it is from then on."""


def feed(
    articles: Iterable[Article],
    *,
    now: datetime,
    publication: Publication,
    limit: int = 50,
    section: Section | str | None = None,
    language: str | None = None,
    title: str | None = None,
    feed_url: str | None = None,
) -> Feed:
    """Return the feed of exactly those *articles* that the public may see *now*, at most *limit*, newest release first.

    *section* keeps what runs in it or inside it, as primary section or also; *language*, however its tag is written,
    keeps one language, and stories without one are in the publication's. `updated` is the last moment at which the feed
    changed: a release, a modification, a new address, and also a withdrawal, an expiry or a move elsewhere of a story
    that would otherwise stand in it. One pass over *articles*, which may be a generator; O(n log limit).

    Raises DateError where *now* is naive, LimitExceeded where *limit* is over 100,000, PublishingError (rule `invalid`)
    where *section* is none, LanguageError where *language* is none, FormatError where another value is wrong.
    """
    now = check_moment(now)
    _check_limit(limit)
    kept = _Kept(None if section is None else section_of(section, now), _find_tag(language), publication.language)
    newest: list[tuple[datetime, str, int, Article]] = []
    departed: list[tuple[datetime, datetime]] = []
    for number, article in enumerate(articles):
        if missing := kept.missing_in(article):
            if (left := _find_leaving(article, missing)) and was_public(article, now):
                departed.append(_departure(article, left))
            continue
        if is_public(article, now):
            release = article.release
            assert release is not None
            entry = (release, article.id or "", -number, article)
            if len(newest) < limit:
                heappush(newest, entry)
            else:
                heappushpop(newest, entry)
        elif was_public(article, now):
            departed.append(_departure(article))
    items = tuple(article for *_, article in sorted(newest, reverse=True))
    oldest = newest[0][0] if len(newest) == limit and newest else None
    try:
        return Feed(
            title=title or publication.name,
            url=publication.url,
            feed_url=feed_url,
            description=publication.description,
            language=kept.language or publication.language,
            updated=_updated(items, [gone for release, gone in departed if oldest is None or release >= oldest], now),
            publication=publication,
            items=items,
        )
    except ValidationError as error:
        raise _refusal_of(error) from error


def next_changes(
    articles: Iterable[Article],
    now: datetime,
    *,
    max_age: timedelta | None = None,
    audience: Literal["public", "trade"] = "public",
) -> Iterator[Turn]:
    """Yield each moment after *now* when a page, feed, sitemap or cache must be made again, the earliest first.

    Those are the releases and expiries still to come. With *max_age* also the moment at which a story has been
    published that long: a news sitemap holds the last two days. The trade's channels also change at a published_at
    under embargo. Two turns of one moment come in the order of the articles. O(n) to start, O(log n) a turn; the first
    one is when to wake up. None lies beyond the year 8999, however large *max_age* is.

    Raises DateError where *now* is no aware moment or *max_age* no timedelta, PublishingError (rule `audience`) for
    another *audience*.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    >>> story = Article(headline="Storm", status="published", published_at=noon, expires_at=noon.replace(hour=18))
    >>> [(turn.at.hour, turn.state) for turn in next_changes([story], noon.replace(hour=9))]
    [(12, 'live'), (18, 'expired')]
    """
    now = check_moment(now)
    if audience not in ("public", "trade"):
        raise unknown_audience(audience)
    if max_age is not None and not isinstance(max_age, timedelta):
        raise DateError(f"max_age: expected a timedelta, got {type(max_age).__name__}")
    return _stream(articles, now, max_age, audience)


def _stream(
    articles: Iterable[Article], now: datetime, max_age: timedelta | None, audience: Literal["public", "trade"]
) -> Iterator[Turn]:
    # A generator of its own, so that a naive moment is refused when the question is asked.
    known = [article for article in articles if article.status == "published"]
    queue = [
        (at, number) for number, article in enumerate(known) for at in _turns(article, max_age, audience) if at > now
    ]
    heapify(queue)
    while queue:
        at, number = heappop(queue)
        yield Turn(at, known[number], state_of(known[number], at))


def _turns(article: Article, max_age: timedelta | None, audience: str) -> set[datetime]:
    release, published_at, expires_at = article.release, article.published_at, article.expires_at
    moments = {release, expires_at, published_at if audience == "trade" else None}
    if max_age is not None and published_at is not None and release is not None:
        # A story that is not yet released, or has expired, cannot leave the window: it does not stand in it.
        last = LATEST if expires_at is None else expires_at - _INSTANT
        if release - published_at < max_age <= last - published_at:
            moments.add(published_at + max_age)
    return {moment for moment in moments if moment is not None}


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a story needs to stand in a feed; None for whatever it is."""

    section: Section | None
    language: str | None
    usual: str | None
    """The language of stories that have none."""

    def missing_in(self, article: Article) -> list[str]:
        """What *article* has not, as a segment or segments of a path; nothing where it belongs."""
        missing: list[str] = []
        if self.language is not None and (article.language or self.usual) != self.language:
            missing.append(self.language)
        if self.section is not None:
            runs_in = (article.section, *article.also_in) if article.section else article.also_in
            if not any(each.is_within(self.section) for each in runs_in):
                missing.append(self.section.path)
        return missing


def _find_leaving(article: Article, missing: list[str]) -> datetime | None:
    """When *article* left the last path that names all it has no more, or None: it never stood there, or none tells."""
    parts = [f"/{normalize('NFC', part)}/".lower() for part in missing]
    left = ((f"{plain_path(former.path)}/".lower(), former.until) for former in article.former_paths)
    return max((until for path, until in left if all(part in path for part in parts)), default=None)


def _departure(article: Article, left: datetime | None = None) -> tuple[datetime, datetime]:
    """The release of a story that readers of a feed can no longer see there, and the moment they lost it."""
    release = article.release
    assert release is not None
    gone = (left, article.withdrawal and article.withdrawal.at, article.expires_at)
    return release, min(moment for moment in gone if moment)


def _updated(items: tuple[Article, ...], departures: list[datetime], now: datetime) -> datetime | None:
    moments = [moment for article in items for moment in _told_of(article) if moment is not None]
    return max((moment for moment in (*moments, *departures) if moment <= now), default=None)


def _told_of(article: Article) -> tuple[datetime | None, ...]:
    moved = article.former_paths[-1].until if article.former_paths else None
    return article.release, article.modified_at, moved


def _check_limit(limit: int) -> None:
    if not isinstance(limit, int) or limit < 0:
        found = "a negative one" if isinstance(limit, int) else type(limit).__name__
        raise FormatError(f"feed: expected a limit that is an int from 0, got {found}")
    if limit > MAX_ITEMS:
        raise LimitExceeded("items", limit, MAX_ITEMS)


def _find_tag(language: str | None) -> str | None:
    if language is None or isinstance(language, str):
        return language if language is None else parse_language(language)
    raise LanguageError(f"expected a BCP 47 language tag such as 'en', got {type(language).__name__}")


def _refusal_of(error: ValidationError) -> FormatError:
    """What is wrong with the feed's own words; its stories were checked when they were made."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    places = [("".join(f".{part}" for part in each["loc"]), each) for each in found]
    problems = [Problem(path=f"${place}", code=each["type"], message=each["msg"]) for place, each in places]
    return FormatError(f"feed: {len(problems)} problem{'s'[: len(problems) != 1]}", problems)
