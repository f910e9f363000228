"""Bylines said to readers: lists as ICU writes them, words only where they are sure, directions kept apart."""

import json
import re

import pytest

from newscore.byline import Byline, Contributor, Credit
from newscore.byline_display import isolate
from newscore.errors import BylineError, UnknownLocale
from tests.support import ROOT

GOLDEN = [json.loads(line) for line in (ROOT / "tests/golden/byline_lists.jsonl").read_text("utf-8").splitlines()]


def composed(*names: str, **more: object) -> Byline:
    """A byline of authors."""
    return Byline(credits=[Credit(contributor=Contributor(name=name), **more) for name in names])


@pytest.mark.parametrize("case", GOLDEN, ids=[f"{case['locale']}-{at}" for at, case in enumerate(GOLDEN)])
def test_names_are_listed_as_icu_lists_them(case):
    """Without a prefix a byline is ICU's list of the names, but for the isolates around those of another direction."""
    said = composed(*case["names"]).display(case["locale"], prefix=False)
    assert re.sub("[\u2068\u2069]", "", said) == case["icu"]


def test_a_prefix_stands_only_where_the_language_prints_one():
    """Languages that say it before any name have a word; those that decline it, or print a role, have none."""
    said = {
        tag: composed("Ana").display(tag) for tag in ("en", "de", "fr", "es", "pt-BR", "it", "nl", "sv", "nb", "ca")
    }
    assert said == {
        "en": "By Ana", "de": "Von Ana", "fr": "Par Ana", "es": "Por Ana", "pt-BR": "Por Ana", "it": "Di Ana",
        "nl": "Door Ana", "sv": "Av Ana", "nb": "Av Ana", "ca": "Per Ana",
    }  # fmt: skip
    for tag in ("ru", "uk", "pl", "cs", "fi", "hu", "el", "tr", "kk", "ja", "zh", "ko", "hi", "vi"):
        assert composed("Ana").display(tag) == "Ana"
    assert composed("Ana").display("en", prefix=False) == "Ana"


@pytest.mark.parametrize(
    ("locale", "wanted", "want"),
    [
        ("en", None, "By A, B, and C"),
        ("en", False, "By A, B and C"),
        ("en-GB", None, "By A, B and C"),
        ("en-GB", True, "By A, B, and C"),
        ("de", True, "Von A, B, und C"),
        ("es", False, "Por A, B y C"),
        ("ja", True, "A、B、C"),
        ("zh", True, "A、B和C"),
    ],
)
def test_a_serial_comma_is_cldrs_choice_or_the_callers(locale, wanted, want):
    """None is CLDR's list; True and False put the comma before the last word, or take it away."""
    assert composed("A", "B", "C").display(locale, serial_comma=wanted) == want


@pytest.mark.parametrize(
    ("locale", "most", "want"),
    [
        ("en", 2, "By A, B, and 2 others"),
        ("en", 3, "By A, B, C, and 1 other"),
        ("en", 4, "By A, B, C, and D"),
        ("de", 1, "Von A und 3 weitere"),
        ("de", 3, "Von A, B, C und 1 weitere Person"),
        ("fr", 2, "Par A, B et 2 autres"),
        ("es", 2, "Por A, B y 2 más"),
        ("it", 3, "Di A, B, C e un altro"),
        ("ru", 2, "A, B и ещё 2"),
        ("pl", 2, "A, B i 2 inne osoby"),
        ("he", 2, "מאת \u2068A\u2069, \u2068B\u2069 ועוד 2"),
        ("ja", 2, "A、B…"),
        ("ko", 2, "A, B …"),
        ("kk", 2, "A, B …"),
    ],
)
def test_those_left_out_are_counted_or_hinted_at(locale, most, want):
    """In the words of the language where they are sure, with an ellipsis where they are not."""
    assert composed("A", "B", "C", "D").display(locale, max_names=most) == want


def test_fewer_than_one_name_is_refused():
    """A byline of nobody is no byline."""
    with pytest.raises(BylineError, match="at least 1"):
        composed("A").display("en", max_names=0)


@pytest.mark.parametrize(
    ("locale", "want"),
    [
        ("en", "By Jane Doe in Astana and John Roe in Oslo"),
        ("de", "Von Jane Doe in Astana und John Roe in Oslo"),
        ("es", "Por Jane Doe en Astana y John Roe en Oslo"),
        ("fr", "Par Jane Doe (Astana) et John Roe (Oslo)"),
        ("ru", "Jane Doe (Astana) и John Roe (Oslo)"),
        ("ja", "Jane Doe（Astana）、John Roe（Oslo）"),
    ],
)
def test_a_place_stands_behind_a_sure_word_or_in_brackets(locale, want):
    """Only where the word for "in" changes neither with the place nor the place with it."""
    byline = Byline.parse("Jane Doe in Astana and John Roe in Oslo", language="en")
    assert byline.display(locale) == want
    assert "Astana" not in byline.display(locale, places=False)


def test_titles_stand_in_brackets():
    """A comma would make them look like names of the list."""
    byline = Byline.parse("Ian Sample Science editor and Jane Doe in Oslo", language="en")
    assert byline.display("en") == "By Ian Sample and Jane Doe in Oslo"
    assert byline.display("en", titles=True) == "By Ian Sample (Science editor) and Jane Doe in Oslo"
    assert byline.display("ru", titles=True) == "Ian Sample (Science editor) и Jane Doe (Oslo)"


def test_a_name_of_another_direction_is_isolated():
    """Within a list or behind a prefix, FSI and PDI stand around it; alone, or in its own direction, never."""
    assert composed("Jane Doe", "أحمد علي").display("ar", prefix=False) == "\u2068Jane Doe\u2069 وأحمد علي"
    assert composed("أحمد علي", "محمد حسن").display("en") == "By \u2068أحمد علي\u2069 and \u2068محمد حسن\u2069"
    assert composed("أحمد علي").display("ar") == "بقلم أحمد علي"
    assert composed("Jane Doe").display("ar", prefix=False) == "Jane Doe"
    assert composed("Jane Doe", "John Roe").display("en") == "By Jane Doe and John Roe"
    assert isolate("Jane (جين)", "ltr") == "\u2068Jane (جين)\u2069"


def test_without_authors_the_agencies_or_the_text_are_said():
    """The authors; or the agencies; or whoever is credited; or the printed words."""
    assert Byline.parse("By Jane Doe and AFP", language="en").display("fr") == "Par Jane Doe"
    assert Byline.parse("AFP/Reuters", language="en").display("de") == "Von AFP und Reuters"
    assert Byline.parse("Fotos: Eva Beispiel", language="de").display("ru") == "Eva Beispiel"
    assert Byline.parse("January 15, 2026", language="en").display("de") == "January 15, 2026"


def test_a_locale_without_data_is_refused():
    """Nothing is guessed for a language that CLDR does not list in."""
    with pytest.raises(UnknownLocale):
        composed("Ana").display("xx")
