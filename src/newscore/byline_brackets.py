"""What stands in brackets behind a name: a role, a title, a place, an agency, an address, an aside, or a part of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newscore.byline_print import Print, is_agency, is_house, is_place, is_title
from newscore.byline_roles import find_roles, roles_of
from newscore.byline_tokens import Token, is_cjk
from newscore.byline_words import RoleWord

__all__ = ["Bracket", "closers", "is_aside", "read_bracket"]


@dataclass(frozen=True, slots=True)
class Bracket:
    """What brackets say of the name before them."""

    roles: tuple[RoleWord, ...] | None = None
    title: str | None = None
    place: str | None = None
    addresses: tuple[Token, ...] = ()
    inside: bool = False
    """Whether they hold names of their own: "(avec Damien Leloup et AFP)"."""


def closers(tokens: Sequence[Token]) -> dict[int, int]:
    """Return where each bracket that is closed is; of brackets within brackets only the outer ones."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind == "open":
            opened.append(at)
        elif token.kind == "close" and opened:
            start = opened.pop()
            found[start] = at
    return found


def read_bracket(inner: Sequence[Token], page: Print, *, ends: bool, full: bool) -> Bracket | None:
    """Return what brackets around *inner* say, or None where they are a part of the name.

    *ends* where no word follows them; *full* where the name before them is of two words or more.
    """
    words = [token for token in inner if token.kind == "word"]
    whole = len(words) == len(inner)
    addresses = tuple(token for token in inner if token.kind in ("email", "url", "handle"))
    if roles := roles_of(inner, page):
        return Bracket(roles=roles)
    if len(addresses) == len(inner):
        return Bracket(addresses=addresses)
    if _starts_cue(inner, page) or is_agency(words, page) or (whole and is_house(words, page)):
        return Bracket(inside=True)
    if whole and is_title(words[-1], page):
        return Bracket(title=page.text(words))
    if whole and (at := _titled_place(words, page)):
        return Bracket(title=page.text(words[:at]), place=page.text(words[at + 1 :]))
    place = _place(words, page, full=full) if ends and whole else ()
    return Bracket(place=page.text(place)) if place else _read_several(inner, page)


def is_aside(inner: Sequence[Token], page: Print) -> bool:
    """Say whether *inner* is an aside such as "now", or how a name is read (やまだ・たろう): no part of anything."""
    if inner and re.fullmatch("[ぁ-ゖー・ ]+", page.text(inner)):
        return True
    return bool(inner) and all(token.fold in page.cues.asides for token in inner)


def _starts_cue(inner: Sequence[Token], page: Print) -> bool:
    said = find_roles(inner, 0, page)
    return page.cues.by.match(inner, 0) > 0 or (said is not None and (said.confirmed or is_cjk(inner[0].text)))


def _titled_place(words: Sequence[Token], page: Print) -> int:
    """Where a word for "in" stands between a title and a place, "(envoyée spéciale à Rome)"; 0 where none does."""
    for at in range(1, len(words) - 1):
        if page.cues.within.match(words, at) == 1 and page.is_capital(words[at + 1]):
            return at if any(is_title(word, page) for word in words[:at]) else 0
    return 0


def _place(words: Sequence[Token], page: Print, *, full: bool) -> Sequence[Token]:
    within = page.cues.within.match(words, 0)
    if within and len(words) > within:
        return words[within:]
    one = len(words) == 1 and ((full and page.is_capital(words[0])) or is_cjk(words[0].text))
    return words if one or is_place(words, page) else ()


def _read_several(inner: Sequence[Token], page: Print) -> Bracket | None:
    """Several things between commas: "(Rome, correspondante)"."""
    parts: list[list[Token]] = [[]]
    for token in inner:
        if token.kind in ("comma", "slash"):
            parts.append([])
        else:
            parts[-1].append(token)
    if len(parts) == 1 or not all(parts):
        return None
    titles = [part for part in parts if all(token.kind == "word" for token in part) and is_title(part[-1], page)]
    places = [part for part in parts if is_place(part, page)]
    roles: tuple[RoleWord, ...] = tuple(said[0] for part in parts if (said := roles_of(part, page)))
    if len(titles) + len(places) + len(roles) < len(parts):
        return None
    return Bracket(
        roles=roles or None,
        title=page.text(titles[0]) if titles else None,
        place=page.text(places[0]) if places else None,
    )
