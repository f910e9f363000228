"""Conditional GET for what is written: an ETag from the content, a Last-Modified from the feed, and the answer 304.

Specification: RFC 9110, §8.8 (validators) and §13.1 (preconditions).
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Final

from newscore.feed import Feed
from newscore.formats._moments import read_date
from newscore.timestamps import rfc822

__all__ = ["etag", "is_unchanged", "last_modified"]

_LENGTH: Final = 32


def etag(written: str | bytes | Iterable[bytes]) -> str:
    """Return a strong entity tag of what was *written*, whole or in pieces: equal bytes, equal tag.

    >>> etag("<rss/>") == etag([b"<rs", b"s/>"]), len(etag("<rss/>"))
    (True, 34)
    """
    digest = sha256()
    pieces = [written.encode()] if isinstance(written, str) else [written] if isinstance(written, bytes) else written
    for piece in pieces:
        digest.update(piece)
    return f'"{digest.hexdigest()[:_LENGTH]}"'


def last_modified(feed: Feed) -> str | None:
    """Return the moment *feed* last changed, as HTTP writes it (RFC 9110 §5.6.7); None where it is not known."""
    moments = [moment for story in feed.items for moment in (story.modified_at, story.release) if moment is not None]
    changed = feed.updated or max(moments, default=None)
    return rfc822(changed).replace("+0000", "GMT") if changed else None


def is_unchanged(
    tag: str, modified: str | None, *, if_none_match: str | None = None, if_modified_since: str | None = None
) -> bool:
    """Say whether to answer 304: the client's tag counts, and its date only where it sends no tag (RFC 9110 §13.2.2).

    >>> is_unchanged('"a"', None, if_none_match='W/"a", "b"'), is_unchanged('"a"', None, if_none_match='"b"')
    (True, False)
    """
    if if_none_match is not None:
        known = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
        return "*" in known or tag in known
    since, changed = _moment(if_modified_since), _moment(modified)
    return since is not None and changed is not None and changed <= since


def _moment(text: str | None) -> datetime | None:
    return read_date(text).moment if text else None
