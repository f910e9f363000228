"""The page reader: the seed page, pages in twelve languages, and nothing lost in silence on any page at all."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscore.article import Article
from newscore.body import plain
from newscore.body.blocks import Block, Heading, List, ListItem, Paragraph
from newscore.errors import FormatError, LanguageError, LimitExceeded, UnknownZone
from newscore.formats import pagetext
from newscore.publication import Publication
from newscore.reading import Reading
from newscore.testing import articles, headlines, lines, texts
from tests.support import shared

PAGES = Path(__file__).parent / "pages"
NBSP = "\u00a0"


def kinds(article: Article) -> Counter[str]:
    return Counter(block.type for block in article.body)


def dropped(reading: Reading[Article]) -> list[str]:
    return [note.text for note in reading.notes if note.code == "dropped"]


def codes(reading: Reading[Article]) -> set[str]:
    return {note.code for note in reading.notes}


def test_the_seed_page_is_read_whole():
    """Name, date, section, headline, 8 paragraphs, 2 headings, 1 ordered list of 3, no byline, one line dropped."""
    reading = pagetext.loads(shared("seed", "news-page.txt").read_bytes(), language="en")
    article = reading.content
    assert article.headline == "Why Kazakhstan Joined the Abraham Accords: A New Geopolitical Balancing Act"
    assert article.section is not None
    assert article.section.name == "Hot News"
    assert (article.byline, article.status, article.published_at) == (None, "draft", None)
    assert kinds(article) == {"paragraph": 8, "heading": 2, "list": 1}
    listed = next(block for block in article.body if block.type == "list")
    assert (listed.ordered, listed.start, len(listed.items)) == (True, 1, 3)
    assert listed.items[2].text.startswith("A Global Bridge Builder: By formalizing")
    assert [block.text for block in article.body if block.type == "heading"] == [
        "The Logic of the Steppe: Counterbalancing Two Giants",
        "Reinvigorating the Accords and Redrawing the Map",
    ]
    noted = {note.code: note for note in reading.notes}
    assert noted["publication-name"].text == "News Unwrapped"
    assert (noted["date-text"].text, noted["date-text"].value) == (
        "Thursday, January 15, 2026 11:14 AM",
        "2026-01-15T11:14",
    )
    assert dropped(reading) == ["Scroll to Top"]
    assert "guess-date-role" in noted


def test_a_date_becomes_a_moment_only_with_a_zone():
    """With the caller's zone the printed clock is an instant; whose clock it is stays a note."""
    page = shared("seed", "news-page.txt").read_bytes()
    reading = pagetext.loads(page, language="en", zone="Asia/Almaty")
    assert reading.content.published_at == datetime(2026, 1, 15, 6, 14, tzinfo=UTC)
    assert "guess-date-role" in codes(reading)
    assert "date-without-moment" in codes(pagetext.loads(page, language="en"))


# file, language, headline's first words, section, authors, iso date, blocks, and what was dropped
EXPECTED = {
    "en-wire": ("en", "Storm Hits Three", "world/asia", ["Jane Doe", "John Roe"], "2026-01-15T11:14Z", "pphlhp"),
    "de": ("de", "Köln bekommt", "politik", ["Max Muster"], "2026-01-15T11:14", "phpl"),
    "fr": ("fr", "L’été sera chaud", "economie", ["Chloé Martin"], "2026-01-15T11:14", "php"),
    "es": ("es", "El agua vuelve", "sociedad", ["Ana Isabel Ruiz"], "2026-01-15T11:14", "pp"),
    "ru": ("ru", "Три порта", "ekonomika", ["Анна Иванова"], "2026-01-15T11:14", "php"),
    "kk": ("kk", "Үш порт", "qogham", ["Айгүл Серікова"], "2026-01-15", "pp"),
    "tr": ("tr", "Iğdır’da köprü", "gundem", ["Elif Ünal"], "2026-01-15T11:14", "pp"),
    "ar": ("ar", "ثلاثة موانئ", "اقتصاد", ["أحمد علي"], "2026-01-15", "pp"),
    "ja": ("ja", "三つの港", "経済", ["山田太郎"], "2026-01-15T11:14", "pp"),
    "pt": ("pt", "Água volta", "cidades", ["João Silva"], "2026-01-15T11:14", "pp"),
    "it": ("it", "L’acqua torna", "cronaca", ["Mario Rossi"], "2026-01-15", "pp"),
    "uk": ("uk", "Три порти", "suspilstvo", ["Олена Коваль"], "2026-01-15T11:14", "pp"),
    "hard-wrapped": ("en", "Old Bridge", None, [], "2026-01-16", "pp"),
    "only-a-story": ("en", "Council votes", None, [], None, "pp"),
}
LETTERS = {"paragraph": "p", "heading": "h", "list": "l"}


