"""Marks beside a text and nested elements around it: from one to the other, and through the cleaning of the text."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newscore.body.blocks import MAX_MARKS, Mark, MarkKind
from newscore.text import clean

__all__ = ["Span", "join", "merge", "spans", "tidy"]


def spans(text: str, marks: tuple[Mark, ...]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """Yield the pieces of *text* between the edges of *marks*, each with its marks, the outermost first.

    >>> list(spans("abc", (Mark(start=1, end=3, kind="em"),)))
    [('a', ()), ('bc', (Mark(start=1, end=3, kind='em'),))]
    """
    if not marks:
        yield text, ()
        return
    edges = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    active: list[Mark] = []
    waiting = list(reversed(marks))
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.end > start]
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        yield text[start:end], tuple(sorted(active, key=_outermost_first))


def _outermost_first(mark: Mark) -> tuple[bool, int, int]:
    # A link wraps what overlaps it, so that one link stays one element.
    return mark.kind != "link", mark.start, -mark.end


class Span(NamedTuple):
    """A mark while its text is still being read: no model yet, so that offsets may move."""

    start: int
    end: int
    kind: MarkKind
    href: str | None = None
    language: str | None = None


def merge(marks: Iterable[Span | Mark]) -> tuple[Mark, ...]:
    """Return *marks* in their one canonical form: what says the same and touches is one mark, links stay apart.

    Sorted by start, then the longest first, then links before the rest, then by name. A reader of any syntax gives
    marks in this form, because elements around a text cannot tell two touching marks from one.

    >>> merge([Span(2, 4, "em"), Span(0, 2, "em"), Span(1, 3, "em")])
    (Mark(start=0, end=4, kind='em'),)
    """
    alike: dict[tuple[MarkKind, str | None], list[tuple[int, int]]] = {}
    kept: list[Span] = []
    for mark in marks:
        if mark.kind == "link":
            kept.append(Span(mark.start, mark.end, "link", mark.href, mark.language))
        elif mark.start < mark.end:
            alike.setdefault((mark.kind, mark.language), []).append((mark.start, mark.end))
    for (kind, language), ranges in alike.items():
        start, end = -1, -1
        for first, last in sorted(ranges):
            if first > end:
                if end > 0:
                    kept.append(Span(start, end, kind, None, language))
                start = first
            end = max(end, last)
        kept.append(Span(start, end, kind, None, language))
    kept.sort(key=lambda span: (span.start, -span.end, span.kind != "link", span.kind, span.language or ""))
    return tuple(
        [
            Mark(start=span.start, end=span.end, kind=span.kind, href=span.href, language=span.language)
            for span in kept[:MAX_MARKS]
        ]
    )


def join(parts: Iterable[tuple[str, tuple[Mark, ...]]], separator: str) -> tuple[str, tuple[Mark, ...]]:
    """Return texts with their marks as one text, parted by *separator*.

    >>> join([("a", ()), ("b", (Mark(start=0, end=1, kind="em"),))], ", ")
    ('a, b', (Mark(start=3, end=4, kind='em'),))
    """
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for following, beside in parts:
        marks.extend(mark.model_copy(update={"start": mark.start + at, "end": mark.end + at}) for mark in beside)
        texts.append(following)
        at += len(following) + len(separator)
    return separator.join(texts), tuple(marks[:MAX_MARKS])


def tidy(text: str, marks: Sequence[Span]) -> tuple[str, tuple[Mark, ...]]:
    r"""Return *text* as `text.clean` leaves it, and *marks* over the same words of it, in canonical form.

    An edge inside a character that cleaning composes moves behind it. A mark on nothing that is left goes.

    >>> tidy(" a\u00ade\u0301\u0301 b", [Span(0, 4, "em")])
    ('aé́ b', (Mark(start=0, end=3, kind='em'),))
    """
    cleaned = clean(text)
    if not marks:
        return cleaned, ()
    if cleaned == text:
        return cleaned, merge(span for span in marks if span.start < span.end)
    edges = sorted({_whole(text, edge) for span in marks for edge in (span.start, span.end)} | {0, len(text)})
    # A full stop on both sides, which composes with nothing, keeps the blanks that clean() strips from the ends.
    pieces = [clean(f".{text[start:end]}.")[1:-1] for start, end in pairwise(edges)]
    outer = "".join(pieces)
    lead = len(outer) - len(outer.lstrip())
    if outer.strip() != cleaned:
        return cleaned, ()
    moved, length = {0: 0}, -lead
    for edge, piece in zip(edges[1:], pieces, strict=True):
        length += len(piece)
        moved[edge] = min(max(length, 0), len(cleaned))
    moved_marks = (
        span._replace(start=moved[_whole(text, span.start)], end=moved[_whole(text, span.end)]) for span in marks
    )
    return cleaned, merge(span for span in moved_marks if span.start < span.end)


def _whole(text: str, edge: int) -> int:
    """The first place from *edge* on where no character is cut from what it may compose with."""
    while 0 < edge < len(text) and (_extends(text[edge]) or text[edge - 1 : edge + 1] == "\r\n"):
        edge += 1
    return edge


def _extends(character: str) -> bool:
    # Combining marks, and the vowels and finals that compose a Hangul syllable.
    return (
        unicodedata.combining(character) != 0
        or unicodedata.category(character)[0] == "M"
        or "\u1160" <= character <= "\u11ff"
    )
