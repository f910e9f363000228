"""What RSS, Atom and JSON Feed ask of a story and of a feed, beside what no newscore feed can get wrong."""

import re
from collections import Counter
from typing import Final

from newscore.feed import Feed
from newscore.formats._feeds import HAS_SCHEME
from newscore.formats._rules import FeedRule, Rule, Story
from newscore.publication import Publication

__all__ = ["ATOM", "ATOM_FEED", "JSONFEED", "JSONFEED_FEED", "RSS", "RSS_FEED"]

_RSS: Final = "https://www.rssboard.org/rss-specification"
_PROFILE: Final = "https://www.rssboard.org/rss-profile"
_ATOM: Final = "https://www.rfc-editor.org/rfc/rfc4287"
_LOGO: Final = (144, 400)
_JSON: Final = "https://www.jsonfeed.org/version/1.1/"
_MARKUP: Final = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d+|[A-Za-z]+);")


def _looks_like_markup(story: Story) -> str | None:
    found = _MARKUP.search(story.article.headline)
    return ascii(found[0][:40]) if found else None


def _is_future(story: Story) -> bool:
    published = story.article.published_at
    return story.at is not None and published is not None and published > story.at


def _is_unread_byline(story: Story) -> bool:
    return story.article.byline is not None and not story.article.byline.credits


def _has_no_content(story: Story) -> bool:
    return not story.article.summary and not story.article.body


def _repeated(feed: Feed, _: Publication | None) -> str | None:
    twice = [name for name, count in Counter(item.id for item in feed.items if item.id).items() if count > 1]
    return ascii(twice[0][:60]) if twice else None


def _has_odd_logo(_: Feed, publication: Publication | None) -> bool:
    logo = publication.logo if publication else None
    return logo is not None and not re.search(r"\.(?:png|gif|jpe?g)(?:\?|$)", logo.url, re.IGNORECASE)


def _has_large_logo(_: Feed, publication: Publication | None) -> str | None:
    logo = publication.logo if publication else None
    width, height = (logo.width or 0, logo.height or 0) if logo else (0, 0)
    return f"{width} x {height}" if width > _LOGO[0] or height > _LOGO[1] else None


def _address(source: str) -> Rule:
    return Rule(
        "no-url", "$.canonical_url", "a story with an address", "pass publication=, or set canonical_url", source,
        lambda story: story.url is None, "error",
    )  # fmt: skip


def _id(source: str) -> Rule:
    return Rule(
        "no-id", "$.id", "an id that never changes", "set id; the address changes with the headline", source,
        lambda story: story.article.id is None,
    )  # fmt: skip


def _future(source: str) -> Rule:
    return Rule(
        "future-date", "$.published_at", "a date that has come", "publish it first; readers sort it to the top",
        source, _is_future,
    )  # fmt: skip


def _byline(source: str) -> Rule:
    return Rule(
        "no-names", "$.byline", "an author by name", "give the byline credits; its text alone is left behind", source,
        _is_unread_byline,
    )  # fmt: skip


def _twice(source: str) -> FeedRule:
    return FeedRule(
        "duplicate-id", "$.items", "an id of its own for each story", "list each story once", source, _repeated, "error"
    )


def _self(source: str) -> FeedRule:
    return FeedRule(
        "no-self", "$.feed_url", "a feed that names its own address", "set feed_url", source,
        lambda feed, _: feed.feed_url is None,
    )  # fmt: skip


