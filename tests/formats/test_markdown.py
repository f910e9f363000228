"""Markdown with front matter: what each tool reads, what comes back, and no trick of YAML's."""

import ast
import json
import re
import sys
import time
import tomllib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscore import formats
from newscore.article import Article
from newscore.body.blocks import Embed, Paragraph
from newscore.errors import FormatError, LimitExceeded, UnknownFormat
from newscore.formats import markdown
from newscore.formats._front_matter import read_front_matter, write_yaml
from newscore.testing import articles, lines, texts
from newscore.text import clean, clean_line
from tests.body_forms import carried
from tests.support import json_lines

DIALECTS = ["hugo", "jekyll", "pelican"]
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def read(text: str, **options: str):
    reading = markdown.loads(text, **options)
    return reading.content, [(note.code, note.text) for note in reading.notes]


@given(article=articles(foreign=False), dialect=st.sampled_from(DIALECTS))
def test_what_a_dialect_carries_comes_back(article, dialect):
    """Every field under *Carries*, from the front matter of each tool."""
    reading = markdown.loads(markdown.dumps(article, dialect=dialect), dialect=dialect)
    found = reading.content
    one_line = clean_line if dialect == "pelican" else clean
    for name in ("headline", "subheadline", "kicker", "dateline"):
        assert clean_line(getattr(found, name) or "") == clean_line(getattr(article, name) or ""), name
    assert clean(found.summary or "").split() == clean(article.summary or "").split()
    assert carried(found.body) == carried(article.body)
    assert found.slug == article.slug
    assert found.published_at == (article.published_at if dialect == "hugo" else article.release)
    assert (found.modified_at, found.expires_at) == (article.modified_at, article.expires_at)
    assert (found.status == "draft") == (article.status != "published")
    assert (found.language, found.id) == (article.language, article.id)
    assert (found.translation_key, found.canonical_url) == (article.translation_key, article.canonical_url)
    assert (found.image.url if found.image else None) == (article.image.url if article.image else None)
    if article.image and found.image:
        assert one_line(found.image.caption or "") == one_line(clean(article.image.caption or ""))
        assert clean_line(found.image.credit or "") == clean_line(article.image.credit or "")
    if dialect != "pelican":
        assert [tag.name for tag in found.tags] == [clean_line(tag.name) for tag in article.tags]
        assert [each.note for each in found.corrections] == [clean(each.note) for each in article.corrections]
    if article.section:
        assert found.section is not None
        assert found.section.name == clean_line(article.section.name)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_names_of_the_authors_come_back(dialect):
    """Commas, ampersands and particles stay in the name they belong to."""
    names = ["Martin Luther King, Jr.", "Zoë O’Brien & Sons", "von der Leyen"]
    people = [{"contributor": {"name": name}} for name in names]
    for some in (people, people[:1], people[1:2]):
        article = Article(headline="Storm", byline={"credits": some})
        found = markdown.loads(markdown.dumps(article, dialect=dialect), dialect=dialect).content.byline
        assert [author.name for author in found.authors] == [each["contributor"]["name"] for each in some]


HOSTILE = [
    "no", "1:30", "0x1F", "2026-01-15", "1e3", "~", "null", "- a", "? b", "a: b # c", "#a", "'", '"', "\\", "{{ x }}",
    "|", ">", "@", "`", "%", "!!python/object:x", "&a", "*a", "<<", "---", "...", "a\u2028b", "[a",
    "<script>alert(1)</script>",
    "\U0001f469\u200d\U0001f467", "=", "''", "\u00a0x",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_quoted_text_is_that_text_to_any_yaml_reader(text):
    """PyYAML's own loader, types and all, finds the same strings."""
    yaml = pytest.importorskip("yaml", reason="front matter needs the extra markdown")
    fields = {"title": text, "tags": [text], "cover": {"alt": text}, "corrections": [{"note": text, "kind": "x"}]}
    _, head, _ = re.split(r"^---$\n?", write_yaml(fields), flags=re.MULTILINE)
    assert yaml.safe_load(head) == fields
    assert read_front_matter(write_yaml(fields)).fields == fields


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        st.one_of(texts(40), st.lists(lines(20), min_size=1, max_size=2)),
        max_size=2,
    )
)
def test_fields_are_read_as_they_were_written(fields):
    """Any text, by our reader and by PyYAML's."""
    yaml = pytest.importorskip("yaml", reason="front matter needs the extra markdown")
    written = write_yaml(fields)
    assert read_front_matter(written).fields == fields
    assert (yaml.safe_load(written.removesuffix("---\n")) or {}) == fields


