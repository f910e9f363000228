"""RSS 2.0: written for every reader, read from every producer."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from newscore.article import Article
from newscore.byline import Byline
from newscore.errors import FormatError
from newscore.feed import Feed
from newscore.formats import rss
from tests.formats.test_channel_problems import FEED, NOW, PICTURE, SITE, STORY

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def item(content, **options):
    return etree.fromstring(rss.dumps(content, **options)).find("channel/item")


def test_a_story_has_all_that_readers_look_for():
    """Title, link, guid, description, content, one creator each, categories, date, picture."""
    story = STORY.evolve(byline="By Ana Lind and Jo Roe", tags=["tides"], modified_at=NOW, section="World/Sea")
    node = item(story, publication=SITE)
    assert node.findtext("title") == story.headline
    assert node.findtext("link") == "https://ledger.example/world/sea/three-ports-share-one-gauge"
    assert (node.findtext("guid"), node.find("guid").get("isPermaLink")) == ("urn:example:7", "false")
    assert node.findtext("description") == story.summary
    assert node.findtext(CONTENT) == "<p>It is only a number.</p>"
    assert [each.text for each in node.findall(CREATOR)] == ["Ana Lind", "Jo Roe"]
    assert [each.text for each in node.findall("category")] == ["Sea", "tides"]
    assert node.findtext("pubDate") == "Tue, 03 Mar 2026 06:00:00 +0000"
    assert node.findtext("{http://www.w3.org/2005/Atom}updated") == "2026-03-03T07:00:00Z"
    media = node.find("{http://search.yahoo.com/mrss/}content")
    assert (media.get("url"), media.get("width"), media.get("medium")) == (PICTURE.url, "1600", "image")


def test_without_an_id_the_address_is_the_guid():
    """Only then is the guid a permanent link."""
    node = item(STORY.evolve(id=None), publication=SITE)
    assert (node.findtext("guid"), node.find("guid").get("isPermaLink")) == (node.findtext("link"), "true")


def test_a_feed_names_itself_and_its_next_page():
    """rel=self and rel=next, RFC 5005."""
    feed = FEED.evolve(next_url="https://ledger.example/feed?page=2")
    channel = etree.fromstring(rss.dumps(feed)).find("channel")
    links = {each.get("rel"): each.get("href") for each in channel.findall("{http://www.w3.org/2005/Atom}link")}
    assert links == {"self": feed.feed_url, "next": feed.next_url}


def test_a_summary_that_looks_like_markup_stays_words():
    """Readers take a description for HTML, so a plain text is escaped for them too."""
    story = STORY.evolve(summary="<script>alert(1)</script>\nnext")
    assert item(story, publication=SITE).findtext("description") == "&lt;script&gt;alert(1)&lt;/script&gt;<br>\nnext"
    assert rss.loads(rss.dumps(story, publication=SITE)).content.items[0].summary == story.summary


def test_a_story_for_subscribers_keeps_its_body():
    """Anybody can fetch a feed."""
    assert item(STORY.evolve(access="subscriber"), publication=SITE).find(CONTENT) is None
    assert item(STORY, publication=SITE, full_text=False).find(CONTENT) is None


def test_relative_addresses_in_foreign_markup_become_absolute():
    """A feed's items are read far from their pages."""
    story = STORY.evolve(body=[{"type": "html", "html": '<p><a href="../x">x</a></p>'}])
    assert 'href="https://ledger.example/x"' in item(story, publication=SITE).findtext(CONTENT)


WILD = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Caf\u00e9 &amp; more</title><link>https://wild.example/</link><description/>
<item><title>It&amp;#8217;s <![CDATA[caf\u00e9]]></title><link>/one</link><guid>17 at https://wild.example</guid>
  <description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;</description>
  <author>desk@wild.example (Jane Doe)</author><pubDate>Tue, 03 Mar 2026 07:00:00 +0000</pubDate>
  <enclosure url="https://wild.example/a.jpg" type="image/jpeg" length="1"/><category>tides</category></item>
<item><description>No title, only words.</description><pubDate>2026-03-03 08:00:00</pubDate>
  <dc:creator>By Jane Doe and John Roe</dc:creator></item>
