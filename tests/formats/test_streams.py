"""Streams: the same bytes as the whole, one story at a time, each through the gate."""

from datetime import timedelta
from itertools import islice

import pytest
from hypothesis import given

import newscore as nc
from newscore import formats
from newscore.errors import DateError, FormatError, LimitExceeded, NotVisible, UnknownFormat
from newscore.formats import FORMATS
from newscore.testing import feeds
from tests.formats.test_channel_problems import FEED, NOW, SITE, STORY

XML = '<?xml version="1.0"?>\n'
FEED_CHANNELS = [row.name for row in FORMATS.values() if row.writes != "article" and hasattr(row.module, "iterate")]
LATER = NOW + timedelta(hours=1)


def as_text(pieces):
    """What a stream holds, with the declaration of a document that is a str."""
    return b"".join(pieces).decode().replace('<?xml version="1.0" encoding="utf-8"?>\n', XML)


@given(feed=feeds())
def test_the_stream_is_the_whole(feed):
    """Piece after piece, of the feed's own stories or of a generator's, the same document as `dumps` gives."""
    head = feed.evolve(items=[], updated=feed.updated or NOW)
    feed = feed.evolve(updated=head.updated)
    for name in FEED_CHANNELS:
        try:
            whole = formats.dumps(feed, name, at=NOW, force=True)
        except FormatError:
            with pytest.raises(FormatError):
                list(formats.stream(feed, name, at=NOW, force=True))
            continue
        assert as_text(formats.stream(feed, name, at=NOW, force=True)) == whole, name
        assert as_text(formats.stream(head, name, at=NOW, items=iter(feed.items), force=True)) == whole, name


@pytest.mark.parametrize("name", FEED_CHANNELS)
def test_a_stream_takes_one_story_at_a_time(name):
    """A generator without end is read no further than it is written."""
    taken = []

    def stories():
        while True:
            taken.append(len(taken))
            yield STORY.evolve(id=f"urn:example:{len(taken)}")

    pieces = formats.stream(FEED.evolve(items=[]), name, at=NOW, items=stories())
    assert len(list(islice(pieces, 20))) == 20
    assert len(taken) <= 20


@pytest.mark.parametrize("name", FEED_CHANNELS)
def test_no_byte_of_an_embargoed_story_is_streamed(name):
    """A story of the feed itself stops it before it begins, one of a generator before its own first byte."""
    held = STORY.evolve(id="urn:example:held", headline="Held back", embargo_until=LATER)
    with pytest.raises(NotVisible, match="embargoed"):
        formats.stream(FEED.evolve(items=[STORY, held]), name, at=NOW)
    written = []
    with pytest.raises(NotVisible, match="embargoed"):
        written.extend(formats.stream(FEED.evolve(items=[]), name, at=NOW, items=[STORY, held]))
    seen = b"".join(written).lower()
    assert b"three-ports" in seen
    assert b"held" not in seen
    assert b"held" in b"".join(formats.stream(FEED, name, at=LATER, items=[STORY, held])).lower()


def test_a_gate_needs_an_aware_moment():
    """Even before no story."""
    with pytest.raises(DateError):
        list(formats.gate([], "rss", at=NOW.replace(tzinfo=None)))


def test_a_channel_without_feeds_streams_in_one_piece():
    """And takes no generator; a channel that is not there is our error."""
    page = formats.stream(STORY, "jsonld", at=NOW, publication=SITE)
    assert [piece.decode() for piece in page] == [formats.dumps(STORY, "jsonld", at=NOW, publication=SITE)]
    with pytest.raises(UnknownFormat, match="one story at a time"):
        formats.stream(STORY, "jsonld", at=NOW, items=[STORY])
    with pytest.raises(UnknownFormat):
        formats.stream(STORY, "fax", at=NOW)


def test_an_atom_feed_of_a_generator_must_know_when_it_changed():
    """Its `updated` stands before the entries that could tell."""
    with pytest.raises(FormatError, match="set updated"):
        list(formats.stream(FEED.evolve(updated=None), "atom", at=NOW, items=[STORY]))


def test_a_sitemap_ends_at_its_limit():
    """A generator cannot make it longer than the protocol allows."""
    with pytest.raises(LimitExceeded):
        for _ in formats.stream(FEED.evolve(items=[]), "news-sitemap", at=NOW, items=iter([STORY] * 1_001)):
            pass


def test_the_face_streams_now():
    """Without a moment the clock decides."""
    assert as_text(nc.stream(FEED, "rss")) == nc.dumps(FEED, "rss")
