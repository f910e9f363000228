"""What the two sitemaps share: the frame, the addresses, the pictures, the sheets of a long one and their index."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain, islice
from typing import Final
from urllib.parse import urlsplit

from newscore.article import Article
from newscore.errors import FormatError, LimitExceeded, Problem
from newscore.formats._rules_sitemaps import MAX_IMAGES
from newscore.formats._stories import ascii_url, story_url
from newscore.formats._xml import DECLARATION_UTF8, element
from newscore.publication import Publication
from newscore.timestamps import rfc3339

__all__ = ["IMAGES", "cut", "location", "pictures", "write_files", "write_index", "write_urlset"]

SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES: Final = ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
MAX_INDEXED: Final = 50_000
"""Sitemaps in one index at most."""
MAX_SIZE: Final = 50 * 1024 * 1024 - 1_024
"""Bytes of a sitemap at most: 50 MiB less what stands around the pages. Source: sitemaps.org, #index."""

Write = Callable[[Article], str]


def write_urlset(items: Iterable[Article], write: Write, *, channel: str, namespaces: str, limit: int) -> Iterator[str]:
    """Yield a sitemap of *items*, one piece a story.

    Raises FormatError for none at all, before anything is written; LimitExceeded at the story that is one too many, or
    with which the sitemap is over 50 MiB.
    """
    size = count = 0
    for count, article in enumerate(items, 1):
        piece = write(article)
        if count > limit:
            raise LimitExceeded(f"pages in a {channel}", count, limit)
        size += _size(piece)
        if size > MAX_SIZE:
            raise LimitExceeded(f"bytes in a {channel}", size, MAX_SIZE)
        yield piece if count > 1 else _head(namespaces) + piece
    if not count:
        problem = Problem(path="$.items", code="empty", message="a sitemap needs at least one page")
        raise FormatError(
            f"{channel}: expected at least one story; write no sitemap rather than an empty one", [problem]
        )
    yield _FOOT


_FOOT: Final = "</urlset>\n"


def _head(namespaces: str) -> str:
    return f'<urlset xmlns="{SITEMAP}"{namespaces}>\n'


def _size(piece: str) -> int:
    return len(piece) if piece.isascii() else len(piece.encode())


def location(article: Article, publication: Publication | None, channel: str) -> str:
    """Return the address of *article* as an element, percent-encoded as the protocol asks."""
    return element("loc", ascii_url(story_url(article, publication, channel))) + "\n"


def pictures(article: Article) -> str:
    """Return the lead picture and the figures of the body, each address once, the first thousand."""
    figures = [block.image.url for block in article.body if block.type == "figure"]
    urls = [article.image.url, *figures] if article.image else figures
    return "".join(
        f"<image:image>{element('image:loc', ascii_url(url))}</image:image>\n"
        for url in islice(dict.fromkeys(urls), MAX_IMAGES)
    )


def cut(items: Iterable[Article], write: Write, *, limit: int) -> Iterator[list[tuple[Article, str]]]:
    """Yield *items* with what is written of them, cut where a sitemap is full of stories or of bytes."""
    sheet: list[tuple[Article, str]] = []
    size = 0
    for article in items:
        piece = write(article)
        more = _size(piece)
        if sheet and (len(sheet) == limit or size + more > MAX_SIZE):
            yield sheet
            sheet, size = [], 0
        sheet.append((article, piece))
        size += more
    if sheet:
        yield sheet


def write_files(
    sheets: Iterable[list[tuple[Article, str]]], *, url: str, namespaces: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of each sitemap, and last those of their index; a single one needs none."""
    queue = iter(sheets)
    start = list(islice(queue, 2))
    if len(start) < 2:
        yield from ((url, _written(sheet, namespaces)) for sheet in start)
        return
    listed: list[tuple[str, datetime | None]] = []
    for number, sheet in enumerate(chain(start, queue), 1):
        address = _numbered(url, number)
        changes = [changed for article, _ in sheet if (changed := article.modified_at or article.release)]
        listed.append((address, max(changes, default=None)))
        yield address, _written(sheet, namespaces)
    yield url, (DECLARATION_UTF8 + "".join(write_index(listed))).encode()


def _numbered(url: str, number: int) -> str:
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    stem, dot, suffix = name.partition(".")
    return parts._replace(path=f"{folder}/{stem}-{number}{dot}{suffix}").geturl()


def _written(sheet: list[tuple[Article, str]], namespaces: str) -> bytes:
    return "".join([DECLARATION_UTF8, _head(namespaces), *(piece for _, piece in sheet), _FOOT]).encode()


def write_index(sitemaps: Iterable[tuple[str, datetime | None]]) -> Iterator[str]:
    """Yield the index of *sitemaps*, each an address and the moment it last changed. Source: sitemaps.org, #index."""
    yield f'<sitemapindex xmlns="{SITEMAP}">\n'
    for count, (url, changed) in enumerate(sitemaps, 1):
        if count > MAX_INDEXED:
            raise LimitExceeded("sitemaps in an index", count, MAX_INDEXED)
        lastmod = element("lastmod", rfc3339(changed.replace(microsecond=0))) if changed else ""
        yield f"<sitemap>\n{element('loc', ascii_url(url))}\n{lastmod}</sitemap>\n"
    yield "</sitemapindex>\n"
