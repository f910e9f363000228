"""Slugs beside those of newsrooms, of the standards, and of python-slugify where no language is given."""

import importlib.util
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify as python_slugify
from text_unidecode import unidecode

from newscore.slugs import slugify
from tests.support import json_lines

OPTIONAL = {"optional:zh": ("pypinyin", "zh-pinyin", 1.0), "optional:ja": ("cutlet", "ja-hepburn", 0.8)}
PATTERN_OF_AN_ENTITY = re.compile(r"&(?:[A-Za-z0-9]+|#\d+|#[xX][0-9A-Fa-f]+);")
DIGIT_COMMA = re.compile(r"(?<=\d),(?=\d)")


def published():
    """The published pairs, each with the scheme its tier names."""
    for row in json_lines("corpora", "slugs", "published.jsonl"):
        kind, _, name = row["tier"].partition(":")
        yield row, name if kind == "scheme" else None


def test_published_and_official_slugs_are_met():
    """Every pair of the tiers url, official, scheme and rule, and all of Korean."""
    wrong = []
    for row, scheme in published():
        if row["tier"] in OPTIONAL:
            continue
        got = slugify(row["title"], language=row["lang"], scheme=scheme, max_length=None)
        if got != row["expected"]:
            wrong.append((row["lang"], row["title"], got, row["expected"]))
    assert wrong == []


@pytest.mark.parametrize("tier", OPTIONAL)
def test_optional_schemes_meet_their_share(tier):
    """With the extras, all of pinyin and at least four in five of Hepburn."""
    package, scheme, share = OPTIONAL[tier]
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"needs {package}, an extra of newscore")
    rows = [row for row, _ in published() if row["tier"] == tier]
    right = [slugify(row["title"], language=row["lang"], scheme=scheme) == row["expected"] for row in rows]
    assert sum(right) >= share * len(rows) > 0


def comparable(text):
    """Text as both read it: newscore treats apostrophes, commas between digits and entities in its own way."""
    if PATTERN_OF_AN_ENTITY.search(text):
        return False
    latin = unidecode(unicodedata.normalize("NFKD", text))
    return not (DIGIT_COMMA.search(latin) or PATTERN_OF_AN_ENTITY.search(latin)) and "'" not in text


@given(
    st.lists(st.text(max_size=50).map(lambda text: text.replace("'", "")).filter(comparable), min_size=10, max_size=10)
)
def test_without_a_language_slugs_are_those_of_python_slugify(texts):
    """Ten texts an example: 100,000 under NEWSCORE_PROFILE=nightly."""
    for text in texts:
        theirs = python_slugify(text, backend="text-unidecode")
        assert slugify(text, max_length=None, reserved=(), fallback="none") == (theirs or "none")


def test_without_a_language_every_code_point_is_that_of_python_slugify():
    """All 1,114,112 of them, between two letters and alone."""
    differing = []
    for start in range(0, 0x110000, 64):
        block = [chr(code) for code in range(start, start + 64) if chr(code) not in "'&"]
        # A word of its own for each, so that one call compares sixty-four.
        text = " ".join(f"x{char}x {char}" for char in block)
        if slugify(text, max_length=None) != python_slugify(text, backend="text-unidecode"):
            differing += [
                char for char in block if slugify(f"x{char}x") != python_slugify(f"x{char}x", backend="text-unidecode")
            ]
    assert differing == []


def test_the_limit_cuts_as_python_slugify_cuts():
    """Whole words in order: `word_boundary` and `save_order` in their terms."""
    text = "Storm hits the coast of northern Wales"
    for limit in range(5, 50):
        theirs = python_slugify(text, max_length=limit, word_boundary=True, save_order=True, backend="text-unidecode")
        assert slugify(text, max_length=limit) == theirs
