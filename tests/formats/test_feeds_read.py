"""Feeds of real producers: their addresses, authors, encodings and leftovers."""

import pytest

from newscore.errors import FormatError
from newscore.formats import atom, jsonfeed, rss

HEAD = "<title>T</title><link>https://a.example/blog/</link>"


def one(reading):
    """The only story of a feed, and the notes on it."""
    (story,) = reading.content.items
    return story, {note.code: note for note in reading.notes}


def item(inner, head=HEAD, **options):
    return one(
        rss.loads(
            f'<rss version="2.0"><channel>{head}<item><title>One</title>{inner}</item></channel></rss>', **options
        )
    )


def test_relative_addresses_are_completed_by_the_channel_link():
    """Where nobody says what the feed's own address is, the page it belongs to is what they are relative to."""
    assert item("<link>/one</link>")[0].canonical_url == "https://a.example/one"
    assert item("<link>/one</link>", url="https://b.example/feed")[0].canonical_url == "https://b.example/one"


def test_xml_base_completes_addresses_each_in_its_own_element():
    """XML Base §4: the feed's, the entry's and the content's, each resolved against the one around it, once."""
    text = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="blog/"><title>T</title><link href="."/>
    <entry xml:base="one/"><title>One</title><link href="page"/>
    <content type="html" xml:base="img/">&lt;p&gt;&lt;a href="a.png"&gt;x&lt;/a&gt;&lt;/p&gt;</content></entry>
    <entry><title>Two</title><link href="two"/></entry></feed>"""
    feed = atom.loads(text, url="https://a.example/").content
    assert feed.url == "https://a.example/blog/"
    assert [story.canonical_url for story in feed.items] == [
        "https://a.example/blog/one/page",
        "https://a.example/blog/two",
    ]
    assert feed.items[0].body[0].marks[0].href == "https://a.example/blog/one/img/a.png"


def test_the_page_of_an_entry_is_the_one_in_html():
    """RFC 4287 §4.1.1 lets an entry have one alternate link for each media type."""
    links = '<link href="https://a.example/1.pdf" type="application/pdf"/><link href="https://a.example/1"/>'
    entry = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>{links}</entry></feed>'
    assert one(atom.loads(entry))[0].canonical_url == "https://a.example/1"


def test_atom_03_may_be_in_base64():
    """What it holds is read; what only looks like it is kept as it stands."""
    entry = '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="base64">{}</title></entry></feed>'
    assert one(atom.loads(entry.format("U3Rvcm0="), url="https://a.example"))[0].headline == "Storm"
    assert one(atom.loads(entry.format("not base64!"), url="https://a.example"))[0].headline == "not base64!"


def test_an_author_who_is_only_an_address_is_told():
    """RSS wants an address there, and a byline wants a name."""
    story, notes = item("<author>desk@a.example</author>")
    assert story.byline is None
    assert notes["dropped"].text == "desk@a.example"
    assert item("<author>desk@a.example (Jane Doe)</author>")[0].byline.authors[0].name == "Jane Doe"
    podcast = '<itunes:author xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">Jane Doe</itunes:author>'
    assert item(podcast)[0].byline.authors[0].name == "Jane Doe"


def test_elements_that_are_not_read_are_told_once_a_name():
    """Nothing is dropped in silence."""
    items = "<item><title>1</title><comments/><source/></item><item><title>2</title><comments/><comments/></item>"
    notes = rss.loads(f"<rss><channel>{HEAD}{items}</channel></rss>").notes
    told = [(note.text, note.value) for note in notes if note.code == "unknown-element"]
    assert told == [("comments", "2"), ("source", "1")]


CAFE = "<rss version='2.0'><channel>" + HEAD + "<item><title>Caf\u00e9</title></item></channel></rss>"
ENCODED = {
    "UTF-8 with a BOM": CAFE.encode("utf-8-sig"),
    "UTF-16 with a BOM": CAFE.encode("utf-16"),
    "Latin-1, declared": f"<?xml version='1.0' encoding='iso-8859-1'?>{CAFE}".encode("latin-1"),
    "UTF-8, declared Latin-1 in name only": f"<?xml version='1.0' encoding='nonsense-1'?>{CAFE}".encode(),
    "Windows-1252, declared UTF-8": f"<?xml version='1.0' encoding='utf-8'?>{CAFE}".encode("cp1252"),
    "blank lines before the declaration": f"\n\n <?xml version='1.0' encoding='utf-8'?>{CAFE}".encode(),
    "a str that declares an encoding": f"<?xml version='1.0' encoding='utf-16'?>{CAFE}",
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_every_encoding_gives_the_same_words(data):
    """What is declared is tried, what is meant is read."""
    assert one(rss.loads(data))[0].headline == "Caf\u00e9"


VERSIONS = {
    "0.90": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
    "<channel>{head}</channel>{item}</rdf:RDF>",
    "0.91": '<!DOCTYPE rss SYSTEM "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    '<rss version="0.91"><channel>{head}{item}</channel></rss>',
    "0.92": '<rss version="0.92"><channel>{head}{item}</channel></rss>',
    "1.0": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    "<channel>{head}</channel>{item}</rdf:RDF>",
    "2.0": '<rss version="2.0"><channel>{head}{item}</channel></rss>',
    "2.0 in a namespace of its own": '<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel>{head}{item}</channel></rss>',
}


@pytest.mark.parametrize("frame", VERSIONS.values(), ids=VERSIONS)
def test_every_version_of_rss_is_read(frame):
    """Items inside the channel or beside it, in a namespace or in none."""
    inner = "<item><title>One</title><link>https://a.example/1</link><description>Words.</description></item>"
    story, _ = one(rss.loads(frame.format(head=HEAD, item=inner)))
    assert (story.headline, story.canonical_url, story.summary) == ("One", "https://a.example/1", "Words.")


@pytest.mark.parametrize("base", ["x", "http://[", "javascript:alert(1)", ""])
def test_a_base_that_is_no_address_is_our_error_or_none(base):
    """It may complete addresses; it never becomes the feed's."""
    with pytest.raises(FormatError, match="with an address"):
        rss.loads("<rss><channel><title>T</title></channel></rss>", url=base)
    with pytest.raises(FormatError, match="with an address"):
        rss.loads(f'<rss xml:base="{base}"><channel><title>T</title></channel></rss>')
    with pytest.raises(FormatError, match="with an address"):
        jsonfeed.loads('{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}', url=base)
