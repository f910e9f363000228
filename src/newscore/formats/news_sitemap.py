"""News sitemap: the stories of the last two days, for news search engines.

Specification: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap, with the image
extension; the protocol, https://www.sitemaps.org/protocol.html.

*Carries* headline, language, published_at, image (its address), body (its pictures' addresses), canonical_url (or the
page's own address).

*Leaves behind* everything else.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final

from newscore.article import Article
from newscore.errors import FormatError, Problem
from newscore.feed import Feed
from newscore.formats._rules import check
from newscore.formats._rules_sitemaps import MAX_AGE, MAX_NEWS, NEWS, NEWS_FEED
from newscore.formats._sitemaps import IMAGES, cut, location, pictures, write_files, write_index, write_urlset
from newscore.formats._stories import wrap
from newscore.formats._xml import DECLARATION, DECLARATION_UTF8, element
from newscore.languages import write_language
from newscore.publication import Publication
from newscore.timestamps import rfc3339

__all__ = [
    "FEED_RULES",
    "MAX_AGE",
    "MAX_NEWS",
    "RULES",
    "dumps",
    "dumps_index",
    "files",
    "iterate",
    "problems",
    "split",
]

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
    feed = wrap(content, publication, "news-sitemap")
    return DECLARATION + "".join(_write(feed, feed.items, publication))


def iterate(
    content: Article | Feed, *, items: Iterable[Article] | None = None, publication: Publication | None = None
) -> Iterator[bytes]:
    """Yield the same document in UTF-8, one piece a story; *items* takes the place of the feed's own stories.

    LimitExceeded comes at the story that is one too many; `files` takes any number.
    """
    feed = wrap(content, publication, "news-sitemap")
    yield DECLARATION_UTF8.encode()
    for piece in _write(feed, feed.items if items is None else items, publication):
        yield piece.encode()


def problems(
    content: Article | Feed, *, publication: Publication | None = None, at: datetime | None = None
) -> tuple[Problem, ...]:
    """Return what news search engines would refuse or frown upon; rules about age need the moment *at*."""
    return check(content, publication=publication, at=at, rules=RULES, feed_rules=FEED_RULES)


def split(feed: Feed, *, publication: Publication | None = None) -> tuple[Feed, ...]:
    """Return *feed* cut into feeds that one news sitemap can hold each, of 1,000 stories and 50 MiB, in order."""
    sheets = cut(feed.items, _writer(feed, publication), limit=MAX_NEWS)
    return tuple(feed.evolve(items=[article for article, _ in sheet]) for sheet in sheets)


def files(
    feed: Feed, *, url: str, items: Iterable[Article] | None = None, publication: Publication | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of each news sitemap that *feed* needs, and last those of their index.

    *url* is the address of the one that is submitted: of the only sitemap, or of the index, which numbers the others
    after it. *items* as for `iterate`; no more than one sitemap is held at a time. Nothing comes back for no story.

    >>> site = Publication(name="The News", url="https://news.example", path_template="/{slug}")
    >>> story = Article(headline="Storm", published_at="2026-01-15T12:00:00Z")
    >>> feed = Feed(title="All", url=site.url, publication=site)
    >>> [url for url, _ in files(feed, url="https://news.example/map.xml", items=[story] * 1_001)]
    ['https://news.example/map-1.xml', 'https://news.example/map-2.xml', 'https://news.example/map.xml']
    """
    stories = feed.items if items is None else items
    sheets = cut(stories, _writer(feed, publication), limit=MAX_NEWS)
    yield from write_files(sheets, url=url, namespaces=_NAMESPACES)


def dumps_index(sitemaps: Iterable[tuple[str, datetime | None]]) -> str:
    """Return the index that names several sitemaps, each an address and the moment it last changed, if known."""
    return DECLARATION + "".join(write_index(sitemaps))


def _write(feed: Feed, items: Iterable[Article], publication: Publication | None) -> Iterator[str]:
    write = _writer(feed, publication)
    return write_urlset(items, write, channel="news-sitemap", namespaces=_NAMESPACES, limit=MAX_NEWS)


def _writer(feed: Feed, publication: Publication | None) -> Callable[[Article], str]:
    outlet = feed.publication or publication
    if outlet is None:
        problem = Problem(path="$.publication", code="no-publication", message="every story must name its publication")
        raise FormatError("news-sitemap: expected a publication, got none; pass publication=", [problem])
    return lambda article: _page(article, outlet)


def _page(article: Article, publication: Publication) -> str:
    if article.published_at is None:
        problem = Problem(path="$.published_at", code="no-date", message="every story needs its publication date")
        raise FormatError("news-sitemap: expected a story with a published_at, got none", [problem])
    language = write_language(article.language or publication.language, "sitemap")
    date = rfc3339(article.published_at.replace(microsecond=0))
    # The children stand in the order of the schema, and the reader of one engine holds them to it.
    return (
        f"<url>\n{location(article, publication, 'news-sitemap')}<news:news>\n"
        f"<news:publication>{element('news:name', publication.name)}{element('news:language', language)}"
        f"</news:publication>\n<news:publication_date>{date}</news:publication_date>\n"
        f"{element('news:title', article.headline)}\n</news:news>\n{pictures(article)}</url>\n"
    )
