"""The table of channels, and the one gate that every channel's writing passes."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, Final, Literal

from newscore import publishing
from newscore.article import Article
from newscore.errors import Problem, UnknownFormat, shorten
from newscore.feed import Feed
from newscore.publishing import Audience
from newscore.publishing.visibility import is_public
from newscore.reading import Reading
from newscore.timestamps import require_aware

__all__ = ["FORMATS", "Format", "dumps", "find_format", "gate", "inspect", "loads", "problems", "stream"]

Content = Article | Feed


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table: a channel, who reads it, and what its module can do."""

    name: str
    """The name callers type."""
    title: str
    """What the channel is, for people."""
    audience: Audience
    """Who reads it: the gate asks for them."""
    media_type: str
    """Its media type."""
    suffix: str
    """The suffix of a file that holds it."""
    writes: Literal["article", "feed", "both"]
    """What `dumps` takes."""
    reads: bool = False
    """Whether `loads` exists."""
    extra: str = ""
    """The optional extra that reading needs."""

    @property
    def module(self) -> Any:
        """The module that reads and writes the channel, imported on first use."""
        return _module(self.name)

    @property
    def specification(self) -> str:
        """What the channel is written by: documents with their addresses, as its module names them."""
        return self._declared("Specification:").removesuffix(".")

    @property
    def carries(self) -> tuple[str, ...]:
        """What of a story the channel carries: names of fields, each with how far in brackets where it is not whole.

        >>> find_format("rss").carries[:3]
        ('headline', 'summary (but empty lines and indents)', 'body (as HTML)')
        """
        return _entries(self._declared("*Carries*"))

    @property
    def leaves_behind(self) -> tuple[str, ...]:
        """What of a story the channel leaves behind, in the same words; "everything else" is what it does not carry."""
        return _entries(self._declared("*Leaves behind*"))

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields of `Article` that the channel carries, whole or in part."""
        named = {entry.partition(" ")[0] for entry in self.carries}
        every = {field.alias or name for name, field in Article.model_fields.items()} - {"schema_version"}
        return frozenset(every if named == {"everything"} else named)

    def _declared(self, what: str) -> str:
        """The paragraph of the module's docstring that begins with *what*, on one line."""
        paragraphs = (self.module.__doc__ or "").split("\n\n")
        found = next((each for each in paragraphs if each.startswith(what)), "")
        return " ".join(found.removeprefix(what).split())


def _entries(declared: str) -> tuple[str, ...]:
    """The entries of a list parted by commas; those inside brackets part nothing."""
    return tuple(entry.strip() for entry in re.split(r",(?![^(]*\))", declared.removesuffix(".")) if entry.strip())


_MODULES: Final = {"json": "native", "text": "pagetext"}
"""Modules that are not called like their channel."""


@cache
def _module(name: str) -> Any:
    return import_module(f"newscore.formats.{_MODULES.get(name, name.replace('-', '_'))}")


FORMATS: Final[dict[str, Format]] = {
    row.name: row
    for row in (
        Format(
            "json", "newscore's own JSON, which carries everything", "private", "application/json", "json", "both", True
        ),
        Format("text", "plain text, as dumped from a news page", "public", "text/plain", "txt", "article", True),
        Format(
            "markdown",
            "Markdown with front matter, for Hugo, Jekyll and Pelican",
            "public",
            "text/markdown",
            "md",
            "article",
            True,
            "markdown",
        ),
        Format("html", "an HTML fragment of the story", "public", "text/html", "html", "article"),
        Format(
            "jsonld", "schema.org NewsArticle as JSON-LD", "public", "application/ld+json", "jsonld", "article", True
        ),
        Format(
            "opengraph", "Open Graph and Twitter card tags", "public", "text/html", "opengraph.html", "article", True
        ),
        Format("webpage", "the whole web page of the story", "public", "text/html", "page.html", "article", True),
        Format("rss", "RSS 2.0", "public", "application/rss+xml", "rss.xml", "both", True, "xml"),
        Format("atom", "Atom 1.0", "public", "application/atom+xml", "atom.xml", "both", True, "xml"),
        Format("jsonfeed", "JSON Feed 1.1", "public", "application/feed+json", "feed.json", "both", True),
        Format("news-sitemap", "a news sitemap", "public", "application/xml", "news-sitemap.xml", "both"),
        Format("sitemap", "a sitemap", "public", "application/xml", "sitemap.xml", "both"),
    )
}
"""Every channel, by name."""


