"""The model: shorthands, invariants, copies."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from pydantic import ValidationError

from newscore.article import Article, Correction, Link, Tag, Withdrawal
from newscore.body.blocks import Heading, List, ListItem, Mark, Paragraph, Quote, Table, TableCell, Unknown, nesting
from newscore.byline import Byline, Contributor, Credit
from newscore.fields import Line
from newscore.media import Image
from newscore.publication import Publication, find_zone
from newscore.section import Section
from newscore.testing import articles, publications, sections
from tests.support import json_lines

NOON = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


def codes(refused: pytest.ExceptionInfo[ValidationError]) -> set[str]:
    return {error["type"] for error in refused.value.errors()}


def test_a_draft_needs_only_a_headline():
    """Everything else has a default that claims nothing."""
    draft = Article(headline="Storm hits coast")
    assert (draft.status, draft.body, draft.byline, draft.language, draft.id) == ("draft", (), None, None, None)
    assert draft.slug == "storm-hits-coast"


def test_a_str_is_enough_where_a_newsroom_would_type_one():
    """Section, byline, body, tags, image, provider and related links take a str and become objects."""
    article = Article(
        headline="Storm hits coast",
        section="World/Asia",
        also_in=["Weather"],
        byline="By Jane Doe",
        body="It rained.\n\nThen it blew.\nHard.",
        tags=["storm", Tag(name="Östervik", kind="place")],
        image="https://img.news.example/a.jpg",
        provider="The Wire",
        related=["https://news.example/other"],
    )
    assert article.section == Section(name="Asia", slug="asia", parent=Section(name="World", slug="world"))
    assert [section.path for section in article.also_in] == ["weather"]
    assert article.byline is not None
    assert article.byline.text == "By Jane Doe"
    assert [author.name for author in article.byline.authors] == ["Jane Doe"]
    assert article.body == (Paragraph(text="It rained."), Paragraph(text="Then it blew.\nHard."))
    assert [tag.name for tag in article.tags] == ["storm", "Östervik"]
    assert article.image == Image(url="https://img.news.example/a.jpg")
    assert article.provider == Contributor(name="The Wire", kind="organization")
    assert article.related == (Link(url="https://news.example/other"),)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("section", "World//Asia"),
        ("section", "/".join("abcdefghi")),
        ("section", ""),
        ("byline", "\x00"),
        ("body", "bell\u202e" + "x" * 100_001),
        ("tags", ["a\nb"]),
        ("image", "javascript:alert(1)"),
        ("provider", " "),
        ("related", ["/relative"]),
        ("headline", "two\nlines"),
        ("headline", "x" * 501),
        ("slug", "Not A Slug"),
        ("slug", "-a"),
        ("id", "has space"),
        ("language", "English"),
        ("canonical_url", "ftp://news.example/"),
        ("former_paths", [{"path": "no-root", "until": "2026-01-01T00:00:00Z"}]),
        ("urgency", 0),
        ("version", 0),
        ("extra", {"a": float("nan")}),
        ("extra", {"a": {"b": "\ud800"}}),
        ("extra", {"a": 10**400}),
        ("extra", []),
        ("headlines", "x"),
    ],
)
def test_the_door_refuses_what_no_channel_can_carry(field, value):
    """A value that breaks a field's rule is a ValidationError; nothing is repaired in silence."""
    with pytest.raises(ValidationError):
        Article(**{"headline": "Storm hits coast", field: value})


@pytest.mark.parametrize(
    "value",
    [
        20260115,
        1768475640,
        1768475640.5,
        True,
        "20260115",
        "1768475640",
        "2026-01-15",
        "2026-01-15T11:14:00",
        "2026-01-15T11:14Z",
        "2026-01-15T24:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-01-15T10:00:00+25:00",
        "2026-01-15T10:00:00.1234567891Z",
        "1899-12-31T23:59:59Z",
        "9000-01-01T00:00:00Z",
        "1900-01-01T00:00:00+01:00",
        "２０２６-01-15T10:00:00Z",
        "now",
        "",
        date(2026, 1, 15),
        datetime(2026, 1, 15, 11, 14),  # noqa: DTZ001 - a naive datetime is the point.
    ],
)
def test_a_moment_is_never_guessed(value):
    """Numbers, digit strings, days, naive datetimes and years beyond 1900–8999 are refused, in Python and in JSON."""
    with pytest.raises(ValidationError):
        Article(headline="x", created_at=value)
    if isinstance(value, str | int | float):
        import json

        with pytest.raises(ValidationError):
            Article.model_validate_json(json.dumps({"headline": "x", "created_at": value}))


