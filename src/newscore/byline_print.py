"""What a word of a printed line is by itself: set small or with a capital, of a house, a place or a title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from newscore.byline_tokens import Token, fold
from newscore.byline_words import Cues, Houses, cues_of, houses
from newscore.errors import UnknownLocale

__all__ = [
    "Print", "house_word", "is_agency", "is_house", "is_house_name", "is_house_run", "is_place", "is_title",
    "least_name",
]  # fmt: skip

# Words in small letters that names of people hold, in any language.
_PARTICLES: Final = frozenset(
    "de da di do du des del della dei degli dos das la le lo los las van von v. der den ter ten te zu zum zur vom y e "
    "i af av al el bin bint ibn ben bar ould abu o of 't op het auf am an the und na ze z d' l' dit jr jr. sr sr. fils "
    "filho neto júnior il dne dnia".split()
)
_ACRONYM: Final = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁІЇЄҐ]{3,6}\d?")
_DOMAIN: Final = re.compile(r"(?:[\w-]+\.)+([a-z]{2,6})")


@dataclass(frozen=True, slots=True)
class Print:
    """The line that is read, and the words it is read with."""

    line: str
    cues: Cues
    capitals: bool
    """Whether the whole line is set in capitals, so that case says nothing."""

    @property
    def houses(self) -> Houses:
        """The names and marks that no language owns."""
        return houses()

    def text(self, words: Sequence[Token]) -> str:
        """Return what is printed from the first to the last of *words*."""
        return self.line[words[0].start : words[-1].end] if words else ""

    def is_small(self, token: Token) -> bool:
        """Say whether a word is set as running text is: in small letters, or in a line that is all capitals."""
        return self.capitals or token.text == token.text.lower()

    def is_particle(self, token: Token) -> bool:
        """Say whether a word is one that names of people hold in small letters ("de", "van"), and is set so."""
        return token.fold in _PARTICLES and token.text == token.text.lower()

    def is_capital(self, token: Token) -> bool:
        """Say whether a word begins as a name does: with a capital, or in a script that has none."""
        first = next((mark for mark in token.text if mark.isalpha()), "")
        return bool(first) and (first.isupper() or first.lower() == first.upper())


def is_title(token: Token, page: Print) -> bool:
    """Say whether a word is the head of a title."""
    if token.kind != "word":
        return False
    if page.cues.titles.match([token], 0):
        return True
    return any(token.fold.endswith(end) and len(token.fold) > len(end) for end in page.cues.title_ends)


def least_name(words: Sequence[Token], page: Print) -> int:
    """Return how many words the name has at least: a known one, or two that are neither initials nor particles."""
    full = 0
    for at, word in enumerate(words):
        if word.kind == "known":
            return at + 1
        if not page.is_particle(word) and len(word.text.rstrip(".")) != 1:
            full += 1
        if full == 2:
            return at + 1
    return len(words)


def is_place(words: Sequence[Token], page: Print) -> bool:
    """Say whether *words* are the name of a city in the table, or in CLDR's list of the zones' cities."""
    if not words or len(words) > 6:
        return False
    if page.houses.cities.holds(words):
        return True
    return " ".join(word.fold for word in words) in _zone_cities(page.cues.language)


@cache
def _zone_cities(language: str) -> frozenset[str]:
    # Locale data: loaded when a piece may be a place.
    from babel.core import get_global

    from newscore.cldr.locales import negotiate_locale
    from newscore.cldr.pack import pack_of

    try:
        tables = pack_of(negotiate_locale(language).locale).tables
    except UnknownLocale:
        return frozenset()
    names = [str(text) for path, text in tables.items() if path.startswith("zone/") and path.endswith("/city")]
    names.extend(zone.rpartition("/")[2].replace("_", " ") for zone in get_global("zone_territories"))
    return frozenset(fold(name) for name in names) - _FIRST_NAMES


# Cities of the zones that people are called by, too.
_FIRST_NAMES: Final = frozenset("santiago jamaica adelaide darwin sydney chicago martin vincent lucia thomas".split())


def is_agency(words: Sequence[Token], page: Print) -> bool:
    """Say whether *words* are the name of an agency, as printed; a longer name in any case."""
    text = " ".join(word.text for word in words)
    agencies = page.houses.agencies
    return text in agencies or (len(text) > 4 and " ".join(word.fold for word in words) in agencies)


def is_house_name(words: Sequence[Token], page: Print) -> bool:
    """Say whether *words* are surely an organization's name: an agency, a domain, an acronym in mixed print."""
    if is_agency(words, page):
        return True
    if len(words) == 1:
        domain = _DOMAIN.fullmatch(words[0].text)
        if domain and domain[1] in page.houses.domains:
            return True
        if _is_of_agency(words[0], page):
            return True
        if re.fullmatch(r"[A-Za-z]{1,4}\d+|\d+[A-Z]+", words[0].text):
            return True
        return not page.capitals and _ACRONYM.fullmatch(words[0].text) is not None
    return any(word.kind == "and" for word in words)


def is_house(words: Sequence[Token], page: Print) -> bool:
    """Say whether some word of *words* is one that only organizations hold."""
    if is_house_name(words, page):
        return True
    if any(house_word(words, at, page) or _is_of_agency(words[at], page) for at in range(len(words))):
        return True
    if len(words) > 1 and words[0].text in ("The", "THE") and page.cues.language == "en":
        return not words[1].text.endswith(".") and (len(words) > 2 or not page.is_small(words[1]))
    if len(words) > 1 and re.fullmatch(r"[A-Za-z]{1,4}\d{1,2}", words[0].text):
        return True  # "g1 SP".
    if 1 < len(words) < 4 and words[0].fold in page.cues.articles and words[0].text.istitle():
        return True
    if len(words) > 2 and any(word.text.isdigit() for word in words[:-1]):
        return all(word.text.isdigit() or word.text[0].isupper() for word in words)
    return len(words) > 1 and is_agency(words[:1], page) and words[0].text.isupper() and not page.capitals


def house_word(words: Sequence[Token], at: int, page: Print) -> int:
    """Return how many words at *at* are one that only organizations hold; 0 where none is."""
    length = page.cues.houses.match(words, at)
    if length:
        return length
    if page.cues.language != "en" and (length := cues_of("en").houses.match(words, at)):
        return length
    return 1 if _ends_house(words[at], page) else 0


def _is_of_agency(word: Token, page: Print) -> bool:
    """Whether a word begins with an agency's name: "dpa-Team"."""
    before, dash, behind = word.text.partition("-")
    return bool(dash and behind) and before in page.houses.agencies


def _ends_house(word: Token, page: Print) -> bool:
    if page.cues.language == "th":
        return any(word.fold.startswith(start) for start in page.cues.houses.words())
    if page.cues.language in ("zh", "ja", "ko"):
        return any(
            word.fold.endswith(end) and len(word.fold) > len(end) + 1
            for end in page.cues.houses.words()
            if len(end) > 1 or page.cues.language != "ko"
        )
    return any(word.fold.endswith(end) and len(word.fold) > len(end) for end in page.cues.house_ends)


def is_house_run(words: Sequence[Token], page: Print) -> bool:
    """Say whether words in Han, kana or Hangul are the name of an organization."""
    return is_house_name(words, page) or page.cues.houses.holds(words) or _ends_house(words[-1], page)
