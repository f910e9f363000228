"""In which language a byline is printed, where nobody says: by its script, and by the words that only some print."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from newscore.byline_cjk import cjk_language
from newscore.byline_tokens import Token, TokenKind
from newscore.byline_words import LANGUAGES, SAME_TABLE, cues_of, first_words, houses
from newscore.languages import primary

__all__ = ["NAMES_TOO", "byline_language", "languages_of"]

NAMES_TOO: Final = frozenset("per na de di van av af nga del a von oleh deur".split())
"""Words for "by" that names begin with, too: without a language they count for nothing by themselves."""

_SAID_FIRST: Final = frozenset(["it", "de", "sv", "da", "nb", "id", "af"])
"""Languages that print one of these words nevertheless where it stands before two words or more."""

_LATIN: Final = LANGUAGES[: LANGUAGES.index("ru")]
# A letter of a script, or one that only some languages of it write; the first that is found decides.
_LETTERS: Final = tuple(
    (re.compile(f"[{letters}]"), language)
    for letters, language in (
        ("\u0e00-\u0e7f", "th"), ("\u0590-\u05ff", "he"), ("\u0900-\u097f", "hi"), ("\u0980-\u09ff", "bn"),
        ("\u0370-\u03ff", "el"), ("\u0530-\u058f", "hy"), ("\u10a0-\u10ff", "ka"), ("ٹڈڑںےہ", "ur"), ("پچژگکی", "fa"),
        ("\u0600-\u06ff", "ar"), ("әғқңөұүһ", "kk"), ("ґєї", "uk"), ("ў", "be"), ("ѓќѕ", "mk"), ("ђћљњџј", "sr"),
        ("ыэё", "ru"), ("і", "uk"), ("\u0400-\u04ff", "ru"),
    )
)  # fmt: skip
_SHARED: Final = {
    "ru": ("ru", "bg", "sr", "mk", "uk", "kk"), "uk": ("uk", "be", "kk"), "ar": ("ar", "fa", "ur"),
    "fa": ("fa", "ur", "ar"),
    "sr": ("sr", "mk"), "kk": ("kk",), "zh": ("zh", "ja"), "ja": ("ja", "zh"), "be": ("be",),
    "mk": ("mk",), "hi": ("hi",),
}  # fmt: skip
_PLACE_TOO: Final = frozenset(["in", "a", "en", "i"])
"""Words for "and" that are words before a place elsewhere: sl "in", cs "a", nl "en", pl "i"."""
_WEIGHTS: Final = {"by": 5, "role": 4, "and": 3, "title": 1, "house": 1, "label": 1, "in": 1}


def byline_language(line: str, tokens: Sequence[Token], language: str | None) -> str:
    """Return the language whose words *line* is read with: the one given, if its script is the line's.

    >>> from newscore.byline_tokens import tokenize
    >>> for line in ("Von Max Muster und Eva Beispiel", "Фото: Иван Петров", "Max Muster"):
    ...     print(byline_language(line, tokenize(line), None), end=" ")
    de ru en
    """
    said = primary(language or "")
    said = SAME_TABLE.get(said, said)
    family = _family(line)
    if family is not _LATIN and _is_english(tokens):
        return "en"  # "Photo by 鈴木花子".
    if said and said not in LANGUAGES and family is _LATIN:
        return _likeliest(tokens, family, said)  # No table: the words may be another language's.
    if said and (said in family or said not in LANGUAGES or (said == "sr" and "ru" in family)):
        # A line of another desk: "By Jane Doe" on a German page.
        english = said != "en" and said in _LATIN and tokens and tokens[0].fold == "by" and tokens[0].kind == "word"
        return "en" if english and not cues_of(said).by.match(tokens, 0) else said
    return _likeliest(tokens, family)


def _following(tokens: Sequence[Token], at: int) -> int:
    """How many words stand behind the one at *at*, up to a separator."""
    end = at + 1
    while end < len(tokens) and tokens[end].kind == "word":
        end += 1
    return end - at - 1


def _is_english(tokens: Sequence[Token]) -> bool:
    """Whether a line in another script begins with English words for "by" or a role."""
    if not tokens or not tokens[0].text.isascii():
        return False
    cues = cues_of("en")
    length = cues.roles.match(tokens, 0)
    return (cues.by.match(tokens, length) if length < len(tokens) else 0) > 0


def _family(line: str) -> tuple[str, ...]:
    cjk = cjk_language(line)
    if cjk:
        return (cjk, *(other for other in ("zh", "ja", "ko") if other != cjk))
    lowered = line.lower()
    for letters, language in _LETTERS:
        if letters.search(lowered):
            return _SHARED.get(language, (language,))
    return _LATIN


def _likeliest(tokens: Sequence[Token], family: tuple[str, ...], otherwise: str = "") -> str:
    index = _index()
    scores = dict.fromkeys(family, 0)
    for at, token in enumerate(tokens):
        if token.kind != "word":
            continue
        for language, kind in index.get(token.fold, ()):
            if language in scores and _counts(tokens, at, language, kind):
                scores[language] += _weight(tokens, at, language, kind)
    best = max(scores, key=lambda language: (scores[language], -family.index(language)))
    return best if scores[best] or not otherwise else otherwise


def _weight(tokens: Sequence[Token], at: int, language: str, kind: str) -> int:
    """How much a word says that counts: a role with the language's own "by" behind it more than one without."""
    if kind == "and" and tokens[at].fold in _PLACE_TOO:
        return 1 if language in ("sl", "cs", "sk") else _WEIGHTS[kind]
    if kind == "role":
        cues = cues_of(language)
        return _WEIGHTS[kind] + (cues.of.match(tokens, at + cues.roles.match(tokens, at)) > 0)
    return _WEIGHTS[kind]


