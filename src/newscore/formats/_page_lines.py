"""A dumped page as lines: every kind of line break understood, hard-wrapped paragraphs and list items joined."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from newscore.errors import LimitExceeded
from newscore.reading import Note
from newscore.text import MAX_TEXT, clean_line, find_unsafe, is_text

__all__ = ["MAX_LINES", "PageLine", "find_marker", "is_dash", "read_lines"]

MAX_LINES: Final = 50_000
"""Lines with something on them at most."""

# As `str.splitlines` has them, and a carriage return with its newline is one.
_BREAKS: Final = ("\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
# Hard wrapping, as mail and wires do it: no line of the page is longer than a terminal is wide.
_WRAP_MIN, _WRAP_MAX, _WRAP_SLACK = 50, 100, 24
# Marks that say which way a line runs, at its ends: they are typesetting, as zero-width spaces are.
_EDGE_MARKS: Final = "\u200e\u200f\u061c"

_MARKER: Final = re.compile(
    r"(?:(?P<bullet>[•‣◦▪●○■□►▶▲△◆◇∙·–—*+-])\s+|(?P<glued>[•‣◦▪●])(?=\w)"
    r"|(?P<number>\d{1,4})(?:[.)．）]\s*|、\s*|\s?-\s+)(?=\D)|\((?P<enclosed>\d{1,3})\)\s*"
    r"|(?P<letter>[a-zа-яα-ω])\)\s+|(?P<circled>[①-⑳])\s*)(?=\S)"
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of the page with something on it, or several that were one paragraph before they were wrapped."""

    number: int
    """Its (first) line in the page, from 1."""
    text: str
    """Its words, cleaned onto one line."""
    indent: int
    """Blanks before it."""
    alone: bool
    """Whether empty lines stand on both sides."""
    group: int = 0
    """Lines of one group have no empty line between them."""


def read_lines(page: str, note: Callable[[Note], None]) -> list[PageLine]:
    """Return the lines of *page* that hold something; *note* is told what cleaning took away beyond blanks.

    Raises LimitExceeded over 50,000 of them.
    """
    raws: list[tuple[int, str]] = []
    groups: list[int] = []
    for number, raw in _filled(page):
        text = clean_line(raw)
        if any(True for _ in find_unsafe(raw, line=False)):
            message = "characters that no channel may carry were left out"
            note(Note(code="repaired-text", message=message, text=text[:200], line=number))
        if not any(is_text(text[start : start + MAX_TEXT]) for start in range(0, len(text), MAX_TEXT)):
            continue
        apart = not raws or raws[-1][0] != number - 1
        raws.append((number, raw))
        groups.append(groups[-1] + apart if groups else 0)
    wrapped = _is_wrapped_page(raws, groups)
    lines: list[PageLine] = []
    for group, members in groupby(zip(groups, raws, strict=True), key=lambda member: member[0]):
        lines.extend(_lines_of([raw for _, raw in members], group, wrapped))
    return lines


def _filled(page: str) -> Iterator[tuple[int, str]]:
    """Each line that holds more than blanks, with its number; five million empty lines cost one pass in C."""
    for mark in _BREAKS:
        page = page.replace(mark, "\n")
    number, counted = 1, 0
    for found, match in enumerate(re.finditer(r"\S[^\n]*", page), 1):
        number += page.count("\n", counted, match.start())
        counted = match.start()
        start = page.rfind("\n", 0, counted) + 1
        if found > MAX_LINES:
            raise LimitExceeded("lines", found, MAX_LINES)
        yield number, page[start : match.end()]