@pytest.mark.parametrize("name", EXPECTED)
def test_pages_of_other_outlets_are_read(name):
    """Headline, section, authors, printed date and the order of blocks, in each language."""
    language, headline, section, authors, iso, blocks = EXPECTED[name]
    reading = pagetext.loads((PAGES / f"{name}.txt").read_bytes(), language=language)
    article = reading.content
    assert article.headline.startswith(headline)
    assert (article.section.path if article.section else None) == section
    assert [author.name for author in article.byline.authors] == authors if article.byline else authors == []
    assert next((note.value for note in reading.notes if note.code == "date-text"), None) == iso
    assert "".join(LETTERS[block.type] for block in article.body) == blocks
    assert article.language == language
    assert not [note for note in reading.notes if note.code == "weekday-mismatch"]


def test_furniture_is_reported_word_for_word():
    """Everything around the wire page's story stands in a note."""
    reading = pagetext.loads((PAGES / "en-wire.txt").read_bytes(), language="en")
    assert dropped(reading) == [
        "Skip to main content",
        "Home > World > Asia",
        "Storm Hits Three Harbours Before Dawn",
        "5 min read",
        "Advertisement",
        "Read more: The night of the long tide",
        "Photo: Nils Ek",
        "© 2026 The Ledger. All rights reserved.",
        "Back to top",
    ]
    assert reading.content.summary == "Ferries stopped at six, and nobody can say when they will sail again."


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_every_kind_of_line_break_is_one(separator):
    """The same page with other line breaks reads the same, numbers of lines included."""
    page = shared("seed", "news-page.txt").read_text(encoding="utf-8")
    assert pagetext.loads(page.replace("\n", separator), language="en") == pagetext.loads(page, language="en")


@pytest.mark.parametrize(
    "encode", [lambda t: t.encode("utf-8-sig"), lambda t: t.encode("utf-16"), lambda t: "\ufeff" + t]
)
def test_marks_of_encodings_are_understood(encode):
    """A byte order mark never becomes part of the masthead."""
    page = shared("seed", "news-page.txt").read_text(encoding="utf-8")
    assert pagetext.loads(encode(page), language="en") == pagetext.loads(page, language="en")


def test_another_encoding_is_guessed_and_said():
    """Bytes that are not UTF-8 are read as Windows-1252, with a note."""
    reading = pagetext.loads("Köln bekommt eine Brücke\n\nDer Rat hat nach neun Stunden zugestimmt.".encode("cp1252"))
    assert reading.content.headline == "Köln bekommt eine Brücke"
    assert "guess-encoding" in codes(reading)


def test_a_weekday_that_is_not_the_days_is_noted_and_claims_nothing():
    """The 16th of January 2026 is no Thursday."""
    story = "Storm hits three harbours\n\nThe wind rose at four, and the ferries stopped."
    page = f"Ledger\nThursday, January 16, 2026 11:14 AM\n\n{story}"
    reading = pagetext.loads(page, language="en", zone="UTC")
    assert "weekday-mismatch" in codes(reading)
    assert reading.content.published_at is None


