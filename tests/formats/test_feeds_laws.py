"""One law for RSS, Atom and JSON Feed: what a channel says it carries comes back from it."""

import pytest
from hypothesis import assume, given

from newscore import formats
from newscore.body import html
from newscore.formats._feeds import content_html
from newscore.formats._stories import ascii_url, names_of, story_url
from newscore.testing import feeds
from newscore.text import clean, clean_line
from tests.formats.test_channel_problems import NOW


def lines_of(text):
    """A summary as RSS carries it: its description is HTML, where empty lines and blanks around one are none."""
    return [line.strip() for line in clean(text or "").split("\n") if line.strip()]


def lines(names):
    """Names as a reader cleans them, the empty ones gone."""
    return [cleaned for name in names if (cleaned := clean_line(name))]


def body_of(article, publication):
    """The body as HTML, read again: blocks that HTML has no element for come back as what they were written as."""
    return html.loads(content_html(article, ascii_url(story_url(article, publication, "")))).content


def whole_seconds(moment):
    return moment and moment.replace(microsecond=0)


# The name of a field as the channel's docstring has it, what was written, and what came back.
LAWS = {
    "headline": (lambda story, _: clean_line(story.headline), lambda found: clean_line(found.headline)),
    "summary": (lambda story, _: clean(story.summary or ""), lambda found: clean(found.summary or "")),
    "id": (lambda story, _: story.id, lambda found: found.id),
    "language": (lambda story, feed: story.language or feed.language, lambda found: found.language),
    "published_at": (lambda story, _: story.published_at, lambda found: found.published_at),
    "image": (
        lambda story, _: story.image and ascii_url(story.image.url),
        lambda found: found.image and found.image.url,
    ),
}
WRITTEN_APART = {
    "rss": {
        "summary": (lambda story, _: lines_of(story.summary), lambda found: lines_of(found.summary)),
        "published_at": (lambda story, _: whole_seconds(story.published_at), lambda found: found.published_at),
        "modified_at": (lambda story, _: story.modified_at, lambda found: found.modified_at),
        "tags": (lambda story, _: lines(names_of(story)), lambda found: [tag.name for tag in found.tags]),
    },
    "atom": {
        "modified_at": (lambda story, _: story.modified_at or story.release, lambda found: found.modified_at),
        "rights": (
            lambda story, _: clean_line((story.rights and story.rights.notice) or ""),
            lambda found: clean_line((found.rights and found.rights.notice) or ""),
        ),
        "related": (
            lambda story, _: [ascii_url(link.url) for link in story.related],
            lambda found: [link.url for link in found.related],
        ),
        "tags": (lambda story, _: lines(names_of(story)), lambda found: [tag.name for tag in found.tags]),
    },
    "jsonfeed": {
        "modified_at": (lambda story, _: story.modified_at, lambda found: found.modified_at),
        "genre": (lambda story, _: story.genre, lambda found: found.genre),
    },
}
CHANNELS = list(WRITTEN_APART)


# One drawn feed goes through every channel, and is a short one: drawing and reading it cost most.
@given(feed=feeds(max_size=2))
def test_what_a_feed_carries_comes_back(feed):
    """Every field of every story, in the order of the feed; and a feed changes nothing in the HTML it holds."""
    assume(feed.items)
    bodies = [() if story.access == "subscriber" else body_of(story, feed.publication) for story in feed.items]
    for name in CHANNELS:
        back = formats.loads(formats.dumps(feed, name, at=NOW, force=True), name)
        assert len(back.items) == len(feed.items)
        for field, (written, read) in {**LAWS, **WRITTEN_APART[name]}.items():
            want = [written(story, feed) for story in feed.items]
            assert [read(found) for found in back.items] == want, (name, field)
        assert [found.body for found in back.items] == bodies, name


@pytest.mark.parametrize("name", CHANNELS)
def test_the_laws_are_of_fields_that_the_channel_declares(name):
    """Nothing is asked for that the page of the channel does not promise."""
    declared = formats.find_format(name).fields
    assert {*LAWS, *WRITTEN_APART[name]} <= declared
