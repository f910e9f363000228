"""JSON Feed 1.1: a feed for programs that read JSON.

Specification: version 1.1, https://www.jsonfeed.org/version/1.1/.

*Carries* headline, summary, body (as HTML), byline (the authors' names and pages; in `_newscore` as printed), image
(its address; in `_newscore` what stands beside it), section (its lineage in `_newscore`), also_in (by name), tags (by
name), language, id, published_at, modified_at, subheadline (in `_newscore`), dateline (in
`_newscore`), genre (in `_newscore`), corrections (in `_newscore`).

*Leaves behind* everything else.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from newscore.article import Article
from newscore.byline import Contributor
from newscore.errors import Problem
from newscore.feed import Feed
from newscore.formats._feeds import content_html
from newscore.formats._jsonfeed_read import read_feed
from newscore.formats._notebook import Notebook
from newscore.formats._rules import check
from newscore.formats._rules_feeds import JSONFEED, JSONFEED_FEED
from newscore.formats._stories import ascii_url, authors_of, names_of, story_url, wrap
from newscore.publication import Publication
from newscore.reading import Reading
from newscore.timestamps import rfc3339

__all__ = ["FEED_RULES", "RULES", "VERSION", "dumps", "iterate", "loads", "problems"]

RULES: Final = JSONFEED
"""What the channel asks of a story."""
FEED_RULES: Final = JSONFEED_FEED
"""What the channel asks of a feed."""

VERSION: Final = "https://jsonfeed.org/version/1.1"
"""The version that is written."""


def loads(data: bytes | str, *, url: str | None = None, zone: str | None = None) -> Reading[Feed]:
    """Return the feed in *data*, JSON Feed 1 or 1.1, with notes for what was not plain.

    *url* is the feed's own address, which completes relative ones; *zone* is where dates without an offset are told.
    Raises FormatError for what is no feed, LimitExceeded over 5 MiB.
    """
    notebook = Notebook(base=url, zone=zone)
    return Reading(read_feed(data, notebook), notebook.notes)


def dumps(content: Article | Feed, *, publication: Publication | None = None, full_text: bool = True) -> str:
    """Return a feed, or a feed of one article, as a JSON Feed.

    The publication that the feed itself names counts first. Without *full_text* the body stays behind. Raises
    FormatError where a story has no address.

    >>> story = Article(headline="Storm", canonical_url="https://news.example/storm", id="7")
    >>> '"id":"7","url":"https://news.example/storm","title":"Storm"' in dumps(story)
    True
    """
    feed = wrap(content, publication, "jsonfeed")
    return "".join(_write(feed, feed.items, publication, full_text))


def iterate(
    content: Article | Feed,
    *,
    items: Iterable[Article] | None = None,
    publication: Publication | None = None,
    full_text: bool = True,
) -> Iterator[bytes]:
    """Yield the same document in UTF-8, one piece an item: memory stays flat however long the feed is.

    *items* takes the place of the feed's own stories, and may be a generator of more than a Feed holds.
    """
    feed = wrap(content, publication, "jsonfeed")
    for piece in _write(feed, feed.items if items is None else items, publication, full_text):
        yield piece.encode()


def problems(
    content: Article | Feed, *, publication: Publication | None = None, at: datetime | None = None
) -> tuple[Problem, ...]:
    """Return what readers of JSON Feed would refuse or frown upon; rules about age need the moment *at*."""
    return check(content, publication=publication, at=at, rules=RULES, feed_rules=FEED_RULES)


def _write(feed: Feed, items: Iterable[Article], publication: Publication | None, full_text: bool) -> Iterator[str]:
    publication = feed.publication or publication
    head = _json(_channel(feed, publication))
    yield f'{head[:-1]},"items":['
    for number, article in enumerate(items):
        yield ("," if number else "") + _json(_item(article, publication, full_text))
    yield "]}\n"


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _channel(feed: Feed, publication: Publication | None) -> dict[str, Any]:
    return _filled(
        version=VERSION,
        title=feed.title,
        home_page_url=ascii_url(feed.url),
        feed_url=_address(feed.feed_url),
        next_url=_address(feed.next_url),
        description=feed.description,
        icon=ascii_url(publication.logo.url) if publication and publication.logo else None,
        authors=[_filled(name=publication.name, url=ascii_url(publication.url))] if publication else None,
        language=feed.language,
    )


def _item(article: Article, publication: Publication | None, full_text: bool) -> dict[str, Any]:
    url = ascii_url(story_url(article, publication, "jsonfeed"))
    body = content_html(article, url) if full_text else ""
    return _filled(
        id=article.id or url,
        url=url,
        external_url=_address(article.canonical_url) if publication else None,
        title=article.headline,
        # One of the two kinds of content must be there.
        content_html=body,
        content_text=None if body else article.summary or article.headline,
        summary=article.summary,
        image=ascii_url(article.image.url) if article.image else None,
        date_published=rfc3339(article.published_at) if article.published_at else None,
        date_modified=rfc3339(article.modified_at) if article.modified_at else None,
        authors=[_author(author) for author in authors_of(article)],
        tags=names_of(article),
        language=article.language,
        _newscore=_extension(article),
    )


def _author(author: Contributor) -> dict[str, Any]:
    return _filled(name=author.name, url=_address(author.url), avatar=_address(author.image))


def _extension(article: Article) -> dict[str, Any] | None:
    """What a JSON Feed has no name for, under the one key that readers of others pass over."""
    image = article.image
    said = _filled(
        subheadline=article.subheadline,
        byline=article.byline.text if article.byline else None,
        dateline=article.dateline,
        genre=article.genre,
        section=[section.name for section in article.section.lineage] if article.section else None,
        corrections=[_filled(at=rfc3339(each.at), kind=each.kind, note=each.note) for each in article.corrections],
        image=_filled(alt=image.alt, caption=image.caption, credit=image.credit, width=image.width, height=image.height)
        if image
        else None,
    )
    return said or None


def _address(url: str | None) -> str | None:
    return url and ascii_url(url)


def _filled(**members: Any) -> dict[str, Any]:
    """The members that hold something."""
    return {name: value for name, value in members.items() if value}
