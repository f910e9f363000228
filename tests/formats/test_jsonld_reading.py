"""JSON-LD as read: every shape that producers write, every fault that can be mended, nothing dropped in silence."""

import json
import time

import pytest

from newscore.errors import FormatError, LimitExceeded, UnknownZone
from newscore.formats import jsonld
from tests.formats.test_channel_problems import NOW
from tests.formats.test_jsonld import SITE, WHOLE
from tests.support import json_lines


def read(text, **options):
    return jsonld.loads(text, **options).content


SHAPES = {
    "alone": '{"@type": "NewsArticle", "headline": "Storm", "author": "Jane Doe"}',
    "in an array": '[{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "Storm", "author": ["Jane Doe"]}]',
    "in a graph": '{"@graph": [{"@type": "Person", "@id": "#j", "name": "Jane Doe"},'
    '{"@type": ["Article", "NewsArticle"], "headline": "Storm", "author": {"@id": "#j"}}]}',
    "as an address": '{"@type": "http://schema.org/Article", "headline": "Storm", "author": [{"name": "Jane Doe"}]}',
    "as the main entity": '{"@type": "WebPage", "mainEntity": '
    '{"@type": "Article", "headline": "Storm", "author": "Jane Doe"}}',
    "with prefixes": '{"@type": "schema:NewsArticle", "schema:headline": "Storm", "schema:author": "Jane Doe"}',
    "as microdata, extracted": '{"items": [{"type": ["http://schema.org/NewsArticle"], "properties": {"headline": '
    '["Storm"], "author": [{"type": ["http://schema.org/Person"], "properties": {"name": ["Jane Doe"]}}]}}]}',
    "with addresses for names": '{"@type": "NewsArticle", "https://schema.org/headline": "Storm", '
    '"https://schema.org/author": {"@list": [{"@type": "Person", "name": "Jane Doe"}]}}',
    "with a creator": '{"@type": "Article", "headline": "Storm", "creator": [["Jane Doe"]]}',
    "with a name in an array": '{"@type": "Article", "name": "Storm", "author": {"name": ["Jane Doe"]}}',
    "with a signed name": '{"@type": "Article", "name": "Storm", "author": {"@type": "Person", "name": "By Jane Doe"}}',
    "with a role": '{"@type": "Article", "name": "Storm", "author": {"@type": "Role", "roleName": "Chief reporter", '
    '"author": {"@type": "Person", "name": "Jane Doe"}}}',
    "with a comma too many": '{"@type": "Article", "headline": "Storm", "author": ["Jane Doe",],\n}',
    "with a raw newline": '{"@type": "Article", "headline": "Storm\n", "author": "Jane Doe"}',
    "as a value object": '{"@type": "Report", "headline": {"@value": "Storm"}, '
    '"author": {"@type": "Person", "name": "Jane Doe"}}',
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_every_shape_of_the_same_story_is_read(text):
    """Alone or in a page, as JSON-LD allows and as producers write it."""
    page = f"<!doctype html><head><SCRIPT type='application/ld+json'>{text}</SCRIPT></head>"
    for document in (text, text.encode(), page, page.encode()):
        back = read(document)
        assert back.headline == "Storm"
        assert [author.name for author in back.byline.authors] == ["Jane Doe"]


def test_a_broken_block_beside_a_good_one_is_noted():
    """One script that is no JSON does not cost the page its story."""
    opening = '<script type="application/ld+json">'
    page = f"{opening}{{broken</script>{opening}{SHAPES['alone']}</script>"
    reading = jsonld.loads(page)
    assert reading.content.headline == "Storm"
    assert [note.text for note in reading.notes if note.code == "broken-block"] == ["{broken"]


def test_a_block_escaped_as_html_is_repaired():
    """Some templates escape the block like text."""
    escaped = SHAPES["alone"].replace('"', "&quot;")
    reading = jsonld.loads(f'<script type="application/ld+json">{escaped}</script>')
    assert reading.content.headline == "Storm"
    assert [note.code for note in reading.notes] == ["repaired-block"]


def test_relative_addresses_and_odd_dates_are_completed_and_noted():
    """What is meant is taken, and said."""
    text = (
        '{"@type": "NewsArticle", "headline": "Storm", "url": "/storm", "image": "/a b.jpg",'
        '"datePublished": "2026-03-03T08:00:00+0100", "dateModified": "2026-03-03 09:00:00"}'
    )
    reading = jsonld.loads(text, url="https://ledger.example/x")
    assert reading.content.canonical_url == "https://ledger.example/storm"
    assert reading.content.image.url == "https://ledger.example/a%20b.jpg"
    assert reading.content.published_at == NOW
    assert reading.content.modified_at is None
    assert [(note.code, note.value) for note in reading.notes if "date" in note.code] == [
        ("repaired-date", "2026-03-03T08:00:00+01:00"),
        ("date-text", "2026-03-03T09:00:00"),
    ]
    assert read(text, zone="Europe/Stockholm").modified_at == NOW.replace(hour=8)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        "7",
        '"x"',
        "<p>No data</p>",
        '{"@type": "Recipe", "name": "Soup"}',
        '{"@type": "NewsArticle"}',
    ],
)
def test_what_holds_no_story_is_our_error(text):
    """Nothing else comes out of a document without a story."""
    with pytest.raises(FormatError, match="jsonld: expected"):
        jsonld.loads(text)


