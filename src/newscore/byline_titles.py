"""Titles in a byline: before a name, behind it, or behind a comma; with the house that stands in front of them."""

from collections.abc import Sequence
from typing import Final

from newscore.byline_print import Print, is_agency, is_title, least_name
from newscore.byline_tokens import Token

__all__ = ["cut_title"]

_MAX_TITLE: Final = 6
"""Words of a title behind a name at most."""


def cut_title(
    words: list[Token], page: Print, *, behind_person: bool
) -> tuple[list[Token], str | None, list[Token], bool]:
    """Return the name, the title, the house and whether the title's bounds are sure, of the words of one piece.

    "Reuters correspondent Jane Doe", "Ian Sample Science editor", "Staff Writer" behind a comma (*behind_person*).
    """
    heads = [at for at, word in enumerate(words) if is_title(word, page)]
    if not heads:
        return words, None, [], True
    first, last = heads[0], heads[-1]
    if behind_person and last == len(words) - 1 and len(words) <= _MAX_TITLE:
        house, start = _leading_house(words[:first], page)
        return [], page.text(words[start:]), house, True
    if all(_is_modifier(word, page) for word in words[:first]):
        if behind_person and _goes_on(words, first, page):
            return [], page.text(words), [], True
        name, title, house, sure = _cut_leading(words, 0, first, page)
        if behind_person and name and not house and is_agency(name, page):
            return [], title, name, sure  # "Jane Doe, correspondent Reuters".
        if behind_person and title and len(name) == 1 and name[0].kind == "word":
            return [], page.text(words), [], True  # "Ruth Beispiel, Leiterin Politik": nobody is called by one word.
        return name, title, house, sure
    house, start = _leading_house(words[:first], page)
    if house and all(_is_modifier(word, page) for word in words[start:first]):
        name, title, _, sure = _cut_leading(words, start, first, page)
        return (name, title, house, sure) if name else ([], page.text(words[start:]), house, True)
    if first == 1 and len(words) > 3 and last == first and all(page.is_capital(word) for word in words[2:]):
        return _cut_leading(words, 0, first, page)
    return _cut_trailing(words, first, last, page)


def _goes_on(words: Sequence[Token], head: int, page: Print) -> bool:
    """Whether a title behind a name goes on past its head: "editor of the Ledger", "enviada especial a Kiev"."""
    at = head + 1
    while at < len(words) and (
        is_title(words[at], page) or (words[at].fold in page.cues.after and len(words[at].text) > 3)
    ):
        at += 1
    return at < len(words) and page.is_small(words[at]) and not page.capitals


def _leading_house(words: Sequence[Token], page: Print) -> tuple[list[Token], int]:
    """The agency or house that *words* begin with, and where it ends."""
    for length in range(min(len(words), 5), 0, -1):
        if is_agency(words[:length], page):
            return list(words[:length]), length
    return [], 0


def _cut_leading(
    words: list[Token], start: int, head: int, page: Print
) -> tuple[list[Token], str | None, list[Token], bool]:
    """A title before the name: it reaches over heads, words that follow heads, and small words."""
    while start < head and words[start].fold in page.cues.our and words[start].fold not in page.cues.topics:
        start += 1
    end = head + 1
    while end < len(words) and (
        is_title(words[end], page)
        or words[end].fold in page.cues.after
        or words[end].fold in page.cues.topics
        or (_is_modifier(words[end], page) and words[end].text.islower())
    ):
        end += 1
    rest = words[end:]
    house, length = _leading_house(rest, page)
    if house and len(rest) - length >= 2:
        return rest[length:], page.text(words[start:end]), house, True
    while rest and rest[0].fold in page.cues.our and page.is_small(rest[0]):
        rest = rest[1:]
    inside = page.cues.within.match(words, end - 1) if end < len(words) else 0
    if inside and len(rest) > 2:
        return rest[1:], page.text(words[start : end + 1]), [], True
    return rest, page.text(words[start:end]), [], True


def _cut_trailing(
    words: list[Token], first: int, last: int, page: Print
) -> tuple[list[Token], str | None, list[Token], bool]:
    """A title behind the name: the small words and topics before its head are its own, and one capital word at most."""
    tail = words[last + 1 :]
    if any(page.is_capital(word) and word.fold not in page.cues.after for word in tail) and not (
        tail and page.is_small(tail[0])
    ):
        return words, None, [], True
    start, certain = first, True
    least = least_name(words, page)
    while start > least and _is_modifier(words[start - 1], page):
        start -= 1
    small = page.is_small(words[start]) and not page.capitals
    if start > least and (small or start == first):
        house, _ = _trailing_house(words[:start], page)
        if house:
            name = words[: start - len(house)]
            return name, page.text(words[start - len(house) :]), house, True
        # Either the last word of the name or the first of the title: "Ian Sample Science editor".
        start, certain = start - 1, small and words[start].fold not in page.cues.after
        if not small and len(words[:start]) > 2 and len(words) - start == 1:
            certain = False
    else:
        house, _ = _trailing_house(words[:start], page)
        if house:
            return words[: start - len(house)], page.text(words[start - len(house) :]), house, True
    if start < least and start < 2:
        # "Brüsszeli tudósítónk": one word before a title in small letters is no name.
        whole = len(words) == 2 and page.is_small(words[1]) and not page.capitals and page.is_capital(words[0])
        return ([], page.text(words), [], True) if whole else (words, None, [], True)
    return words[:start], page.text(_without_link(words[start:], page)), [], certain


def _without_link(words: list[Token], page: Print) -> list[Token]:
    """A title without "is a" before it: "Jane Doe is a senior fellow"."""
    link = words[0].fold in page.cues.links and len(words) > 1
    while link and len(words) > 1 and (words[0].fold in page.cues.links or words[0].fold in page.cues.our):
        words = words[1:]
    return words


def _trailing_house(words: Sequence[Token], page: Print) -> tuple[list[Token], int]:
    for length in range(min(len(words) - 1, 5), 0, -1):
        if is_agency(words[-length:], page) and len(words) - length >= 2:
            return list(words[-length:]), length
    return [], 0


def _is_modifier(token: Token, page: Print) -> bool:
    """Whether a word may stand before the head of a title and belong to no name."""
    return (
        token.fold in page.cues.topics
        or token.fold in page.cues.our
        or (token.text.islower() and not page.capitals and not page.is_particle(token))
    )