<item><guid isPermaLink="true">https://wild.example/three</guid><title>Three</title></item>
<item/>
</channel></rss>"""


def test_a_wild_feed_is_read_and_every_oddity_is_noted():
    """Relative links, ids with spaces, double escapes, whole stories in descriptions, items without titles."""
    reading = rss.loads(WILD.encode("latin-1"))
    one, two, three = reading.content.items
    assert reading.content.title == "Café & more"
    assert (one.headline, one.id) == ("It’s café", "17%20at%20https://wild.example")
    assert [block.text for block in one.body] == ["One.", "Two & three."]
    assert one.byline.authors[0].name == "Jane Doe"
    assert (one.published_at, one.image.url) == (NOW, "https://wild.example/a.jpg")
    assert (two.headline, two.status) == ("No title, only words.", "draft")
    assert [author.name for author in two.byline.authors] == ["Jane Doe", "John Roe"]
    assert three.canonical_url == "https://wild.example/three"
    codes = [note.code for note in reading.notes]
    for code in (
        "repaired-title",
        "repaired-id",
        "guess-body",
        "guess-headline",
        "date-text",
        "guess-byline",
        "dropped",
    ):
        assert code in codes
    assert (
        rss.loads(WILD.encode("latin-1"), url="https://wild.example/feed").content.items[0].canonical_url
        == "https://wild.example/one"
    )


BROKEN = {
    "an undefined entity": "<title>caf&eacute; & bar</title>",
    "a control character": "<title>caf\u00e9 &amp; bar\x0b</title>",
    "an undeclared prefix": "<title>caf\u00e9 &amp; bar</title><dc:creator>Jane</dc:creator>",
}


@pytest.mark.parametrize("inner", BROKEN.values(), ids=BROKEN)
def test_what_is_not_well_formed_is_mended_and_noted(inner):
    """What browsers and readers forgive is read, and said."""
    text = f"\n<rss><channel><link>https://a.example</link><item>{inner}</item></channel></rss>"
    reading = rss.loads(text)
    assert reading.content.items[0].headline == "café & bar"
    assert "repaired-xml" in [note.code for note in reading.notes]


def test_rss_10_keeps_its_items_beside_the_channel():
    """RDF Site Summary, with Dublin Core dates."""
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><link>https://a.example</link></channel>'
        '<item rdf:about="https://a.example/1"><title>One</title><dc:date>2026-03-03T07:00:00Z</dc:date>'
        "<dc:subject>tides</dc:subject></item></rdf:RDF>"
    )
    story = rss.loads(text).content.items[0]
    assert (story.headline, story.id, story.published_at) == ("One", "https://a.example/1", NOW)
    assert [tag.name for tag in story.tags] == ["tides"]


@pytest.mark.parametrize("text", ["", "x", "{}", "<html/>", "<rss/>", "<rss><channel/></rss>", "<?xml version='1.0'?>"])
def test_what_is_no_feed_is_our_error(text):
    """Nothing else comes out of a document without a feed."""
    with pytest.raises(FormatError, match="rss: expected"):
        rss.loads(text)


def test_a_story_without_an_address_is_refused_with_the_way_out():
    """Neither a publication nor a canonical_url: there is nothing to link to."""
    with pytest.raises(FormatError, match="pass publication="):
        rss.dumps(STORY)
    with pytest.raises(FormatError, match="needs year"):
        rss.dumps(Article(headline="x"), publication=SITE.evolve(path_template="/{year}/{slug}"))


def test_a_long_feed_is_written_piece_by_piece():
    """One piece an item, so memory does not grow with the number of items."""
    moments = (NOW - timedelta(minutes=number) for number in range(300))
    items = [STORY.evolve(id=f"urn:example:{number}", published_at=at) for number, at in enumerate(moments)]
    pieces = list(rss.iterate(FEED.evolve(items=items)))
    assert len(pieces) == len(items) + 3
    assert max(map(len, pieces[2:])) < 2_000
    assert re.findall(rb"<guid[^>]*>([^<]*)", b"".join(pieces)) == [story.id.encode() for story in items]


def test_an_item_of_another_language_says_so():
    """dc:language stands where it differs from the feed's."""
    feed = FEED.evolve(
        language="en", items=[STORY.evolve(language="en"), STORY.evolve(id="urn:example:8", language="kk")]
    )
    assert [story.language for story in rss.loads(rss.dumps(feed)).content.items] == ["en", "kk"]


def test_a_printed_byline_without_credits_is_left_behind():
    """Names stand in dc:creator, and a printed line is no name; `problems` tells."""
    assert item(STORY.evolve(byline=Byline(text="From our own reporter")), publication=SITE).find(CREATOR) is None


def test_an_empty_feed_is_a_feed():
    """RSS allows a channel without items."""
    feed = Feed(title="T", url="https://a.example", updated=datetime(2026, 3, 3, tzinfo=UTC))
    assert rss.loads(rss.dumps(feed)).content.items == ()