def test_a_graph_is_put_together():
    """References to the page, its trail, the author and the picture, and a trail that stands by itself."""
    graph = [
        {
            "@type": "NewsArticle", "headline": "Storm", "mainEntityOfPage": {"@id": "https://a.example/w/storm"},
            "author": {"@id": "#jane", "name": "Jane Doe"}, "image": {"@id": "#picture"}, "publisher": "The Ledger",
        },
        {"@type": "WebPage", "@id": "https://a.example/w/storm", "breadcrumb": {"@id": "#trail"}},
        {"@type": "BreadcrumbList", "@id": "#trail", "itemListElement": [
            {"@type": "ListItem", "position": "2", "name": "World", "item": "https://a.example/w"},
            {"@type": "ListItem", "position": 1, "item": {"@id": "https://a.example/", "name": "Home"}},
            {"@type": "ListItem", "position": 3, "item": {"@id": "https://a.example/w/asia", "name": "Asia"}},
            {"@type": "ListItem", "position": 4, "name": "Storm", "item": "https://a.example/w/storm"},
        ]},
        {"@type": "Person", "@id": "#jane", "name": "J. Doe", "jobTitle": "Reporter", "url": "https://a.example/jane"},
        {"@type": "ImageObject", "@id": "#picture", "contentUrl": "https://a.example/a.jpg", "width": 1600},
    ]  # fmt: skip
    reading = jsonld.loads(json.dumps({"@context": "https://schema.org", "@graph": graph}))
    story = reading.content
    author = story.byline.authors[0]
    assert (author.name, author.job_title, author.url) == ("Jane Doe", "Reporter", "https://a.example/jane")
    assert [section.name for section in story.section.lineage] == ["World", "Asia"]
    assert (story.image.url, story.image.width) == ("https://a.example/a.jpg", 1600)
    assert story.canonical_url == "https://a.example/w/storm"
    assert [(note.code, note.text) for note in reading.notes] == [
        ("publication-name", "The Ledger"),
        ("dropped", "Home"),
    ]
    alone = json.dumps([{"@type": "NewsArticle", "headline": "Storm"}, graph[2]])
    assert [section.name for section in read(alone).section.lineage] == ["World", "Asia"]


def test_of_several_stories_that_of_the_page_counts():
    """Teasers stand on many pages; they are told, not taken."""
    text = json.dumps(
        [{"@type": "Article", "headline": name, "url": f"https://a.example/{name}"} for name in ("one", "two")]
    )
    reading = jsonld.loads(text, url="https://a.example/two")
    assert reading.content.headline == "two"
    assert [note.text for note in reading.notes if note.code == "dropped"] == ["one"]
    assert read(text).headline == "one"


def test_what_an_article_has_no_place_for_is_noted():
    """Each property that is not read is told of with its value; of what newscore itself writes, none."""
    text = '{"@type": "Article", "headline": "Storm", "wordCount": 12, "video": {"name": "Waves"}, "xyz": null}'
    noted = [(note.value, note.text) for note in jsonld.loads(text).notes if note.code == "unknown-property"]
    assert noted == [("wordCount", "12"), ("video", "Waves")]
    written = jsonld.dumps(WHOLE, publication=SITE, speakable=["h1"], paywalled=".body")
    assert [note.code for note in jsonld.loads(written).notes] == ["publication-name"]


HOSTILE = {
    "openings that never end": "<script" * 300_000,
    "closings without openings": "<p></script" * 200_000,
    "quotes that are escaped": '<script type="application/ld+json">{"a": "' + '\\"' * 1_000_000 + "</script>",
    "commas and spaces": '<script type="application/ld+json">[' + "1 ,                " * 140_000 + "]]</script>",
    "empty arrays": "[" + ",".join(["[" + ",".join(["[]"] * 1_900) + "]"] * 75) + "]",
    "references to one large node": json.dumps({"@graph": [
        {"@id": "#n", **{f"p{number}": number for number in range(50_000)}},
        {"@type": "Article", "headline": "x", "author": [{"@id": "#n", "name": "y"}] * 2_000},
    ]}),
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_document_is_read_in_linear_time(text):
    """Two megabytes of the worst kind take the processor seconds at most; quadratic work would take it hours."""
    begun = time.process_time()
    try:
        jsonld.loads(text)
    except FormatError as refused:
        assert "jsonld: expected an article" in str(refused)
    assert time.process_time() - begun < 20


def test_bombs_are_refused_or_read_in_bounds():
    """Size, depth and number are bounded; a wrong zone is the caller's error."""
    with pytest.raises(LimitExceeded):
        jsonld.loads(" " * (5 * 1024 * 1024 + 1))
    for row in json_lines("corpora", "json-bombs", "cases.jsonl"):
        text = row.get("text") or eval(row["expr"])
        with pytest.raises(FormatError):
            jsonld.loads(text)
    with pytest.raises(UnknownZone):
        jsonld.loads("{}", zone="Mars/Olympus")
