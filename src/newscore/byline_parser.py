"""Reading a printed byline: prefix words off, names apart, the place and the agencies told from them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from newscore.languages import primary

__all__ = ["CONJUNCTIONS", "PREFIXES", "Part", "find_prefix", "parse_parts"]

PREFIXES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("by", "written by", "words by", "reporting by", "story by"),
    "de": ("von", "ein beitrag von", "text von", "text:", "autor:", "autorin:"),
    "fr": ("par", "propos recueillis par", "texte :", "texte:"),
    "es": ("por", "texto:", "redacción:"),
    "pt": ("por", "texto:"),
    "it": ("di", "a cura di", "testo di"),
    "ca": ("per", "text:"),
    "nl": ("door", "tekst:"),
    "sv": ("av", "text:"),
    "da": ("af", "tekst:"),
    "nb": ("av", "tekst:"),
    "pl": ("autor:", "tekst:"),
    "cs": ("autor:",),
    "ru": ("автор:", "текст:", "авторы:"),
    "uk": ("автор:", "текст:", "автори:"),
    "kk": ("автор:", "мәтін:"),
    "tr": ("haber:", "yazan:", "yazı:"),
    "el": ("του", "της", "από", "κείμενο:"),
    "ar": ("بقلم:", "بقلم", "كتب:", "كتب", "كتبت", "إعداد:"),
    "he": ("מאת:", "מאת"),
    "fa": ("نوشته:", "نویسنده:"),
    "ja": ("文:", "文：", "著者:", "著者：", "記者:", "文・", "文＝"),
    "zh": ("文/", "文／", "记者", "記者", "作者:", "作者："),
    "ko": ("글:", "글 "),
}
"""Words that say "by" before a name, in lower case; a colon is part of the word where it is always written."""

CONJUNCTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("and",), "de": ("und",), "fr": ("et",), "es": ("y", "e"), "pt": ("e",), "it": ("e", "ed"), "ca": ("i",),
    "nl": ("en",), "sv": ("och",), "da": ("og",), "nb": ("og",), "pl": ("i", "oraz"), "cs": ("a",), "ru": ("и",),
    "uk": ("і", "та", "й"),
    "kk": ("және", "мен"), "tr": ("ve",), "el": ("και",), "ar": ("و",), "he": ("ו",), "fa": ("و",),
}  # fmt: skip
"""Words between two names."""

# The word for "in" before the place, for languages that print it so.
_PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("in",), "de": ("in", "aus"), "fr": ("à",), "es": ("en", "desde"), "pt": ("em",), "it": ("da",),
    "nl": ("in",),
}  # fmt: skip
_AGENCIES: Final = frozenset(
    "afp ap reuters dpa ansa efe lusa tt ritzau ntb anp pap čtk bta aa tass afp/dpa epa apa sda ats".split()
)
_MAX: Final = 500
_SEPARATORS: Final = re.compile(r"\s*(?:[,;|•·、，،]|\s[–—/&+]\s|/(?=\D))\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """One name in a byline, and what stood with it."""

    name: str
    kind: Literal["person", "organization"]
    place: str | None = None
    sure: bool = True


def find_prefix(text: str, language: str | None = None) -> str | None:
    """Return the prefix word that *text* begins with, as printed, or None; of any known language where none is given.

    >>> find_prefix("By Jane Doe"), find_prefix("Byron Smith")
    ('By', None)
    """
    lowered = text.lower().replace("：", ":")
    chosen = [PREFIXES.get(primary(language), ())] if language else PREFIXES.values()
    best = ""
    for word in (word for words in chosen for word in words):
        if len(word) > len(best) and lowered.startswith(word) and _ends_word(text, len(word)):
            best = word
    rest = text[len(best) :]
    return text[: len(best) + (len(rest) - len(rest.lstrip(" \t:")))].strip() if best else None


def _ends_word(text: str, at: int) -> bool:
    return not text[at - 1].isalpha() or not text[at : at + 1].isalpha()


def parse_parts(text: str, *, language: str | None = None, known: Iterable[str] = ()) -> tuple[Part, ...]:
    """Return the names in a printed byline, in order; total and linear on any text, of which 500 characters are read.

    *known* names are found first, the longest first, whatever words they hold. A name is sure where a prefix word
    stood before the list or the name is known.

    >>> [(part.name, part.place) for part in parse_parts("By Jane Doe and John Roe in Astana", language="en")]
    [('Jane Doe', None), ('John Roe', 'Astana')]
    """
    line = " ".join(text[:_MAX].split())
    prefix = find_prefix(line, language)
    rest = line[len(prefix) :].strip(" :：") if prefix else line
    held = {chr(0xE000 + index): name for index, name in enumerate(sorted(set(known), key=len, reverse=True)[:200])}
    for sign, name in held.items():
        rest = rest.replace(name, sign)
    parts = []
    for piece in _split(rest, language):
        name, place = _split_place(piece, language)
        name = "".join(held.get(character, character) for character in name).strip(
            " .:-–—" if name[-3:-2] != "." else " :-–—"
        )
        if any(character.isalpha() for character in name):
            kind: Literal["person", "organization"] = "organization" if name.lower() in _AGENCIES else "person"
            parts.append(Part(name, kind, place, prefix is not None or name in held.values()))
    return tuple(parts)


def _split(text: str, language: str | None) -> list[str]:
    words = (
        CONJUNCTIONS.get(primary(language), ())
        if language
        else [word for some in CONJUNCTIONS.values() for word in some if len(word) > 1]
    )
    pieces = [piece for piece in _SEPARATORS.split(text) if piece]
    if words:
        between = re.compile(rf"\s+(?:{'|'.join(map(re.escape, words))})\s+", re.IGNORECASE)
        pieces = [name for piece in pieces for name in between.split(piece) if name]
    return pieces


def _split_place(piece: str, language: str | None) -> tuple[str, str | None]:
    words = _PLACES.get(primary(language), ()) if language else ("in",)
    for word in words:
        name, found, place = piece.partition(f" {word} ")
        if found and " " in name and place[:1].isupper():
            return name, place
    return piece, None
