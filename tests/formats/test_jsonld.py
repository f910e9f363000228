"""JSON-LD: valid against the vocabulary, safe in a page, read in every shape."""

import json
import subprocess
from datetime import UTC, datetime

import pytest
from hypothesis import given

from newscore.article import Article, Correction, Link, Rights, Tag
from newscore.byline import Byline, Contributor, Credit
from newscore.errors import FormatError, LimitExceeded, UnknownZone
from newscore.formats import jsonld
from newscore.publication import Policy, Publication
from newscore.testing import articles, publications
from newscore.text import clean, clean_line
from tests.formats.test_channel_problems import PICTURE, STORY
from tests.formats.validators import nodes
from tests.formats.validators.vocabulary import find_faults
from tests.support import json_lines

SITE = Publication(
    name="The Harbour Ledger",
    url="https://ledger.example",
    logo="https://ledger.example/logo.png",
    same_as=["https://social.example/ledger"],
    policies=[
        Policy(kind="ethics", url="https://ledger.example/ethics"),
        Policy(kind="masthead", url="https://ledger.example/us"),
    ],
)
NOW = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
WHOLE = STORY.evolve(
    genre="analysis",
    subheadline="A small instrument",
    dateline="Östervik",
    backstory="We sailed there.",
    also_in=["Sea"],
    tags=[
        "tides",
        Tag(name="Östervik", kind="place", uri="https://places.example/7"),
        Tag(name="Q", kind="event", uri="q:7"),
    ],
    corrections=[Correction(at=NOW, note="It was three.")],
    rights=Rights(holder="The Ledger", notice="© The Ledger", year=2026, license="https://ledger.example/licence"),
    provider="dpa",
    digital_source_type="computationalCapture",
    related=[
        "https://ledger.example/older",
        Link(url="https://study.example", title="The study", rel="based-on"),
        Link(url="https://book.example", rel="citation"),
    ],
    expires_at=NOW.replace(year=2036),
    created_at=NOW.replace(year=2025),
)


def read(text, **options):
    return jsonld.loads(text, **options).content


@given(article=articles(status="published"), publication=publications())
def test_every_type_and_property_is_of_the_vocabulary(article, publication):
    """schema.org 30: each type exists, each property may stand on its type, and no value is empty."""
    assert list(find_faults(json.loads(jsonld.dumps(article, publication=publication)))) == []


def test_a_story_with_everything_is_of_the_vocabulary():
    """The same for every property that the writer knows, paywall and speakable included."""
    written = json.loads(jsonld.dumps(WHOLE, publication=SITE, speakable=["h1", ".summary"], paywalled=".body"))
    assert list(find_faults(written)) == []
    assert written["@type"] == "AnalysisNewsArticle"
    assert written["publisher"]["ethicsPolicy"] == "https://ledger.example/ethics"
    assert written["mainEntityOfPage"]["breadcrumb"]["itemListElement"][0]["item"] == "https://ledger.example/world"
    assert written["correction"]["@type"] == "CorrectionComment"
    assert [image["width"] for image in written["image"]] == ["1600", "1200", "900"]
    assert written["digitalSourceType"] == "https://schema.org/MultiFrameComputationalCaptureDigitalSource"
    assert written["hasPart"] == {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".body"}


def test_typescript_accepts_what_is_written(tmp_path):
    """schema-dts knows the vocabulary as types, and tsc finds no fault in stories of every genre."""
    compiler = nodes.find("typescript", "bin", "tsc", program="node")
    nodes.find("schema-dts", "package.json", program="node")
    stories = [WHOLE, STORY, Article(headline="Bare")]
    stories += [STORY.evolve(genre=genre) for genre in jsonld.GENRES]
    lines = ['import type { WithContext, NewsArticle, Article } from "schema-dts";']
    for number, story in enumerate(stories):
        written = jsonld.dumps(story, publication=SITE if number else None, speakable=["h1"])
        kind = "Article" if story.genre in ("satire", "advertiser-content") else "NewsArticle"
        lines.append(f"export const s{number}: WithContext<{kind}> = {written};")
    source = tmp_path / "stories.ts"
    source.write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(nodes.MODULES.resolve())
    options = [
        "--strict",
        "--noEmit",
        "--skipLibCheck",
        "--target",
        "es2022",
        "--moduleResolution",
        "bundler",
        "--module",
        "es2022",
    ]
    checked = subprocess.run(
        ["node", str(compiler), *options, str(source)], capture_output=True, text=True, check=False
    )
    assert checked.stdout == ""
    assert checked.returncode == 0


