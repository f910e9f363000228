"""JSON Feed 1.1: valid against its schema, private data in one object, both versions read."""

import json

import jsonschema
import pytest
from hypothesis import given

from newscore.article import Correction
from newscore.errors import FormatError
from newscore.formats import jsonfeed
from newscore.testing import feeds
from tests.formats.test_channel_problems import NOW, SITE, STORY
from tests.support import shared

WHOLE = STORY.evolve(
    subheadline="A small instrument", dateline="Östervik", genre="analysis", section="World/Sea", tags=["tides"],
    corrections=[Correction(at=NOW, note="It was three.", kind="update")], modified_at=NOW,
    byline="By Ana Lind", extra={"secret": 7},
)  # fmt: skip


def schema():
    return jsonschema.Draft7Validator(
        json.loads(shared("schemas", "jsonfeed", "schema-v1.1.json").read_text(encoding="utf-8"))
    )


@given(feed=feeds())
def test_every_feed_is_valid(feed):
    """The published schema of version 1.1 finds nothing, and the stream is the same document."""
    written = jsonfeed.dumps(feed)
    assert list(schema().iter_errors(json.loads(written))) == []
    assert b"".join(jsonfeed.iterate(feed)).decode() == written


def test_private_data_stands_in_one_object():
    """What a JSON Feed has no name for is under _newscore; the newsroom's own data is nowhere."""
    item = json.loads(jsonfeed.dumps(WHOLE, publication=SITE))["items"][0]
    assert item["_newscore"]["section"] == ["World", "Sea"]
    assert "secret" not in json.dumps(item)
    assert [name for name in item if name.startswith("_")] == ["_newscore"]


def test_a_story_with_everything_comes_back():
    """Everything under *Carries*, to the letter."""
    back = jsonfeed.loads(jsonfeed.dumps(WHOLE, publication=SITE)).content.items[0]
    words = "headline subheadline summary body byline dateline genre section tags language"
    for field in f"{words} id published_at modified_at corrections".split():
        assert getattr(back, field) == getattr(WHOLE, field), field
    assert back.image == WHOLE.image.evolve(renditions=())


def test_published_examples_are_read():
    """The examples of the specification and its authors: each item kept, or dropped with a note for want of words."""
    files = sorted(shared("examples", "jsonfeed").rglob("*.json"))
    for file in files:
        document = json.loads(file.read_bytes())
        reading = jsonfeed.loads(file.read_bytes(), url="https://a.example/feed")
        dropped = [note for note in reading.notes if note.value.startswith("$.items")]
        assert len(reading.content.items) + len(dropped) == len(document["items"])
        assert {item.id for item in reading.content.items} <= {str(item["id"]) for item in document["items"]}
    assert files


def test_version_1_and_its_faults_are_read():
    """One author, numbers for ids, a title that is missing."""
    text = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1",
            "title": "T",
            "home_page_url": "https://a.example",
            "items": [{"id": 7, "content_text": "Only words.", "author": {"name": "Jane Doe", "url": "/jane"}}, {}, 7],
        }
    )
    reading = jsonfeed.loads(text, url="https://a.example/feed")
    story = reading.content.items[0]
    assert (story.id, story.headline) == ("7", "Only words.")
    assert story.byline.authors[0].url == "https://a.example/jane"
    assert [note.value for note in reading.notes if note.code == "dropped"] == ["$.items[1]", "$.items[2]"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"items": 7}', '{"version": "2", "items": []}', '{"items": []}', "[" * 100_000]
)
def test_what_is_no_feed_is_our_error(text):
    """Nothing else comes out of a document without a feed."""
    with pytest.raises(FormatError, match="jsonfeed: expected"):
        jsonfeed.loads(text)
