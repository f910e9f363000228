"""Bylines: the printed words kept, the names understood, and said again in a reader's language."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from newscore.article import Article
from newscore.byline import Byline, Contributor
from newscore.byline_parser import find_prefix, parse_parts
from newscore.errors import BylineError
from newscore.testing import bylines, lines
from newscore.text import is_line

# language, printed byline, names in order, places
PRINTED = [
    ("en", "By Jane Doe", ["Jane Doe"], [None]),
    ("en", "By Jane Doe and John Roe in Astana", ["Jane Doe", "John Roe"], [None, "Astana"]),
    ("en", "Jane Doe, John Roe", ["Jane Doe", "John Roe"], [None, None]),
    ("en", "Byron Smith", ["Byron Smith"], [None]),
    ("de", "Von Max Muster und dpa", ["Max Muster", "dpa"], [None, None]),
    ("fr", "Par Chloé Martin et Léa Petit", ["Chloé Martin", "Léa Petit"], [None, None]),
    ("es", "Por Ana e Isabel Ruiz", ["Ana", "Isabel Ruiz"], [None, None]),
    ("ru", "Автор: Анна Иванова", ["Анна Иванова"], [None]),
    ("tr", "Haber: Elif Ünal", ["Elif Ünal"], [None]),
    ("ar", "بقلم: أحمد علي", ["أحمد علي"], [None]),
    ("ja", "記者：山田太郎", ["山田太郎"], [None]),
    ("zh", "文／王小明", ["王小明"], [None]),
]


@pytest.mark.parametrize(("language", "printed", "names", "places"), PRINTED, ids=[row[1] for row in PRINTED])
def test_a_printed_byline_is_kept_and_understood(language, printed, names, places):
    """The text stays verbatim; the names are bare, in order, each with its place."""
    byline = Byline.parse(printed, language=language)
    assert byline.text == printed
    assert [credit.contributor.name for credit in byline.credits] == names
    assert [credit.place for credit in byline.credits] == places


def test_agencies_are_organizations_and_never_authors():
    """A known agency is credited as one."""
    byline = Byline.parse("By Jane Doe and AFP", language="en")
    assert [author.name for author in byline.authors] == ["Jane Doe"]
    assert [(agency.name, agency.kind) for agency in byline.by_role("agency")] == [("AFP", "organization")]


def test_a_name_is_sure_only_where_print_says_so():
    """After a word for "by", or where the caller knows the name."""
    known = Contributor(name="Peter and Sons", kind="organization", url="https://ledger.example/by/sons")
    assert [credit.sure for credit in Byline.parse("By Jane Doe").credits] == [True]
    assert [credit.sure for credit in Byline.parse("Jane Doe").credits] == [False]
    byline = Byline.parse("Jane Doe, Peter and Sons", language="en", known=[known])
    assert [credit.contributor for credit in byline.credits] == [Contributor(name="Jane Doe"), known]
    assert [credit.sure for credit in byline.credits] == [False, True]


def test_known_contributors_are_matched_first_and_longest_first():
    """As whole words, in any case, whatever words their names hold; no part of a longer name is a shorter one."""
    band = Contributor(name="Prince and the Revolution", kind="organization")
    prince = Contributor(name="Prince")
    gasset = Contributor(name="José Ortega y Gasset", same_as=["https://ledger.example/ortega"])
    byline = Byline.parse("Prince and the Revolution, Prince and Princely Jones", language="en", known=[prince, band])
    assert [credit.contributor for credit in byline.credits] == [band, prince, Contributor(name="Princely Jones")]
    byline = Byline.parse("Por JOSÉ ORTEGA Y GASSET y Ana Ruiz", language="es", known=[gasset])
    assert [credit.contributor for credit in byline.credits] == [gasset, Contributor(name="Ana Ruiz")]
    titled = Byline.parse("Jane Doe Mills Science editor", language="en", known=[Contributor(name="Jane Doe Mills")])
    assert [(credit.contributor.name, credit.title) for credit in titled.credits] == [
        ("Jane Doe Mills", "Science editor")
    ]


def test_two_people_of_one_name_stay_two():
    """Equal names are never merged; known namesakes are taken in their order, and nobody is sure."""
    first = Contributor(name="Duncan Campbell", url="https://ledger.example/dc")
    second = Contributor(name="Duncan Campbell", url="https://ledger.example/dc2")
    printed = "Duncan Campbell and Duncan Campbell"
    assert [author.name for author in Byline.parse(printed, language="en").authors] == ["Duncan Campbell"] * 2
    byline = Byline.parse(printed, language="en", known=[first, second])
    assert [credit.contributor for credit in byline.credits] == [first, second]
    assert [credit.sure for credit in byline.credits] == [False, False]


def test_one_person_of_two_roles_is_named_once():
    """ "Text and photos by" is one credit, found under both roles."""
    byline = Byline.parse("Text und Fotos: Eva Beispiel", language="de")
    assert [(credit.role, credit.also) for credit in byline.credits] == [("author", ("photographer",))]
    assert byline.authors == byline.by_role("photographer") == (Contributor(name="Eva Beispiel"),)


def test_addresses_go_to_the_contributor():
    """An e-mail address and a page behind a name are that contributor's; a handle is no name."""
    byline = Byline.parse("Mike Roe | mike.roe@ledger.example and Ann Poe (https://ledger.example/ann)", language="en")
    assert [(author.name, author.email, author.url) for author in byline.authors] == [
        ("Mike Roe", "mike.roe@ledger.example", None),
        ("Ann Poe", None, "https://ledger.example/ann"),
    ]