@pytest.mark.parametrize("case", range(27))
def test_tricks_of_yaml_give_the_text_or_our_error(case):
    """No tag, no alias, no merge, no date and no number: a text equal to the quoted one, or a FormatError."""
    row = list(json_lines("corpora", "yaml-front-matter", "cases.jsonl"))[case]
    # Each large case is an expression of the shared material that builds it.
    text = row["text"] if "text" in row else eval(row["expr"])
    begun = time.process_time()
    try:
        reading = markdown.loads(f"---\n{text}\n---\n# Storm\n\nIt rained.")
    except FormatError as refused:
        assert len(str(refused)) < 1_000
    else:
        key, _, value = text.partition(": ")
        said = ast.literal_eval(value) if value.startswith('"') else value
        quoted = markdown.loads(f"---\n{key}: {json.dumps(said)}\n---\n# Storm\n\nIt rained.")
        assert reading == quoted
    if "expr" in row:
        assert time.process_time() - begun < 0.2


def test_what_is_not_read_in_yaml_says_where():
    """Line 1 is the fence."""
    with pytest.raises(FormatError, match=r"anchors and aliases are not read \(at front matter, line 3"):
        markdown.loads("---\ntitle: x\na: &b c\n---\n")
    with pytest.raises(FormatError, match="the key 'a' stands twice"):
        markdown.loads("---\ntitle: x\na: b\na: c\n---\n")
    with pytest.raises(LimitExceeded, match="16 levels of front matter"):
        markdown.loads(f"---\na: {'[' * 17}{']' * 17}\n---\n")
    with pytest.raises(LimitExceeded, match="characters of front matter"):
        markdown.loads(f"---\ntitle: {'a' * 70_000}\n---\n")


def test_a_file_of_hugos_is_read():
    """TOML, an embargo, a series of keys that themes use."""
    toml = (
        '+++\ntitle = "Storm"\ndate = 2026-01-15T11:14:00+05:00\npublishDate = 2026-01-16T00:00:00Z\ndraft = false\n'
        'tags = ["a, b", "c"]\ncategories = ["World", "Asia"]\nweight = 10\naliases = ["old/storm"]\n'
        'slug = "storm-2"\n'
        '[params]\nsubtitle = "It rained"\n[cover]\nimage = "/a.jpg"\nalt = "Rain"\n+++\n\nIt *rained*.'
    )
    assert tomllib.loads(toml.split("+++")[1])["weight"] == 10
    story, notes = read(toml, base="https://news.example/")
    assert (story.headline, story.subheadline, story.slug, story.status) == (
        "Storm",
        "It rained",
        "storm-2",
        "published",
    )
    assert story.published_at == datetime(2026, 1, 15, 6, 14, tzinfo=UTC)
    assert story.embargo_until == datetime(2026, 1, 16, tzinfo=UTC)
    assert [tag.name for tag in story.tags] == ["a, b", "c"]
    assert (story.section.name, [section.name for section in story.also_in]) == ("World", ["Asia"])
    assert (story.image.url, story.image.alt) == ("https://news.example/a.jpg", "Rain")
    assert [former.path for former in story.former_paths] == ["/old/storm"]
    assert notes == [("repaired-url", "/a.jpg"), ("unknown-field", "weight: 10")]