def test_extreme_moments_keep_their_instant_or_are_refused():
    """Each of the extremes is refused, or is the same instant after a round trip through JSON."""
    accepted = []
    for row in json_lines("corpora", "datetime-extremes", "cases.jsonl"):
        try:
            article = Article(headline="x", created_at=row["text"])
        except ValidationError:
            continue
        accepted.append(row["text"])
        assert article.created_at is not None
        assert article.created_at.utcoffset() == timedelta(0)
        assert Article.model_validate_json(article.model_dump_json(by_alias=True)).created_at == article.created_at
    assert accepted == ["2024-02-29T00:00:00Z", "2026-01-15T10:00:00-00:00"]


def test_moments_are_held_in_utc_and_keep_the_seconds_of_historic_offsets():
    """Abidjan kept 16 minutes 8 seconds behind until 1912; the instant is exact."""
    abidjan = timezone(-timedelta(minutes=16, seconds=8))
    article = Article(headline="x", created_at=datetime(1911, 12, 31, 23, 0, tzinfo=abidjan))
    assert article.created_at == datetime(1911, 12, 31, 23, 16, 8, tzinfo=UTC)
    again = Article.model_validate_json(article.model_dump_json(by_alias=True))
    assert again.created_at == article.created_at


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"status": "published"}, "published_at"),
        ({"status": "withdrawn"}, "withdrawal"),
        ({"withdrawal": Withdrawal(at=NOON, kind="takedown")}, "withdrawal"),
        ({"published_at": NOON, "modified_at": NOON - timedelta(seconds=1)}, "modified_at"),
        ({"published_at": NOON, "expires_at": NOON}, "expires_at"),
        ({"published_at": NOON, "embargo_until": NOON + timedelta(2), "expires_at": NOON + timedelta(1)}, "expires_at"),
        ({"corrections": [Correction(at=NOON, note="b"), Correction(at=NOON - timedelta(1), note="a")]}, "corrections"),
    ],
)  # fmt: skip
def test_fields_that_contradict_each_other_are_refused(changes, field):
    """Each rule between fields names the field at fault."""
    with pytest.raises(ValidationError) as refused:
        Article(headline="x", **changes)
    assert [error["ctx"]["field"] for error in refused.value.errors()] == [field]


def test_evolve_validates_and_keeps_the_rest():
    """A changed copy obeys every rule; the original stays as it was."""
    article = Article(headline="Storm hits coast", language="en", tags=["storm"])
    changed = article.evolve(headline="Calm returns", urgency=3)
    assert (changed.headline, changed.urgency, changed.tags, changed.slug) == (
        "Calm returns",
        3,
        article.tags,
        "calm-returns",
    )
    assert article.headline == "Storm hits coast"
    assert article.evolve() == article
    with pytest.raises(ValidationError):
        article.evolve(status="published")
    with pytest.raises(ValidationError):
        article.evolve(headlin="typo")


@given(articles())
def test_evolving_nothing_changes_nothing(article):
    """`evolve()` is the identity, on every article."""
    assert article.evolve() == article
    assert article.evolve(headline=article.headline).slug == article.slug


@pytest.mark.parametrize(
    ("patch", "want"),
    [
        ({"headline": "New"}, {"headline": "New"}),
        ({"summary": None}, {"summary": None}),
        ({"extra": {"a": None, "b": {"c": 2}}}, {"extra": {"b": {"c": 2, "d": 3}}}),
        ({"section": {"name": "Weltall"}}, {"section": Section(name="Weltall", slug="world")}),
        ({"tags": [{"name": "only"}]}, {"tags": (Tag(name="only"),)}),
        ({}, {}),
    ],
)
def test_patch_is_a_json_merge_patch(patch, want):
    """RFC 7396: a member replaces, null removes, objects merge, arrays are replaced whole."""
    article = Article(headline="Old", summary="s", section="World", tags=["a", "b"], extra={"a": 1, "b": {"d": 3}})
    patched = article.patch(patch)
    assert patched == article.evolve(**want)


def test_a_patch_that_breaks_a_rule_is_refused():
    """What comes of a patch is validated as a whole."""
    with pytest.raises(ValidationError):
        Article(headline="Old").patch({"headline": None})
    with pytest.raises(ValidationError):
        Article(headline="Old").patch({"unknown": 1})


def test_models_are_frozen_and_hashable_where_their_parts_are():
    """Nobody changes an article in place."""
    with pytest.raises(ValidationError):
        Article(headline="x").headline = "y"
    assert hash(Section.parse("World/Asia")) == hash(Section.parse("World/Asia"))


