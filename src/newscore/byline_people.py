"""The pieces of a byline beside each other: which title, place or suffix belongs to whom, and who is a house."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from newscore.byline_pieces import Found, Piece, read_piece
from newscore.byline_print import Print, is_agency, is_house, is_title
from newscore.byline_roles import roles_of
from newscore.byline_tokens import Token, is_cjk
from newscore.byline_words import RoleWord

__all__ = ["Part", "parts_of"]

# Particles that stand behind a given name only where the family name was printed first: "Jong, Michiel de".
_INVERTED: Final = frozenset(["de", "van", "von", "der", "den", "ter", "da", "di", "du", "la", "le", "af", "av", "zu"])
_ABBREVIATED: Final = frozenset("jr. sr. jnr. jun. sen. ml. st. al. esq. inc. ltd. corp. co.".split())
_QUOTES: Final = '"“”„‟«»‹›‘`*_\u200b\u200e\u200f\u2066\u2067\u2068\u2069 '
_PAIRS: Final = ("«»", "“”", "„“", "„”", "‹›", "»«")


@dataclass(slots=True)
class Part:
    """One name in a byline, and what stood with it."""

    name: str
    kind: Literal["person", "organization"]
    roles: tuple[RoleWord, ...] = ("author",)
    """What was said of it, in printed order; at least one."""
    title: str | None = None
    place: str | None = None
    sure: bool = True
    known: str | None = None
    """Where a known contributor was printed: its name as it stands in the line."""
    email: str | None = None
    url: str | None = None
    words: list[Token] = field(default_factory=list)
    placed: bool = False
    """Whether a word such as "in" stood before the place."""


def parts_of(pieces: Sequence[Piece], page: Print) -> list[Part]:
    """Return the parts that *pieces*, in printed order, are together."""
    people = _People(page, pieces)
    if _is_turned(pieces):
        return [
            Part(f"{page.text(given.words)} {page.text(family.words)}", "person", sure=False)
            for family, given in zip(pieces[::2], pieces[1::2], strict=True)
        ]
    for at, piece in enumerate(pieces):
        people.add(at, piece)
    return people.close()


def _is_turned(pieces: Sequence[Piece]) -> bool:
    """Whether a list puts family names first: "Doe, Jane; Roe, John"."""
    joints = [piece.joint for piece in pieces]
    short = all(len(piece.words) <= 2 and not piece.said for piece in pieces)
    paired = len(pieces) > 3 and len(pieces) % 2 == 0 and set(joints[1::2]) == {"comma"}
    return short and paired and set(joints[2::2]) == {"semicolon"}


@dataclass(slots=True)
class _People:
    page: Print
    pieces: Sequence[Piece]
    parts: list[Part] = field(default_factory=list)
    title: Found | None = None
    """A title that waits for its name."""
    place: str | None = None
    """A place that waits for its name."""

    def add(self, at: int, piece: Piece) -> None:
        last = self.parts[-1] if self.parts else None
        beside = piece.joint in ("comma", "dash", "bar", "slash", "semicolon", "break")
        behind = last is not None and last.kind == "person" and beside
        if last is not None and (self._is_joined(piece, last) or (behind and self._is_inverted(piece, last))):
            return
        if behind and last is not None and not piece.said and (roles := self._roles(piece)):
            last.roles = roles  # "Léa Petit, texte, et Jean Dupré, photos".
            return
        founds = read_piece(piece, self.page, behind_person=behind)
        for found in founds:
            self._place_found(at, found, self.parts[-1] if self.parts else None)
        if piece.email or piece.url or piece.title or piece.place:
            self._add_brackets(piece, founds)

    def _roles(self, piece: Piece) -> tuple[RoleWord, ...]:
        """The roles that a piece in small letters names, where it says nothing else."""
        cased = all(word.text.islower() for word in piece.words)
        title = is_title(piece.words[-1], self.page)
        return roles_of(piece.words, self.page) if cased and not title else ()

    def _add_brackets(self, piece: Piece, founds: list[Found]) -> None:
        if not piece.words and not self.parts:
            self.place = piece.place
        if founds and self.parts:
            last = self.parts[-1]
            last.email, last.url = last.email or piece.email, last.url or piece.url
            last.title, last.place = last.title or piece.title, last.place or piece.place

    def _place_found(self, at: int, found: Found, last: Part | None) -> None:
        if found.kind == "suffix":
            if last is not None:
                last.words.extend(found.words)
                last.name = self.page.text(last.words)
        elif found.kind == "degree":
            if last is not None:
                last.title = last.title or found.name
        elif found.kind == "title":
            self._place_title(found, last)
        elif found.kind == "place":
            self._place_place(found, last)
        elif found.kind != "words":
            self._place_name(at, found, last)

    def _place_title(self, found: Found, last: Part | None) -> None:
        joint = found.piece.joint
        if last is not None and last.kind == "person" and joint not in ("start", "cue", "colon"):
            if last.title is None:
                last.title = found.title
            elif joint in ("and", "comma"):
                last.title = self.page.line[self.page.line.find(last.title) : found.words[-1].end]
            last.place = last.place or found.place
        else:
            self.title = found
            self.place = found.place

    def _place_place(self, found: Found, last: Part | None) -> None:
        before = self.parts[-2] if len(self.parts) > 1 else None
        if last is None or (last.kind == "organization" and found.piece.joint not in ("comma", "dash", "bar")):
            self.place = found.name
        elif last.kind == "organization" and before is not None and before.kind == "person" and not before.place:
            before.place = found.name
        elif last.place is None:
            last.place = found.name
        elif found.piece.joint == "comma":
            last.place = f"{last.place}, {found.name}"

    def _place_name(self, at: int, found: Found, last: Part | None) -> None:
        piece = found.piece
        words = found.words
        single = len(words) == 1 and words[0].kind == "word"
        full = last is not None and last.kind == "person" and len(last.words) > 1
        if found.kind == "person" and self._is_paper(found, last):
            found.kind, found.sure = "organization", False
        if found.kind == "person" and single and last is not None and not is_cjk(found.name):
            if piece.joint == "comma" and last.placed and self.page.is_capital(words[0]):
                last.place = f"{last.place}, {found.name}"
                return
            if full and self._is_place_behind(at, found, last):
                last.place, last.sure = found.name, False
                return
            if piece.joint == "comma" and self._is_place_of_house(words[0], last):
                self.parts[-2].place = found.name
                return
            if full and piece.joint in ("slash", "bar", "dash") and self._is_house_behind(words[0]):
                found.kind, found.sure = "organization", False
        if found.kind == "person" and single and len(self.pieces) > 1 and (last is None or piece.joint == "comma"):
            self._judge_initials(found)
        following = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        if following is not None and following.joint == "equals" and is_cjk(found.name):
            self.place = found.name
            return
        if self._is_label(at, found):
            return
        self._append(found, last)

    def _judge_initials(self, found: Found) -> None:
        """Two capitals first or behind a comma are a paper's ("FR mit dpa"); people sign in small letters."""
        if re.fullmatch("[A-ZÄÖÜ]{2}", found.name):
            found.kind, found.sure = "organization", False

    def _is_paper(self, found: Found, last: Part | None) -> bool:
        """A name in quotes behind another ("Ведомости"), or a Latin word behind one in Han or kana."""
        if found.piece.joint == "colon" and found.name[0] == "«":
            return True
        if last is None or found.piece.joint not in ("comma", "slash", "bar", "dash"):
            return False
        asian = self.page.cues.language in ("zh", "ja", "ko") and is_cjk(last.name)
        return found.name[0] in '«„“"' or (asian and len(found.words) == 1 and not is_cjk(found.name))

    def _is_place_behind(self, at: int, found: Found, last: Part) -> bool:
        """One word behind a comma and a whole name, in no list that goes on with "and": a place, or so it seems."""
        word = found.words[0]
        if found.piece.joint != "comma" or last.place is not None or not self.page.is_capital(word):
            return False
        following = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        return following is None or following.joint != "and"

    def _is_place_of_house(self, word: Token, last: Part) -> bool:
        """One word behind a person's house: "Jane Doe, BBC News, Delhi"."""
        before = self.parts[-2] if len(self.parts) > 1 else None
        whose = last.kind == "organization" and before is not None and before.kind == "person" and not before.place
        return whose and self.page.is_capital(word)

    def _is_house_behind(self, word: Token) -> bool:
        """One word behind a slash or a bar and a whole name: where it was published, not who wrote it."""
        return len(word.text) > 2 and self.page.is_capital(word)

    def _is_label(self, at: int, found: Found) -> bool:
        """The name of a section before a bar or a colon and a whole name: "Politik · Jochen Bittner"."""
        if found.kind != "person" or at + 1 >= len(self.pieces):
            return False
        following = self.pieces[at + 1]
        if self.parts and following.joint == "colon" and len(found.words) <= 3 and not is_cjk(found.name):
            following.roles, following.said = ("contributor",), True  # "Styling: Ann Poe".
            return True
        if self.parts or found.piece.said:
            return False
        if following.joint == "colon":
            return len(found.words) <= 3
        return following.joint in ("bar", "dash") and len(found.words) == 1 and len(following.words) > 1

    def _append(self, found: Found, last: Part | None) -> None:
        piece, page = found.piece, self.page
        known = next((word for word in found.words if word.kind == "known"), None)
        # Who wrote it comes first: "写真・文".
        roles = tuple(sorted(piece.roles, key=lambda role: role != "author")) or ("author",)
        kind: Literal["person", "organization"] = "organization" if found.kind == "organization" else "person"
        agency = is_agency(found.words, page) or (last is not None and piece.joint != "cue")
        own = roles in (("author",), ("contributor",)) if is_agency(found.words, page) else roles == ("author",)
        if kind == "organization" and known is None and own and agency:
            roles = ("agency",)
        sure = found.sure and (piece.said or known is not None or is_agency(found.words, page))
        name = known.text if known else _bare(found.name)
        part = Part(name, kind, roles, found.title, found.place, sure, known.text if known else None, words=found.words)
        part.placed = found.place is not None
        if self.title is not None:
            part.title, self.title = part.title or self.title.title, None
        if self.place is not None and kind == "person":
            part.place, self.place = part.place or self.place, None
        self.parts.append(part)

    # --- what two pieces are together ---

    def _is_joined(self, piece: Piece, last: Part) -> bool:
        """Join what is one name in spite of a separator: "dpa/lno", "Prince and the Revolution"."""
        words = [word for word in piece.words if word.kind == "word"]
        if not words or len(words) != len(piece.words) or last.known:
            return False
        service = len(words) == 1 and words[0].text in self.page.houses.services and last.name == "dpa"
        if piece.joint == "slash" and service:
            return self._join(piece, last)
        if piece.joint != "and" or (piece.said and not last.words):
            return False
        article = words[0].text == "the" and self.page.cues.language == "en" and len(last.words) == 1
        small = len(words) > 1 and all(word.text.islower() for word in words) and not is_house(words, self.page)
        if article or (small and not self._has_group(words) and not self._is_title_like(words)):
            last.kind, last.sure = "organization", False
            return self._join(piece, last)
        return False

    def _has_group(self, words: Sequence[Token]) -> bool:
        return any(self.page.cues.groups.match(words, at) == len(words) - at for at in range(len(words)))

    def _is_title_like(self, words: Sequence[Token]) -> bool:
        return bool(self.page.cues.titles.match(words, len(words) - 1)) or words[0].text in ("a", "an")

    def _join(self, piece: Piece, last: Part) -> bool:
        last.words.extend(piece.words)
        last.name = _bare(self.page.text(last.words))
        return True

    def _is_inverted(self, piece: Piece, last: Part) -> bool:
        words = piece.words
        if piece.joint != "comma" or len(words) < 2 or len(last.words) > 2 or words[-1].text not in _INVERTED:
            return False
        last.name, last.sure = f"{self.page.text(words)} {last.name}", False
        last.words.extend(words)
        return True

    def close(self) -> list[Part]:
        """Return the parts; a title that nobody bore is who wrote it ("Staff Reporter")."""
        if self.title is not None and not self.parts:
            name = _bare(self.title.name)
            if name:
                self.parts.append(Part(name, "organization", self.title.piece.roles or ("author",), sure=False))
        if self.place is not None and self.parts:
            self.parts[0].place = self.parts[0].place or self.place
        return [part for part in self.parts if any(mark.isalpha() for mark in part.name)]


def _bare(name: str) -> str:
    """A name without quotes around it and the stop of a sentence; that of an initial or of "Jr." is its own."""
    whole, name = name, name.strip(_QUOTES)
    for opened, closed in _PAIRS:
        # A pair of which one mark is within the name is its own: Редакция «Речного вестника».
        if name.count(opened) > name.count(closed) and name + closed in whole:
            name += closed
        elif name.count(closed) > name.count(opened) and opened + name in whole:
            name = opened + name
    name = name.rstrip(":-–— ")
    last = name.rpartition(" ")[2]
    stem = last.rstrip(".")
    initial = len(stem) <= 1 or "." in stem or last.lower() in _ABBREVIATED
    return name if initial else name[: len(name) - (len(last) - len(stem))]
