"""Sitemap: every page of a site that search engines should know.

Specification: https://www.sitemaps.org/protocol.html, with the image extension,
https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps.

*Carries* canonical_url (or the page's own address), modified_at (or published_at), image (its address), body (its
pictures' addresses).

*Leaves behind* everything else.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from newscore.article import Article
from newscore.errors import Problem
from newscore.feed import Feed
from newscore.formats._rules import check
from newscore.formats._rules_sitemaps import MAX_PAGES, SITEMAP, SITEMAP_FEED
from newscore.formats._sitemaps import IMAGES, location, pages, pictures, write_index, write_urlset
from newscore.formats._stories import wrap
from newscore.formats._xml import DECLARATION, DECLARATION_UTF8, element
from newscore.publication import Publication
from newscore.timestamps import rfc3339

__all__ = ["FEED_RULES", "MAX_PAGES", "RULES", "dumps", "dumps_index", "iterate", "problems", "split"]

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
    return DECLARATION + "".join(_write(wrap(content, publication, "sitemap"), publication))


def iterate(content: Article | Feed, *, publication: Publication | None = None) -> Iterator[bytes]:
    """Yield the same document in UTF-8, one piece a story."""
    yield DECLARATION_UTF8.encode()
    for piece in _write(wrap(content, publication, "sitemap"), publication):
        yield piece.encode()


def problems(
    content: Article | Feed, *, publication: Publication | None = None, at: datetime | None = None
) -> tuple[Problem, ...]:
    """Return what search engines would refuse or frown upon; rules about age need the moment *at*."""
    return check(content, publication=publication, at=at, rules=RULES, feed_rules=FEED_RULES)


def split(feed: Feed) -> tuple[Feed, ...]:
    """Return *feed* cut into feeds that one sitemap can hold each, in order."""
    return pages(feed, MAX_PAGES)


def dumps_index(sitemaps: Iterable[tuple[str, datetime | None]]) -> str:
    """Return the index that names several sitemaps, each an address and the moment it last changed, if known."""
    return DECLARATION + "".join(write_index(sitemaps))


def _write(feed: Feed, publication: Publication | None) -> Iterator[str]:
    outlet = feed.publication or publication
    return write_urlset(
        feed, lambda article: _page(article, outlet), channel="sitemap", namespaces=IMAGES, limit=MAX_PAGES
    )


def _page(article: Article, publication: Publication | None) -> str:
    changed = article.modified_at or article.release
    lastmod = element("lastmod", rfc3339(changed.replace(microsecond=0))) + "\n" if changed else ""
    return location(article, publication, "sitemap") + lastmod + pictures(article)