RSS: Final = (
    _address(f"{_RSS}#hrelementsOfLtitem"),
    _id(f"{_RSS}#ltguidgtSubelementOfLtitemgt"),
    _future(f"{_PROFILE}#element-channel-item-pubdate"),
    _byline(f"{_PROFILE}#namespace-elements-dublin-creator"),
    Rule(
        "title-markup", "$.headline", "a title in plain text", "some readers take it for markup; write it in words",
        f"{_PROFILE}#data-types-characterdata", _looks_like_markup,
    ),
    Rule(
        "no-date", "$.published_at", "a date of publication", "set published_at",
        f"{_PROFILE}#element-channel-item-pubdate", lambda story: story.article.published_at is None,
    ),
    Rule(
        "no-summary", "$.summary", "a summary beside the story", "set summary; it becomes the description",
        f"{_PROFILE}#element-channel-item-description", lambda story: not story.article.summary,
    ),
)  # fmt: skip
"""What RSS 2.0 asks of a story."""

RSS_FEED: Final = (
    _twice(f"{_RSS}#ltguidgtSubelementOfLtitemgt"),
    _self(f"{_PROFILE}#namespace-elements-atom-link"),
    FeedRule(
        "logo-format", "$.publication.logo", "a logo that is a GIF, JPEG or PNG", "offer one of these",
        f"{_RSS}#ltimagegtSubelementOfLtchannelgt", _has_odd_logo,
    ),
    FeedRule(
        "logo-size", "$.publication.logo", "a logo of 144 x 400 pixels at most", "offer a smaller one",
        f"{_RSS}#ltimagegtSubelementOfLtchannelgt", _has_large_logo,
    ),
    FeedRule(
        "no-description", "$.description", "a description of the feed", "set description; the title stands in for it",
        f"{_RSS}#requiredChannelElements", lambda feed, _: not feed.description,
    ),
)  # fmt: skip
"""What RSS 2.0 asks of a feed."""

ATOM: Final = (
    _address(f"{_ATOM}#section-4.1.2"),
    _id(f"{_ATOM}#section-4.2.6"),
    _future(f"{_ATOM}#section-4.2.9"),
    _byline(f"{_ATOM}#section-4.2.1"),
    Rule(
        "id-not-iri", "$.id", "an absolute IRI as id", "prefix a scheme, as in urn:example:7",
        f"{_ATOM}#section-4.2.6", lambda story: story.article.id is not None and not HAS_SCHEME(story.article.id),
    ),
    Rule(
        "no-date", "$.published_at", "a date", "set published_at", f"{_ATOM}#section-4.2.15",
        lambda story: not (story.article.modified_at or story.article.release or story.article.created_at), "error",
    ),
    Rule(
        "no-content", "$.body", "a body or a summary", "set one of them", f"{_ATOM}#section-4.1.1.1", _has_no_content
    ),
)  # fmt: skip
"""What Atom asks of a story; that updated is never before published, the model itself sees to."""

ATOM_FEED: Final = (
    _twice(f"{_ATOM}#section-4.1.1"),
    _self(f"{_ATOM}#section-4.1.1"),
    FeedRule(
        "id-is-entry", "$.id", "a feed with an id of its own", "set another id", f"{_ATOM}#section-4.2.6",
        lambda feed, _: feed.id is not None and any(item.id == feed.id for item in feed.items), "error",
    ),
    FeedRule(
        "no-updated", "$.updated", "an updated moment on an empty feed", "set updated", f"{_ATOM}#section-4.2.15",
        lambda feed, _: feed.updated is None and not feed.items, "error",
    ),
)  # fmt: skip
"""What Atom asks of a feed."""

JSONFEED: Final = (
    _address(f"{_JSON}#items-a-name-items-a"),
    _id(f"{_JSON}#items-a-name-items-a"),
    _future(f"{_JSON}#items-a-name-items-a"),
    _byline(f"{_JSON}#authors-a-name-authors-a"),
    Rule(
        "no-content", "$.body", "a body or a summary", "set one of them; the headline stands in for both",
        f"{_JSON}#items-a-name-items-a", _has_no_content,
    ),
)  # fmt: skip
"""What JSON Feed asks of a story."""

JSONFEED_FEED: Final = (_twice(f"{_JSON}#items-a-name-items-a"), _self(f"{_JSON}#top-level-a-name-top-level-a"))
"""What JSON Feed asks of a feed."""
