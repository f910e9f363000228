"""RSS 2.0: the feed that every reader reads, with the content, Dublin Core, Media RSS and Atom modules.

Specification: RSS 2.0.11, https://www.rssboard.org/rss-specification; best practices,
https://www.rssboard.org/rss-profile; Media RSS 1.5.1, https://www.rssboard.org/media-rss.

*Carries* headline, summary (but empty lines and indents), body (as HTML), byline (the authors' names), image,
section (by name), also_in (by name), tags (by name), language, id, published_at, modified_at.

*Leaves behind* everything else.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from newscore.article import Article
from newscore.errors import Problem
from newscore.feed import Feed
from newscore.formats._feed_read import read_feed
from newscore.formats._feeds import content_html, media
from newscore.formats._rules import check
from newscore.formats._rules_feeds import RSS, RSS_FEED
from newscore.formats._stories import ascii_url, authors_of, names_of, story_url, wrap
from newscore.formats._xml import DECLARATION, DECLARATION_UTF8, attribute, element, escape
from newscore.languages import write_language
from newscore.publication import Publication
from newscore.reading import Reading
from newscore.timestamps import rfc822, rfc3339

__all__ = ["FEED_RULES", "RULES", "dumps", "iterate", "loads", "problems"]

RULES: Final = RSS
"""What the channel asks of a story."""
FEED_RULES: Final = RSS_FEED
"""What the channel asks of a feed."""

_NAMESPACES: Final = (
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
)


def loads(data: bytes | str, *, url: str | None = None, zone: str | None = None) -> Reading[Feed]:
    """Return the feed in *data*, RSS 0.9x, 1.0 or 2.0 (or of the other family), with notes for what was not plain.

    What the web holds is public: an item with a date is a published article, its link the canonical_url. *url* is the
    feed's own address, which completes relative ones; *zone* is where dates without an offset are told. Raises
    FormatError for what is no feed, LimitExceeded over 5 MiB, MissingExtra where lxml is not installed.
    """
    return read_feed(data, "rss", url=url, zone=zone)


def dumps(content: Article | Feed, *, publication: Publication | None = None, full_text: bool = True) -> str:
    """Return a feed, or a feed of one article, as an RSS document.

    The publication that the feed itself names counts first. Without *full_text* the body stays behind.
    Raises FormatError where a story has no address.

    >>> story = Article(headline="Q&A: the storm", canonical_url="https://news.example/storm", id="urn:example:7")
    >>> "<title>Q&amp;A: the storm</title>" in dumps(story)
    True
    """
    feed = wrap(content, publication, "rss")
    return DECLARATION + "".join(_write(feed, feed.items, publication, full_text))


def problems(
    content: Article | Feed, *, publication: Publication | None = None, at: datetime | None = None
) -> tuple[Problem, ...]:
    """Return what readers of RSS would refuse or frown upon; rules about age need the moment *at*."""
    return check(content, publication=publication, at=at, rules=RULES, feed_rules=FEED_RULES)


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
    feed = wrap(content, publication, "rss")
    yield DECLARATION_UTF8.encode()
    for piece in _write(feed, feed.items if items is None else items, publication, full_text):
        yield piece.encode()


def _write(feed: Feed, items: Iterable[Article], publication: Publication | None, full_text: bool) -> Iterator[str]:
    publication = feed.publication or publication
    yield f'<rss version="2.0"{_NAMESPACES}>\n<channel>\n{_channel(feed, publication)}\n'
    for article in items:
        yield _item(article, publication, full_text, feed.language)
    yield "</channel>\n</rss>\n"


def _channel(feed: Feed, publication: Publication | None) -> str:
    logo = publication.logo if publication else None
    link = escape(ascii_url(feed.url))
    parts = [
        element("title", feed.title),
        f"<link>{link}</link>",
        element("description", feed.description or feed.title),
        element("language", feed.language and write_language(feed.language, "bcp47").lower()),
        f"<lastBuildDate>{rfc822(feed.updated)}</lastBuildDate>" if feed.updated else "",
        _link("self", feed.feed_url),
        _link("next", feed.next_url),
        f"<image><url>{escape(ascii_url(logo.url))}</url>{element('title', feed.title)}<link>{link}</link></image>"
        if logo
        else "",
    ]
    return "\n".join(part for part in parts if part)


def _link(rel: str, url: str | None) -> str:
    return f'<atom:link rel="{rel}" href="{attribute(ascii_url(url))}" type="application/rss+xml"/>' if url else ""


def _as_html(text: str) -> str:
    """A plain text as the HTML that readers take a description for: what looks like markup must stay words."""
    return escape(text).replace("\n", "<br>\n")


def _elements(name: str, lines: list[str]) -> str:
    """An element for each of *lines*, escaped at once: no line holds a newline."""
    start, end = f"<{name}>", f"</{name}>"
    inside = escape(lines[0]) if len(lines) == 1 else escape("\n".join(lines)).replace("\n", end + start)
    return f"{start}{inside}{end}\n"


def _item(article: Article, publication: Publication | None, full_text: bool, language: str | None) -> str:
    url = ascii_url(story_url(article, publication, "rss"))
    link = escape(url)
    guid = link if (known := article.id) is None else escape(known)
    written = (
        f"<item>\n<title>{escape(article.headline)}</title>\n<link>{link}</link>\n"
        f'<guid isPermaLink="{"true" if guid == link else "false"}">{guid}</guid>\n'
    )
    if summary := article.summary:
        written += f"<description>{escape(_as_html(summary))}</description>\n"
    if full_text and (body := content_html(article, url)):
        written += f"<content:encoded>{escape(body)}</content:encoded>\n"
    if authors := authors_of(article):
        written += _elements("dc:creator", [author.name for author in authors])
    if names := names_of(article):
        written += _elements("category", names)
    if (own := article.language) != language:
        written += element("dc:language", own)
    if published_at := article.published_at:
        written += f"<pubDate>{rfc822(published_at)}</pubDate>\n"
    if modified_at := article.modified_at:
        written += f"<atom:updated>{rfc3339(modified_at)}</atom:updated>\n"
    image = article.image
    return f"{written}{media(image)}</item>\n" if image else written + "</item>\n"
