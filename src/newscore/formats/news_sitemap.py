"""News sitemap: the stories of the last two days, for news search engines.

Specification: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap, with the image
extension; the protocol, https://www.sitemaps.org/protocol.html.

*Carries* headline, language, published_at, image (its address), body (its pictures' addresses), canonical_url (or the
page's own address).

*Leaves behind* everything else.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from newscore.article import Article
from newscore.errors import FormatError, Problem
from newscore.feed import Feed
from newscore.formats._rules import check
from newscore.formats._rules_sitemaps import MAX_AGE, MAX_NEWS, NEWS, NEWS_FEED
from newscore.formats._sitemaps import IMAGES, location, pages, pictures, write_index, write_urlset
from newscore.formats._stories import wrap
from newscore.formats._xml import DECLARATION, DECLARATION_UTF8, element
from newscore.languages import write_language
from newscore.publication import Publication
from newscore.timestamps import rfc3339

__all__ = ["FEED_RULES", "MAX_AGE", "MAX_NEWS", "RULES", "dumps", "dumps_index", "iterate", "problems", "split"]

RULES: Final = NEWS
"""What the channel asks of a story."""
FEED_RULES: Final = NEWS_FEED
"""What the channel asks of a feed."""

_NAMESPACES: Final = f' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"{IMAGES}'


def dumps(content: Article | Feed, *, publication: Publication | None = None) -> str:
    """Return the stories of a feed, or one article, as a news sitemap.

    Which stories are young enough is the feed's choice; `problems` checks it. Raises FormatError without any story,
    for a story without a date or address, and where no publication is named; LimitExceeded over 1,000 stories, which
    `split` parts.
    """
    return DECLARATION + "".join(_write(wrap(content, publication, "news-sitemap"), publication))


def iterate(content: Article | Feed, *, publication: Publication | None = None) -> Iterator[bytes]:
    """Yield the same document in UTF-8, one piece a story."""
    yield DECLARATION_UTF8.encode()
    for piece in _write(wrap(content, publication, "news-sitemap"), publication):
        yield piece.encode()


def problems(
    content: Article | Feed, *, publication: Publication | None = None, at: datetime | None = None
) -> tuple[Problem, ...]:
    """Return what news search engines would refuse or frown upon; rules about age need the moment *at*."""
    return check(content, publication=publication, at=at, rules=RULES, feed_rules=FEED_RULES)


def split(feed: Feed) -> tuple[Feed, ...]:
    """Return *feed* cut into feeds that one news sitemap can hold each, in order."""
    return pages(feed, MAX_NEWS)


def dumps_index(sitemaps: Iterable[tuple[str, datetime | None]]) -> str:
    """Return the index that names several sitemaps, each an address and the moment it last changed, if known."""
    return DECLARATION + "".join(write_index(sitemaps))


def _write(feed: Feed, publication: Publication | None) -> Iterator[str]:
    outlet = feed.publication or publication
    if outlet is None:
        problem = Problem(path="$.publication", code="no-publication", message="every story must name its publication")
        raise FormatError("news-sitemap: expected a publication, got none; pass publication=", [problem])
    return write_urlset(
        feed,
        lambda article: _page(article, outlet),
        channel="news-sitemap",
        namespaces=_NAMESPACES,
        limit=MAX_NEWS,
    )


def _page(article: Article, publication: Publication) -> str:
    if article.published_at is None:
        problem = Problem(path="$.published_at", code="no-date", message="every story needs its publication date")
        raise FormatError("news-sitemap: expected a story with a published_at, got none", [problem])
    language = write_language(article.language or publication.language, "sitemap")
    date = rfc3339(article.published_at.replace(microsecond=0))
    # The children stand in the order of the schema, and the reader of one engine holds them to it.
    return (
        f"{location(article, publication, 'news-sitemap')}<news:news>\n"
        f"<news:publication>{element('news:name', publication.name)}{element('news:language', language)}"
        f"</news:publication>\n<news:publication_date>{date}</news:publication_date>\n"
        f"{element('news:title', article.headline)}\n</news:news>\n{pictures(article)}"
    )
