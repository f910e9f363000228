"""Reading and writing as callers type it: the only place, beside the command line, that looks at the clock."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Literal, overload

from newscore import formats
from newscore.article import Article
from newscore.errors import Problem
from newscore.feed import Feed
from newscore.reading import Reading

__all__ = ["dumps", "inspect", "loads", "problems", "stream"]


@overload
def loads(
    data: bytes | str, channel: Literal["text", "html", "markdown", "jsonld", "webpage", "opengraph"], **options: Any
) -> Article: ...
@overload
def loads(data: bytes | str, channel: str, **options: Any) -> Any: ...
def loads(data: bytes | str, channel: str, **options: Any) -> Any:
    """Return the Article (or Feed) that *data* holds in a channel such as "json"; *options* are the channel's own.

    Raises FormatError with every problem found, UnknownFormat for a channel that is unknown or cannot be read.

    >>> loads('{"headline": "Storm hits coast"}', "json").headline
    'Storm hits coast'
    """
    return formats.loads(data, channel, **options)


def inspect(data: bytes | str, channel: str, **options: Any) -> Reading[Any]:
    """Return what `loads` returns as `.content`, and in `.notes` all that was dropped, guessed or not understood.

    >>> inspect('{"headline": "A", "headline": "B"}', "json").notes[0].code
    'duplicate-key'
    """
    return formats.inspect(data, channel, **options)


def dumps(
    content: Article | Feed,
    channel: str,
    *,
    at: datetime | None = None,
    force: bool = False,
    **options: Any,
) -> str:
    """Return *content* as the channel writes it, if the channel's audience may see it *at* that moment (None: now).

    *options* are the channel's own, `publication` first among them. Raises NotVisible for what the audience may not
    see yet, or no longer, unless *force*; FormatError where the channel cannot hold the content.

    >>> dumps(Article(headline="Storm hits coast"), "json")
    '{"schema_version":1,"headline":"Storm hits coast"}'
    """
    return formats.dumps(content, channel, at=at or datetime.now(UTC), force=force, **options)


def stream(
    content: Article | Feed,
    channel: str,
    *,
    items: Iterable[Article] | None = None,
    at: datetime | None = None,
    force: bool = False,
    **options: Any,
) -> Iterator[bytes]:
    """Return what `dumps` returns in pieces of UTF-8, one a story, so that memory stays flat however long a feed is.

    *items* takes the place of the feed's own stories and may be a generator; each passes the gate before a byte of it
    is written.

    >>> head = Feed(title="All", url="https://news.example")
    >>> story = Article(headline="Storm", canonical_url="https://news.example/storm")
    >>> len(list(stream(head, "rss", items=(story for _ in range(1_000)), force=True)))
    1003
    """
    return formats.stream(content, channel, items=items, at=at or datetime.now(UTC), force=force, **options)


def problems(content: Article | Feed, channel: str, **options: Any) -> tuple[Problem, ...]:
    """Return what the channel would refuse or frown upon in *content*, before anyone publishes; empty is fine.

    >>> problems(Article(headline="Storm hits coast"), "json")
    ()
    """
    return formats.problems(content, channel, **options)