HOSTILE = [
    "\u3164, \u115f", "by " * 200, "(" * 500, "(by " * 120, "[{(" * 160, "a(b)" * 120, "A/" * 250, "&" * 500,
    "A and " * 80, "Jr. " * 120, "e\u0301" * 250, "\u0301" * 500, "\u202e" + "x" * 400, "\u2066" * 400, "dpa/lno" * 70,
    "a@" * 250,
    "a@b." * 120, "1:" * 250, "15 Jan 2026 " * 40, "記者" * 250, "著訳" * 250, "和" * 500, "ו" * 500, "و" * 500,
    "และ" * 160, "und " * 120, "Von " * 120, "Text und Foto und " * 27, "@" * 500, "http://" * 70, "=" * 500, "·" * 500,
]  # fmt: skip


@pytest.mark.parametrize("language", [None, "en", "de", "ar", "he", "ja", "zh", "ko", "th", "nonsense!"])
def test_hostile_lines_are_read(language):
    """Whatever stands in a line, names that stand in it come back, and no error."""
    for text in HOSTILE:
        line = " ".join(text[:500].split())
        for part in parse_parts(text, language=language):
            assert all(word in line for word in part.name.split())


@given(st.text(max_size=600), st.sampled_from([None, "en", "de", "ar", "ja", "nonsense!"]))
@example("Jong, Michiel de", "nl")
def test_reading_a_byline_is_total(text, language):
    """Any text gives names whose words it holds, and a text that is no line is refused by the model."""
    line = " ".join(text[:500].split())
    for part in parse_parts(text, language=language):
        assert all(word in line for word in part.name.split())
    prefix = find_prefix(text, language)
    assert prefix is None or text.lstrip().startswith(prefix)
    try:
        byline = Byline.parse(text, language=language)
    except BylineError:
        assert not is_line(text)
        return
    assert byline.text == text


CUES = [
    "By",
    "von",
    "Text:",
    "Fotos:",
    "(",
    ")",
    ",",
    "/",
    "&",
    "and",
    "und",
    "dpa",
    "AFP",
    "Jr.",
    "J.",
    "de",
    "in",
    "Oslo",
]
CUES += [
    "editor",
    "the",
    "記者",
    "写真：",
    "・",
    "、",
    "著",
    "و",
    "أحمد",
    "2026",
    "15 Jan 2026",
    "@x",
    "a@b.example",
    "Jane",
    "Doe",
]


@given(
    st.lists(st.sampled_from(CUES), max_size=40).map(" ".join), st.sampled_from([None, "en", "de", "ar", "ja", "zh"])
)
def test_any_order_of_cues_is_read(text, language):
    """Cues in an order that nobody prints give names that stand in the line, each of them a line."""
    for credit in Byline.parse(text, language=language).credits if is_line(text) else ():
        assert all(word in text for word in credit.contributor.name.split())


@pytest.mark.parametrize(
    "text", ["x" * 501, "Jane Doe and " * 80_000, "(" * 1_000_000, "\u0301" * 1_000_000, "", "a\nb"]
)
def test_a_text_that_is_no_line_is_refused_unread(text):
    """Over 500 characters, empty or of two lines: a BylineError with pydantic's for a cause, whatever the size."""
    with pytest.raises(BylineError, match="expected a printed line of 1 to 500 characters") as raised:
        Byline.parse(text, language="en")
    assert isinstance(raised.value.__cause__, ValidationError)
    assert len(str(raised.value)) < 200


def test_an_article_refuses_such_a_text_with_its_path():
    """A model gives pydantic's own error, and it says where."""
    with pytest.raises(ValidationError) as raised:
        Article(headline="Harbour opens", byline="x" * 501)
    assert {problem["loc"][0] for problem in raised.value.errors()} == {"byline"}


def test_a_million_characters_are_read_to_the_five_hundredth():
    """The parts of a huge text are those of its first 500 characters, in under a second of the processor."""
    begun = time.process_time()
    assert parse_parts("Jane Doe, " * 100_000, language="en") == parse_parts("Jane Doe, " * 50, language="en")
    assert find_prefix("By " * 300_000) == "By"
    assert time.process_time() - begun < 1.0


@given(bylines(), st.sampled_from(["en", "ar", "zh-Hant", "xx"]))
def test_every_byline_can_be_said(byline, locale):
    """Each author's name stands in what is said, where the locale has data."""
    try:
        said = byline.display(locale)
    except LookupError:
        assert locale == "xx"
        return
    names = [author.name for author in byline.authors]
    assert all(name in said for name in names)


@given(lines(60))
def test_a_line_is_kept_to_the_letter(line):
    """Whatever was printed, `text` is what was printed."""
    assert Byline.parse(line).text == line
