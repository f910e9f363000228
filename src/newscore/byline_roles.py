"""Words of roles in a byline: where they end, which roles they name, and whether a name must follow."""

from collections.abc import Sequence
from typing import NamedTuple

from newscore.byline_print import Print
from newscore.byline_tokens import Token, is_cjk
from newscore.byline_words import RoleCue, RoleWord

__all__ = ["Said", "find_roles", "roles_of"]


class Said(NamedTuple):
    """What words of roles say: "Text und Fotos:"."""

    roles: tuple[RoleWord, ...]
    end: int
    """The index of the first token behind them, and behind the colon or the word for "by"."""
    confirmed: bool
    """Whether a colon, a word for "by" or their own meaning says that a name follows."""
    direct: bool
    """Whether it is their own meaning: "with"."""


def find_roles(tokens: Sequence[Token], at: int, page: Print) -> Said | None:
    """Return what the words of one role or several at *at* say, or None where none stand there."""
    cues = page.cues
    roles: list[RoleWord] = []
    direct = False
    while length := cues.roles.match(tokens, at):
        cue: RoleCue = cues.roles.value(tokens, at, length)
        if cue.role not in roles:
            roles.append(cue.role)
        at, direct = at + length, cue.direct
        joiner = at + _joiner(tokens, at, page)
        if cues.roles.match(tokens, joiner):
            at = joiner
    if not roles:
        return None
    marks = ("colon", "dash", *(("slash", "bar", "equals") if is_cjk(tokens[at - 1].text) else ()))
    if at < len(tokens) and tokens[at].kind in marks:
        return Said(tuple(roles), at + 1, True, False)
    of = cues.of.match(tokens, at) or cues.by.match(tokens, at)
    if of and page.is_small(tokens[at]):
        at += of
        return Said(tuple(roles), at + (at < len(tokens) and tokens[at].kind == "colon"), True, False)
    return Said(tuple(roles), at, direct, direct)


def _joiner(tokens: Sequence[Token], at: int, page: Print) -> int:
    """How many tokens join two roles at *at*: "und", "&", "/", ", and"."""
    if at < len(tokens) and tokens[at].kind in ("and", "slash", "bar", "comma", "dash"):
        return 1 + (page.cues.ands.match(tokens, at + 1) if tokens[at].kind == "comma" else 0)
    return page.cues.ands.match(tokens, at)


def roles_of(tokens: Sequence[Token], page: Print) -> tuple[RoleWord, ...]:
    """Return the roles that *tokens*, all of them, name; none where they say anything else."""
    if not tokens:
        return ()
    said = find_roles(tokens, 0, page)
    if said is not None and said.end == len(tokens):
        return said.roles
    length = page.cues.behind.match(tokens, 0)
    return (page.cues.behind.value(tokens, 0, length),) if length == len(tokens) else ()
