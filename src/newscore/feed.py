"""Many articles for one channel: `Feed`."""

from typing import Annotated, Final

from pydantic import Field, SerializerFunctionWrapHandler, field_serializer

from newscore.article import Article
from newscore.fields import Identifier, Language, Line, Model, Moment, Text, Url
from newscore.publication import Publication

__all__ = ["MAX_ITEMS", "Feed"]

MAX_ITEMS: Final = 100_000
"""Articles in one feed at most."""


class Feed(Model, defer_build=False):
    """Stories in the order a channel shows them, newest first, and what the channel says of itself."""

    title: Line
    """RSS channel title · Atom title · JSON Feed title."""
    url: Url
    """The page the feed belongs to. RSS channel link · Atom link alternate · JSON Feed home_page_url."""
    feed_url: Url | None = None
    """The feed's own address. Atom link self · JSON Feed feed_url."""
    next_url: Url | None = None
    """The next page of an archive. Atom link next (RFC 5005) · JSON Feed next_url."""
    id: Identifier | None = None
    """What stays the same; the feed's or the page's address where it is None. Atom id."""
    description: Text | None = None
    """RSS channel description · Atom subtitle."""
    language: Language | None = None
    """RSS channel language · JSON Feed language."""
    updated: Moment | None = None
    """The last change to what the feed holds, a withdrawal included. RSS lastBuildDate · Atom updated."""
    publication: Publication | None = None
    """The outlet, which gives every story its URL."""
    items: Annotated[tuple[Article, ...], Field(max_length=MAX_ITEMS)] = ()
    """The stories."""

    # A short dump leaves defaults out; even an empty feed is told from an article by its items.
    @field_serializer("items", mode="wrap")
    def _always_written(self, value: object, write: SerializerFunctionWrapHandler):  # type: ignore[no-untyped-def]  # As for blocks.
        return write(value)
