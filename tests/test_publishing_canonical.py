"""Canonical JSON is that of RFC 8785, and a tag changes exactly when the content does."""

import struct

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from newscore.article import Article
from newscore.errors import FormatError, NewscoreError
from newscore.formats import FORMATS
from newscore.publication import Publication
from newscore.publishing import canonical_json, etag
from newscore.testing import articles

# RFC 8785, appendix B: the bits of an IEEE 754 double, and how it is written.
NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(("bits", "want"), NUMBERS.items())
def test_a_number_is_written_as_the_appendix_has_it(bits, want):
    """RFC 8785 §3.2.2.3 and appendix B."""
    (value,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical_json(value).decode() == want


@pytest.mark.parametrize("bits", ["7fffffffffffffff", "7ff0000000000000", "fff0000000000000"])
def test_no_number_stands_for_nan_and_infinity(bits):
    """Appendix B: an error."""
    with pytest.raises(FormatError, match="RFC 8785"):
        canonical_json(struct.unpack(">d", bytes.fromhex(bits))[0])


def test_keys_are_sorted_by_utf_16_units():
    """The example of §3.2.3: a sign beyond the basic plane comes before U+FB33, as its surrogates do."""
    signs = {
        "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
        "\U0001f600": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis",
    }  # fmt: skip
    in_order = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"]
    written = canonical_json(signs).decode()
    assert sorted(in_order, key=written.index) == in_order


@given(values)
def test_any_json_is_written_as_another_library_writes_it(value):
    """The same bytes as rfc8785 (PyPI, by Trail of Bits)."""
    assert canonical_json(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    ["\ud800", {"\udfff": 1}, {1: 2}, {"a": b"x"}, {1, 2}, 2**53 + 1, 10**400, -(2**63) - 1, object()],
    ids=str,
)
def test_what_the_rfc_cannot_write_is_refused(value):
    """Never written in another way: a lone surrogate, a key that is no text, an integer that a double would change."""
    with pytest.raises(FormatError):
        canonical_json(value)


def test_an_integer_that_a_double_holds_is_written():
    """Beyond 2**53 too, as ECMAScript would write the double."""
    assert canonical_json([2**53, 2**60, 2**70]) == b"[9007199254740992,1152921504606847000,1.1805916207174113e+21]"


def test_depth_is_an_error_of_ours():
    """Not a RecursionError."""
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(NewscoreError):
        canonical_json(value)


@settings(max_examples=max(10, settings.default.max_examples // 4) if settings.default else 10)
@given(articles())
def test_a_tag_is_the_contents_own(article):
    """The same for the same article; another for another article, channel, outlet or edition; never a word of it."""
    site = Publication(name="The Steppe", url="https://steppe.example")
    tag = etag(article, "rss")
    assert etag(article.evolve(), "rss") == tag
    others = {
        etag(article.evolve(headline="Something else entirely"), "rss"),
        etag(article, "atom"),
        etag(article, "rss", publication=site),
        etag(article, "rss", edition="2"),
    }
    assert len(others | {tag}) == 5
    assert all(each.isascii() and len(each) == 34 and each[0] == each[-1] == '"' for each in others)


def test_a_tag_counts_what_the_channel_may_carry():
    """The newsroom's own JSON counts in its own channel only, and there to the last digit."""
    story = Article(headline="Storm", extra={"number": 2**53})
    for other in ({"number": 2**53 + 1}, {"number": str(2**53 + 1)}, {"number": True}, {}):
        changed = story.evolve(extra=other)
        assert etag(changed, "json") != etag(story, "json"), other
        for row in FORMATS.values():
            assert (etag(changed, row.name) == etag(story, row.name)) == (row.audience != "private")
