"""The ways out: every channel that holds HTML or Markdown, with what a browser needs to judge each output."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar

from newscore import formats
from newscore.article import Article
from newscore.body import markdown
from newscore.errors import NewscoreError
from newscore.feed import Feed
from newscore.formats.webpage import STYLE
from newscore.publication import Publication
from tests.safety import rendered
from tests.safety.doors import NOW, SITE

__all__ = ["CHANNELS", "FEEDS", "MARKDOWN", "Story", "batches", "write"]

Story = tuple[Article, Publication]
Item = TypeVar("Item")

FEEDS: Final = frozenset({"rss", "atom", "jsonfeed"})
PER_FEED: Final = 100
"""Stories in one feed."""
MARKDOWN: Final = frozenset({"body.markdown", "hugo", "jekyll", "pelican"})
"""The body as Markdown, and the channel in each of its dialects; what is looked at is what a renderer makes of it."""
IMAGE_TITLE: Final = "img title"
"""Where Markdown keeps a picture's caption."""


def write(channel: str, stories: Iterable[Story], refused: Counter[str]) -> Iterator[list[Any]]:
    """Yield the arguments of the browser's check, the text first, for each different output of *channel*."""
    seen: set[bytes] = set()
    written = _feeds if channel in FEEDS else _markdown if channel in MARKDOWN else _articles
    for given in written(channel, stories, refused):
        mark = hashlib.blake2b(given[0].encode(), digest_size=12).digest()
        if mark not in seen:
            seen.add(mark)
            yield given


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield *items* in lists of at most *size*."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


def _articles(channel: str, stories: Iterable[Story], refused: Counter[str]) -> Iterator[list[Any]]:
    options, expected = CHANNELS[channel]
    for story, site in stories:
        try:
            written = formats.dumps(story, channel, at=NOW, publication=site, **options)
        except NewscoreError:
            refused[channel] += 1
        else:
            if channel == "webpage":
                # The one style sheet of ours is taken out here, so that the browser need not read it 60,000 times.
                written, ours, rest = written.partition(f"<style>\n{STYLE}\n</style>")
                assert ours
                written += rest
            yield [written, *expected(story, site)]


def _markdown(channel: str, stories: Iterable[Story], refused: Counter[str]) -> Iterator[list[Any]]:
    for story, site in stories:
        try:
            if channel == "body.markdown":
                shown = rendered.of_body(markdown.dumps(story.body, language=story.language, absolute=site.url))
            else:
                written = formats.dumps(story, "markdown", at=NOW, publication=site, dialect=channel)
                shown = rendered.of_file(written)
        except NewscoreError:
            refused[channel] += 1
        else:
            yield [shown, IMAGE_TITLE]


def _feeds(channel: str, stories: Iterable[Story], refused: Counter[str]) -> Iterator[list[Any]]:
    for batch in batches((story for story, _ in stories), PER_FEED):
        try:
            yield _feed(channel, batch)
        except NewscoreError:
            kept = [story for story in batch if _is_written(channel, story)]
            refused[channel] += len(batch) - len(kept)
            if kept:
                yield _feed(channel, kept)


def _feed(channel: str, stories: list[Article]) -> list[Any]:
    feed = Feed(title="The Ledger", url="https://ledger.example/", publication=SITE, items=tuple(stories))
    return [formats.dumps(feed, channel, at=NOW), channel, [story.headline for story in stories]]


def _is_written(channel: str, story: Article) -> bool:
    try:
        formats.dumps(story, channel, at=NOW, publication=SITE)
    except NewscoreError:
        return False
    return True


def _structured(story: Article, _site: Publication) -> list[Any]:
    said = {"headline": story.headline, "description": story.summary, "alternativeHeadline": story.subheadline}
    return [{name: value for name, value in said.items() if value}]


CHANNELS: Final[dict[str, tuple[dict[str, Any], Callable[[Article, Publication], list[Any]]]]] = {
    "webpage": (
        {},
        lambda story, site: [{"headline": story.headline, "title": f"{story.headline} – {site.name}"}],
    ),
    "html": ({}, lambda _story, _site: []),
    "opengraph": ({}, lambda story, _site: [{"og:title": story.headline}]),
    "jsonld": ({"as_script": True}, _structured),
    **dict.fromkeys(sorted(FEEDS | MARKDOWN), ({}, lambda _story, _site: [])),
}
"""Each channel with its options, and what the browser must read back from an output of a story."""
