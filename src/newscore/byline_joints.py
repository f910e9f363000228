"""Words between two names of a byline: those that stand alone, and those that are written with the next name."""

from collections.abc import Sequence
from typing import Final

from newscore.byline_print import Print, is_house
from newscore.byline_tokens import Token, fold

__all__ = ["behind_glued_and", "spaced_and"]

# "And" may be printed with a capital in these; elsewhere the word with a capital is a name ("Dan", "Ile").
_CAPITAL_ANDS: Final = frozenset(["And", "Und", "Och", "Et"])
# Languages whose surnames are joined as names are: Ortega y Gasset, Rovira i Virgili, Sousa e Silva.
_JOINED_SURNAMES: Final = frozenset(["es", "ca", "pt", "gl"])


def spaced_and(tokens: Sequence[Token], at: int, end: int, words: Sequence[Token], page: Print) -> int:
    """Return how many tokens at *at* stand between the name of *words* and another; 0 where none do."""
    length = page.cues.ands.match(tokens, at)
    if not length or at + length >= end:
        return 0
    if not page.is_small(tokens[at]) and tokens[at].text not in _CAPITAL_ANDS:
        return 0
    if tokens[at + length].kind not in ("word", "known", "handle", "url"):
        return 0
    return 0 if _is_second_surname(tokens, at + length, end, words, page) else length


def _is_second_surname(tokens: Sequence[Token], at: int, end: int, words: Sequence[Token], page: Print) -> bool:
    """Whether one word behind "y" ends the name before it: nobody signs by one name beside a whole one."""
    names = [word for word in words if not page.is_particle(word)]
    if page.cues.language not in _JOINED_SURNAMES or len(names) < 2 or page.capitals:
        return False
    goes_on = at + 1 < end and tokens[at + 1].kind in ("word", "known", "slash", "open")
    if goes_on and not page.cues.ands.match(tokens, at + 1):
        return False
    word = tokens[at : at + 1]
    return page.is_capital(word[0]) and not is_house(word, page) and not page.cues.groups.match(word, 0)


def behind_glued_and(token: Token, page: Print, *, goes_on: bool) -> Token | None:
    """Return the word behind a conjunction that is written with it (ومحمد); None for the first letter of a name (وليد).

    *goes_on* where a name stands before it and another word follows it: a second name has two words.
    """
    cues = page.cues
    for word in cues.glued:
        rest = token.text.removeprefix(word).lstrip("-־–\u200f\u200e")
        if rest == token.text or len(rest) < 2 or token.fold in cues.names:
            continue
        part = Token(rest, fold(rest), "word", token.end - len(rest), token.end)
        group = cues.groups.holds([token]) or cues.groups.holds([part]) or is_house([part], page)
        if group or goes_on or cues.language == "th" or not rest[0].isalpha():
            return part
    return None
