"""XML: written so that nothing breaks it, read so that nothing breaks us."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from lxml import etree

from newscore.article import Article
from newscore.errors import FormatError, LimitExceeded
from newscore.formats import atom, news_sitemap, rss, sitemap
from newscore.formats._moments import read_date
from newscore.formats._xml import attribute, escape
from newscore.publication import Publication
from newscore.testing import texts
from tests.support import json_lines, shared

NOW = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
SITE = Publication(name="The Ledger", url="https://ledger.example", language="en")
FIELDS = ("headline", "summary", "tag", "author", "caption", "section")


def article(field, text):
    """A story with *text* in one field; ValueError where the door refuses it."""
    fields = {"headline": "x", "published_at": NOW, "id": "urn:example:7", "slug": "x"}
    match field:
        case "tag":
            fields["tags"] = [{"name": text}]
        case "author":
            fields["byline"] = {"credits": [{"contributor": {"name": text}}]}
        case "caption":
            fields["image"] = {"url": "https://ledger.example/a.jpg", "caption": text}
        case "section":
            fields["section"] = {"name": text, "slug": "s"}
        case _:
            fields[field] = text
    return Article(**fields)


def strings():
    """Every naughty string, injection string and code point of the shared corpora."""

    yield from json.loads(shared("corpora", "blns", "blns.json").read_text(encoding="utf-8"))
    for name in ("xss", "header-line-injection", "unicode-codepoints"):
        for row in json_lines("corpora", name, "cases.jsonl"):
            if isinstance(row.get("text"), str):
                yield row["text"]
    for point in [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0xD800]:
        yield f"a{chr(point)}b"


@pytest.mark.parametrize("field", FIELDS)
def test_every_string_is_refused_or_stands_equal_in_the_document(field):
    """Refused at the door, or the XML parses and the text is found in it, unchanged."""
    names = {
        "headline": "title",
        "tag": "category",
        "author": "creator",
        "caption": "description",
        "section": "category",
    }
    kept = 0
    for text in strings():
        try:
            story = article(field, text)
        except ValueError:
            continue
        kept += 1
        root = etree.fromstring(rss.dumps(story, publication=SITE))
        item = root.find("channel/item")
        found = [each.text for each in item.iter() if each.tag.rpartition("}")[2] == names.get(field, "description")]
        # A description is HTML to its readers, so plain text is escaped once more for them.
        assert (escape(text).replace("\n", "<br>\n") if field == "summary" else text) in found
        if field in ("headline", "tag"):
            entry = etree.fromstring(atom.dumps(story, publication=SITE))
            assert text in [each.get("term") or each.text for each in entry.iter()]
    assert kept > 4_000


@given(text=texts())
def test_what_is_escaped_parses_to_itself(text):
    """In an element and in an attribute, tabs and newlines included (XML 1.0, §2.4 and §3.3.3)."""
    root = etree.fromstring(f'<a b="{attribute(text)}">{escape(text)}</a>')
    assert root.text == text
    assert root.get("b") == text


@pytest.mark.parametrize("module", [rss, atom, sitemap, news_sitemap], ids=lambda module: module.__name__)
def test_bytes_and_text_are_the_same_document(module):
    """The text names no encoding, so that it parses as it is; the bytes say UTF-8."""
    story = article("headline", "Қ & 東京")
    text, data = module.dumps(story, publication=SITE), b"".join(module.iterate(story, publication=SITE))
    assert etree.canonicalize(text) == etree.canonicalize(data.decode().partition("\n")[2])
    assert data.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    assert etree.fromstring(data) is not None


def test_a_document_type_of_its_own_is_refused_and_that_of_rss_091_is_not():
    """Declarations are where every expansion begins; a mere public identifier declares nothing."""
    body = "<rss version='0.91'><channel><title>T</title><link>https://a.example</link></channel></rss>"
    netscape = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/x.dtd">'
    assert rss.loads(netscape + body).content.title == "T"
    for hostile in ("<!DOCTYPE rss [<!ENTITY a 'b'>]>", "<!-- c --><?p i?> <!doctype rss [ ]>"):
        with pytest.raises(FormatError, match="document type"):
            rss.loads(hostile + body)


@pytest.mark.parametrize(
    "reference", ["&#xD800;", "&#55296;", "&#0;", "&#x1;", "&#xFFFF;", "&#x110000;", "&#9999999999;"]
)
def test_the_number_of_no_character_is_dropped(reference):
    """XML 1.0 §4.1: a reference names a character that the document could hold; what names none is mended away."""
    feed = f"<rss><channel><link>https://a.example</link><item><title>a{reference}b</title></item></channel></rss>"
    reading = rss.loads(feed)
    assert reading.content.items[0].headline == "ab"
    assert "repaired-xml" in [note.code for note in reading.notes]


def test_what_is_too_large_is_refused_unread():
    """Bytes and elements are bounded."""
    with pytest.raises(LimitExceeded):
        rss.loads(b" " * (5 * 1024 * 1024 + 1))
    with pytest.raises(LimitExceeded):
        rss.loads("<a/>" * 400_001)


DATES = {
    "Tue, 03 Mar 2026 07:00:00 GMT": ("", NOW),
    "3 Mar 26 07:00 +0000": ("", NOW),
    "Tue, 3 March 2026 02:00:00 EST": ("", NOW),
    "2026-03-03T07:00:00Z": ("", NOW),
    "2026-03-03t08:00:00.000+01:00": ("", NOW),
    "2026-03-03 07:00:00Z": ("repaired-date", NOW),
    "2026-03-03T08:00:00+0100": ("repaired-date", NOW),
    "2026-03-03T08:00+01": ("repaired-date", NOW),
    "2026-03-03 07:00:00 UTC": ("repaired-date", NOW),
    "03.03.2026 08:00 +0100": ("repaired-date", NOW),
    "2026-03-03T07:00:00": ("date-text", None),
    "2026-03-03": ("date-text", None),
    "13/03/2026 07:00": ("date-text", None),
    "03/04/2026 07:00 +0000": ("date-text", None),
    "Tue, 03 Mar 2026 07:00:00 IST": ("date-text", None),
    "Tue, 31 Feb 2026 07:00:00 GMT": ("date-text", None),
    "2026-03-02T24:00:00-07:00": ("repaired-date", NOW),
    "2026-03-03T24:00:01Z": ("date-text", None),
    "2026-03-03T06:59:60Z": ("repaired-date", NOW - timedelta(seconds=1)),
    "20260303T070000Z": ("repaired-date", NOW),
    "2026-03-03T080000+0100": ("repaired-date", NOW),
    "2026-03-03 T 07:00:00 Z": ("repaired-date", NOW),
    "Tue, 03 Mar 26 07:00 UT": ("", NOW),
    "Tue, 03-Mar-2026 07:00:00 GMT": ("", NOW),
    "Mon, 2 Mar 2026 23:00:00 PST": ("", NOW),
    "Tuesday, March 3, 2026 2:00 AM EST": ("repaired-date", NOW),
    "Tue Mar  3 07:00:00 2026": ("date-text", None),
    "mar., 3 mars 2026 08:00:00 +0100": ("repaired-date", NOW),
    "3 marraskuuta 2025 08:00:00 +0100": ("repaired-date", datetime(2025, 11, 3, 7, tzinfo=UTC)),
    "Di, 03 März 2026 08:00:00 +0100": ("repaired-date", NOW),
    "вт, 03 мар 2026 10:00:00 +0300": ("repaired-date", NOW),
    "3 Mart 2026 Salı 10:00 +0300": ("repaired-date", NOW),
    "03/03/26 07:00": ("date-text", None),
    "Tue, 03 Mar 2026 07:00:00 A": ("date-text", None),
    "Tue, 03 Mar 2026 07:00:00 +9900": ("date-text", None),
    "Tue, 03 Mar 2026 25:00:00 GMT": ("date-text", None),
    "yesterday": ("date-text", None),
    "1772521200": ("date-text", None),
    "9999-12-31T23:59:59-12:00": ("date-text", None),
    "0001-01-01T00:00:00+14:00": ("date-text", None),
    "": ("date-text", None),
}


@pytest.mark.parametrize(("text", "want"), DATES.items(), ids=[text or "empty" for text in DATES])
def test_dates_of_every_dialect_become_moments_or_notes(text, want):
    """What names one moment is one; what may mean two, or lacks an offset, is told and not guessed."""
    read = read_date(text)
    assert (read.code, read.moment) == want


def test_a_date_without_offset_is_read_where_it_is_told():
    """With a zone the naive date is a moment; what is certain is told without it."""
    read = read_date("2026-03-03 08:00:00", zone="Europe/Stockholm")
    assert (read.code, read.value, read.moment) == ("guess-zone", "2026-03-03T08:00:00", NOW)
