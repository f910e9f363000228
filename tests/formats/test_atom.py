"""Atom 1.0: permanent ids, exact dates, tombstones; read in both of its versions."""

from datetime import timedelta

import pytest
from lxml import etree

from newscore.article import Withdrawal
from newscore.errors import FormatError
from newscore.feed import Feed
from newscore.formats import atom
from tests.formats.test_channel_problems import FEED, NOW, SITE, STORY

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_story_has_all_that_the_rfc_requires():
    """id, title, updated; and author, content, summary, link, published."""
    entry = etree.fromstring(atom.dumps(FEED)).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == "urn:example:7"
    assert entry.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}published") == "2026-03-03T06:00:00Z"
    assert entry.find(f"{ATOM}content").get("type") == "html"
    assert entry.findtext(f"{ATOM}content") == "<p>It is only a number.</p>"
    assert entry.findtext(f"{ATOM}author/{ATOM}uri") == "https://ledger.example/by/ana"


def test_the_feed_of_one_has_an_id_of_its_own():
    """Feed id and entry id never are the same."""
    root = etree.fromstring(atom.dumps(STORY.evolve(id=None, canonical_url="https://a.example")))
    assert root.findtext(f"{ATOM}id") != root.findtext(f"{ATOM}entry/{ATOM}id")


def test_an_opaque_id_becomes_a_tag_uri():
    """RFC 4151: the host, the year of publication, the id percent-encoded."""
    story = STORY.evolve(id="a/7")
    assert atom.entry_id(story, "https://ledger.example/x") == "tag:ledger.example,2026:a%2F7"


def test_a_withdrawn_story_leaves_a_tombstone_and_one_never_public_does_not():
    """RFC 6721: readers who have the story take it back; of others nothing is told."""
    gone = STORY.evolve(status="withdrawn", withdrawal=Withdrawal(at=NOW, kind="retraction", note="It was <wrong>."))
    never = gone.evolve(id="urn:example:8", published_at=NOW + timedelta(hours=1))
    root = etree.fromstring(atom.dumps(FEED.evolve(items=[]), withdrawn=[gone, never]))
    tombs = root.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert [(tomb.get("ref"), tomb.get("when")) for tomb in tombs] == [("urn:example:7", "2026-03-03T07:00:00Z")]
    assert "".join(tombs[0].itertext()) == "It was <wrong>."


OLD = """<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="de"><title>T</title>
<link rel="alternate" href="https://a.example"/><modified>2026-03-03T07:00:00Z</modified>
<entry><title type="text/html" mode="escaped">Q&amp;amp;A</title><link rel="alternate" href="https://a.example/1"/><id>i:1</id>
<issued>2026-03-03T07:00:00</issued><modified>2026-03-03T07:00:00Z</modified>
<content type="application/xhtml+xml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>&lt;</b></p><p>Two</p></div></content>
<author><name>Jane Doe</name><email>not an address</email></author></entry></feed>"""


def test_the_old_version_is_read():
    """Atom 0.3: other namespace, other names, XHTML content."""
    reading = atom.loads(OLD)
    story = reading.content.items[0]
    assert (story.headline, story.language, story.modified_at) == ("Q&A", "de", NOW)
    assert [block.text for block in story.body] == ["One <", "Two"]
    assert story.byline.authors[0].name == "Jane Doe"
    assert {"date-text", "dropped"} <= {note.code for note in reading.notes}


def test_a_document_of_the_other_family_is_read_and_noted():
    """Callers often do not know which of the two an address gives them."""
    text = "<rss><channel><title>T</title><link>https://a.example</link></channel></rss>"
    assert "guess-format" in [note.code for note in atom.loads(text).notes]


def test_a_feed_without_any_date_is_refused_with_the_reason():
    """The RFC wants an updated on every feed and entry."""
    with pytest.raises(FormatError, match="updated"):
        atom.dumps(Feed(title="T", url="https://a.example"))
    with pytest.raises(FormatError, match="published_at"):
        atom.dumps(FEED.evolve(items=[STORY.evolve(status="draft", published_at=None)]), publication=SITE)
