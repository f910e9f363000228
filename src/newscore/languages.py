"""BCP 47 language tags: canonical form, parents, negotiation, and the dialects that channels write."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from newscore.errors import LanguageError, shorten

__all__ = [
    "LANGUAGE_PATTERN",
    "Dialect",
    "find_language",
    "negotiate",
    "parents",
    "parse_language",
    "primary",
    "script",
    "write_language",
    "writing_direction",
]

Dialect = Literal["bcp47", "posix", "sitemap"]
MAX_TAG: Final = 100

# RFC 5646 §2.1, `langtag` without extended-language and private-use-only forms, which §4.5 says to replace:
# language ["-" script] ["-" region] *("-" variant) *("-" extension) ["-" privateuse]
# The language is spelled out so that the retired codes (in, iw, ji, jw, mo, no, sh, tl, cmn) are not canonical.
_LANGUAGE = (
    r"(?:[a-hkloprqu-z][a-z]|i[a-mo-vx-z]|j[a-hj-vx-z]|[mn][a-np-z]|s[a-gi-z]|t[a-km-z]"
    r"|[abd-z][a-z]{2}|c[a-ln-z][a-z]|cm[a-mo-z])"
)
LANGUAGE_PATTERN: Final = (
    rf"^{_LANGUAGE}"
    r"(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?$"
)
"""A regular expression for a tag in canonical case (RFC 5646 §2.1.1)."""

_CANONICAL = LANGUAGE_PATTERN.replace("$", r"\Z")  # Compiled on first use, as in text.py.

# Preferred values of the IANA registry and CLDR's languageAlias, for the tags that publishers still send.
_REPLACED: Final = {
    "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "sh": "sr-Latn", "tl": "fil", "no": "nb",
    "i-klingon": "tlh", "i-lux": "lb", "i-hak": "hak", "i-navajo": "nv", "no-bok": "nb", "no-nyn": "nn",
    "zh-guoyu": "zh", "zh-hakka": "hak", "zh-xiang": "hsn", "zh-min-nan": "nan", "art-lojban": "jbo",
    "zh-cmn": "zh", "zh-yue": "yue", "cmn": "zh", "zh-chs": "zh-Hans", "zh-cht": "zh-Hant",
}  # fmt: skip
# The script that a region implies where it is not the language's usual one (CLDR likelySubtags).
_REGION_SCRIPT: Final = {
    ("zh", "TW"): "Hant", ("zh", "HK"): "Hant", ("zh", "MO"): "Hant", ("sr", "ME"): "Latn", ("pa", "PK"): "Arab",
    ("uz", "AF"): "Arab", ("az", "IR"): "Arab", ("mn", "CN"): "Mong", ("kk", "CN"): "Arab",
}  # fmt: skip
_RTL_LANGUAGES: Final = frozenset("ar arc ckb dv fa he ks nqo ps sd syr ug ur yi".split())
_RTL_SCRIPTS: Final = frozenset("Arab Hebr Thaa Syrc Nkoo Adlm Mand Samr Rohg".split())
# Readers of one written Norwegian read the other.
_KIN: Final = {"nb": "nn", "nn": "nb"}


def find_language(text: str) -> str | None:
    """Return the canonical form of the language tag that *text* means, or None.

    Reads BCP 47 in any case and POSIX locales; replaces retired codes by their successors. Total on any text.

    >>> find_language("EN_us"), find_language("zh-hant-tw"), find_language("iw"), find_language("pt_BR.UTF-8")
    ('en-US', 'zh-Hant-TW', 'he', 'pt-BR')
    >>> find_language("English") is None
    True
    """
    if len(text) > MAX_TAG:
        return None
    if re.match(_CANONICAL, text):
        return text
    lowered = text.strip().partition(".")[0].partition("@")[0].replace("_", "-").lower()
    if not lowered.isascii():
        return None
    lowered = _REPLACED.get(lowered, lowered)
    first, dash, rest = lowered.partition("-")
    tag = _cased(f"{_REPLACED.get(first, first)}{dash}{rest}".lower())
    return tag if re.match(_CANONICAL, tag) else None


def parse_language(text: str) -> str:
    """Return the canonical form of the language tag that *text* means; LanguageError where it means none.

    >>> parse_language("SR-latn-rs")
    'sr-Latn-RS'

    Source: RFC 5646, §2.1.1 and §4.5.
    """
    tag = find_language(text)
    if tag is None:
        raise LanguageError(f"expected a BCP 47 language tag such as 'en' or 'pt-BR', got {shorten(text)}")
    return tag


def _cased(lowered: str) -> str:
    first, *rest = lowered.split("-")
    cased, extension = [first], False
    for subtag in rest:
        extension = extension or len(subtag) == 1
        if not extension and len(subtag) == 4 and subtag.isalpha():
            subtag = subtag.title()
        elif not extension and len(subtag) == 2 and subtag.isalpha():
            subtag = subtag.upper()
        cased.append(subtag)
    return "-".join(cased)


def primary(tag: str) -> str:
    """Return the primary language subtag in lower case, or an empty string for what is no tag.

    >>> primary("sr-Latn-RS"), primary("pt_BR"), primary("<script>")
    ('sr', 'pt', '')
    """
    return (find_language(tag) or "").partition("-")[0]


def script(tag: str) -> str:
    """Return the script that *tag* names or its region implies, or an empty string.

    >>> script("sr-Latn"), script("zh-TW"), script("en")
    ('Latn', 'Hant', '')
    """
    found = re.search(r"-([A-Z][a-z]{3})(?:-|$)", tag)
    region = re.search(r"-([A-Z]{2})(?:-|$)", tag)
    return found[1] if found else _REGION_SCRIPT.get((primary(tag), region[1] if region else ""), "")


def parents(tag: str) -> Iterator[str]:
    """Yield *tag* in canonical form and then each broader tag, the language alone last.

    A region that implies a script passes through it, so Taiwan never falls back to simplified Chinese.

    >>> list(parents("zh-TW")), list(parents("de-CH-1901"))
    (['zh-TW', 'zh-Hant', 'zh'], ['de-CH-1901', 'de-CH', 'de'])

    Source: RFC 4647 §3.4 (lookup), CLDR likelySubtags for the script.
    """
    tag = find_language(tag) or ""
    implied = script(tag)
    while tag:
        yield tag
        extension = re.search(r"-[a-z0-9]-", tag)
        shorter = tag[: extension.start()] if extension else tag.rpartition("-")[0]
        if implied and shorter and "-" not in shorter and not tag.endswith(f"-{implied}"):
            shorter = f"{shorter}-{implied}"
        tag = shorter


def negotiate(wanted: Iterable[str] | str, available: Iterable[str]) -> str | None:
    """Return the one of *available* that serves a reader who wants *wanted* (best first), or None.

    Each wanted tag is widened before the next is tried; a narrower offer serves a broader wish ("pt" takes "pt-PT").
    What comes back is spelled as it was offered.

    >>> negotiate(["de-AT", "en"], ["en_GB", "de", "fr"]), negotiate("pt", ["es", "pt-PT"])
    ('de', 'pt-PT')
    >>> negotiate("xx", ["en"]) is None
    True
    """
    offers = {tag: offer for offer in reversed(tuple(available)) if (tag := find_language(offer))}
    for wish in [wanted] if isinstance(wanted, str) else wanted:
        chain = list(parents(wish))
        for tag in [*chain, *(_KIN[tag] for tag in chain if tag in _KIN)]:
            if tag in offers:
                return offers[tag]
        for tag, offer in offers.items():
            if chain and chain[-1] in parents(tag) and script(tag) == script(chain[0]):
                return offer
    return None


def write_language(tag: str, dialect: Dialect) -> str:
    """Return *tag* as a channel spells it: `bcp47` en-US · `posix` en_US · `sitemap` en, but zh-cn and zh-tw.

    >>> write_language("en-US", "posix"), write_language("zh-Hant-HK", "sitemap"), write_language("pt-BR", "sitemap")
    ('en_US', 'zh-tw', 'pt')

    Source: Open Graph protocol, og:locale; Google News sitemap, news:language.
    """
    tag = parse_language(tag)
    if dialect == "bcp47":
        return tag
    language = primary(tag)
    if dialect == "sitemap":
        return f"zh-{'tw' if script(tag) == 'Hant' else 'cn'}" if language == "zh" else language
    region = re.search(r"-([A-Z]{2})(?:-|$)", tag)
    return f"{language}_{region[1]}" if region else language


def writing_direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction a text in that language runs.

    >>> writing_direction("ar-EG"), writing_direction("az-Arab"), writing_direction("en")
    ('rtl', 'rtl', 'ltr')
    """
    written = script(tag)
    if written:
        return "rtl" if written in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary(tag) in _RTL_LANGUAGES else "ltr"
