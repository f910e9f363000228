"""What a line and a text may hold, and what cleaning makes of the rest."""

import json
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from newscore.fields import Line, Text
from newscore.testing import texts
from newscore.text import (
    LINE_PATTERN,
    TEXT_PATTERN,
    clean,
    clean_line,
    count_words,
    direction,
    find_unsafe,
    is_line,
    is_text,
    is_visible,
    truncate,
)
from tests.support import json_lines, shared

LINE, TEXT = TypeAdapter(Line), TypeAdapter(Text)


def accepts(adapter: TypeAdapter[str], value: str) -> bool:
    try:
        return adapter.validate_python(value) == value
    except ValidationError:
        return False


def test_the_door_refuses_every_code_point_that_no_channel_may_carry():
    """What XML 1.0 forbids, surrogates, noncharacters and controls are refused in a line and in a text."""
    rows = list(json_lines("corpora", "unicode-codepoints", "cases.jsonl"))
    assert len(rows) == 158
    for row in rows:
        character = chr(int(row["cp"][2:], 16))
        refused = not row["xml10_legal"] or row["noncharacter"] or row["surrogate"] or row["c1"]
        text = f"a{character}b"
        assert accepts(LINE, text) is is_line(text), row["cp"]
        assert accepts(TEXT, text) is is_text(text), row["cp"]
        if refused:
            assert not is_text(text), row["cp"]
            assert not is_line(text), row["cp"]
        elif character not in "\t\n\r\u2028\u2029\x7f\u202a\u202b\u202c\u202d\u202e":
            assert is_line(text), row["cp"]


def test_the_rust_pattern_and_the_python_function_agree_on_every_code_point():
    """pydantic's engine and `re` read the same expression alike."""
    for point in range(0x110000):
        character = chr(point)
        assert accepts(LINE, character) is is_line(character), hex(point)
        assert accepts(TEXT, f"a{character}") is is_text(f"a{character}"), hex(point)


def test_a_line_is_never_two():
    """No line separator of any kind passes in a line."""
    for row in json_lines("corpora", "header-line-injection", "cases.jsonl"):
        text = row["text"]
        broken = any(sign in text for sign in "\n\r\x0b\x0c\x85\u2028\u2029\x00")
        assert is_line(text) is not broken, row["id"]


def test_naughty_strings_pass_or_are_refused_and_clean_always_mends_them():
    """Every naughty string is decided alike by both engines, and what `clean` leaves is fit for a text or is empty."""
    for text in json.loads(shared("corpora", "blns", "blns.json").read_text(encoding="utf-8")):
        assert accepts(LINE, text) is is_line(text)
        assert accepts(TEXT, text) is is_text(text)
        cleaned = clean(text)
        assert is_text(cleaned) or not any(character.isprintable() and not character.isspace() for character in cleaned)


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u200b\u200d", "\u3164", "\u2800", "\ufeff", "\U000e0020"])
def test_what_nobody_can_see_is_no_line(text):
    """White space, zero-width and blank-looking characters alone are refused."""
    assert not is_line(text)
    assert not accepts(LINE, text)


@given(st.text())
@example("a\u0301" * 3)
@example("\r\r\n\x85")
def test_clean_is_idempotent_and_normal(text):
    """Cleaning twice is cleaning once, and the result is NFC without controls."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not list(find_unsafe(cleaned, line=False))
    assert "\n" not in clean_line(text)
    assert clean_line(clean_line(text)) == clean_line(text)


def test_clean_is_linear_in_combining_marks():
    """A run of marks that would cost normalisation quadratic time is cut before it is normalised."""
    assert len(clean("a" + "\u0301\u0316" * 50_000)) < 100


@given(st.text(), st.integers(0, 40))
def test_truncate_keeps_to_its_limit(text, limit):
    """A truncated text never exceeds the limit, and a short one is untouched."""
    shown = truncate(text, limit)
    assert len(shown) <= limit
    if len(text) <= limit:
        assert shown == text


@pytest.mark.parametrize(
    ("text", "limit", "want"),
    [
        ("Storm hits the coast", 11, "Storm hits…"),
        ("Storm hits the coast", 9, "Storm…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("ab e\u0301e\u0301e\u0301", 5, "ab…"),
        ("cafe\u0301s", 5, "caf…"),
    ],
)
def test_truncate_cuts_between_words_and_never_inside_a_character(text, limit, want):
    """The cut falls on a space where there is one, and never between a letter and its marks."""
    assert truncate(text, limit) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("abc", "ltr"),
        ("שלום abc", "rtl"),
        ("123 العربية", "rtl"),
        ("\u2067שלום\u2069 abc", "ltr"),
        ("12:30", "neutral"),
    ],
)
def test_direction_is_that_of_the_first_strong_character_outside_isolates(text, want):
    """UAX #9 rules P2 and P3."""
    assert direction(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("", 0),
        ("one", 1),
        ("don’t stop", 2),
        ("low-cost, high-visibility", 2),
        ("Қазақстан жаңалықтары", 2),
        ("می‌روند خانه", 2),
        ("東京都", 2),
        ("3.14 and 2,500", 3),
        ("— … !", 0),
    ],
)
def test_words_are_counted_by_script(text, want):
    """Apostrophes, hyphens, joiners and digit marks stay inside a word; Han counts one for two characters."""
    assert count_words(text) == want


@given(st.text(max_size=40) | texts(40))
def test_the_short_way_agrees_with_the_patterns(text):
    """What `str.isprintable` lets through is judged as the pattern judges it; cleaned text only has to be visible."""
    safe = not any("\ud800" <= char <= "\udfff" for char in text)
    assert is_line(text) == (safe and re.fullmatch(LINE_PATTERN.removesuffix("$"), text) is not None)
    assert is_text(text) == (safe and re.fullmatch(TEXT_PATTERN.removesuffix("$"), text) is not None)
    assert is_visible(clean(text)) == is_text(clean(text))
