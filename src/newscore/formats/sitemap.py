"""Sitemap: every page of a site that search engines should know.

Specification: https://www.sitemaps.org/protocol.html, with the image extension,
https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps.

*Carries* canonical_url (or the page's own address), modified_at (or published_at), image (its address), body (its
pictures' addresses).

*Leaves behind* everything else.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final

from newscore.article import Article
from newscore.errors import Problem
from newscore.feed import Feed
from newscore.formats._rules import check
from newscore.formats._rules_sitemaps import MAX_PAGES, SITEMAP, SITEMAP_FEED
from newscore.formats._sitemaps import IMAGES, cut, location, pictures, write_files, write_index, write_urlset
from newscore.formats._stories import wrap
from newscore.formats._xml import DECLARATION, DECLARATION_UTF8, element
from newscore.publication import Publication
from newscore.timestamps import rfc3339

__all__ = ["FEED_RULES", "MAX_PAGES", "RULES", "dumps", "dumps_index", "files", "iterate", "problems", "split"]

RULES: Final = SITEMAP
"""What the channel asks of a story."""
FEED_RULES: Final = SITEMAP_FEED
"""What the channel asks of a feed."""


def dumps(content: Article | Feed, *, publication: Publication | None = None) -> str:
    """Return the stories of a feed, or one article, as a sitemap.

    Raises FormatError without any story and for one without an address; LimitExceeded over 50,000 stories, which
    `split` parts.

    >>> print(dumps(Article(headline="Storm", canonical_url="https://news.example/storm")))  # doctest: +ELLIPSIS
    <?xml version="1.0"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" ...>
    <url>
    <loc>https://news.example/storm</loc>
    </url>
    </urlset>
    <BLANKLINE>
    """
    feed = wrap(content, publication, "sitemap")
    return DECLARATION + "".join(_write(feed, feed.items, publication))


def iterate(
    content: Article | Feed, *, items: Iterable[Article] | None = None, publication: Publication | None = None
) -> Iterator[bytes]:
    """Yield the same document in UTF-8, one piece a story; *items* takes the place of the feed's own stories.

    LimitExceeded comes at the story that is one too many; `files` takes any number.
    """
    feed = wrap(content, publication, "sitemap")
    yield DECLARATION_UTF8.encode()
    for piece in _write(feed, feed.items if items is None else items, publication):
        yield piece.encode()


def problems(
    content: Article | Feed, *, publication: Publication | None = None, at: datetime | None = None
) -> tuple[Problem, ...]:
    """Return what search engines would refuse or frown upon; rules about age need the moment *at*."""
    return check(content, publication=publication, at=at, rules=RULES, feed_rules=FEED_RULES)


def split(feed: Feed, *, publication: Publication | None = None) -> tuple[Feed, ...]:
    """Return *feed* cut into feeds that one sitemap can hold each, of 50,000 stories and 50 MiB, in order."""
    sheets = cut(feed.items, _writer(feed, publication), limit=MAX_PAGES)
    return tuple(feed.evolve(items=[article for article, _ in sheet]) for sheet in sheets)


def files(
    feed: Feed, *, url: str, items: Iterable[Article] | None = None, publication: Publication | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of each sitemap that *feed* needs, and last those of their index.

    *url* is the address of the one that is submitted: of the only sitemap, or of the index, which numbers the others
    after it. *items* as for `iterate`; no more than one sitemap is held at a time. Nothing comes back for no story.

    >>> story = Article(headline="Storm", canonical_url="https://news.example/storm")
    >>> feed = Feed(title="All", url="https://news.example")
    >>> [url for url, _ in files(feed, url="https://news.example/map.xml", items=[story] * 50_001)]
    ['https://news.example/map-1.xml', 'https://news.example/map-2.xml', 'https://news.example/map.xml']
    """
    stories = feed.items if items is None else items
    sheets = cut(stories, _writer(feed, publication), limit=MAX_PAGES)
    yield from write_files(sheets, url=url, namespaces=IMAGES)


def dumps_index(sitemaps: Iterable[tuple[str, datetime | None]]) -> str:
    """Return the index that names several sitemaps, each an address and the moment it last changed, if known."""
    return DECLARATION + "".join(write_index(sitemaps))


def _write(feed: Feed, items: Iterable[Article], publication: Publication | None) -> Iterator[str]:
    return write_urlset(items, _writer(feed, publication), channel="sitemap", namespaces=IMAGES, limit=MAX_PAGES)


def _writer(feed: Feed, publication: Publication | None) -> Callable[[Article], str]:
    outlet = feed.publication or publication

    def page(article: Article) -> str:
        changed = article.modified_at or article.release
        lastmod = element("lastmod", rfc3339(changed.replace(microsecond=0))) + "\n" if changed else ""
        return f"<url>\n{location(article, outlet, 'sitemap')}{lastmod}{pictures(article)}</url>\n"

    return page