def test_numbers_that_mean_two_days_are_no_date():
    """03/04/2026 is left in the page's words unless the language says which."""
    page = "Storm hits three harbours\n03/04/2026\n\nThe wind rose at four, and the ferries stopped."
    assert "date-text" not in codes(pagetext.loads(page, language="en"))
    noted = [note.value for note in pagetext.loads(page, language="en-GB").notes if note.code == "date-text"]
    assert noted == ["2026-04-03"]


def test_lists_nest_by_indentation():
    """A deeper bullet belongs to the item above it."""
    story = "Storm hits three harbours\n\nThe wind rose at four, and the ferries stopped."
    page = f"{story}\n\n- One\n    - One a\n    - One b\n- Two"
    listed = pagetext.loads(page).content.body[-1]
    inner = List(items=[ListItem(text="One a"), ListItem(text="One b")])
    assert listed == List(items=[ListItem(text="One", blocks=[inner]), ListItem(text="Two")])


@pytest.mark.parametrize("page", ["", " \n\t\n", NBSP, "\u200b", "\x00", b"\xff\xfe\x00", "Advertisement\nMenu"])
def test_a_page_without_a_headline_is_our_error(page):
    """Nothing that could be a headline: a FormatError that says so."""
    with pytest.raises(FormatError):
        pagetext.loads(page)


def test_a_language_or_a_zone_that_is_none_is_our_error():
    """Also where the page has no date to use it on."""
    with pytest.raises(LanguageError):
        pagetext.loads("Storm", language="English")
    with pytest.raises(UnknownZone):
        pagetext.loads("Storm", zone="../etc/passwd")


def test_limits_are_errors_by_name():
    """Bytes and blocks; a line of five million letters is one story in several paragraphs."""
    with pytest.raises(LimitExceeded, match="bytes"):
        pagetext.loads("x" * 5_242_881)
    with pytest.raises(LimitExceeded, match="blocks"):
        pagetext.loads("Storm hits three harbours\n\n" + "The wind rose at four, and by six it blew.\n\n" * 5_002)
    reading = pagetext.loads("Storm hits three harbours\n\n" + "word " * 1_000_000)
    assert len(reading.content.body) == 50
    assert "repaired-paragraph" in codes(reading)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def content_words(reading: Reading[Article]) -> Counter[str]:
    """Every word of the article and of the notes."""
    article = reading.content
    sections = article.section.lineage if article.section else ()
    parts = [article.headline, article.summary or "", article.kicker or "", *(section.name for section in sections)]
    parts += [article.byline.text or ""] if article.byline else []
    return sum(
        (words(part) for part in [*parts, *_texts(article.body), *(note.text for note in reading.notes)]), Counter()
    )


def _texts(blocks: tuple[Block, ...]) -> list[str]:
    found = []
    for block in blocks:
        match block.type:
            case "paragraph" | "heading":
                found.append(block.text)
            case "quote":
                found.append(f"{block.text} {block.attribution or ''}")
            case "list":
                found.extend(
                    f"{number if block.ordered else ''} {item.text}"
                    for number, item in enumerate(block.items, block.start)
                )
                found.extend(text for item in block.items for text in _texts(item.blocks))
    return found


page_lines = st.one_of(
    headlines(),
    headlines("en"),
    texts(120),
    st.sampled_from(
        [
            "",
            "",
            NBSP,
            "Advertisement",
            "By Jane Doe",
            "15 January 2026",
            "1. One",
            "2. Two",
            "• Point",
            "    - Deep",
            "Home > World > Asia",
            "Thursday, January 16, 2026",
            "Storm hits | The Ledger",
            "① Eins",
            "15.01.2026, 11:14 Uhr | Max Muster",
            "WHAT NEXT",
        ]
    ),
)


