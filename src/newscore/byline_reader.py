"""From the tokens of a printed byline to its pieces: where names begin and end, and in which role each stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, get_args

from newscore.byline_brackets import closers, is_aside, read_bracket
from newscore.byline_joints import behind_glued_and, spaced_and
from newscore.byline_pieces import Joint, Piece
from newscore.byline_print import Print, is_agency, is_house, is_house_run, is_title
from newscore.byline_roles import find_roles, roles_of
from newscore.byline_tokens import Token, fold, is_cjk
from newscore.byline_words import RoleWord

__all__ = ["read_pieces"]

_JOINTS: Final = frozenset(get_args(Joint))
_OPENING: Final = frozenset(["equals", "start", "break", "cue", "colon", "bar", "dash", "semicolon"])


@dataclass(slots=True)
class _Reader:
    tokens: Sequence[Token]
    page: Print
    closers: dict[int, int]
    pieces: list[Piece] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    roles: tuple[RoleWord, ...] = ()
    said: bool = False
    joint: Joint = "start"
    bare: bool = False
    """Whether a role was printed without a colon or a word for "by", so that others may be."""
    email: str | None = None
    url: str | None = None
    at: int = 0
    end: int = 0

    def run(self) -> list[Piece]:
        while self.at < self.end:
            token = self.tokens[self.at]
            if token.kind == "word":
                self._take_word(token)
            elif token.kind == "known":
                self.words.append(token)
                self.at += 1
            else:
                self._take_mark(token)
        self._flush("break")
        return self.pieces

    # --- marks ---

    def _take_mark(self, token: Token) -> None:
        self.at += 1
        if token.kind == "open":
            self._take_bracket(self.at - 1)
        elif token.kind in ("email", "url", "handle"):
            self._take_address(token)
        elif token.kind == "date" or token.kind == "close":
            self._flush("break")
        elif token.kind == "and" and not self._joins():
            self.words.append(token)
        elif token.kind in _JOINTS:
            self._flush(token.kind)  # type: ignore[arg-type]  # every separator is a joint

    def _joins(self) -> bool:
        """Whether "&" stands between two names, and not within one such as "Mac & i"."""
        behind = self.tokens[self.at : self.at + 1]
        return bool(self.words) and bool(behind) and len(behind[0].text) > 1

    def _take_address(self, token: Token) -> None:
        alone = len(self.tokens) == 1
        if token.kind == "handle" or (token.kind == "url" and "/" not in token.text):
            if alone:
                self.words.append(token._replace(kind="word"))
        elif self.words:
            self._set_address(token)
            self._flush("break")
        elif self.pieces:
            last = self.pieces[-1]
            if token.kind == "email":
                last.email = last.email or token.text
            else:
                last.url = last.url or token.text

    def _set_address(self, token: Token) -> None:
        if token.kind == "email":
            self.email = self.email or token.text
        elif token.kind == "url":
            self.url = self.url or token.text

    def _take_bracket(self, opened: int) -> None:
        closed, page = self.closers.get(opened), self.page
        if closed is None or closed >= self.end:
            self._flush("break")
            return
        inner = self.tokens[opened + 1 : closed]
        if not inner or is_aside(inner, page):
            self._flush("break")
            self.at = closed + 1
            return
        if self.pieces and not self.words and self.tokens[opened].start == self.tokens[opened].end:
            # A place that was written together with a word for "reports".
            self.pieces[-1].place, self.at = page.text(inner), closed + 1
            return
        if not self.words:
            # At the beginning of a piece brackets are separators; behind one they may still say its role.
            roles = roles_of(inner, page)
            if self.pieces and roles:
                self.pieces[-1].roles, self.at = roles, closed + 1
            else:
                self._flush("break")
            return
        behind = closed + 1
        ends = behind >= self.end or self.tokens[behind].kind not in ("word", "known")
        ends = ends or page.cues.ands.match(self.tokens, behind) > 0
        ends = ends or (page.is_small(self.tokens[behind]) and find_roles(self.tokens, behind, page) is not None)
        said = read_bracket(inner, page, ends=ends, full=len(self.words) > 1)
        if said is None:
            # A part of the name: Bruno (Henrique Zecchin) Rodrigues.
            self.words.extend(self.tokens[opened : closed + 1])
        elif said.addresses:
            for token in said.addresses:
                self._set_address(token)
        else:
            self._flush("break", roles=said.roles, title=said.title, place=said.place)
            if said.inside:
                # Brackets within brackets are separators.
                inside = _Reader(self.tokens, page, {}, at=self.at, end=closed, joint="break")
                self.pieces.extend(inside.run())
        self.at = closed + 1

    # --- words ---

    def _take_word(self, token: Token) -> None:
        if self._take_group() or self._take_agencies(token) or self._take_cue(token) or self._take_conjunction(token):
            return
        self.words.append(token)
        self.at += 1

    def _take_group(self) -> bool:
        """People without names right behind a name: "Jane Doe et al."."""
        token = self.tokens[self.at]
        asian = is_cjk(token.text)
        length = self.page.cues.groups.match(self.tokens, self.at) if len(self.words) > (0 if asian else 1) else 0
        behind = self.at + length
        if length and asian:
            while behind < self.end and self.tokens[behind].kind == "word":
                behind += 1
            self._flush("and")
            self.words.extend(self.tokens[self.at : behind])
            self.at = behind
            return True
        if not length or not self.page.is_small(self.tokens[self.at]):
            return False
        if behind < self.end and self.tokens[behind].kind == "word":
            return False
        if any(self.page.is_small(word) and not self.page.is_particle(word) for word in self.words):
            return False
        self._flush("and")
        self.words.extend(self.tokens[self.at : behind])
        self.at = behind
        return True

    def _take_agencies(self, token: Token) -> bool:
        """Agencies with hyphens between them, "NTB-AFP-DPA", unless they are one that is called so."""
        names = re.split("[-–]", token.text)
        agencies = self.page.houses.agencies
        if len(names) < 2 or token.text in agencies or not all(name in agencies for name in names):
            return False
        start = token.start
        for name in names:
            self.words.append(Token(name, fold(name), "word", start, start + len(name)))
            self._flush("slash")
            start += len(name) + 1
        self.at += 1
        return True

    def _take_cue(self, token: Token) -> bool:
        return self._take_label() or self._take_by(token) or self._take_behind() or self._take_role(token)

    def _take_label(self) -> bool:
        """A word such as "updated" that no name follows; within a piece only before a date, a colon or the end."""
        length = self.page.cues.labels.match(self.tokens, self.at)
        if not length:
            return False
        if not self.words and self.page.cues.by.match(self.tokens, self.at + length):
            self.at, self.joint = self.at + length, "break"  # "Publicerad av".
            return True
        behind = self.tokens[self.at + length] if self.at + length < self.end else None
        ends = behind is None or behind.kind in ("date", "colon", "url") or behind.text[:1].isdigit()
        if not ends and (self.words or self.pieces or not self._is_small_until_end(self.at + length)):
            # "Published by Jane Doe" has a name behind it; "Live Nation" is one.
            return False
        if self.words and not any(mark.isalpha() for word in self.words for mark in word.text):
            self.words = []  # 5 min read
        if self.words and behind is None and not self.page.is_small(self.tokens[self.at]):
            return False
        self._flush("break")
        self.at += length + (behind is not None and behind.kind == "colon")
        while self.at < self.end and self.tokens[self.at].kind in ("word", "known", "url") and not self._cue_here():
            self.at += 1
        return True

    def _is_small_until_end(self, at: int) -> bool:
        while at < self.end and self.tokens[at].kind == "word" and self.page.is_small(self.tokens[at]):
            at += 1
        return at >= self.end or self.tokens[at].kind != "word"

    def _cue_here(self) -> bool:
        said = find_roles(self.tokens, self.at, self.page)
        asian = is_cjk(self.tokens[self.at].text)
        return (said is not None and (said.confirmed or asian)) or self.page.cues.by.match(self.tokens, self.at) > 0

    def _take_by(self, token: Token) -> bool:
        cues, page = self.page.cues, self.page
        length = cues.by.match(self.tokens, self.at)
        if not length or self.at + length >= self.end:
            return False
        anywhere = cues.by.value(self.tokens, self.at, length)
        if self.words:
            label = not self.pieces and not self.said
            shouted = label and len(self.words) < 3 and (len(self.words) == 1 or self.page.text(self.words).isupper())
            if not anywhere or not (page.is_small(token) or shouted):
                return False
            # What stands before is no name: "A special report by".
            if label or all(page.is_small(word) for word in self.words):
                self.words = []
        elif self.joint not in _OPENING and not (anywhere and page.is_small(token)):
            return False
        first = not self.pieces
        self._flush("cue")
        self._enter(("author",) if first or not self.roles else self.roles if self.bare else ("author",))
        self.at += length
        self._skip_colon()
        return True

    def _take_role(self, token: Token) -> bool:
        said = find_roles(self.tokens, self.at, self.page)
        if said is None or said.end >= self.end:
            return False
        roles, end, confirmed, direct = said
        house = self.page.cues.houses.match(self.tokens, self.at)
        if house and roles == ("editor",) and self.tokens[end - 1].kind == "word":
            return False  # "Die Redaktion von Battery News"; "Redaktion: Max Muster" names an editor.
        if "agency" in roles and direct and not self._is_whole(end - self.at):
            return False  # "Organization for Transformative Works"; "Jane Doe for Reuters" names whom it was for.
        if self.joint == "comma" and self.pieces and not self.words and self._is_title_of(token, end):
            return False
        following = self.tokens[end]
        if not confirmed:
            # A role without a colon or a word for "by": "Foto Max Muster".
            first = self.joint in _OPENING and not self.words
            fits = not house and token.fold not in self.page.cues.names and (first or self.bare or is_cjk(token.text))
            fits = fits and ("agency" not in roles or is_cjk(token.text))  # "Font Garcia" is no source.
            if not fits or following.kind not in ("word", "known") or not self.page.is_capital(following):
                return False
            if is_title(self.tokens[end - 1], self.page) and not self.page.is_small(token) and self.words:
                return False
            self.bare = True
        elif direct and end - self.at < 2 and (self.words or self.pieces) and not self.page.is_small(token):
            return False
        if roles == ("author",) and not self.pieces and self._is_label():
            self.words = []
        self._flush("cue")
        self._enter(roles)
        self.at = end
        return True

    def _is_title_of(self, token: Token, end: int) -> bool:
        """Whether a role's word behind a name and a comma is its title: "Jane Doe, editor of the Ledger"."""
        of = self.tokens[end - 1]
        return is_title(token, self.page) and of.kind == "word" and self.page.cues.by.match([of], 0) == 0

    def _is_whole(self, length: int) -> bool:
        """Whether the words before "for" or "via" are somebody: a name of two words, or an agency."""
        words, page = self.words, self.page
        if not words:
            return bool(self.pieces) or length > 1  # "Per Hansen" is a name.
        return is_agency(words, page) or (len(words) > 1 and not is_house(words, page))

    def _is_label(self) -> bool:
        """Whether the words before "report by" are a part of it: "A Ledger special report by"."""
        if any(is_cjk(word.text) for word in self.words):
            return False
        small = all(self.page.is_small(word) for word in self.words)
        return bool(self.words) and (small or self.words[0].fold in self.page.cues.our or len(self.words) == 1)

    def _enter(self, roles: tuple[RoleWord, ...]) -> None:
        self.roles, self.said, self.joint = roles, True, "cue"

    def _skip_colon(self) -> None:
        if self.at < self.end and self.tokens[self.at].kind == "colon":
            self.at += 1

    def _take_behind(self) -> bool:
        """A role behind the name: 嶋田 健志　監訳, 张三/文."""
        cues = self.page.cues
        last = self.pieces[-1] if self.pieces else None
        if not self.words and self.joint == "slash" and last is not None and not last.said:
            length = cues.behind.match(self.tokens, self.at)
            if length and is_cjk(self.tokens[self.at].text):
                last.roles, last.said = (cues.behind.value(self.tokens, self.at, length),), True
                self.joint, self.at = "break", self.at + length
                return True
        length = cues.behind.match(self.tokens, self.at)
        if not length or not self._is_behind(length):
            return False
        within = cues.within.match(self.words, 0)
        if within and not self.pieces and within < len(self.words):
            self.pieces.append(Piece([], self.joint, place=self.page.text(self.words[within:])))
            self.words, self.at = [], self.at + length  # "Aus Kairo berichtet Eva Beispiel".
            self._enter(("author",))
            return True
        word = self.tokens[self.at : self.at + length]
        title = self.page.text(word) if cues.titles.holds(word) else None
        self.at += length
        role: RoleWord = cues.behind.value(word, 0, length)
        first = len(self.pieces)
        glued = is_cjk(word[0].text)
        self._flush("break", roles=self.roles if glued and self.roles else (role,), title=title, said=True)
        joined = ("and", "comma")
        while not glued and first > 0 and self.pieces[first].joint in joined and not self.pieces[first - 1].said:
            first -= 1
            self.pieces[first].roles, self.pieces[first].said = (role,), True
        return True

    def _is_behind(self, length: int) -> bool:
        """Whether the role at this place belongs to the name before it, and not to the one that follows."""
        following = self.tokens[self.at + length] if self.at + length < self.end else None
        if following is not None and following.kind in (
            ("colon", "equals", "slash") if self.said else ("colon", "equals")
        ):
            return False
        said = find_roles(self.tokens, self.at, self.page)
        if not self.words or (said is not None and said.confirmed and not is_cjk(self.tokens[self.at].text)):
            return False
        asian = is_cjk(self.words[-1].text)
        if is_house_run(self.words, self.page) if asian else is_house(self.words, self.page):
            return False
        word = self.tokens[self.at : self.at + length]
        if not is_cjk(word[0].text) and self.said and length == 1:
            return False
        goes_on = following is not None and following.kind in ("word", "known")
        return not (self.said and goes_on and is_cjk(word[0].text) and not self.page.cues.titles.holds(word))

    def _take_conjunction(self, token: Token) -> bool:
        if not self.words and not self.pieces:
            return False
        length = spaced_and(self.tokens, self.at, self.end, self.words, self.page)
        if length:
            self._flush("and")
            self.at += length
            return True
        behind = self.at + 1 < self.end and self.tokens[self.at + 1].kind == "word"
        name = behind_glued_and(token, self.page, goes_on=behind and bool(self.words))
        if name is None:
            return False
        self._flush("and")
        self.words.append(name)
        self.at += 1
        return True

    def _flush(
        self,
        joint: Joint,
        *,
        roles: tuple[RoleWord, ...] | None = None,
        title: str | None = None,
        place: str | None = None,
        said: bool | None = None,
    ) -> None:
        if self.words:
            self.pieces.append(
                Piece(
                    self.words,
                    self.joint,
                    self.roles if roles is None else roles,
                    self.said if said is None else said,
                    title,
                    place,
                    self.email,
                    self.url,
                )
            )
            self.words, self.email, self.url = [], None, None
            self.joint = joint
        elif joint != "break" or self.joint == "start":
            # Of several separators the last says how the next piece is joined, but for a comma before "and".
            self.joint = joint


def read_pieces(tokens: Sequence[Token], page: Print) -> list[Piece]:
    """Return the pieces of a line in printed order, each with the roles that were said of it."""
    return _Reader(tokens, page, closers(tokens), end=len(tokens)).run()