def find_format(name: str) -> Format:
    """Return the row of the channel called *name*; UnknownFormat names those there are.

    >>> find_format("rss").audience
    'public'
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise UnknownFormat(f"expected a channel ({', '.join(FORMATS)}), got {shorten(name)}") from None


def inspect(data: bytes | str, name: str, **options: Any) -> Reading[Any]:
    """Return what the channel *name* holds in *data*, with a note for all that was dropped, guessed or not understood.

    *options* are the channel's own: `text` takes `language` and `zone`. Raises FormatError where nothing can be read,
    UnknownFormat where the channel cannot be read at all.
    """
    row = find_format(name)
    if not row.reads:
        raise UnknownFormat(f"the channel {name} is written, not read")
    read = getattr(row.module, "inspect", row.module.loads)
    reading: Reading[Any] = read(data, **options)
    return reading


def loads(data: bytes | str, name: str, **options: Any) -> Any:
    """Return the Article (or Feed) that the channel *name* holds in *data*; errors as for `inspect`."""
    row = find_format(name)
    if not row.reads:
        raise UnknownFormat(f"the channel {name} is written, not read")
    return row.module.loads(data, **options).content


def dumps(content: Content, name: str, *, at: datetime, force: bool = False, **options: Any) -> str:
    """Return *content* as the channel *name* writes it, provided that its audience may see it *at* that moment.

    Raises NotVisible for a draft, an embargoed, expired or withdrawn article in a channel that the public reads, its
    *translations* included, unless *force*; UnknownFormat where the channel does not write that kind of content.
    """
    row = _find_writer(content, name)
    if not force:
        _hold_gate(content, row, at, options)
    written: str = row.module.dumps(content, **options)
    return written


def stream(
    content: Content,
    name: str,
    *,
    at: datetime,
    items: Iterable[Article] | None = None,
    force: bool = False,
    **options: Any,
) -> Iterator[bytes]:
    """Return the pieces of what the channel *name* writes of *content*, in UTF-8, made one story at a time.

    *items* takes the place of a feed's own stories and may be a generator, of more than a Feed holds; each passes the
    gate before a byte of it is written. The stories of *content* itself pass it before anything is written at all.
    A channel that writes no feeds gives one piece. Raises as `dumps`; for *items*, when they come.
    """
    row = _find_writer(content, name)
    write = getattr(row.module, "iterate", None)
    if items is not None and write is None:
        raise UnknownFormat(f"the channel {name} does not write one story at a time")
    if not force:
        _hold_gate(content, row, at, options)
    if write is None:
        return iter([row.module.dumps(content, **options).encode()])
    if items is not None:
        options["items"] = items if force else gate(items, name, at=at)
    pieces: Iterator[bytes] = write(content, **options)
    return pieces


def _hold_gate(content: Content, row: Format, at: datetime, options: dict[str, Any]) -> None:
    """Hold the gate for all that would leave: a page that links its translations tells their addresses."""
    publishing.hold_gate(content, row.audience, at, channel=row.name)
    if "translations" in options:
        options["translations"] = list(gate(options["translations"], row.name, at=at))


def gate(articles: Iterable[Article], name: str, *, at: datetime) -> Iterator[Article]:
    """Yield *articles* for as long as the audience of the channel *name* may see them *at* that moment.

    `dumps` and `stream` hold it themselves; it is for those who call a channel's module. Raises NotVisible at the first
    that may not be seen, DateError where *at* is naive.
    """
    row = find_format(name)
    require_aware(at)
    public = row.audience == "public"
    for article in articles:
        if not (public and is_public(article, at)):
            publishing.hold_gate(article, row.audience, at, channel=row.name)
        yield article


def _find_writer(content: Content, name: str) -> Format:
    row = find_format(name)
    kind = "feed" if isinstance(content, Feed) else "article"
    if row.writes not in (kind, "both"):
        raise UnknownFormat(f"the channel {name} writes {row.writes}s, got a {kind}")
    return row


def problems(content: Content, name: str, **options: Any) -> tuple[Problem, ...]:
    """Return what the channel *name* would refuse or frown upon in *content*, before anyone publishes; empty is fine.

    The name "publish" asks whether a story is ready to be published at all.
    """
    if name == "publish":
        return publishing.readiness(content, **options) if isinstance(content, Article) else ()
    check: Callable[..., tuple[Problem, ...]] | None = getattr(find_format(name).module, "problems", None)
    return tuple(check(content, **options)) if check else ()
