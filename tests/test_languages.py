"""BCP 47 tags: canonical form, parents, negotiation, dialects."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from newscore.errors import LanguageError
from newscore.fields import Language
from newscore.languages import (
    find_language,
    negotiate,
    parents,
    parse_language,
    primary,
    script,
    write_language,
    writing_direction,
)

LANGUAGE = TypeAdapter(Language)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("en", "en"),
        ("EN-us", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("pt_BR", "pt-BR"),
        ("pt_BR.UTF-8@euro", "pt-BR"),
        ("sr_latn_RS", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("de-ch-1901", "de-CH-1901"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("iw", "he"),
        ("iw-IL", "he-IL"),
        ("in", "id"),
        ("ji", "yi"),
        ("mo", "ro"),
        ("sh", "sr-Latn"),
        ("no", "nb"),
        ("ar-u-nu-latn", "ar-u-nu-latn"),
        ("EN-x-Twain", "en-x-twain"),
        ("i-klingon", "tlh"),
        ("kk-Cyrl-KZ", "kk-Cyrl-KZ"),
    ],
)
def test_a_tag_is_brought_into_canonical_form(text, want):
    """Case by RFC 5646 §2.1.1, retired codes by the registry's preferred values, POSIX forms read."""
    assert find_language(text) == want
    assert parse_language(text) == want
    assert LANGUAGE.validate_python(text) == want


@pytest.mark.parametrize(
    "text", ["", "e", "English", "en--US", "en-", "-en", "en-US-x", "12", "en US", "ｅｎ", "<en>", "en\x00", "a" * 9]
)
def test_what_is_no_tag_is_refused(text):
    """Anything that RFC 5646 does not let stand as a language is a LanguageError."""
    assert find_language(text) is None
    with pytest.raises(LanguageError, match="expected a BCP 47 language tag"):
        parse_language(text)


@given(st.one_of(st.text(), st.text(alphabet="enUSzhLatx_-0129.@", max_size=40)))
@example("x-" * 60)
@example("en-" + "a" * 10_000)
def test_reading_a_tag_is_total_and_idempotent(text):
    """Any text gives a canonical tag or None, and a canonical tag gives itself."""
    found = find_language(text)
    if found is not None:
        assert find_language(found) == found
        assert next(parents(found)) == found
        assert writing_direction(found) in ("ltr", "rtl")
    assert isinstance(primary(text), str)


@pytest.mark.parametrize(
    ("tag", "want"),
    [
        ("de", ["de"]),
        ("en-US", ["en-US", "en"]),
        ("zh-TW", ["zh-TW", "zh-Hant", "zh"]),
        ("zh-Hant-HK", ["zh-Hant-HK", "zh-Hant", "zh"]),
        ("ar-u-nu-latn", ["ar-u-nu-latn", "ar"]),
        ("nonsense!", []),
    ],
)
def test_parents_widen_one_step_at_a_time(tag, want):
    """RFC 4647 §3.4 lookup; an implied script is never skipped."""
    assert list(parents(tag)) == want


@pytest.mark.parametrize(
    ("wanted", "available", "want"),
    [
        ("de-AT", ["en", "de"], "de"),
        (["fr-CA", "en"], ["en-GB", "de"], "en-GB"),
        ("zh-TW", ["zh-Hans", "zh-Hant"], "zh-Hant"),
        ("zh-TW", ["zh-Hans"], None),
        ("nb", ["nn", "sv"], "nn"),
        ("no", ["nb"], "nb"),
        ("iw", ["he"], "he"),
        ("en_US", ["en_GB", "en_US"], "en_US"),
        ("xx", ["en"], None),
        ([], ["en"], None),
    ],
)
def test_negotiation_serves_the_reader_or_says_that_it_cannot(wanted, available, want):
    """The best offer, spelled as offered; a script the reader did not ask for is never served."""
    assert negotiate(wanted, available) == want


@pytest.mark.parametrize(
    ("tag", "posix", "sitemap"),
    [
        ("en-US", "en_US", "en"),
        ("en", "en", "en"),
        ("zh-TW", "zh_TW", "zh-tw"),
        ("zh-Hans-CN", "zh_CN", "zh-cn"),
        ("sr-Latn-RS", "sr_RS", "sr"),
        ("fil", "fil", "fil"),
    ],
)
def test_channels_spell_a_language_their_own_way(tag, posix, sitemap):
    """Open Graph writes en_US, Google News zh-cn and zh-tw, everybody else BCP 47."""
    assert write_language(tag, "bcp47") == tag
    assert write_language(tag, "posix") == posix
    assert write_language(tag, "sitemap") == sitemap


def test_the_script_decides_the_direction():
    """Azerbaijani runs left to right in Latin and right to left in Arabic letters."""
    assert (writing_direction("az"), writing_direction("az-Arab"), writing_direction("ur")) == ("ltr", "rtl", "rtl")
    assert (script("pa-PK"), script("pa")) == ("Arab", "")