@given(st.lists(page_lines, max_size=25).map("\n".join), st.sampled_from([None, "en", "de", "ar", "ja"]))
@example("1. a\n9. b\n\n2. c", None)
def test_no_word_is_lost_in_silence(page, language):
    """Every word of the page is in the article, in a note, or in both."""
    try:
        reading = pagetext.loads(page, language=language)
    except FormatError:
        return
    read = "\n".join(line.text for line in pagetext.read_lines(page, [].append))
    lost = words(read) - content_words(reading)
    numbered = Counter(re.findall(r"(?m)^\W*(\d{1,4})[.)．、]|([①-⑳])", read))
    markers = {word for pair in numbered for word in pair if word}
    assert not {word for word in lost if word not in markers}


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400), st.lists(lines(), max_size=12).map("\n".join)))
@example("\u3164\n\u115f")
@example("By \u3164\n" * 3)
@example("a > " * 200)
@example("     - x\n" * 40)
def test_any_bytes_give_an_article_or_our_error(data):
    """And the article is one that native JSON carries."""
    try:
        reading = pagetext.loads(data, zone="Asia/Kathmandu")
    except FormatError:
        return
    assert reading.content.evolve() == reading.content


@pytest.mark.parametrize(
    "page", ["a" * 5_000_000, "\n" * 5_000_000, " " * 5_000_000, "a\n" * 4_900, "1. " * 100_000, "> " * 500_000]
)
def test_hostile_sizes_end_in_content_or_our_error(page):
    """Megabytes of one thing are read or refused, without running away."""
    try:
        assert pagetext.loads(page).content.headline
    except FormatError as refused:
        assert str(refused)


SITE = Publication(name="The Harbour Ledger", url="https://ledger.example", zone="Europe/Stockholm")


@given(st.lists(headlines("en").map(lambda text: f"The {text}, and by six it was over."), min_size=1, max_size=5))
def test_a_written_page_reads_back(paragraphs):
    """Headline, section, paragraphs and lists survive being written as a page."""
    blocks = [Paragraph(text=text) for text in paragraphs]
    listed = List(ordered=True, items=[ListItem(text="First things"), ListItem(text="Second things")])
    article = Article(
        headline="Storm hits three harbours before dawn",
        language="en",
        section="Weather",
        byline="By Jane Doe",
        published_at=datetime(2026, 1, 15, 11, 14, tzinfo=UTC),
        body=[
            *blocks,
            Heading(text="What comes next"),
            listed,
            Paragraph(text="That was all there was to say about it."),
        ],
    )
    reading = pagetext.loads(pagetext.dumps(article, publication=SITE), language="en")
    again = reading.content
    assert (again.headline, again.section, again.byline) == (article.headline, article.section, article.byline)
    assert [block.text for block in again.body if block.type == "paragraph"] == [
        *paragraphs,
        "That was all there was to say about it.",
    ]
    assert [block for block in again.body if block.type != "paragraph"] == [Heading(text="What comes next"), listed]
    assert [note.text for note in reading.notes if note.code == "publication-name"] == ["The Harbour Ledger"]


@given(articles())
def test_every_article_can_be_written_as_text(article):
    """The headline and every paragraph's words are in the page."""
    written = pagetext.dumps(article, publication=SITE)
    assert article.headline in written
    assert all(block.text in written for block in article.body if block.type == "paragraph")


@given(
    st.lists(texts(60).map(str.split).map(" ".join).filter(lambda text: text.strip() and "\n" not in text), max_size=5)
)
def test_plain_paragraphs_survive(paragraphs):
    """Paragraphs of plain text are read back as they were written, up to Unicode's normal form."""
    import unicodedata

    blocks = tuple(Paragraph(text=text) for text in paragraphs)
    again = plain.loads(plain.dumps(blocks))
    assert plain.loads(plain.dumps(again)) == again
    want = [cleaned for text in paragraphs if (cleaned := plain.clean(unicodedata.normalize("NFC", text)))]
    assert [block.text for block in again if block.type == "paragraph"] == want
