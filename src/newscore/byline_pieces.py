"""One piece of a byline, between separators: a person, a house, a title or a place, and what stands with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from newscore.byline_cjk import split_names
from newscore.byline_print import (
    Print,
    house_word,
    is_agency,
    is_house,
    is_house_name,
    is_house_run,
    is_place,
    is_title,
    least_name,
)  # fmt: skip
from newscore.byline_titles import cut_title
from newscore.byline_tokens import Token, is_cjk
from newscore.byline_words import RoleWord

__all__ = ["Found", "FoundKind", "Joint", "Piece", "read_piece"]

FoundKind = Literal["person", "organization", "title", "place", "degree", "suffix", "words"]
Joint = Literal["start", "comma", "semicolon", "bar", "slash", "and", "dash", "colon", "equals", "break", "cue"]

_MIXED: Final = re.compile(r"[A-Z]{2,}\w*|[A-Z][a-z]+[A-Z]{2,}|[A-Z][a-z]+(?:[A-Z][a-z]+)+")


@dataclass(slots=True)
class Piece:
    """What stood between two separators."""

    words: list[Token]
    joint: Joint
    """What stood before it."""
    roles: tuple[RoleWord, ...] = ()
    said: bool = False
    """Whether a word of a role, or for "by", stood before it."""
    title: str | None = None
    place: str | None = None
    email: str | None = None
    url: str | None = None


@dataclass(slots=True)
class Found:
    """What a piece, or a part of it, was understood to be."""

    name: str
    kind: FoundKind
    piece: Piece
    title: str | None = None
    place: str | None = None
    sure: bool = True
    words: list[Token] = field(default_factory=list)


def read_piece(piece: Piece, page: Print, *, behind_person: bool) -> list[Found]:
    """Return what *piece* holds, in order; *behind_person* where a comma parts it from somebody's name."""
    words = _strip(piece.words)
    if not words:
        return []
    if len(words) == 1 and words[0].kind == "known":
        return [Found(page.text(words), "person", piece, words=words)]
    if any(is_cjk(word.text) for word in words) and page.cues.language in ("zh", "ja", "ko"):
        return [_read_cjk(name, piece, page) for name in split_names(words, page.cues.language)]
    whole = _read_whole(words, piece, page, behind_person=behind_person)
    if whole is not None:
        return [whole]
    return _read_parts(words, piece, page, behind_person=behind_person)


def _strip(words: list[Token]) -> list[Token]:
    """The words without those that cannot begin or end a name."""
    words = [word for word in words if word.kind in ("word", "known", "open", "close", "and")]
    while words and words[0].kind == "close":
        words = words[1:]
    return words


def _read_whole(words: list[Token], piece: Piece, page: Print, *, behind_person: bool) -> Found | None:
    """What all the words of a piece together are, where a table says so."""
    text = page.text(words)
    table = page.houses
    if all(word.fold in page.cues.asides for word in words):
        return Found(text, "words", piece, words=words)
    if all(word.fold in table.after_name for word in words):
        return Found(text, "suffix", piece, words=words)
    if behind_person and all(word.fold in table.degrees for word in words):
        return Found(text, "degree", piece, words=words)
    behind = behind_person or piece.joint in ("comma", "dash", "bar", "slash")
    if piece.joint != "and" and is_place(words, page) and (behind or not piece.said) and not _is_plain(words):
        return Found(text, "place", piece, words=words)
    if "agency" in piece.roles or is_house_name(words, page) or page.cues.houses.holds(words):
        words = _without_article(words, page)
        return Found(page.text(words), "organization", piece, words=words)
    if page.cues.groups.holds(words) or _is_group(words, page):
        return Found(text, "organization", piece, words=words)
    if behind_person and piece.joint in ("comma", "dash", "break") and (place := _leading_place(words, page)):
        return Found(page.text(place), "organization" if is_house(place, page) else "place", piece, words=list(place))
    return None


def _leading_place(words: Sequence[Token], page: Print) -> Sequence[Token]:
    """The place in a piece that begins with a word for "in" or "of": "Léa Petit, à Bruxelles"."""
    length = page.cues.within.match(words, 0) or page.cues.of.match(words, 0)
    rest = words[length:]
    if length and page.is_small(words[0]) and 0 < len(rest) <= 4 and page.is_capital(rest[0]):
        return rest
    return ()


def _is_plain(words: Sequence[Token]) -> bool:
    return len(words) == 1 and words[0].kind == "known"


