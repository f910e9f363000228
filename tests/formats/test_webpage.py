"""The web page: what the Nu validator accepts, safe with any words, read back through its three voices."""

import json
import re
import subprocess
import time
from time import process_time

import pytest
from hypothesis import HealthCheck, given, seed, settings

from newscore.article import Correction
from newscore.errors import FormatError
from newscore.formats import jsonld, webpage
from newscore.testing import articles
from newscore.text import clean_line
from tests.formats.test_channel_problems import ANA, NOW, SITE, STORY
from tests.formats.validators import nodes
from tests.support import json_lines

WHOLE = STORY.evolve(
    kicker="The strait", subheadline="A small instrument", dateline="Östervik", section="World/Sea", access="metered",
    corrections=[Correction(at=NOW, note="It was <three>.")],
    body=[
        {"type": "paragraph", "text": "One."},
        {"type": "heading", "level": 4, "text": "Deep"},
        {"type": "heading", "level": 6, "text": "Deeper"},
        {"type": "heading", "level": 2, "text": "Shallow"},
    ],
)  # fmt: skip

OF_THE_WORDS = "Private Use Area|Unicode Normalization Form C|composing character|Year may be mistyped"
"""What the validator says of characters and far years that a drawn story holds; a page keeps them as they are."""


def test_the_nu_validator_finds_nothing(tmp_path):
    """Pages of generated stories, left to right and right to left, with everything and with nothing."""
    jar = nodes.find("vnu-jar", "build", "dist", "vnu.jar", program="java")
    stories = [WHOLE, WHOLE.evolve(language="ar"), STORY.evolve(body=(), image=None, byline=None, summary=None)]

    @seed(20260303)
    @settings(max_examples=200, database=None, suppress_health_check=list(HealthCheck))
    @given(articles(status="published", foreign=False))
    def collect(article):
        stories.append(article)

    collect()
    for number, story in enumerate(stories):
        (tmp_path / f"{number}.html").write_text(webpage.dumps(story, publication=SITE), encoding="utf-8")
    checked = subprocess.run(
        ["java", "-jar", str(jar), "--format", "json", str(tmp_path)], capture_output=True, text=True, check=False
    )
    messages = json.loads(checked.stderr)["messages"]
    found = [(each.get("subType", each["type"]), each["message"], each.get("extract")) for each in messages]
    assert [each for each in found if not re.search(OF_THE_WORDS, each[1])] == []


def test_the_page_has_all_that_a_reader_needs():
    """Language and direction, canonical, breadcrumb, one h1, time, figure, corrections."""
    page = webpage.dumps(WHOLE.evolve(language="he"), publication=SITE)
    assert '<html lang="he" dir="rtl">' in page
    assert f'<link rel="canonical" href="{SITE.url_for(WHOLE)}">' in page
    assert '<li><a href="https://ledger.example/world/sea">Sea</a></li>' in page
    assert page.count("<h1") == 1
    assert '<time datetime="2026-03-03T06:00:00Z">' in page
    assert 'alt="A rock in the sea"' in page
    assert "It was &lt;three&gt;." in page
    assert '"cssSelector":".body"' in page


def test_headings_never_skip_a_level():
    """Readers who cannot see walk a page by its headings."""
    page = webpage.dumps(WHOLE, publication=SITE)
    assert re.findall(r"<h([2-6])", page) == ["2", "3", "2"]


def test_translations_name_one_another():
    """hreflang for each language, the page's own included; none where there is one language only."""
    german = STORY.evolve(language="de", slug="pegel")
    links = re.findall(
        r'hreflang="([\w-]+)" href="([^"]*)"', webpage.dumps(STORY, publication=SITE, translations=[german])
    )
    assert links == [("en-GB", SITE.url_for(STORY)), ("de", SITE.url_for(german))]
    alone = webpage.dumps(STORY.evolve(language=None), publication=SITE, translations=[german])
    assert '<link rel="alternate" hreflang="en" href' in alone
    assert "hreflang" not in webpage.dumps(STORY, publication=SITE)


def test_a_language_without_names_for_months_shows_the_iso_day():
    """A page is written in any language, also in one that CLDR does not know."""
    assert ">2026-03-03</time>" in webpage.dumps(STORY.evolve(language="qaa"), publication=SITE)


def test_no_string_becomes_markup():
    """Over the injection corpus the page has the same tags as that of a harmless story."""

    site = SITE.evolve(path_template="/{id}")

    def shape(story):
        return re.findall(r"<(/?[a-z][a-z0-9]*)", webpage.dumps(story, publication=site))

    harmless = shape(STORY.evolve(headline="x", summary="y", byline={"text": "z"}))
    for row in json_lines("corpora", "xss", "cases.jsonl"):
        try:
            said = {"headline": row["text"], "summary": row["text"], "byline": {"text": row["text"]}}
            story = STORY.evolve(**said)
        except ValueError:
            continue
        assert shape(story) == harmless


@given(article=articles(status="published"))
def test_what_it_writes_it_reads(article):
    """Through its JSON-LD a page says all of a story but its body, which stands in the article element."""
    back = webpage.loads(webpage.dumps(article, publication=SITE)).content
    assert clean_line(back.headline) == clean_line(article.headline)
    assert (back.id, back.published_at, back.genre) == (article.id, article.published_at, article.genre)


def test_each_field_says_where_it_was_read():
    """JSON-LD counts first, then Open Graph, then the article element."""
    reading = webpage.loads(webpage.dumps(WHOLE, publication=SITE))
    sources = {note.text: note.value for note in reading.notes if note.code == "source"}
    assert (sources["headline"], sources["body"]) == ("json-ld", "article")
    page = """<html lang="en"><meta property="og:title" content="Storm"><header><p>Menu</p></header>
    <article><h1>Storm</h1><header><p>By X</p></header><p>One.</p>
    <aside><article>Other</article></aside><p>Two.</p></article>"""
    reading = webpage.loads(page)
    sources = {note.text: note.value for note in reading.notes if note.code == "source"}
    assert sources == {"headline": "open-graph", "language": "open-graph", "body": "article"}
    assert [block.text for block in reading.content.body] == ["One.", "Two."]


