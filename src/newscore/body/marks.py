"""Marks beside a text become nested spans: each piece of the text with the marks that cover it."""

from collections.abc import Iterator
from itertools import pairwise

from newscore.body.blocks import Mark

__all__ = ["spans"]


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
