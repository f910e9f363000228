"""Open Graph: the right tags in the right order, read from any head."""

import re

import pytest

from newscore.byline import Byline, Credit
from newscore.errors import FormatError
from newscore.formats import opengraph
from newscore.formats._html_head import read_head
from tests.formats.test_channel_problems import NOW, PICTURE, SITE, STORY
from tests.support import json_lines


def tags(story, **options):
    return re.findall(r'<meta (?:property|name)="([^"]*)" content="([^"]*)">', opengraph.dumps(story, **options))


def test_the_tags_stand_in_their_order():
    """Image sub-properties follow their image; locale has an underscore; authors are profile pages."""
    story = STORY.evolve(language="en-GB", tags=["tides", "sea"], modified_at=NOW)
    found = tags(story, publication=SITE.evolve(twitter="@ledger"))
    names = [name for name, _ in found]
    assert names[:6] == ["og:type", "og:title", "og:description", "og:url", "og:site_name", "og:locale"]
    at = names.index("og:image")
    assert names[at : at + 4] == ["og:image", "og:image:width", "og:image:height", "og:image:alt"]
    assert dict(found)["og:locale"] == "en_GB"
    assert dict(found)["article:author"] == "https://ledger.example/by/ana"
    assert dict(found)["twitter:site"] == "@ledger"
    assert [value for name, value in found if name == "article:tag"] == ["tides", "sea"]


def test_no_tag_is_empty_and_open_graph_is_a_property():
    """What a story has not is not said; Open Graph is property=, what HTML and Twitter know is name=."""
    written = opengraph.dumps(STORY.evolve(image=None, summary=None, byline=None), publication=SITE)
    assert 'content=""' not in written
    for line in [*written.splitlines(), *opengraph.dumps(STORY, publication=SITE).splitlines()]:
        assert ("property=" in line) != ("twitter:" in line or 'name="author"' in line)


def test_a_small_picture_does_not_fill_the_card():
    """Under 300 pixels it stands beside the words."""
    for width, card in ((200, "summary"), (1600, "summary_large_image")):
        story = STORY.evolve(image=PICTURE.evolve(width=width))
        assert dict(tags(story, publication=SITE))["twitter:card"] == card


def test_no_string_breaks_out_of_its_attribute():
    """Over the injection corpus the head is read back equal, and holds no other tag."""
    for row in json_lines("corpora", "xss", "cases.jsonl"):
        try:
            story = STORY.evolve(headline=row["text"])
        except ValueError:
            continue
        written = opengraph.dumps(story, publication=SITE.evolve(path_template="/{id}"))
        assert read_head(written).first("og:title") == row["text"]
        assert written.count("<") == written.count("\n")


def test_what_it_carries_comes_back():
    """Headline, summary, picture, language, moments, section, tags."""
    story = STORY.evolve(tags=["tides"], modified_at=NOW, expires_at=NOW.replace(year=2036))
    back = opengraph.loads(opengraph.dumps(story, publication=SITE)).content
    for field in "headline summary language published_at modified_at expires_at section tags".split():
        assert getattr(back, field) == getattr(story, field), field
    assert back.image == PICTURE.evolve(renditions=())
    assert back.canonical_url == SITE.url_for(story)


def test_every_dialect_of_a_head_is_read():
    """name= for property=, single quotes, no quotes, upper case, entities, an author by name and page."""
    page = """<!DOCTYPE html><HTML lang=de-AT><head><TITLE>No &amp; no</TITLE>
    <META content='Q&amp;A > "7"' name="og:title"><meta property=og:image content=/a.jpg>
    <link rel="CANONICAL" href="/x">
    <meta name=author content="Jane Doe"><meta property="article:author" content="https://a.example/jane">
    <meta property="article:published_time" content="2026-03-03T08:00:00+0100">
    <meta property="og:site_name" content="A">"""
    reading = opengraph.loads(page, url="https://a.example/")
    story = reading.content
    assert (story.headline, story.language, story.published_at) == ('Q&A > "7"', "de-AT", NOW)
    assert (story.image.url, story.canonical_url) == ("https://a.example/a.jpg", "https://a.example/x")
    assert [(author.name, author.url) for author in story.byline.authors] == [("Jane Doe", "https://a.example/jane")]
    assert {"publication-name", "repaired-date", "repaired-url"} == {note.code for note in reading.notes}


def test_profile_pages_find_their_authors():
    """Where there is one for each name they belong together in their order; else nobody can tell whose they are."""
    two = [Credit(contributor={"name": name, "url": f"https://a.example/{name[0]}"}) for name in ("Ana Lind", "Bo Ek")]
    written = opengraph.dumps(STORY.evolve(byline=Byline(credits=two)), publication=SITE)
    assert opengraph.loads(written).content.byline.credits == tuple(two)
    one = written.replace('<meta property="article:author" content="https://a.example/B">', "")
    reading = opengraph.loads(one)
    assert [author.url for author in reading.content.byline.authors] == [None, None]
    assert [note.text for note in reading.notes if note.code == "dropped"] == ["https://a.example/A"]


def test_a_card_takes_420_characters_of_what_a_picture_shows():
    """The description of the picture is cut for the card, and whole for everybody else."""
    found = dict(tags(STORY.evolve(image=PICTURE.evolve(alt="word " * 200)), publication=SITE))
    assert len(found["twitter:image:alt"]) <= 420
    assert len(found["og:image:alt"]) > 900


def test_a_title_alone_is_a_headline():
    """Where Open Graph is silent, the page's own title speaks."""
    assert opengraph.loads("<title>Storm\n hits</title>").content.headline == "Storm hits"


@pytest.mark.parametrize("page", ["", "<html>", "<title>", "<meta", '<meta property="og:title">', "{}"])
def test_a_head_without_a_headline_is_our_error(page):
    """Nothing else comes out of it."""
    with pytest.raises(FormatError, match="expected a headline"):
        opengraph.loads(page)
