"""What holds for every text, language and scheme; each law is the docstring of its test."""

import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from newscore.romanize import SCHEMES, romanize, schemes
from newscore.slugs import SLUG_PATTERN, is_slug, slugify
from newscore.testing import headlines

EXEMPLARS = dict(
    line.split() for line in (Path(__file__).parent / "golden" / "exemplars.txt").read_text("utf-8").splitlines()[1:]
)
NATIVE = ["ar", "fa", "he", "hi", "th", "zh", "ja", "ur", "bn", "ta", "si", "km", "my", "am", "bo"]
LANGUAGES = sorted({*SCHEMES, *EXEMPLARS, *NATIVE, "en", "de-CH", "sr-Latn", "zh-Hant-TW", "und"})
# These schemes read whole dictionaries; their own tests call them.
DICTIONARIES = {"zh-pinyin", "ja-hepburn"}
PAIRS = [
    (language, scheme) for language in LANGUAGES for scheme in (None, *schemes(language)) if scheme not in DICTIONARIES
]
INVISIBLE = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069\ufeff\u034f\u061c"

pairs = st.sampled_from(PAIRS)
spelled = st.one_of(
    st.text(max_size=40),
    st.text(
        "aZé ßİıſςΣйїёЄʼ'’‘ՈւևἘὐ한글힣北かガאבּאַخب्َकम्๑ัﬁ²½①🔥👨‍👩‍👧,.·:1209-_&€\u00ad\u200c\u200d\u0301\u0308\u0327",
        max_size=40,
    ),
    headlines(),
)
limits = st.one_of(st.none(), st.integers(1, 100))


@given(spelled, pairs, limits)
def test_total_in_bounds_and_of_the_right_characters(text, pair, limit):
    """Any text gives a slug: never empty, within the limit, of letters that a slug may hold."""
    slug = slugify(text, language=pair[0], scheme=pair[1], max_length=limit)
    assert is_slug(slug)
    assert re.fullmatch(SLUG_PATTERN, slug)
    assert limit is None or len(slug) <= limit
    if not _is_native(*pair):
        assert slug.isascii()


@given(spelled, st.one_of(st.none(), st.text(max_size=20)))
def test_total_for_any_language_tag(text, language):
    """No language tag, however wild, makes it fail."""
    assert is_slug(slugify(text, language=language))


@given(spelled, pairs, limits)
@example("ʾاَ‌ب", ("fa", None), None)
def test_idempotent(text, pair, limit):
    """The slug of a slug is that slug, for every language and scheme."""
    slug = slugify(text, language=pair[0], scheme=pair[1], max_length=limit)
    assert slugify(slug, language=pair[0], scheme=pair[1], max_length=limit) == slug


@given(spelled, pairs)
def test_composed_and_decomposed_are_one(text, pair):
    """NFC and NFD of a text give the same slug."""
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    language, scheme = pair
    assert slugify(composed, language=language, scheme=scheme) == slugify(decomposed, language=language, scheme=scheme)


@given(headlines(), st.sampled_from(LANGUAGES), st.sampled_from("’ʼ‘＇´`"))
def test_the_style_of_an_apostrophe_is_irrelevant(text, language, style):
    """Straight, curly or a letter of its own: an apostrophe is an apostrophe."""
    straight = text.replace("’", "'")
    assert slugify(straight.replace("'", style), language=language) == slugify(straight, language=language)


@given(headlines(), st.sampled_from(LANGUAGES), st.data())
def test_invisible_characters_are_irrelevant(text, language, data):
    """Soft hyphens, zero-width spaces and bidi controls neither split nor join, wherever they stand."""
    hidden = list(text)
    for _ in range(data.draw(st.integers(1, 6))):
        hidden.insert(data.draw(st.integers(0, len(hidden))), data.draw(st.sampled_from(INVISIBLE)))
    assert slugify("".join(hidden), language=language) == slugify(text, language=language)


@given(headlines(), st.lists(st.integers(0, 99_999), max_size=5), st.sampled_from(LANGUAGES))
def test_digits_are_kept_in_order(text, numbers, language):
    """What a headline counts, its slug counts."""
    text = " ".join(map(str, [text, *numbers]))
    slug = slugify(text, language=language, max_length=None, max_encoded=None)
    assert [char for char in slug if char.isdecimal()] == [char for char in text if char.isdecimal()]


@given(spelled, pairs, st.integers(1, 100))
def test_a_truncated_slug_is_a_prefix_of_whole_words(text, pair, limit):
    """Cutting takes words off the end, and a single overlong word is cut inside."""
    language, scheme = pair
    whole = slugify(text, language=language, scheme=scheme, max_length=None, reserved=())
    short = slugify(text, language=language, scheme=scheme, max_length=limit, reserved=())
    assert whole.startswith(short)
    assert whole[len(short) : len(short) + 1] in {"", "-"} or "-" not in short


@given(spelled, pairs, st.integers(1, 60), st.integers(0, 60))
def test_monotone_in_the_limit(text, pair, limit, more):
    """More room never gives less, and what fitted before is still there."""
    language, scheme = pair
    short = slugify(text, language=language, scheme=scheme, max_length=limit, reserved=())
    longer = slugify(text, language=language, scheme=scheme, max_length=limit + more, reserved=())
    assert longer.startswith(short)


SILENT = {"uk": "ьʼ", "ru": "ъь", "be": "ь", "kk": "ъь", "ky": "ъь", "tg": "ъ", "uz": "ʼʻъь"}
"""Letters that the standards themselves leave out."""


@pytest.mark.parametrize("language", EXEMPLARS)
def test_no_letter_of_a_language_vanishes_or_splits_a_word(language):
    """Every exemplar letter of CLDR, small and capital, is written inside its word."""
    for letter in EXEMPLARS[language]:
        for form in {letter, letter.upper()}:
            slug = slugify(f"a{form}a", language=language)
            assert re.fullmatch("a[a-z]+a", slug) or (letter in SILENT.get(language, "") and slug == "aa"), (form, slug)


@given(spelled, st.sampled_from(LANGUAGES))
def test_a_slug_agrees_with_romanize(text, language):
    """What `romanize` writes for a word of a language's own letters, the slug writes in small letters."""
    letters = EXEMPLARS.get(language, "")
    word = "".join(
        char for char in text if (char in letters and char not in "ʼʻ") or (char.isascii() and char.isalpha())
    )
    latin = romanize(word, language).lower()
    assume(latin)
    assert slugify(word, language=language, max_length=None, reserved=()) == latin


def test_work_grows_with_the_text_and_then_stops():
    """Doubling a text at most doubles the calls made, whatever it is made of; past the input limit they stay."""
    for unit in ("a", "є ", "\u0301", "1,000,", "l·", "한", "क्\u200dष", "\u00ad", "’", "²", "a-", "Ա'"):
        slugify(unit * 600, language="uk")
        small, large, huge = (_count_calls(unit * size) for size in (300, 600, 60_000))
        assert large <= 2.2 * small + 50
        assert huge <= 2.2 * _count_calls(unit * 1_024) + 50


def test_marks_are_bounded_before_they_are_put_in_order():
    """A run of a hundred thousand marks, which costs quadratic time in NFD, costs nothing."""
    assert slugify("a" + "\u0301\u0316" * 50_000, language="en") == "a"
    assert slugify("a" + "\u0301\u0316" * 50_000) == "a"


def _count_calls(text):
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        slugify(text, language="uk", max_length=None)
    finally:
        sys.setprofile(None)
    return calls


def _is_native(language, scheme):
    return (scheme or schemes(language)[0]) == "native"
