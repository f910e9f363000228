"""The laws that hold for every channel of the table, without a line of their own for any."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscore import formats
from newscore.article import Article
from newscore.errors import FormatError, MissingExtra, NewscoreError, NotVisible, UnknownFormat
from newscore.feed import Feed
from newscore.formats import FORMATS, Format, native
from newscore.publication import Publication
from newscore.publishing import visibility
from newscore.reading import Reading
from newscore.testing import articles, feeds, moments
from newscore.text import clean_line
from tests.support import ROOT

CORPUS = ROOT / "tests" / "corpus"
MUSEUM = sorted((ROOT / "tests" / "museum").glob("v*/*.json"))
SITE = Publication(name="The Harbour Ledger", url="https://ledger.example", language="en", zone="Europe/Stockholm")
NOW = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
ARTICLE_CHANNELS = [row for row in FORMATS.values() if row.writes != "feed"]
FEED_CHANNELS = [row for row in FORMATS.values() if row.writes != "article"]
ARTICLE_ROWS = [pytest.param(row, id=row.name) for row in ARTICLE_CHANNELS]
ROWS = [pytest.param(row, id=row.name) for row in FORMATS.values()]
READERS = [pytest.param(row, id=row.name) for row in FORMATS.values() if row.reads]


def options(row: Format) -> dict[str, object]:
    return {} if row.name == "json" else {"publication": SITE}


FIELDS = {field.alias or name for name, field in Article.model_fields.items()} - {"schema_version"}


@pytest.mark.parametrize("row", ROWS)
def test_a_channel_says_what_it_carries_and_what_it_leaves_behind(row):
    """Its module names its specification, and tells of every field of an article, and of nothing else."""
    carried = {entry.partition(" (")[0] for entry in row.carries}
    left = {entry.partition(" (")[0] for entry in row.leaves_behind}
    assert row.specification
    assert carried == {"everything"} or carried <= FIELDS
    assert left in ({"everything else"}, {"nothing"}) or carried | left == FIELDS
    assert row.fields == (FIELDS if carried == {"everything"} else carried)
    assert callable(row.module.dumps)
    assert callable(getattr(row.module, "loads", None)) is row.reads


# One drawn article goes through every channel: drawing it costs more than writing it.
@given(articles(status="published"))
def test_the_same_article_gives_the_same_text(article):
    """Writing is a function of the article alone, and gives text that can be encoded."""
    copy = native.loads(native.dumps(article)).content
    for row in ARTICLE_CHANNELS:
        written = formats.dumps(article, row.name, at=NOW, force=True, **options(row))
        assert formats.dumps(copy, row.name, at=NOW, force=True, **options(row)) == written, row.name
        assert written.encode(), row.name


@given(feeds())
def test_the_same_feed_gives_the_same_text(feed):
    """As for articles; what one channel cannot hold is a FormatError there each time."""
    copy = native.loads(native.dumps(feed)).content
    for row in FEED_CHANNELS:
        try:
            written = formats.dumps(feed, row.name, at=NOW, force=True)
        except FormatError:
            with pytest.raises(FormatError):
                formats.dumps(copy, row.name, at=NOW, force=True)
        else:
            assert formats.dumps(copy, row.name, at=NOW, force=True) == written, row.name


@given(articles(), moments())
def test_the_gate_stands_before_every_channel(article, at):
    """What the channel's audience may not see at that moment is refused, and the refusal tells nothing of the story."""
    for row in ARTICLE_CHANNELS:
        try:
            formats.dumps(article, row.name, at=at, **options(row))
        except NotVisible as refused:
            assert not visibility(article, at, row.audience).visible, row.name
            assert len(article.headline) < 12 or article.headline not in str(refused), row.name
        else:
            assert visibility(article, at, row.audience).visible, row.name


