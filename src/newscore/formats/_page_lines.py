"""A dumped page as lines: bytes decoded, every kind of line break understood, hard-wrapped paragraphs joined."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from newscore.errors import FormatError, LimitExceeded, Problem
from newscore.reading import Note
from newscore.text import MAX_TEXT, clean_line, find_unsafe, is_text

__all__ = ["MAX_BYTES", "PageLine", "decode", "find_marker", "read_lines"]

MAX_BYTES: Final = 5 * 1024 * 1024
"""Bytes of a page at most."""

_BREAKS: Final = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
# Hard wrapping, as mail and wires do it: several lines of nearly the same, terminal-like width.
_WRAP_MIN, _WRAP_MAX, _WRAP_SLACK = 50, 100, 24

_MARKER: Final = re.compile(
    r"(?:(?P<bullet>[•‣◦▪●○■□►▶·∙–*+-])\s+|(?P<number>\d{1,4})[.)．、]\s*(?=\D)|(?P<circled>[①-⑳])\s*)(?=\S)"
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


def decode(data: bytes | str) -> tuple[str, list[Note]]:
    """Return the page's text: UTF-8, or UTF-16 with its mark; Windows-1252 is guessed for other bytes, and noted.

    Raises LimitExceeded over 5 MiB, FormatError for what is none of these.
    """
    if len(data) > MAX_BYTES:
        raise LimitExceeded("bytes", len(data), MAX_BYTES)
    if isinstance(data, str):
        return data.removeprefix("\ufeff"), []
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            page = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp1252":
            return page, []
        message = "the bytes are not UTF-8; read as Windows-1252"
        return page, [Note(code="guess-encoding", message=message, value=encoding)]
    problem = Problem(path="", code="encoding", message="expected text in UTF-8", hint="encode the page as UTF-8")
    raise FormatError("text: the bytes are no text", [problem])


def read_lines(page: str, note: Callable[[Note], None]) -> list[PageLine]:
    """Return the lines of *page* that hold something; *note* is told what cleaning took away beyond blanks."""
    lines: list[PageLine] = []
    group: list[tuple[int, str]] = []
    for number, raw in enumerate([*_BREAKS.split(page), ""], 1):
        text = clean_line(raw)
        if any(True for _ in find_unsafe(raw, line=False)):
            note(
                Note(
                    code="repaired-text",
                    message="characters that no channel may carry were left out",
                    text=text[:200],
                    line=number,
                )
            )
        if is_text(text[:MAX_TEXT]):
            group.append((number, raw))
        elif group:
            lines.extend(_lines_of(group))
            group = []
    return lines


def _lines_of(group: list[tuple[int, str]]) -> Iterator[PageLine]:
    """The lines between two empty ones: one paragraph where they were hard-wrapped, otherwise each for itself."""
    if _is_wrapped([raw for _, raw in group]):
        number, first = group[0]
        joined = clean_line(" ".join(raw for _, raw in group))
        yield PageLine(number, joined, _indent(first), alone=True)
        return
    for number, raw in group:
        yield PageLine(number, clean_line(raw), _indent(raw), alone=len(group) == 1)


def _is_wrapped(lines: list[str]) -> bool:
    widths = [len(line.strip()) for line in lines]
    inner = widths[:-1]
    return (
        len(widths) > 1
        and _WRAP_MIN <= max(inner) <= _WRAP_MAX
        and widths[-1] <= max(inner) + 2
        and min(inner) >= max(inner) - _WRAP_SLACK
        and not any(find_marker(line) for line in lines)
        and any(line.rstrip()[-1:] not in '.!?…:”"' for line in lines[:-1])
    )


def _indent(raw: str) -> int:
    text = raw.expandtabs(4)
    return len(text) - len(text.lstrip())


def find_marker(text: str) -> tuple[int | None, int] | None:
    """Return the number (None for a bullet) and the width of the list marker that *text* begins with, or None.

    >>> find_marker("  2. Second"), find_marker("• A point"), find_marker("2026 was dry")
    ((2, 5), (None, 2), None)
    """
    lead = len(text) - len(text.lstrip())
    found = _MARKER.match(text, lead)
    if found is None:
        return None
    if found["bullet"]:
        return None, found.end()
    return (int(found["number"]) if found["number"] else ord(found["circled"]) - 0x245F), found.end()