def _is_group(words: Sequence[Token], page: Print) -> bool:
    """People without names: "3 others", "an anonymous source"."""
    if is_title(words[-1], page):
        return False
    last = page.cues.groups.match(words, len(words) - 1)
    if last and len(words) > 1 and (words[0].text.isdigit() or page.is_small(words[0])):
        return True
    return page.cues.language == "en" and len(words) > 1 and words[0].text in ("a", "an")


def _is_sentence(words: Sequence[Token], page: Print) -> bool:
    """Running text: at least three words in small letters that no name holds, and more of them than others."""
    if page.capitals:
        return False
    small = [
        word for word in words if word.text == word.text.lower() != word.text.upper() and not page.is_particle(word)
    ]
    return len(small) >= 3 and 2 * len(small) > len(words)


def _read_parts(words: list[Token], piece: Piece, page: Print, *, behind_person: bool) -> list[Found]:
    whole = words
    words, place, sure = _cut_place(words, page)
    place_words = [word for word in whole if place and word.start >= page.line.find(place, words[-1].end)]
    if "translator" in piece.roles:
        place = None  # "Translated by Ann Poe from the French".
    degree = degree_behind = None
    while len(words) > 1 and words[0].fold in page.houses.degrees and words[0].text.isupper() and behind_person:
        degree, words = words[0].text, words[1:]
    if piece.words[-1].kind != "known":
        words = _without_ends(words, page)
    if len(words) > 2 and words[-1].fold in page.houses.degrees and words[-1].text.isupper() and not page.capitals:
        degree_behind, words = words[-1].text, words[:-1]
    name, title, house, certain = cut_title(words, page, behind_person=behind_person)
    title = title or degree_behind
    if name and title and not behind_person and is_house(name, page) and not is_agency(name, page):
        name, title = words, None  # "Guardian staff reporter".
    if not name and not house and place and not behind_person:
        name, place = _name_behind_place(place_words, page)
    if place and not house and name and _is_house_place(place_words, page, title=title):
        house, place = place_words, None
        while len(house) > 1 and house[0].fold in page.cues.our and house[0].text.islower():
            house = house[1:]
    if not name and not house:
        return [Found(title or "", "title", piece, title=title, place=place, words=words)]
    found = []
    if name:
        person, rest = _cut_house(name, page, said=piece.said)
        if rest:
            house = rest
        if person:
            kind: FoundKind = "organization" if degree is not None or is_house(person, page) else "person"
            digits = any(word.text.isdigit() for word in person)
            if kind == "person" and (digits or (title is None and _is_sentence(person, page))):
                kind = "words"
            if kind == "organization":
                person = _without_article(person, page)
            found.append(
                Found(page.text(person), kind, piece, title=title, place=place, sure=sure and certain, words=person)
            )
    if house:
        found.append(Found(page.text(house), "organization", piece, words=house))
        if len(found) == 1 and behind_person and title:
            # "Jane Doe, correspondent Reuters": hers, and not the house's.
            return [Found(title, "title", piece, title=title, place=place, words=words), *found]
        if len(found) == 1:
            found[0].title, found[0].place = title, place
    return found


def _is_house_place(words: Sequence[Token], page: Print, *, title: str | None) -> bool:
    """Whether somebody works "at" it: a house behind a title, and a name that ends as one of a house."""
    if not words or is_place(words, page):
        return False
    at = range(len(words)) if title else [len(words) - 1] if len(words) > 1 else []
    return any(house_word(words, here, page) for here in at)


def _without_ends(words: list[Token], page: Print) -> list[Token]:
    """The words without those that begin or end no name: "unserem", the "le" before a date, numbers."""
    while (
        len(words) > 1 and words[0].fold in page.cues.our and words[0].text.islower() and not page.is_particle(words[0])
    ):
        words = words[1:]
    if len(words) > 2 and _is_from(words[0], page):
        words = words[1:]
    while len(words) > 1 and not page.capitals and _is_loose(words[-1], page):
        words = words[:-1]
    return words


def _is_from(word: Token, page: Print) -> bool:
    """Whether a line begins with "From", "Från": no name does, but for those that begin with a particle (Van Wyk)."""
    if word.start or word.fold not in page.cues.our or page.is_particle(word._replace(text=word.fold)):
        return False
    return page.cues.within.match([word], 0) > 0


def _is_loose(word: Token, page: Print) -> bool:
    if word.kind != "word":
        return False
    if not any(mark.isalpha() for mark in word.text):
        return True
    joins = page.cues.of.match([word], 0) or page.cues.within.match([word], 0) or page.is_particle(word)
    return bool(joins) and word.text.islower() and word.fold not in page.houses.after_name


