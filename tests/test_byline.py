"""Bylines: the printed words kept, the names understood, and said again in a reader's language."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from newscore.byline import Byline, Contributor
from newscore.byline_parser import find_prefix, parse_parts
from newscore.testing import bylines, lines

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


@pytest.mark.parametrize(
    ("locale", "want"),
    [
        ("en", "By Ana and Isabel"),
        ("es", "Por Ana e Isabel"),
        ("fr", "Par Ana et Isabel"),
        ("de", "Von Ana und Isabel"),
        ("ru", "Ana и Isabel"),
        ("ja", "Ana、Isabel"),
    ],
)
def test_names_are_said_as_the_locale_lists_them(locale, want):
    """CLDR's list, and a word for "by" only in languages that print one before any name."""
    assert Byline.parse("By Ana and Isabel").display(locale) == want
    assert Byline.parse("By Ana and Isabel").display("en", prefix=False) == "Ana and Isabel"


@given(st.text(max_size=600), st.sampled_from([None, "en", "de", "ar", "ja", "nonsense!"]))
@example("\u3164, \u115f", None)
@example("by " * 200, "en")
def test_reading_a_byline_is_total(text, language):
    """Any text gives names that it holds; no line at all is refused by the model."""
    line = " ".join(text.split())[:500]
    assert all(part.name in line for part in parse_parts(text, language=language))
    assert find_prefix(text, language) is None or text.strip().lower().startswith(
        str(find_prefix(text, language)).lower()[:1]
    )
    try:
        byline = Byline.parse(text, language=language)
    except ValidationError:
        return
    assert byline.text == text


@given(bylines(), st.sampled_from(["en", "ar", "zh-Hant", "xx"]))
def test_every_byline_can_be_said(byline, locale):
    """Each author's name stands in what is said, where the locale has data."""
    try:
        said = byline.display(locale)
    except LookupError:
        assert locale == "xx"
        return
    assert all(author.name in said for author in byline.authors)


@given(lines(60))
def test_a_line_is_kept_to_the_letter(line):
    """Whatever was printed, `text` is what was printed."""
    assert Byline.parse(line).text == line
