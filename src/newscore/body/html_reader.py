"""HTML as blocks and marks: every word kept once, and a note for whatever has no place in a body."""

import re
from typing import Any, Final

from pydantic import ValidationError

from newscore.body._html_blocks import BlockReader
from newscore.body._html_guard import MAX_HTML, guard
from newscore.body._html_walk import MAX_BODY_MARKS
from newscore.body.blocks import MAX_BLOCKS, Block, nesting
from newscore.errors import FormatError, LimitExceeded, MissingExtra
from newscore.reading import Note, Reading

__all__ = ["loads", "parse", "read"]

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset=[\"' ]{0,3}([A-Za-z0-9_:-]{1,40})", re.IGNORECASE)


def loads(data: str | bytes, *, base: str | None = None) -> Reading[tuple[Block, ...]]:
    """Return the blocks that the HTML fragment *data* holds, with notes; *base* completes relative addresses.

    Headings, paragraphs, lists, quotes, figures, tables, code, embeds and dividers become blocks, phrasing elements
    become marks, white space collapses as in a browser, texts are cleaned. A table with more than words in its cells
    is kept as an `Html` block. What no block holds is noted: `dropped` with its words or address, `flattened`,
    `unmarked`, `unknown-element`, `kept-html`, `repaired-…`, `guess-…`. Comments, classes and styles say nothing.

    >>> reading = loads("<p>One <b>two</b></p><script>alert(1)</script>")
    >>> reading.content[0].marks, [note.code for note in reading.notes]
    ((Mark(start=4, end=7, kind='strong'),), ['dropped'])

    Raises MissingExtra without the extra `html`; LimitExceeded over 256 KiB, 100 elements inside elements, 16
    formatting elements left open, 256 attributes on one element, 16,384 tags or references, a mark in eight
    characters, or 5,000 blocks.
    """
    notes: list[Note] = []
    if isinstance(data, bytes):
        if len(data) > MAX_HTML:
            raise LimitExceeded("bytes of foreign markup", len(data), MAX_HTML)
        data = _decode(data, notes)
    # An element left open marks every block after it; properly closed, a mark takes eight characters at least.
    return read(parse(data), base=base, notes=notes, max_marks=min(MAX_BODY_MARKS, 1_000 + len(data) // 8))


def parse(markup: str, *, limit: int = MAX_HTML) -> Any:
    """Return the tree of *markup*, as a browser would build it inside a `<div>`; guarded before the parser sees it."""
    try:
        from justhtml import JustHTML  # The extra `html`: a parser is for those who read foreign markup.
    except ImportError as error:
        raise MissingExtra("reading HTML", "html") from error
    guard(markup, limit=limit)
    return JustHTML(markup, fragment=True, sanitize=False).root


def read(
    tree: Any, *, base: str | None = None, notes: list[Note] | None = None, max_marks: int = MAX_BODY_MARKS
) -> Reading[tuple[Block, ...]]:
    """Return the blocks below the element *tree* of a parsed document; limits and notes as for `loads`."""
    reader = BlockReader(base, notes if notes is not None else [], max_marks)
    try:
        blocks = reader.read(tree)
        count = nesting(blocks)[1]
    except ValidationError as error:
        raise FormatError("html: the markup makes a block that breaks a rule of the model") from error
    except RecursionError:
        raise LimitExceeded("elements inside elements, this deep in the calling program", 1, 0) from None
    if count > MAX_BLOCKS:
        raise LimitExceeded("blocks", count, MAX_BLOCKS)
    return Reading(blocks, tuple(reader.notes))


def _decode(data: bytes, notes: list[Note]) -> str:
    """UTF-8, or what the markup says of itself, or what browsers fall back to."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data, 0, 1024)
        name = declared[1].decode("ascii") if declared else "windows-1252"
    try:
        decoded = data.decode(name, "replace")
    except (LookupError, ValueError):
        name = "windows-1252"
        decoded = data.decode(name, "replace")
    notes.append(Note(code="guess-encoding", message=f"the bytes are no UTF-8; read as {name}"))
    return decoded
