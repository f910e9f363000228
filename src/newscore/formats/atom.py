"""Atom 1.0: the feed with exact dates, permanent ids and tombstones.

Specification: RFC 4287; paging, RFC 5005; tombstones, RFC 6721; Media RSS 1.5.1, https://www.rssboard.org/media-rss.

*Carries* headline, summary, body (as HTML), byline (the authors' names, pages and addresses), image, section (by name),
also_in (by name), tags (by name), language, id, published_at, modified_at, rights (the notice), related.

*Leaves behind* everything else.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlsplit

from newscore.article import Article
from newscore.byline import Contributor
from newscore.errors import FormatError, Problem
from newscore.feed import Feed
from newscore.formats._feed_read import read_feed
from newscore.formats._feeds import HAS_SCHEME, content_html, media
from newscore.formats._rules import check
from newscore.formats._rules_feeds import ATOM, ATOM_FEED
from newscore.formats._stories import ascii_url, authors_of, names_of, story_url, wrap
from newscore.formats._xml import DECLARATION, DECLARATION_UTF8, attribute, element, escape
from newscore.links import host
from newscore.publication import Publication
from newscore.reading import Reading
from newscore.timestamps import rfc3339

__all__ = ["FEED_RULES", "RULES", "dumps", "entry_id", "iterate", "loads", "problems"]

RULES: Final = ATOM
"""What the channel asks of a story."""
FEED_RULES: Final = ATOM_FEED
"""What the channel asks of a feed."""

_TOMBSTONES: Final = "http://purl.org/atompub/tombstones/1.0"


def loads(data: bytes | str, *, url: str | None = None, zone: str | None = None) -> Reading[Feed]:
    """Return the feed in *data*, Atom 0.3 or 1.0 (or of the other family), with notes for what was not plain.

    What the web holds is public: an item with a date is a published article, its link the canonical_url. *url* is the
    feed's own address, which completes relative ones; *zone* is where dates without an offset are told. Raises
    FormatError for what is no feed, LimitExceeded over 5 MiB, MissingExtra where lxml is not installed.
    """
    return read_feed(data, "atom", url=url, zone=zone)


def dumps(
    content: Article | Feed,
    *,
    publication: Publication | None = None,
    full_text: bool = True,
    withdrawn: Iterable[Article] = (),
) -> str:
    """Return a feed, or a feed of one article, as an Atom document.

    *withdrawn* stories that had been public leave a tombstone, so that readers who have them take them back. Without
    *full_text* the body stays behind. Raises FormatError where a story has no address, or neither the feed nor a story
    has a date.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    >>> story = Article(headline="Storm", canonical_url="https://news.example/storm", published_at=noon)
    >>> "<published>2026-01-15T12:00:00Z</published>" in dumps(story)
    True
    """
    feed = wrap(content, publication, "atom")
    return DECLARATION + "".join(_write(feed, None, publication, full_text, withdrawn))


def iterate(
    content: Article | Feed,
    *,
    items: Iterable[Article] | None = None,
    publication: Publication | None = None,
    full_text: bool = True,
    withdrawn: Iterable[Article] = (),
) -> Iterator[bytes]:
    """Yield the same document in UTF-8, one piece an entry: memory stays flat however long the feed is.

    *items* takes the place of the feed's own stories, and may be a generator of more than a Feed holds; the
    feed itself then needs an `updated`, which stands before them.
    """
    feed = wrap(content, publication, "atom")
    yield DECLARATION_UTF8.encode()
    for piece in _write(feed, items, publication, full_text, withdrawn):
        yield piece.encode()


def problems(
    content: Article | Feed, *, publication: Publication | None = None, at: datetime | None = None
) -> tuple[Problem, ...]:
    """Return what readers of Atom would refuse or frown upon; rules about age need the moment *at*."""
    return check(content, publication=publication, at=at, rules=RULES, feed_rules=FEED_RULES)


def entry_id(article: Article, url: str) -> str:
    """Return the permanent IRI of *article*: its id where that is one, a tag URI made of it, or else its *url*.

    >>> entry_id(Article(headline="Storm", id="7"), "https://news.example/storm")
    'tag:news.example,1970:7'

    Source: RFC 4287 §4.2.6, RFC 4151 §2.1.
    """
    if article.id is None:
        return url
    if HAS_SCHEME(article.id):
        return article.id
    year = f"{article.published_at:%Y}" if article.published_at else "1970"
    return f"tag:{host(url)},{year}:{quote(article.id, safe='')}"


def _write(
    feed: Feed,
    items: Iterable[Article] | None,
    publication: Publication | None,
    full_text: bool,
    withdrawn: Iterable[Article],
) -> Iterator[str]:
    publication = feed.publication or publication
    yield _head(feed, publication, _updated(feed, feed.items if items is None else ()))
    for article in feed.items if items is None else items:
        yield _entry(article, publication, full_text)
    for article in withdrawn:
        yield _tombstone(article, publication)
    yield "</feed>\n"


def _head(feed: Feed, publication: Publication | None, updated: datetime) -> str:
    language = f' xml:lang="{feed.language}"' if feed.language else ""
    # Every entry needs an author of its own or the feed's; an outlet answers for what nobody signed.
    outlet = publication.name if publication else feed.title
    page = publication.url if publication else feed.url
    parts = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"{language}>',
        element("id", _feed_id(feed)),
        element("title", feed.title),
        element("subtitle", feed.description),
        f"<updated>{rfc3339(updated)}</updated>",
        f"<author>{element('name', outlet)}{element('uri', page)}</author>",
        _link("alternate", feed.url, "text/html"),
        _link("self", feed.feed_url, "application/atom+xml"),
        _link("next", feed.next_url, "application/atom+xml"),
        element("logo", ascii_url(publication.logo.url)) if publication and publication.logo else "",
    ]
    return "\n".join(filter(None, parts)) + "\n"


def _feed_id(feed: Feed) -> str:
    if feed.id and HAS_SCHEME(feed.id):
        return feed.id
    # A feed of one whose page is the story itself would share its id with its entry.
    parts = urlsplit(feed.feed_url or feed.url)
    return ascii_url(parts._replace(path=parts.path or "/", fragment="" if feed.feed_url else "feed").geturl())


def _updated(feed: Feed, items: Iterable[Article]) -> datetime:
    updated = feed.updated or max(filter(None, map(_entry_updated, items)), default=None)
    if updated is None:
        problem = Problem(path="$.updated", code="no-date", message="it stands before all stories", hint="set updated")
        raise FormatError("atom: expected a feed with an updated moment, got none", [problem])
    return updated


def _entry_updated(article: Article) -> datetime | None:
    """The last change; never before the publication, which the reader of a feed sees first."""
    return article.modified_at or article.release or article.created_at


def _link(rel: str, url: str | None, kind: str = "") -> str:
    media_type = f' type="{kind}"' if kind else ""
    return f'<link rel="{rel}" href="{attribute(ascii_url(url))}"{media_type}/>' if url else ""


def _entry(article: Article, publication: Publication | None, full_text: bool) -> str:
    url = ascii_url(story_url(article, publication, "atom"))
    updated = _entry_updated(article)
    if updated is None:
        problem = Problem(path="$.published_at", code="no-date", message="every entry needs a date")
        raise FormatError("atom: expected a story with a published_at, got none", [problem])
    language = f' xml:lang="{article.language}"' if article.language else ""
    body = content_html(article, url) if full_text else ""
    parts = [
        f"<entry{language}>",
        element("id", entry_id(article, url)),
        element("title", article.headline),
        _link("alternate", url, "text/html"),
        f"<updated>{rfc3339(updated)}</updated>",
        f"<published>{rfc3339(article.published_at)}</published>" if article.published_at else "",
        *(_person("author", author) for author in authors_of(article)),
        *(_person("contributor", editor) for editor in (article.byline.by_role("editor") if article.byline else ())),
        *(f'<category term="{attribute(name)}"/>' for name in names_of(article)),
        element("summary", article.summary),
        f'<content type="html">{escape(body)}</content>' if body else "",
        element("rights", article.rights.notice) if article.rights else "",
        *(_link("related", link.url) for link in article.related),
        media(article.image).rstrip() if article.image else "",
        "</entry>",
    ]
    return "\n".join(filter(None, parts)) + "\n"


def _person(name: str, person: Contributor) -> str:
    inside = (
        element("name", person.name)
        + element("uri", person.url and ascii_url(person.url))
        + element("email", person.email)
    )
    return f"<{name}>{inside}</{name}>"


def _tombstone(article: Article, publication: Publication | None) -> str:
    """A deleted entry, for a story that readers can have; one that never was public leaves no trace."""
    withdrawal, release = article.withdrawal, article.release
    if withdrawal is None or release is None or withdrawal.at <= release:
        return ""
    ref = entry_id(article, ascii_url(story_url(article, publication, "atom")))
    note = f'<at:comment type="text">{escape(withdrawal.note)}</at:comment>' if withdrawal.note else ""
    when = rfc3339(withdrawal.at)
    return (
        f'<at:deleted-entry xmlns:at="{_TOMBSTONES}" ref="{attribute(ref)}" when="{when}">{note}</at:deleted-entry>\n'
    )
