"""The one gate: what an audience may not see at a moment does not leave, whatever the channel."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from newscore.article import Article
from newscore.errors import NotVisible
from newscore.feed import Feed
from newscore.publishing.visibility import Audience, check_moment, is_public, visibility
from newscore.timestamps import MODEL_UTC

__all__ = ["AUDIENCES", "hold_gate"]

AUDIENCES: Final[Mapping[str, Audience]] = {
    "json": "private",
    "text": "public",
    "markdown": "public",
    "html": "public",
    "jsonld": "public",
    "opengraph": "public",
    "webpage": "public",
    "rss": "public",
    "atom": "public",
    "jsonfeed": "public",
    "news-sitemap": "public",
    "sitemap": "public",
    "ninjs": "trade",
    "newsml-g2": "trade",
    "nitf": "trade",
}
"""Who reads each channel; the table of channels says the same, and a test holds the two together."""

_WAYS_OUT: Final = {"scheduled": "wait for its release", "embargoed": "wait for its release"}


def hold_gate(content: Article | Feed, audience: Audience, now: datetime, *, channel: str) -> None:
    """Return if *audience* may see all of *content* at the moment *now*, and raise NotVisible if not.

    The error names the channel, the audience and the state, and nothing of the story: not even its id, since an error
    text travels further than the story may. In a feed it counts the items from 0.

    >>> from datetime import UTC
    >>> hold_gate(Article(headline="Storm"), "public", datetime(2026, 1, 15, tzinfo=UTC), channel="rss")
    Traceback (most recent call last):
    newscore.errors.NotVisible: rss is for the public: the article is draft; publish it first, or pass force=True
    """
    # In the zone that the stories' own moments share, it is compared with them at half the cost.
    now = check_moment(now).replace(tzinfo=MODEL_UTC)
    for number, article in enumerate(content.items if isinstance(content, Feed) else (content,)):
        # What is public may be seen by all. Whether is asked fifty thousand times a feed, and costs a twentieth of why.
        if is_public(article, now):
            continue
        seen = visibility(article, now, audience)
        if not seen.visible:
            named = f"item {number} of the feed" if isinstance(content, Feed) else "the article"
            way_out = "leave it out" if isinstance(content, Feed) else _WAYS_OUT.get(seen.state, "publish it first")
            message = f"{channel} is for the {audience}: {named} is {seen.state}"
            raise NotVisible("gate", message, way_out=f"{way_out}, or pass force=True")
