"""The table of channels, and the one gate that every channel's writing passes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, Final, Literal

from newscore.article import Article
from newscore.errors import NotVisible, Problem, UnknownFormat
from newscore.feed import Feed
from newscore.publishing import Audience, visibility
from newscore.reading import Reading

__all__ = ["FORMATS", "Format", "dumps", "find_format", "inspect", "loads", "problems"]

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


_MODULES: Final = {"json": "native", "text": "pagetext"}
"""Modules that are not called like their channel."""


@cache
def _module(name: str) -> Any:
    return import_module(f"newscore.formats.{_MODULES.get(name, name.replace('-', '_'))}")


FORMATS: Final[dict[str, Format]] = {
    row.name: row
    for row in (
        Format("json", "newscore's own JSON, which carries everything", "private", "application/json", "json", "both", True),
        Format("text", "plain text, as dumped from a news page", "public", "text/plain", "txt", "article", True),
        Format("html", "an HTML fragment of the story", "public", "text/html", "html", "article"),
        Format("jsonld", "schema.org NewsArticle as JSON-LD", "public", "application/ld+json", "jsonld", "article"),
        Format("rss", "RSS 2.0", "public", "application/rss+xml", "rss.xml", "both"),
    )
}
"""Every channel, by name."""
