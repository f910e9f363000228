"""Text of any language in Latin letters, by the scheme its state or its press uses."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from newscore._romanize_context import CONTEXT, WORD
from newscore._romanize_tables import ANY_SCRIPT, LETTERS
from newscore._slug_locale import writes_natively
from newscore.errors import SlugError, shorten
from newscore.languages import find_language, parents

__all__ = ["SCHEMES", "Scheme", "find_scheme", "fold", "normalize", "romanize", "schemes"]

MAX_MARKS: Final = 32
"""How many combining marks in a row are read; Unicode's Stream-Safe Text Format allows 30 (UAX #15 §13)."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way of writing a language in Latin letters.

    >>> find_scheme("ru").name, find_scheme("ru", "icao").source
    ('ru-bgn', 'ICAO Doc 9303 part 3, 8th edition')
    """

    name: str
    """The name to ask for it: `ru-icao`, or `icao` where the language is given."""
    source: str
    """The standard or the custom it follows."""
    table: str = ""
    """The row of letters it writes in its own way."""
    context: str = ""
    """The rules that look at neighbours."""
    native: bool = False
    """Whether the letters of other scripts stay as they are."""
    drops_apostrophes: bool = field(default=False, repr=False)


_NATIVE: Final = Scheme("native", "the language's own script, as its newsrooms publish it", native=True)
_ASCII: Final = Scheme("ascii", "text-unidecode, the tables of python-slugify")
_STRIP: Final = Scheme("strip", "Latin letters without their diacritics")

# The first scheme of a language is its default.
SCHEMES: Final[dict[str, tuple[Scheme, ...]]] = {
    "de": (Scheme("de-press", "ä ö ü ß as in DIN 5007-2 and the German press", "de"),),
    "da": (Scheme("da-press", "æ ø å as on Danish passports and in the Danish press", "da"),),
    "az": (Scheme("az-press", "ə as e, as in the Azerbaijani press", "az"),),
    "hr": (Scheme("hr-strip", "Gaj's Latin without diacritics, đ as d", "hr"),),
    "sr": (Scheme("sr-gaj", "Gaj's Latin without diacritics, đ as dj", "sr"),),
    "mk": (Scheme("mk-digraphs", "the digraphs of Macedonian passports, ICAO Doc 9303 part 3", "mk"),),
    "bg": (Scheme("bg-2009", "Transliteration Act, State Gazette 19/2009", "bg", "bg"),),
    "ru": (
        Scheme("ru-bgn", "BGN/PCGN 1947 without ye and apostrophes, as in the Russian press", "ru"),
        Scheme("ru-icao", "ICAO Doc 9303 part 3, 8th edition", "ru-icao"),
    ),
    "be": (
        Scheme("be-bgn", "BGN/PCGN 1979 without apostrophes", "be", drops_apostrophes=True),
        Scheme("be-icao", "ICAO Doc 9303 part 3, 8th edition", "be-icao", drops_apostrophes=True),
    ),
    "uk": (Scheme("uk-kmu", "Cabinet of Ministers, resolution 55 of 2010", "uk", "uk", drops_apostrophes=True),),
    "kk": (
        Scheme("kk-bgn", "BGN/PCGN 1979 without diacritics", "kk"),
        Scheme("kk-2021", "the Latin alphabet of January 2021 without diacritics", "kk-2021"),
    ),
    "mn": (Scheme("mn-mns", "MNS 5217:2012 without diacritics", "mn"),),
    "ky": (Scheme("ky-bgn", "BGN/PCGN 1979 without diacritics", "ky"),),
    "tg": (Scheme("tg-bgn", "BGN/PCGN 1994 without diacritics", "tg"),),
    "uz": (Scheme("uz-1995", "the Latin alphabet of 1995 without its apostrophes", "uz", drops_apostrophes=True),),
    "el": (Scheme("el-elot", "ELOT 743:2001, transcription, without accents", "el", "el"),),
    "ka": (Scheme("ka-national", "national system of 2002 without apostrophes", "ka"),),
    "hy": (Scheme("hy-bgn", "BGN/PCGN 1981 without apostrophes", "hy", "hy"),),
    "ko": (Scheme("ko-rr", "Revised Romanization, Ministry of Culture and Tourism 2000-8", "", "ko"),),
    "zh": (_NATIVE, Scheme("zh-pinyin", "Hanyu Pinyin (ISO 7098) without tones; needs newscore[zh]", "", "zh")),
    "ja": (_NATIVE, Scheme("ja-hepburn", "passport Hepburn, long vowels folded; needs newscore[ja]", "", "ja")),
}
"""Language → its schemes, the default first. A language that is not here is native, or loses its diacritics."""

_SAME: Final = {"bs": "sr", "cnr": "sr", "gsw": "de", "nds": "de", "yue": "zh", "wuu": "zh"}
# A run of marks in so short a text is put in order faster than it is looked for.
_SHORT: Final = 256
# Marks are no letters, so a run of them is a run of these; a run of punctuation is looked at in vain.
_long_run: Final = re.compile(rf"[^\w\s]{{{MAX_MARKS + 1}}}").search
_KEPT: Final = "’ʼ‘´′"
_APOSTROPHES: Final = re.compile(r"(?<=\w)['’ʼ‘](?=\w)")


def romanize(text: str, language: str, scheme: str | None = None) -> str:
    """Return *text* in Latin letters, its case, spaces and punctuation kept.

    *scheme* is one of `schemes(language)`; without it, the official one or, failing that, the local press's.
    A language that no table can romanize (Arabic, Hebrew, Hindi, Thai, Chinese, Japanese …) comes back as it is.
    Linear in the length of *text*; total on every str and every *language*.

    >>> romanize("Щербухи, Київ", "uk"), romanize("ЩЕРБУХИ", "uk")
    ('Shcherbukhy, Kyiv', 'SHCHERBUKHY')
    >>> romanize("Юрий Яковлев", "ru"), romanize("Юрий Яковлев", "ru", scheme="icao")
    ('Yuriy Yakovlev', 'Iurii Iakovlev')
    >>> romanize("Straße", "de"), romanize("القاهرة", "ar")
    ('Strasse', 'القاهرة')

    Raises SlugError for an unknown scheme and MissingExtra for one whose extra is not installed.
    """
    found = find_scheme(language, scheme)
    text = normalize(text)
    if found.native:
        return text
    if found.context in {"zh", "ja"}:
        text = context_rules(found)(text)
    return WORD.sub(lambda match: _romanize_word(match[0], found), text)


def schemes(language: str) -> tuple[str, ...]:
    """Return the names of the schemes for that language, its default first.

    >>> schemes("kk"), schemes("ar")
    (('kk-bgn', 'kk-2021', 'native', 'ascii'), ('native', 'ascii'))
    """
    return tuple(dict.fromkeys(scheme.name for scheme in _offered(language)))


@lru_cache(maxsize=256)
def find_scheme(language: str, name: str | None = None) -> Scheme:
    """Return the scheme of that *name* for the language, or its default; SlugError where it has none of that name."""
    offered = _offered(language)
    if name is None:
        return offered[0]
    wanted = name.lower()
    for scheme in offered:
        if wanted in {scheme.name, scheme.name.partition("-")[2]}:
            return scheme
    names = ", ".join(schemes(language))
    raise SlugError(f"expected one of the schemes {names} for {shorten(language)}, got {shorten(name)}")


def context_rules(scheme: Scheme) -> Callable[[str], str]:
    """Return the substitution that the scheme's rules on neighbours make, built on first use."""
    return _context(scheme.context)


