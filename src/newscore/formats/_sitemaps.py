"""What the two sitemaps share: the frame, the addresses, the pictures, the pages of a long one and their index."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final

from newscore.article import Article
from newscore.errors import FormatError, LimitExceeded, Problem
from newscore.feed import Feed
from newscore.formats._stories import ascii_url, story_url
from newscore.formats._xml import element
from newscore.publication import Publication
from newscore.timestamps import rfc3339

__all__ = ["IMAGES", "location", "pages", "pictures", "write_index", "write_urlset"]

SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES: Final = ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
MAX_INDEXED: Final = 50_000
"""Sitemaps in one index at most."""


def write_urlset(
    feed: Feed, write: Callable[[Article], str], *, channel: str, namespaces: str, limit: int
) -> Iterator[str]:
    """Yield a sitemap of the stories in *feed*, one piece a story; FormatError for none, LimitExceeded for too many."""
    if not feed.items:
        problem = Problem(path="$.items", code="empty", message="a sitemap needs at least one page")
        raise FormatError(
            f"{channel}: expected at least one story; write no sitemap rather than an empty one", [problem]
        )
    if len(feed.items) > limit:
        raise LimitExceeded(f"pages in a {channel}", len(feed.items), limit)
    yield f'<urlset xmlns="{SITEMAP}"{namespaces}>\n'
    for article in feed.items:
        yield f"<url>\n{write(article)}</url>\n"
    yield "</urlset>\n"


def location(article: Article, publication: Publication | None, channel: str) -> str:
    """Return the address of *article* as an element, percent-encoded as the protocol asks."""
    return element("loc", ascii_url(story_url(article, publication, channel))) + "\n"


def pictures(article: Article) -> str:
    """Return the lead picture and the figures of the body, each address once."""
    figures = [block.image.url for block in article.body if block.type == "figure"]
    urls = [article.image.url, *figures] if article.image else figures
    return "".join(
        f"<image:image>{element('image:loc', ascii_url(url))}</image:image>\n" for url in dict.fromkeys(urls)
    )


def pages(feed: Feed, limit: int) -> tuple[Feed, ...]:
    """Return *feed* cut into feeds of at most *limit* stories, in order; nothing for an empty one."""
    return tuple(feed.evolve(items=feed.items[at : at + limit]) for at in range(0, len(feed.items), limit))


def write_index(sitemaps: Iterable[tuple[str, datetime | None]]) -> Iterator[str]:
    """Yield the index of *sitemaps*, each an address and the moment it last changed. Source: sitemaps.org, #index."""
    yield f'<sitemapindex xmlns="{SITEMAP}">\n'
    for count, (url, changed) in enumerate(sitemaps, 1):
        if count > MAX_INDEXED:
            raise LimitExceeded("sitemaps in an index", count, MAX_INDEXED)
        lastmod = element("lastmod", rfc3339(changed.replace(microsecond=0))) if changed else ""
        yield f"<sitemap>\n{element('loc', ascii_url(url))}\n{lastmod}</sitemap>\n"
    yield "</sitemapindex>\n"