def _counts(tokens: Sequence[Token], at: int, language: str, kind: str) -> bool:
    """Whether a word that may be of *kind* in *language* is: where it stands, and what stands beside it, say so."""
    cues = cues_of(language)
    small = tokens[at].text == tokens[at].text.lower()
    if kind == "and":
        if tokens[at].fold in _PLACE_TOO and houses().cities.match(tokens, at + 1):
            return False  # "Jane Doe in Nairobi".
        return small and 0 < at < len(tokens) - 1 and cues.ands.match(tokens, at) > 0
    if kind == "by":
        length = cues.by.match(tokens, at)
        if not length or at + length >= len(tokens):
            return False
        opening = at == 0 or tokens[at - 1].kind in ("bar", "dash", "open") or bool(cues.by.value(tokens, at, length))
        colon = tokens[at + length].kind == "colon"
        # "Di Anna Rossi" is by her, "Di Francis" is her name.
        name_too = tokens[at].fold in NAMES_TOO and not (
            at == 0 and language in _SAID_FIRST and _following(tokens, at) > 1
        )
        ours = tokens[at + length].fold in cues.our and tokens[at + length].text.islower()  # "Van onze correspondent".
        return opening and (colon or length > 1 or ours or not name_too)
    if kind == "role":
        length = cues.roles.match(tokens, at)
        behind: TokenKind | None = tokens[at + length].kind if length and at + length < len(tokens) else None
        if behind == "close" and at > 0 and tokens[at - 1].kind == "open":
            return True
        return behind is not None and (behind == "colon" or cues.of.match(tokens, at + length) > 0 or at == 0)
    if kind == "in":
        return small and at > 0 and tokens[at - 1].kind == "open" and cues.within.match(tokens, at) > 0
    lexicon = {"title": cues.titles, "house": cues.houses, "label": cues.labels}[kind]
    return lexicon.match(tokens, at) > 0


@cache
def _index() -> dict[str, tuple[tuple[str, str], ...]]:
    """For each first word of a phrase, the languages that print it, and as what."""
    found: dict[str, list[tuple[str, str]]] = {}
    for language in LANGUAGES:
        for kind, words in first_words(language).items():
            for word in words if kind in _WEIGHTS else ():
                found.setdefault(word, []).append((language, kind))
    return {word: tuple(uses) for word, uses in found.items()}


def languages_of(word: str) -> tuple[str, ...]:
    """Return the languages that print the folded *word* first in a phrase for "by" or of a role."""
    return tuple(dict.fromkeys(language for language, kind in _index().get(word, ()) if kind in ("by", "role")))
