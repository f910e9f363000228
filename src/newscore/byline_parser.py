"""Reading a printed byline: prefix words off, names apart, roles, titles, places and agencies told from them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from newscore.byline_cjk import split_glued
from newscore.byline_language import NAMES_TOO, byline_language, languages_of
from newscore.byline_people import Part, parts_of
from newscore.byline_print import Print
from newscore.byline_reader import read_pieces
from newscore.byline_tokens import Token, TokenKind, is_cjk, tokenize
from newscore.byline_words import cues_of
from newscore.dateline import find_dateline
from newscore.languages import primary
from newscore.text import MAX_LINE

__all__ = ["Part", "find_prefix", "parse_parts"]

_MAX_DATES: Final = 4
_CLOCK: Final = re.compile(r"(?<![\w.])\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?!\w)", re.IGNORECASE)
_GLUED_DATE: Final = re.compile(r"(?<=[^\W\d_]{3})(?=\d{1,2}\s[^\W\d_]{3,9}\.?\s\d{4})")
_DATE_TAIL: Final = re.compile(r"[\d\s,|.:-]*(?:[ap]\.?m\.?\b)?[\d\s,|.:-]*", re.IGNORECASE)


def parse_parts(text: str, *, language: str | None = None, known: Iterable[str] = ()) -> tuple[Part, ...]:
    """Return the names in a printed byline, in order; total and linear on any text, of which 500 characters are read.

    *known* names are found first, the longest first, whatever words they hold. A name is sure where a word of a role
    or for "by" stood before it, or where it is known; a house, where it is a known agency.

    >>> [(part.name, part.place) for part in parse_parts("By Jane Doe and John Roe in Astana", language="en")]
    [('Jane Doe', None), ('John Roe', 'Astana')]
    """
    line = " ".join(text[:MAX_LINE].split())
    spans = _known_spans(line, known)
    tokens = tokenize(line, spans=spans)
    chosen = byline_language(line, tokens, language)
    dated = _date_spans(line, chosen, spans)
    if dated:
        tokens = tokenize(line, spans=sorted([*spans, *dated]))
    cues = cues_of(chosen)
    if chosen in ("zh", "ja", "ko", "th"):
        tokens = split_glued(tokens, cues)
    page = Print(line, cues, capitals=_is_capitals(tokens))
    return tuple(parts_of(read_pieces(tokens, page), page))


def _is_capitals(tokens: Sequence[Token]) -> bool:
    """Whether all words but the first, which may be "By", are set in capitals, and there are two at least."""
    words = [token.text for token in tokens if token.kind == "word"][1:]
    return len(words) > 1 and all(word == word.upper() != word.lower() for word in words)


def _known_spans(line: str, known: Iterable[str]) -> list[tuple[int, int, TokenKind]]:
    """Where known names stand in *line*, as whole words: the longest first, none within another."""
    folded = _same_length(line)
    taken: list[tuple[int, int, TokenKind]] = []
    for name in sorted({" ".join(name.split()) for name in known}, key=lambda name: (-len(name), name)):
        sought = _same_length(name)
        at = folded.find(sought) if sought else -1
        while at >= 0:
            end = at + len(sought)
            if _is_whole(line, at, end) and not any(start < end and at < stop for start, stop, _ in taken):
                taken.append((at, end, "known"))
            at = folded.find(sought, end)
    return sorted(taken)


def _same_length(text: str) -> str:
    lowered = text.lower().replace("’", "'")
    return lowered if len(lowered) == len(text) else "".join(mark.lower()[:1] for mark in text)


def _is_whole(line: str, start: int, end: int) -> bool:
    """Whether no letter, digit or mark of a letter touches the span; scripts without spaces need none between words."""
    if is_cjk(line[start]) and is_cjk(line[end - 1]):
        return True
    before, behind = line[start - 1 : start], line[end : end + 1]
    return not before.isalnum() and not behind.isalnum() and (not behind or unicodedata.category(behind)[0] != "M")


def _date_spans(
    line: str, language: str, known: Sequence[tuple[int, int, TokenKind]]
) -> list[tuple[int, int, TokenKind]]:
    """Where dates and times stand in *line*; the first that is written together with a name ends it."""
    if not any(mark.isdigit() for mark in line):
        return []
    glued = _GLUED_DATE.search(line)
    found: list[tuple[int, int]] = [(glued.start(), len(line))] if glued else []
    at, end = 0, found[0][0] if found else len(line)
    for _ in range(_MAX_DATES):
        dated = find_dateline(line[at : min(end, at + 300)], language=language)
        if dated is None:
            break
        tail = _DATE_TAIL.match(line, at + dated.end, end)
        found.append((at + dated.start, tail.end() if tail and tail[0].strip() else at + dated.end))
        at = found[-1][1]
    found.extend(match.span() for match in _CLOCK.finditer(line))
    spans: list[tuple[int, int, TokenKind]] = []
    for start, stop in sorted(found):
        if all(stop <= other[0] or other[1] <= start for other in [*known, *spans]):
            spans.append((start, stop, "date"))
    return spans


def find_prefix(text: str, language: str | None = None) -> str | None:
    """Return the prefix word that *text* begins with, as printed, or None; of any known language where none is given.

    >>> find_prefix("By Jane Doe"), find_prefix("Byron Smith"), find_prefix("Texte : Léa Petit", "fr")
    ('By', None, 'Texte :')
    """
    head = text[:120].lstrip()
    tokens = tokenize(head)
    if not tokens or tokens[0].kind != "word":
        return None
    chosen = [primary(language)] if language else languages_of(tokens[0].fold)
    best = 0
    for code in chosen:
        page = Print(head, cues_of(code), capitals=False)
        split = split_glued(tokens, page.cues) if code in ("zh", "ja", "ko", "th") else tokens
        best = max(best, _prefix_end(split, page, sure=language is not None))
    return head[:best].strip() if best else None


def _prefix_end(tokens: Sequence[Token], page: Print, *, sure: bool) -> int:
    """Where the words before the author's name end; 0 where there are none."""
    cues = page.cues
    length = cues.by.match(tokens, 0)
    colon = 0 < length < len(tokens) and tokens[length].kind == "colon"
    if length and (sure or colon or tokens[0].fold not in NAMES_TOO):
        return tokens[length - 1 + colon].end
    length = cues.roles.match(tokens, 0)
    if not length or cues.roles.value(tokens, 0, length).role != "author" or length >= len(tokens):
        return 0
    direct = cues.roles.value(tokens, 0, length).direct
    asian = cues.language in ("zh", "ja", "ko")
    if tokens[length].kind == "colon" or (asian and tokens[length].kind in ("slash", "bar", "equals")):
        return tokens[length].end
    of = cues.of.match(tokens, length)
    if of:
        colon = length + of < len(tokens) and tokens[length + of].kind == "colon"
        return tokens[length + of - 1 + colon].end
    return tokens[length - 1].end if direct or asian else 0
