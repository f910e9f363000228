"""Sitemaps: valid against their schemas, bounded, split, indexed."""

import re
from functools import cache

import pytest
from hypothesis import assume, given
from lxml import etree

from newscore.errors import FormatError, LimitExceeded
from newscore.formats import news_sitemap, sitemap
from newscore.publication import Publication
from newscore.testing import feeds
from tests.formats.test_channel_problems import FEED, NOW, SITE, STORY
from tests.support import shared

PICTURE = "{http://www.google.com/schemas/sitemap-image/1.1}loc"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@cache
def schema(name):
    return etree.XMLSchema(file=str(shared("schemas", "sitemap", name)))


@pytest.mark.parametrize("module", [sitemap, news_sitemap], ids=["sitemap", "news-sitemap"])
@given(feed=feeds())
def test_every_sitemap_is_valid(module, feed):
    """The published schemas, with the news and image extensions, find nothing."""
    assume(feed.items)
    document = etree.fromstring(module.dumps(feed))
    validator = schema("news-bundle.xsd")
    assert validator.validate(document), validator.error_log
    assert all(loc.text.isascii() for loc in document.iter(LOC, PICTURE))


def test_a_news_page_has_its_children_in_the_order_of_the_schema():
    """Name and language, then the original date with its offset, then the title."""
    document = etree.fromstring(news_sitemap.dumps(STORY.evolve(language="zh-Hant-TW"), publication=SITE))
    news = document.find("*/{http://www.google.com/schemas/sitemap-news/0.9}news")
    assert [etree.QName(child).localname for child in news] == ["publication", "publication_date", "title"]
    assert [child.text for child in news[0]] == ["The Harbour Ledger", "zh-tw"]
    assert (news[1].text, news[2].text) == ("2026-03-03T06:00:00Z", STORY.headline)


def test_every_picture_is_named_once():
    """The lead picture and the figures of the body."""
    figure = {"type": "figure", "image": {"url": "https://ledger.example/ж.jpg"}}
    document = etree.fromstring(sitemap.dumps(STORY.evolve(body=[figure, figure]), publication=SITE))
    pictures = [each.text for each in document.iter(PICTURE)]
    assert pictures == ["https://ledger.example/16x9.jpg", "https://ledger.example/%D0%B6.jpg"]


@pytest.mark.parametrize(
    ("module", "limit"), [(sitemap, 50_000), (news_sitemap, 1_000)], ids=["sitemap", "news-sitemap"]
)
def test_a_sitemap_is_bounded_and_split(module, limit):
    """None is written empty or too long; split parts a long one, and the index names the parts."""
    with pytest.raises(FormatError, match="rather than an empty one"):
        module.dumps(FEED.evolve(items=[]))
    long = FEED.model_copy(update={"items": (STORY,) * (limit + 1)})
    with pytest.raises(LimitExceeded):
        module.dumps(long)
    parts = module.split(long)
    assert [len(part.items) for part in parts] == [limit, 1]
    index = module.dumps_index([("https://ledger.example/1.xml", NOW), ("https://ledger.example/2.xml", None)])
    assert schema("siteindex.xsd").validate(etree.fromstring(index))
    assert re.findall("<loc>(.*)</loc>", index) == ["https://ledger.example/1.xml", "https://ledger.example/2.xml"]


@pytest.mark.parametrize(
    ("module", "limit"), [(sitemap, 50_000), (news_sitemap, 1_000)], ids=["sitemap", "news-sitemap"]
)
def test_a_long_sitemap_is_written_with_its_index(module, limit):
    """Each part valid and full, the index last; one that fits stands alone, and none is none."""
    url = "https://ledger.example/maps/news.xml.gz?v=1"
    head = FEED.evolve(items=[])
    written = dict(module.files(head, url=url, items=(STORY for _ in range(2 * limit + 1))))
    first = "https://ledger.example/maps/news-1.xml.gz?v=1"
    assert list(written) == [first, first.replace("-1", "-2"), first.replace("-1", "-3"), url]
    assert [data.count(b"<url>") for data in written.values()] == [limit, limit, 1, 0]
    index = etree.fromstring(written.pop(url))
    assert schema("siteindex.xsd").validate(index)
    assert [each.text for each in index.iter(LOC)] == list(written)
    assert index[0].findtext(LOC.replace("loc", "lastmod")) == "2026-03-03T06:00:00Z"
    assert [name for name, _ in module.files(FEED, url=url)] == [url]
    assert dict(module.files(FEED, url=url))[url] == b"".join(module.iterate(FEED))
    assert list(module.files(head, url=url)) == []


def test_a_sitemap_is_cut_where_it_is_too_large():
    """Fifty MiB, as the protocol says, however few the pages."""
    figures = [{"type": "figure", "image": {"url": f"https://ledger.example/{'x' * 4_000}{n}"}} for n in range(500)]
    large = STORY.evolve(body=figures)
    sheets = sitemap.split(FEED.model_copy(update={"items": (large,) * 40}))
    assert sum(len(sheet.items) for sheet in sheets) == 40
    assert len(sheets) == 2
    assert all(len(sitemap.dumps(sheet)) <= 50 * 1024 * 1024 for sheet in sheets)
    with pytest.raises(LimitExceeded, match="bytes"):
        sitemap.dumps(FEED.model_copy(update={"items": (large,) * 40}))


def test_a_page_names_a_thousand_pictures():
    """The limit of the image extension; `problems` tells of the others."""
    figures = [{"type": "figure", "image": {"url": f"https://ledger.example/{n}"}} for n in range(1_000)]
    story = STORY.evolve(body=figures)
    assert sitemap.dumps(story, publication=SITE).count("<image:loc>") == 1_000
    assert [each.code for each in sitemap.problems(story, publication=SITE)] == ["too-many-pictures"]


def test_an_index_is_bounded():
    """Fifty thousand sitemaps, as the protocol says."""
    with pytest.raises(LimitExceeded):
        sitemap.dumps_index([("https://ledger.example/1.xml", None)] * 50_001)


def test_what_the_protocol_requires_is_asked_for():
    """A news sitemap needs the publication's name and each story's date."""
    with pytest.raises(FormatError, match="expected a publication"):
        news_sitemap.dumps(STORY.evolve(canonical_url="https://ledger.example/x"))
    with pytest.raises(FormatError, match="published_at"):
        news_sitemap.dumps(STORY.evolve(status="draft", published_at=None), publication=SITE)


def test_the_feeds_own_publication_counts_first():
    """A feed knows its outlet; the argument is for those that do not."""
    other = Publication(name="Other", url="https://other.example")
    assert "The Harbour Ledger" in news_sitemap.dumps(FEED, publication=other)
    assert "Other" in news_sitemap.dumps(FEED.evolve(publication=None), publication=other)
