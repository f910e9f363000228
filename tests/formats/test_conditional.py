"""Conditional GET: equal content has an equal tag, and only what is newer is sent again."""

import pytest

from newscore.formats import rss
from newscore.formats.conditional import etag, is_unchanged, last_modified
from tests.formats.test_channel_problems import FEED, STORY

MODIFIED = "Tue, 03 Mar 2026 07:00:00 GMT"


def test_equal_content_has_an_equal_tag_and_other_content_another():
    """In one piece or in many; a changed headline changes it."""
    assert etag(rss.iterate(FEED)) == etag(b"".join(rss.iterate(FEED)))
    assert etag(rss.dumps(FEED)) != etag(rss.dumps(FEED.evolve(items=[STORY.evolve(headline="Another")])))


def test_a_feed_says_when_it_changed():
    """Its own updated, or the last of its stories; nothing where neither is known."""
    assert last_modified(FEED) == MODIFIED
    assert last_modified(FEED.evolve(updated=None)) == "Tue, 03 Mar 2026 06:00:00 GMT"
    assert last_modified(FEED.evolve(updated=None, items=[])) is None


@pytest.mark.parametrize(
    ("match", "since", "want"),
    [
        (None, None, False),
        ('"a"', None, True),
        ("*", None, True),
        ('"b"', MODIFIED, False),
        (None, MODIFIED, True),
        (None, "Tue, 03 Mar 2026 06:59:59 GMT", False),
        (None, "yesterday", False),
    ],
)
def test_the_tag_counts_before_the_date(match, since, want):
    """RFC 9110 §13.2.2, and what cannot be read is no precondition."""
    assert is_unchanged('"a"', MODIFIED, if_none_match=match, if_modified_since=since) is want
