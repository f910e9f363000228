"""Which stories a feed holds at a moment, and when that will change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush, heappushpop
from typing import Literal

from newscore.article import Article
from newscore.errors import LimitExceeded
from newscore.feed import MAX_ITEMS, Feed
from newscore.publication import Publication
from newscore.publishing.visibility import State, check_moment, is_public, state_of, was_public
from newscore.section import Section

__all__ = ["Turn", "feed", "next_changes"]


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
    section: Section | None = None,
    language: str | None = None,
    title: str | None = None,
    feed_url: str | None = None,
) -> Feed:
    """Return the feed of exactly those *articles* that the public may see *now*, at most *limit*, newest release first.

    *section* keeps what runs in it or inside it, as primary section or also; *language* keeps one language. `updated`
    is the last moment at which the feed changed: a release, a modification, and also a withdrawal or expiry of a story
    that would otherwise stand in it. One pass over *articles*, which may be a generator; O(n log limit).

    Raises DateError where *now* is naive, LimitExceeded where *limit* is over 100,000.
    """
    now = check_moment(now)
    if limit > MAX_ITEMS:
        raise LimitExceeded("items", limit, MAX_ITEMS)
    newest: list[tuple[datetime, str, int, Article]] = []
    departed: list[tuple[datetime, datetime]] = []
    for number, article in enumerate(articles):
        if not _belongs(article, section, language):
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
    return Feed(
        title=title or publication.name,
        url=publication.url,
        feed_url=feed_url,
        description=publication.description,
        language=language or publication.language,
        updated=_updated(items, [gone for release, gone in departed if oldest is None or release >= oldest], now),
        publication=publication,
        items=items,
    )


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
    one is when to wake up.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    >>> story = Article(headline="Storm", status="published", published_at=noon, expires_at=noon.replace(hour=18))
    >>> [(turn.at.hour, turn.state) for turn in next_changes([story], noon.replace(hour=9))]
    [(12, 'live'), (18, 'expired')]
    """
    return _stream(articles, check_moment(now), max_age, audience)


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
        aged = published_at + max_age
        # A story that is not yet released, or has expired, cannot leave the window: it does not stand in it.
        if release < aged and (expires_at is None or aged < expires_at):
            moments.add(aged)
    return {moment for moment in moments if moment is not None}


def _belongs(article: Article, section: Section | None, language: str | None) -> bool:
    if language is not None and article.language != language:
        return False
    if section is None:
        return True
    runs_in = (article.section, *article.also_in) if article.section else article.also_in
    return any(each.is_within(section) for each in runs_in)


def _departure(article: Article) -> tuple[datetime, datetime]:
    """The release of a story that readers can no longer see, and the moment they lost it."""
    release = article.release
    assert release is not None
    gone = [moment for moment in (article.withdrawal and article.withdrawal.at, article.expires_at) if moment]
    return release, min(gone)


def _updated(items: tuple[Article, ...], departures: list[datetime], now: datetime) -> datetime | None:
    moments = [moment for article in items for moment in (article.release, article.modified_at) if moment is not None]
    return max((moment for moment in (*moments, *departures) if moment <= now), default=None)