@pytest.mark.parametrize("field", ["headline", "summary", "backstory"])
def test_no_text_breaks_out_of_its_script(field):
    """Over the injection corpus no sign that could end a script stands in it, and the value is read back equal."""
    tried = 0
    for row in json_lines("corpora", "xss", "cases.jsonl"):
        try:
            article = Article(**{"headline": "x", field: row["text"]})
        except ValueError:
            continue  # The door refuses it, which is as safe as can be.
        tried += 1
        script = jsonld.dumps(article, as_script=True)
        inner = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
        assert not set("<>&\u2028\u2029") & set(inner)
        name = {"summary": "description"}.get(field, field)
        assert json.loads(inner)[name] == row["text"]
    assert tried > 4_000


@given(article=articles(status="published"))
def test_what_it_carries_comes_back(article):
    """What the module's docstring lists survives the way out and in."""
    back = read(jsonld.dumps(article, publication=SITE))
    lines = ("headline", "subheadline") if article.genre == "satire" else ("headline", "subheadline", "dateline")
    for field in lines:
        assert clean_line(getattr(back, field) or "") == clean_line(getattr(article, field) or "")
    for field in ("summary", "backstory"):
        assert clean(getattr(back, field) or "") == clean(getattr(article, field) or "")
    exact = "genre language id created_at published_at modified_at expires_at digital_source_type"
    for field in exact.split():
        assert getattr(back, field) == getattr(article, field)
    assert [each.at for each in back.corrections] == [each.at for each in article.corrections]
    assert (back.image and back.image.url) == (article.image and article.image.url)


def test_a_story_with_everything_comes_back():
    """Everything under *Carries*, to the letter, where no text needs cleaning."""
    back = read(jsonld.dumps(WHOLE, publication=SITE))
    kept = (
        "headline subheadline summary byline dateline backstory section also_in genre language id created_at "
        "published_at expires_at corrections provider rights access digital_source_type related"
    )
    for field in kept.split():
        assert getattr(back, field) == getattr(WHOLE, field), field
    assert back.image == PICTURE.evolve(alt=None)
    assert back.canonical_url == SITE.url_for(WHOLE)
    assert {(tag.name, tag.kind, tag.uri) for tag in back.tags} == {(tag.name, tag.kind, tag.uri) for tag in WHOLE.tags}


def test_nobody_signed_means_the_publication():
    """A story without a byline has its publication as author, and comes back without a byline."""
    written = jsonld.dumps(STORY.evolve(byline=None), publication=SITE)
    assert json.loads(written)["author"]["name"] == "The Harbour Ledger"
    assert read(written).byline is None


def test_each_role_has_its_property():
    """Editors, translators and the rest stand beside the author; an agency alone is the author."""
    people = {role: Contributor(name=f"A {role}") for role in ("author", "editor", "translator", "photographer")}
    byline = Byline(credits=[Credit(contributor=person, role=role) for role, person in people.items()])
    written = json.loads(jsonld.dumps(STORY.evolve(byline=byline)))
    said = [written[name]["name"] for name in ("author", "editor", "translator", "contributor")]
    assert said == ["A author", "A editor", "A translator", "A photographer"]
    agency = Byline(credits=[Credit(contributor=Contributor(name="dpa", kind="organization"), role="agency")])
    assert json.loads(jsonld.dumps(STORY.evolve(byline=agency)))["author"] == {"@type": "Organization", "name": "dpa"}


def test_a_story_for_subscribers_keeps_its_body():
    """Its words are not for everybody, and so not in its structured data."""
    assert "articleBody" in jsonld.dumps(STORY)
    assert "articleBody" not in jsonld.dumps(STORY.evolve(access="subscriber"))
    assert '"isAccessibleForFree":false' in jsonld.dumps(STORY.evolve(access="metered"))


SHAPES = {
    "alone": '{"@type": "NewsArticle", "headline": "Storm", "author": "Jane Doe"}',
    "in an array": '[{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "Storm", "author": ["Jane Doe"]}]',
    "in a graph": '{"@graph": [{"@type": "Person", "@id": "#j", "name": "Jane Doe"},'
    '{"@type": ["Article", "NewsArticle"], "headline": "Storm", "author": {"@id": "#j"}}]}',
    "as an address": '{"@type": "http://schema.org/Article", "headline": "Storm", "author": [{"name": "Jane Doe"}]}',
    "as the main entity": '{"@type": "WebPage", "mainEntity": '
    '{"@type": "Article", "headline": "Storm", "author": "Jane Doe"}}',
    "with prefixes": '{"@type": "schema:NewsArticle", "schema:headline": "Storm", "schema:author": "Jane Doe"}',
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