def normalize(text: str) -> str:
    """Return *text* in NFC, in time linear in its length.

    Of a run of combining marks in a text of more than 256 characters, `MAX_MARKS` are kept:
    putting a run of marks in canonical order is quadratic in the length of the run.
    """
    if text.isascii():
        return text
    if len(text) > _SHORT and _long_run(text):
        text = _bound_marks(text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(letter: str) -> str:
    """Return what a slug writes for a character that no scheme lists: small letters, digits, and "-" for all else.

    >>> fold("é"), fold("北"), fold("†")
    ('e', 'bei-', '-')
    """
    if letter > "\uffff" and not unicodedata.decomposition(letter):
        return ""  # The tables end with the Basic Multilingual Plane.
    # Transliteration tables of 3 MB, wanted only where a headline leaves ASCII. Between two letters the edges show.
    from slugify import slugify

    return slugify(f"x{letter}x", backend="text-unidecode")[1:-1]


def letters_of(scheme: Scheme) -> dict[str, str]:
    """Return the letters that the scheme writes, those of other scripts included."""
    return ANY_SCRIPT | LETTERS[scheme.table] if scheme.table else ANY_SCRIPT


def _offered(language: str) -> tuple[Scheme, ...]:
    tag = find_language(language) or ""
    rest = (_NATIVE, _ASCII)
    if writes_natively(tag) and not tag.startswith(("zh", "yue", "wuu", "ja")):
        return rest
    for parent in parents(tag):
        own = SCHEMES.get(_SAME.get(parent, parent))
        if own:
            return own + rest
    return (_STRIP, *rest)


@cache
def _context(name: str) -> Callable[[str], str]:
    return CONTEXT[name]()


@cache
def _letters(scheme: Scheme) -> dict[str, str]:
    return {} if scheme is _ASCII else letters_of(scheme)


def _romanize_word(word: str, scheme: Scheme) -> str:
    if word.isascii():
        return word
    written = _context(scheme.context)(word) if scheme.context not in {"", "zh", "ja"} else word
    if scheme.drops_apostrophes:
        written = _APOSTROPHES.sub("", written)
    letters = _letters(scheme)
    written = "".join(letter if letter.isascii() or letter in _KEPT else _write(letter, letters) for letter in written)
    return written.upper() if len(word) > 1 and word.isupper() else written


def _write(letter: str, letters: dict[str, str]) -> str:
    small = letter.lower()
    written = letters.get(small)
    if written is None:
        parts = unicodedata.normalize("NFD", small)
        if len(parts) > 1 and parts != small:
            written = "".join(letters.get(part, "") or fold(part) for part in parts)
        else:
            written = fold(small)
        written = written.replace("-", "")
    return written.capitalize() if small != letter else written


def _bound_marks(text: str) -> str:
    kept, run = [], 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run <= MAX_MARKS:
            kept.append(letter)
    return "".join(kept)