def _name_behind_place(words: list[Token], page: Print) -> tuple[list[Token], str]:
    """The name behind a title and a place: "dal nostro inviato a Roma Luca Bianchi"; none where nobody is named."""
    for length in range(min(3, len(words) - 2), 0, -1):
        if is_place(words[:length], page) or (length == 1 and len(words) == 3):
            return words[length:], page.text(words[:length])
    return [], page.text(words)


def _without_article(words: list[Token], page: Print) -> list[Token]:
    """A house without "our" and "the" before it, where they are set small."""
    while len(words) > 1 and words[0].fold in page.cues.our and words[0].text.islower():
        words = words[1:]
    if len(words) > 1 and page.cues.of.match(words, 0) and words[0].text.istitle():
        words = words[1:]  # "Da Redação".
    return words


def _read_cjk(words: list[Token], piece: Piece, page: Print) -> Found:
    text = page.text(words)
    kind: FoundKind = "organization" if is_house_run(words, page) else "person"
    if kind == "person" and (len(text) == 1 or any(mark.isdigit() for mark in text)):
        kind = "words"
    elif (
        kind == "person"
        and is_place(words, page)
        and not (piece.said and piece.title is None and len(piece.words) == 1)
    ):
        kind = "place"
    if page.cues.titles.holds(words):
        kind = "title"
    elif page.cues.groups.match(words, 0) or (len(words) == 1 and words[0].fold in page.cues.asides):
        kind = "words"
    return Found(text, kind, piece, words=words, title=text if kind == "title" else None)


def _cut_place(words: list[Token], page: Print) -> tuple[list[Token], str | None, bool]:
    """A name and the place behind a word for "in": "Sam Levin in Los Angeles"."""
    if words[-1].kind == "close":
        return words, None, True
    for at in range(len(words) - 2, 0, -1):
        if words[at].kind == "close":
            break
        length = page.cues.within.match(words, at)
        if not length or not page.is_small(words[at]) or at + length >= len(words):
            continue
        before, behind = words[:at], words[at + length :]
        if not _can_stand_in_place(before, page):
            continue
        if page.is_small(behind[0]) and house_word(behind, 0, page) and any(is_title(word, page) for word in before):
            continue  # "journaliste au service Économie" is a title as a whole.
        if page.is_capital(behind[0]) or (len(behind) > 1 and page.is_capital(behind[1])) or page.capitals:
            return before, page.text(behind), True
    return words, None, True


def _can_stand_in_place(before: Sequence[Token], page: Print) -> bool:
    """Whether what stands before "in" is whole without it: two words, a house, a title."""
    names = [word for word in before if not page.is_particle(word)]
    return len(names) >= 2 or before[0].kind == "known" or is_house_name(before, page) or is_title(before[-1], page)


def _cut_house(words: list[Token], page: Print, *, said: bool) -> tuple[list[Token], list[Token]]:
    """A person and the house behind the name without a comma: "Jordan Press The Canadian Press"."""
    for length in range(min(len(words) - 2, 5), 0, -1):
        if is_agency(words[-length:], page) and not is_house(words[:-length], page):
            return words[:-length], words[-length:]
    least = least_name(words, page)
    if len(words) > least and words[least].fold in page.houses.after_name:
        return words, []
    reports = words[least + 1 :]
    small = bool(reports) and all(word.text.islower() for word in reports)
    if small and page.cues.within.match(words, least) == 1 and house_word(reports, len(reports) - 1, page):
        return words[:least], reports  # "Jane Doe from wire reports".
    if _is_for(words, least, page) and is_house(words[least + 1 :], page) and not is_house(words[:least], page):
        return words[:least], words[least + 1 :]
    own = least < len(words) and (words[least].text == "The" or is_agency(words[least : least + 1], page))
    if own and not page.capitals and not is_house(words[:least], page):
        return words[:least], words[least:]
    if said and len(words) > least and _MIXED.fullmatch(words[least].text) and not page.capitals:
        rest = words[least:]
        if is_house(rest, page) and not is_house(words[:least], page):
            return words[:least], rest
    # "Dr. Karin J. Schmitz Abteilung Öffentlichkeitsarbeit": a full stop says that the first words are a person's.
    if any(word.text.endswith(".") for word in words[:least]) and not is_house(words[:least], page):
        house = next((at for at in range(least, len(words)) if house_word(words, at, page)), 0)
        if house == least and len(words) > house + 1:
            return words[:house], words[house:]
    return words, []


def _is_for(words: Sequence[Token], at: int, page: Print) -> bool:
    """Whether the word at *at* is one such as "for", set with a capital: "Jane Doe For The Harbour Times"."""
    roles = page.cues.roles
    return roles.match(words, at) == 1 < len(words) - at and roles.value(words, at, 1).role == "agency"