def _is_wrapped_page(raws: list[tuple[int, str]], groups: list[int]) -> bool:
    """Whether the page was hard-wrapped: no long line, and some paragraph of several lines is wrapped."""
    if sum(len(raw) > _WRAP_MAX for _, raw in raws) * 20 > len(raws):
        return False
    members = groupby(zip(groups, raws, strict=True), key=lambda member: member[0])
    paragraphs = [lines for _, group in members if _is_wrapped(lines := [raw for _, (_, raw) in group])]
    # Two lines may be a title above another; three lines of one width are not.
    return len(paragraphs) > 1 or any(len(lines) > 2 for lines in paragraphs)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether several lines are one paragraph: nearly of one width, each too full for the next line's first word."""
    widths = [len(line.rstrip()) for line in lines]
    inner = widths[:-1]
    return (
        len(widths) > 1
        and _WRAP_MIN <= max(inner) <= _WRAP_MAX
        and widths[-1] <= max(inner) + 2
        and min(inner) >= max(inner) - _WRAP_SLACK
        and not any(find_marker(line) for line in lines)
        and any(line.rstrip()[-1:] not in '.!?…:”"' for line in lines[:-1])
        and all(
            width + 1 + len((after.split() or [""])[0]) > max(inner)
            for width, after in zip(inner, lines[1:], strict=True)
        )
    )


def _lines_of(raws: list[tuple[int, str]], group: int, wrapped: bool) -> Iterator[PageLine]:
    """The lines between two empty ones: one paragraph where they were hard-wrapped, otherwise each for itself."""
    quoted = [(number, raw) for number, raw in raws if raw.lstrip().startswith(">")]
    if wrapped and len(quoted) == len(raws) > 1:
        text = " ".join(raw.lstrip().removeprefix(">").strip() for _, raw in raws)
        yield PageLine(raws[0][0], "> " + _cleaned(text), _indent(raws[0][1]), alone=True, group=group)
        return
    if wrapped and _is_wrapped([raw for _, raw in raws]):
        number, first = raws[0]
        joined = _cleaned(" ".join(raw for _, raw in raws))
        yield PageLine(number, joined, _indent(first), alone=True, group=group)
        return
    items = _joined_items(raws) if wrapped else raws
    for number, raw in items:
        yield PageLine(number, _cleaned(raw), _indent(raw), alone=len(items) == 1, group=group)


def _joined_items(raws: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """List items whose text goes on in the next line, under the text and not under the marker."""
    joined: list[tuple[int, str]] = []
    hang: int | None = None
    for number, raw in raws:
        marker = find_marker(raw)
        if marker is not None:
            hang = _indent(raw) + 1
        elif hang is not None and _indent(raw) >= hang:
            above, text = joined.pop()
            number, raw = above, f"{text.rstrip()} {raw.strip()}"
        else:
            hang = None
        joined.append((number, raw))
    return joined


def _cleaned(raw: str) -> str:
    return clean_line(raw).strip(_EDGE_MARKS + " ")


def _indent(raw: str) -> int:
    text = raw.expandtabs(4)
    return len(text) - len(text.lstrip())


def find_marker(text: str) -> tuple[int | None, int] | None:
    """Return the number (None for a bullet) and the width of the list marker that *text* begins with, or None.

    >>> find_marker("  2. Second"), find_marker("• A point"), find_marker("b) Third"), find_marker("2026 was dry")
    ((2, 5), (None, 2), (2, 3), None)
    """
    lead = len(text) - len(text.lstrip())
    found = _MARKER.match(text, lead)
    if found is None:
        return None
    if found["bullet"] or found["glued"]:
        return None, found.end()
    if found["letter"]:
        return _place_in_alphabet(found["letter"]), found.end()
    number = found["number"] or found["enclosed"]
    return (int(number) if number else ord(found["circled"]) - 0x245F), found.end()


def _place_in_alphabet(letter: str) -> int:
    for first in "aа":
        if first <= letter <= chr(ord(first) + 31):
            return ord(letter) - ord(first) + 1
    return ord(letter) - ord("α") + 1


def is_dash(text: str) -> bool:
    """Say whether a line begins with a dash, which opens an item of a list or a line of speech."""
    return text.startswith(("– ", "— ", "- ", "― ", "—", "–"))