def test_json_ld_alone_is_enough():
    """A page without head or article element still has its story."""
    script = jsonld.dumps(STORY, as_script=True)
    assert webpage.loads(f"<p>{script}").content.body[0].text == "It is only a number."


def test_the_words_can_be_read_on_their_ground():
    """WCAG 2.2 §1.4.3, level AA: 4.5 to 1 for ink, quiet words and links, by day and by night."""
    colours = dict(re.findall(r"--(\w+): light-dark\(([^)]*)\)", webpage.STYLE))
    for name in ("ink", "quiet", "link"):
        for word, ground in zip(colours[name].split(", "), colours["paper"].split(", "), strict=True):
            assert contrast(word, ground) >= 4.5, (name, word, ground)


def contrast(one, other):
    """The ratio of two colours' relative luminance, as WCAG 2.2 defines both."""

    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_what_stands_beside_the_story_has_its_place():
    """The author's page, what to read beside it, how it came about, the agency that signs alone."""
    story = WHOLE.evolve(
        byline={"text": "By Ana Lind <Ledger>", "credits": [{"contributor": ANA}]},
        backstory="We sailed.\nTwice.",
        related=["https://ledger.example/older", {"url": "https://study.example", "title": "A & B", "rel": "citation"}],
    )
    page = webpage.dumps(story, publication=SITE)
    assert 'By <a rel="author" href="https://ledger.example/by/ana">Ana Lind</a> &lt;Ledger&gt;</p>' in page
    assert '<li><a href="https://study.example">A &amp; B</a></li>' in page
    assert "<p>We sailed.<br>Twice.</p>" in page
    wire = {"credits": [{"contributor": {"name": "dpa", "kind": "organization"}, "role": "agency"}]}
    for language in ("en", "qaa"):
        page = webpage.dumps(WHOLE.evolve(byline=wire, language=language), publication=SITE)
        assert re.search(r'<p class="byline">(?:By )?dpa</p>', page)


def test_rows_of_a_table_are_of_one_width():
    """A short row gets empty cells, also in a list; a table whose cells reach down is left as it is."""
    short = [[{"text": "a"}], [{"text": "b"}, {"text": "c"}]]
    down = [[{"text": "a", "rowspan": 2}, {"text": "b"}], [{"text": "c"}]]
    body = [
        {"type": "table", "rows": down},
        {"type": "list", "items": [{"text": "x", "blocks": [{"type": "table", "rows": short}]}]},
    ]
    page = webpage.dumps(STORY.evolve(body=body), publication=SITE)
    assert "<tr><td>a</td><td></td></tr><tr><td>b</td><td>c</td></tr>" in page
    assert '<tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>' in page


def test_the_body_is_what_the_page_marks_as_body():
    """By class or by itemprop; asides, forms and the figure above it are not of it; a pull quote and its footer are."""
    page = """<title>Storm</title><article class="x"><figure><img src="https://a.example/l.jpg"></figure>
    <p class="kicker">Weather</p><p class=byline>By Jane Doe</p><div itemprop="articleBody"><div><p>One.</p></div>
    <aside class="pull"><p>Blow.</p><footer>Ana</footer></aside><aside><p>Read also</p></aside>
    <form><p>Subscribe</p></form><footer><p>Two.</p></footer></div><p>Three.</p></article>"""
    story = webpage.loads(page).content
    assert [block.text for block in story.body] == ["One.", "Blow.", "Two."]
    assert (story.body[1].pull, story.body[1].attribution) == (True, "Ana")
    assert (story.kicker, story.byline.text, story.byline.authors[0].name) == ("Weather", "By Jane Doe", "Jane Doe")


@pytest.mark.parametrize(
    "piece", ["<article>", "<article><div class=body>", "<article><aside>", "<p class='", "<a " * 9]
)
def test_a_page_is_read_in_linear_time(piece):
    """A megabyte of what never ends costs the processor seconds at most."""
    begun = time.process_time()
    webpage.loads("<title>Storm</title><article>" + piece * (1_000_000 // len(piece)))
    assert time.process_time() - begun < 20


@pytest.mark.parametrize("page", ["", "<html>", "{}", "<article><p>Words without a headline.</p></article>"])
def test_a_page_without_a_headline_is_our_error(page):
    """Nothing else comes out of it."""
    with pytest.raises(FormatError, match="webpage: expected"):
        webpage.loads(page)


@pytest.mark.parametrize("tag", ["<div>", "<a>i", "<nav>", "<article>", "<aside class=pull>", "<p class=x>"])
def test_a_page_of_one_tag_over_and_over_is_read_in_linear_time(tag):
    """Four times the page, about four times the CPU time; a quadratic reader would take sixteen."""

    def cost(count):
        at = process_time()
        webpage.loads(f"<title>t</title><article>{tag * count}</article>")
        return process_time() - at

    cost(10)
    assert min(cost(40_000) for _ in range(2)) < 10 * min(cost(10_000) for _ in range(3)) + 0.05


def test_a_script_that_speaks_of_scripts_ends_at_its_end_tag():
    """Raw text begins no element (HTML §13.1.2), so the words after it stay in the story."""
    page = "<title>t</title><article>One<script>x = '<script >'</script><style><style></style><p>Two</article>"
    assert [block.text for block in webpage.loads(page).content.body] == ["One", "Two"]