@pytest.mark.parametrize("row", FEED_CHANNELS, ids=[row.name for row in FEED_CHANNELS])
def test_the_gate_stands_before_every_item_of_a_feed(row):
    """One embargoed story stops the whole feed of a public channel."""
    public = Article(headline="Seen", id="urn:example:1", status="published", published_at=NOW)
    held = Article(
        headline="Held",
        id="urn:example:2",
        status="published",
        published_at=NOW,
        embargo_until=NOW + timedelta(hours=1),
    )
    feed = Feed(title="All", url="https://ledger.example", publication=SITE, items=[public, held])
    if row.audience == "public":
        with pytest.raises(NotVisible, match="embargoed"):
            formats.dumps(feed, row.name, at=NOW)
    later = NOW + timedelta(hours=1)
    assert "held" in formats.dumps(feed, row.name, at=later).lower()


@pytest.mark.parametrize("row", READERS)
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=400)))
def test_any_bytes_give_content_or_our_error(row, data):
    """No input raises anything outside the family."""
    for read in (formats.loads, formats.inspect):
        try:
            found = read(data, row.name)
        except (FormatError, MissingExtra):
            continue
        content = found.content if isinstance(found, Reading) else found
        assert isinstance(content, Article | Feed)


# A page of text is read by its looks, so its law holds for stories that look like stories: test_pagetext.py.
@pytest.mark.parametrize("row", [row for row in READERS if row.values[0].name != "text"])
@given(article=articles(status="published"))
def test_what_a_channel_writes_it_can_read(row, article):
    """The headline, at least, comes back from every channel that is read by its structure."""
    written = formats.dumps(article, row.name, at=NOW, force=True, **options(row))
    content = formats.loads(written, row.name)
    found = content.items[0] if isinstance(content, Feed) else content
    assert clean_line(found.headline) == clean_line(article.headline)


@pytest.mark.parametrize("name", ["", "fax", "JSON", "json ", "__init__", "../native", "a" * 10_000])
def test_an_unknown_channel_is_our_error(name):
    """The error names those there are, in a few words."""
    article = Article(headline="x")
    for act in (
        lambda: formats.dumps(article, name, at=NOW),
        lambda: formats.loads("", name),
        lambda: formats.problems(article, name),
    ):
        with pytest.raises(UnknownFormat, match="expected a channel \\(json, ") as refused:
            act()
        assert len(str(refused.value)) < 500


def test_a_channel_that_cannot_do_something_says_so():
    """Reading what is only written, writing a feed where one story fits."""
    written_only = next(row for row in FORMATS.values() if not row.reads)
    with pytest.raises(UnknownFormat, match="written, not read"):
        formats.loads("", written_only.name)
    with pytest.raises(UnknownFormat, match="got a feed"):
        formats.dumps(Feed(title="t", url="https://a.example"), "jsonld", at=NOW)


@pytest.mark.parametrize("path", MUSEUM, ids=[f"{path.parent.name}/{path.name}" for path in MUSEUM])
def test_old_payloads_load_for_ever(path):
    """What any version ever wrote is read by this one, keeps its headline, and survives being written again."""
    document = json.loads(path.read_text(encoding="utf-8"))
    content = native.loads(path.read_bytes()).content
    assert native.loads(native.dumps(content)).content == content
    if isinstance(content, Feed):
        assert [item.headline for item in content.items] == [item["headline"] for item in document["items"]]
    else:
        assert content.headline == document["headline"]


CASES = sorted(path for path in CORPUS.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
@pytest.mark.parametrize("row", ARTICLE_ROWS)
def test_the_corpus_is_what_is_written(case: Path, row):
    """One story, one file a channel: reviewed by people, held here to the letter."""
    article = native.loads((case / "article.json").read_bytes()).content
    golden = case / f"article.{row.suffix}"
    written = formats.dumps(article, row.name, at=NOW, force=True, **options(row))
    assert golden.exists(), f"write {golden.name} after looking at it: {written[:200]}"
    assert written == golden.read_text(encoding="utf-8").removesuffix("\n") or written == golden.read_text(
        encoding="utf-8"
    )


def test_every_error_of_the_table_is_of_the_family():
    """Whoever catches NewscoreError around the table catches all."""
    assert all(issubclass(kind, NewscoreError) for kind in (FormatError, NotVisible, UnknownFormat, MissingExtra))
