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
    opened: RoleWord | None = None
    while length := cues.roles.match(tokens, at):
        cue: RoleCue = cues.roles.value(tokens, at, length)
        opened = opened or (cue.role if cue.direct else "author")
        if cue.role not in roles:
            roles.append(cue.role)
        at, direct = at + length, cue.direct
        joiner = at + _joiner(tokens, at, page)
        if cues.roles.match(tokens, joiner):
            at = joiner
    if not roles:
        return None
    if opened == "contributor" and "author" in roles:
        roles.remove("author")  # "With reporting by".
    marks = ("colon", "dash", *(("slash", "bar", "equals") if is_cjk(tokens[at - 1].text) else ()))
    if at < len(tokens) and tokens[at].kind in marks:
        return Said(tuple(roles), at + 1, True, False)
    at = _behind_more(tokens, at, page, language=roles == ["translator"])
    if at < len(tokens) and tokens[at].kind == "colon":
        return Said(tuple(roles), at + 1, True, False)
    of = cues.of.match(tokens, at) or cues.by.match(tokens, at)
    if of and (page.is_small(tokens[at]) or cues.by.match(tokens, at)):
        at += of
        return Said(tuple(roles), at + (at < len(tokens) and tokens[at].kind == "colon"), True, False)
    return Said(tuple(roles), at, direct, direct)


def _behind_more(tokens: Sequence[Token], at: int, page: Print, *, language: bool) -> int:
    """Where the words end that say of what ("illustration de couverture :") or, translated, from which language."""
    for end in range(at + 1, min(at + 5, len(tokens))):
        if tokens[end - 1].kind != "word" or not (page.is_small(tokens[end - 1]) or language) or page.capitals:
            break
        if tokens[end].kind == "colon":
            return end
        small = language and page.is_small(tokens[at]) and page.is_small(tokens[end])
        if not small:
            continue
        small = page.is_small(tokens[at]) and page.is_small(tokens[end])
        if small and (cues_at := page.cues.by.match(tokens, end) or page.cues.of.match(tokens, end)):
            return end if end + cues_at < len(tokens) else at
    return at


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