def test_a_file_of_jekylls_is_read():
    """Words parted by blanks, a lineage of categories, a date without an offset."""
    text = (
        "---\nlayout: post\ntitle:  Storm hits\ndate: 2026-01-15 11:14:00\ncategories: world asia\ntags: [a, 'b c']\n"
        "author: By Jane Doe and John Roe\npublished: false\nexcerpt: It rained.\nimage:\n  path: https://a.example/b.jpg\n"
        "  alt: Rain\n---\nIt rained.\n"
    )
    story, notes = read(text, dialect="jekyll", zone="Asia/Almaty")
    assert (story.headline, story.status, story.summary) == ("Storm hits", "draft", "It rained.")
    assert story.published_at == datetime(2026, 1, 15, 6, 14, tzinfo=UTC)
    assert story.section.path == "world/asia"
    assert [tag.name for tag in story.tags] == ["a", "b c"]
    assert [author.name for author in story.byline.authors] == ["Jane Doe", "John Roe"]
    assert story.image.alt == "Rain"
    assert notes == [
        ("guess-zone", "2026-01-15 11:14:00"),
        ("guess-byline", "By Jane Doe and John Roe"),
        ("unknown-field", "layout: post"),
    ]


def test_a_file_of_pelicans_is_read():
    """Keys in any case, names with commas, a summary in Markdown."""
    text = (
        "Title: Rain &amp; wind\nDate: 2026-01-15T11:14Z\nAuthors: Doe, Jane; Roe, John\n"
        "Summary: It *rained*\nStatus: draft\n\nIt rained.\n"
    )
    story, notes = read(text)
    assert (story.headline, story.summary, story.status) == ("Rain & wind", "It rained", "draft")
    assert [author.name for author in story.byline.authors] == ["Doe, Jane", "Roe, John"]
    assert notes == [("repaired-date", "2026-01-15T11:14Z")]


def test_without_front_matter_the_first_heading_is_the_headline():
    """A README is a story too; what only looks like fields is text."""
    story, _ = read("# Storm *hits*\n\nNote: it rained.\n")
    assert (story.headline, [block.text for block in story.body]) == ("Storm hits", ["Note: it rained."])
    with pytest.raises(FormatError, match="expected a title"):
        markdown.loads("Note: it rained.\n")
    with pytest.raises(FormatError, match="not UTF-8"):
        markdown.loads(b"# \xff")


def test_an_embargo_is_held_by_every_tool():
    """Hugo by publishDate, the others by the date itself: none builds the page before the release."""
    story = Article(
        headline="Storm", id="urn:x:1", section="World", status="published", published_at=NOON,
        embargo_until=datetime(2026, 3, 4, tzinfo=UTC),
    )  # fmt: skip
    assert 'publishDate: "2026-03-04T00:00:00Z"' in markdown.dumps(story)
    assert 'date: "2026-03-04T00:00:00Z"' in markdown.dumps(story, dialect="jekyll")
    assert "Date: 2026-03-04T00:00:00Z" in markdown.dumps(story, dialect="pelican")


def test_what_a_site_would_show_wrong_is_told_beforehand():
    """HTML that Hugo leaves out, a story without a date; other dialects show the HTML."""
    story = Article(headline="x", published_at=NOON, body=[Paragraph(text="a <b>"), Embed(url="https://a.example/")])
    assert [(found.code, found.path) for found in formats.problems(story, "markdown")] == [("needs-html", "$.body[1]")]
    assert formats.problems(story, "markdown", dialect="jekyll") == ()
    with pytest.raises(UnknownFormat, match="expected a dialect"):
        markdown.dumps(story, dialect="gatsby")  # type: ignore[arg-type]


def test_front_matter_is_read_without_the_compiled_parser(monkeypatch):
    """PyYAML's parser in Python gives the same events."""
    yaml = pytest.importorskip("yaml", reason="front matter needs the extra markdown")
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert read_front_matter('---\na: [x, {b: "y"}]\nc:\n---\n').fields == {"a": ["x", {"b": "y"}], "c": None}
    for text in ('a: "\\uD800"', 'a: "\\U7fffffff"', "a: \x00", "a: [", "\t- a"):
        with pytest.raises(FormatError):
            markdown.loads(f"---\ntitle: x\n{text}\n---\n")


def test_what_is_missing_says_what_to_install(monkeypatch):
    """Without PyYAML front matter cannot be read."""
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(ImportError, match=r"newscore\[markdown\]"):
        markdown.loads("---\ntitle: x\n---\n")