@pytest.mark.parametrize(
    "marks",
    [
        [Mark(start=0, end=9, kind="em")],
        [Mark(start=2, end=2, kind="em")],
        [Mark(start=3, end=2, kind="em")],
        [Mark(start=2, end=3, kind="em"), Mark(start=0, end=1, kind="em")],
        [Mark(start=0, end=1, kind="em"), Mark(start=0, end=3, kind="em")],
        [Mark(start=0, end=1, kind="link")],
        [Mark(start=0, end=1, kind="em", href="https://news.example/")],
        [Mark(start=0, end=3, kind="link", href="https://a.example/"), Mark(start=1, end=2, kind="link", href="https://b.example/")],
    ],
)  # fmt: skip
@pytest.mark.parametrize("block", [Paragraph, Heading, Quote, ListItem, TableCell])
def test_marks_are_held_to_their_text(block, marks):
    """In bounds, sorted by start and longest first, an href on links and nothing else, links never nested."""
    with pytest.raises(ValidationError) as refused:
        block(text="12345678", marks=marks)
    assert codes(refused) == {"marks"}


def test_marks_count_code_points():
    """An emoji of one code point is one, a combining mark is one of its own."""
    text = "👍e\u0301x"
    assert Paragraph(text=text, marks=[Mark(start=3, end=4, kind="em")]).text[3:4] == "x"
    with pytest.raises(ValidationError):
        Paragraph(text=text, marks=[Mark(start=3, end=5, kind="em")])


def test_blocks_nest_at_most_sixteen_deep():
    """The sixteenth level is accepted and the seventeenth is refused."""
    block = List(items=[ListItem(text="1")])
    for _ in range(15):
        block = List(items=[ListItem(text="x", blocks=[block])])
    assert nesting((block,)) == (16, 16)
    with pytest.raises(ValidationError):
        List(items=[ListItem(text="x", blocks=[block])])


def test_an_unknown_block_is_whole_and_really_unknown():
    """Its payload names its kind, and a kind that newscore knows is no unknown block."""
    assert Unknown(kind="poll", payload={"type": "poll", "n": 1}).model_dump() == {"type": "poll", "n": 1}
    for kind, payload in [("poll", {}), ("poll", {"type": "other"}), ("paragraph", {"type": "paragraph"})]:
        with pytest.raises(ValidationError):
            Unknown(kind=kind, payload=payload)


def test_a_table_cell_may_be_empty():
    """Tables have holes."""
    assert Table(rows=[[TableCell(), TableCell(text="x")]]).rows[0][0].text == ""


@given(sections())
def test_a_section_lies_within_each_of_its_ancestors(section):
    """`lineage` ends with the section itself, and `path` joins its slugs."""
    assert section.lineage[-1] == section
    assert section.path == "/".join(part.slug for part in section.lineage)
    assert all(section.is_within(ancestor) for ancestor in section.lineage)


def test_a_section_is_not_within_a_namesake():
    """World News is not part of World."""
    assert not Section.parse("World News").is_within(Section.parse("World"))
    assert not Section.parse("World").is_within(Section.parse("World/Asia"))


def test_a_byline_says_something():
    """Neither a text nor a credit is no byline."""
    with pytest.raises(ValidationError):
        Byline()
    byline = Byline(
        credits=[
            Credit(contributor=Contributor(name="Ana")),
            Credit(contributor=Contributor(name="Ana"), role="editor"),
        ]
    )
    assert [person.name for person in byline.authors] == ["Ana"]
    assert [person.name for person in byline.by_role("editor")] == ["Ana"]


@given(publications(), articles(status="published"))
def test_every_published_story_has_a_url_on_every_site(publication, article):
    """A path template of section, slug and language always fits, and the URL is publishable."""
    url = publication.url_for(article)
    assert Image(url=url).url == url
    assert url.startswith(publication.url.rstrip("/"))


@pytest.mark.parametrize(
    "template",
    ["no-root", "/{section}", "/{slug}/{title}", "/{slug}?x", "/{slug", "/{slug.__class__}", "/a b/{slug}", ""],
)
def test_a_path_template_that_cannot_work_is_refused(template):
    """From the root, known names, and one that tells stories apart."""
    with pytest.raises(ValidationError):
        Publication(name="x", url="https://news.example", path_template=template)


def test_a_dated_path_is_dated_in_the_publications_zone():
    """Half past nine at night in UTC is the next day in Almaty."""
    site = Publication(
        name="x", url="https://news.example", zone="Asia/Almaty", path_template="/{year}/{month}/{day}/{slug}"
    )
    article = Article(headline="Storm", published_at=datetime(2026, 1, 15, 21, 30, tzinfo=UTC))
    assert site.path_for(article) == "/2026/01/16/storm"


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "Europe", "Europe/", "UTC\x00", "a" * 5000]
)
def test_what_is_no_zone_is_none(name):
    """Any text gives a zone or None, and no path outside the zone database is ever opened."""
    assert find_zone(name) is None


def test_line_is_a_type_users_can_build_on():
    """The annotated types are public and work in foreign models."""
    from pydantic import TypeAdapter

    assert TypeAdapter(Line).validate_python("x") == "x"
