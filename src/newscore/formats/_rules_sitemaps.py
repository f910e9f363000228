"""What the two sitemaps ask of a story and of a feed."""

import re
from datetime import timedelta
from typing import Final

from newscore.formats._rules import FeedRule, Rule, Story

__all__ = ["MAX_AGE", "MAX_IMAGES", "MAX_NEWS", "MAX_PAGES", "NEWS", "NEWS_FEED", "SITEMAP", "SITEMAP_FEED"]

MAX_NEWS: Final = 1_000
"""Pages in one news sitemap at most."""
MAX_PAGES: Final = 50_000
"""Pages in one sitemap at most."""
MAX_IMAGES: Final = 1_000
"""Pictures of one page at most."""
MAX_AGE: Final = timedelta(days=2)
"""How long a story belongs in a news sitemap."""
MAX_URL: Final = 2_048
_PROTOCOL: Final = "https://www.sitemaps.org/protocol.html"
_NEWS: Final = "https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"


def _is_old(story: Story) -> bool:
    published = story.article.published_at
    return story.at is not None and published is not None and published < story.at - MAX_AGE


def _is_future(story: Story) -> bool:
    published = story.article.published_at
    return story.at is not None and published is not None and published > story.at


def _has_long_url(story: Story) -> str | None:
    size = len(story.url or "")
    return f"{size} characters" if size >= MAX_URL else None


def _is_copy(story: Story) -> bool:
    return story.article.canonical_url is not None and story.article.canonical_url != story.url


def _has_many_pictures(story: Story) -> str | None:
    figures = {block.image.url for block in story.article.body if block.type == "figure"}
    count = len(figures | {story.article.image.url} if story.article.image else figures)
    return f"{count:,}" if count > MAX_IMAGES else None


def _has_bracketed_name(story: Story) -> bool:
    return story.publication is not None and re.search(r"[(（].*[)）]", story.publication.name) is not None


def _too_many(limit: int) -> FeedRule:
    return FeedRule(
        "too-many", "$.items", f"at most {limit:,} pages", "split the feed and write an index", f"{_PROTOCOL}#index",
        lambda feed, _: f"{len(feed.items):,}" if len(feed.items) > limit else None, "error",
    )  # fmt: skip


_EMPTY: Final = FeedRule(
    "empty", "$.items", "at least one page", "write no sitemap rather than an empty one",
    f"{_PROTOCOL}#xmlTagDefinitions", lambda feed, _: not feed.items, "error",
)  # fmt: skip


SITEMAP: Final = (
    Rule(
        "no-url", "$.canonical_url", "a story with an address", "pass publication=, or set canonical_url",
        f"{_PROTOCOL}#locdef", lambda story: story.url is None, "error",
    ),
    Rule(
        "url-too-long", "$.slug", "an address under 2,048 characters", "shorten the slug", f"{_PROTOCOL}#locdef",
        _has_long_url, "error",
    ),
    Rule(
        "is-copy", "$.canonical_url", "the original of a story", "leave copies out; their canonical page is elsewhere",
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls", _is_copy,
    ),
    Rule(
        "too-many-pictures", "$.body", f"at most {MAX_IMAGES:,} pictures on a page", "the others are left behind",
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps", _has_many_pictures,
    ),
)  # fmt: skip
"""What a sitemap asks of a story."""

SITEMAP_FEED: Final = (_EMPTY, _too_many(MAX_PAGES))
"""What a sitemap asks of a feed."""

NEWS: Final = (
    *SITEMAP,
    Rule(
        "no-publication", "$", "the publication's name", "pass publication=", f"{_NEWS}#tag-definitions",
        lambda story: story.publication is None, "error",
    ),
    Rule(
        "name-in-brackets", "$", "the publication's name without brackets", "leave out what stands in brackets",
        f"{_NEWS}#tag-definitions", _has_bracketed_name,
    ),
    Rule(
        "no-date", "$.published_at", "a date of publication", "set published_at", f"{_NEWS}#tag-definitions",
        lambda story: story.article.published_at is None, "error",
    ),
    Rule(
        "too-old", "$.published_at", "a story of the last two days", "leave it out; the plain sitemap keeps it",
        f"{_NEWS}#news-sitemap-best-practices", _is_old, "error",
    ),
    Rule(
        "future-date", "$.published_at", "a date that has come", "publish it first", f"{_NEWS}#tag-definitions",
        _is_future, "error",
    ),
)  # fmt: skip
"""What a news sitemap asks of a story; seconds, offsets, order and language codes the writer sees to."""

NEWS_FEED: Final = (_EMPTY, _too_many(MAX_NEWS))
"""What a news sitemap asks of a feed."""
