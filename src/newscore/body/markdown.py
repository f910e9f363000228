"""A body as Markdown and back: CommonMark with tables; what it has no sign for is HTML inside it.

Specification: CommonMark 0.31.2, https://spec.commonmark.org/0.31.2/; tables as in GitHub Flavored Markdown
0.29, §4.10.

*Carries* what `body.html` carries. A site that leaves HTML out of its Markdown (Hugo does, unless it is told that
`markup.goldmark.renderer.unsafe` is true) shows paragraphs, headings, lists, quotes, code, links, emphasis, pictures
with a caption and plain tables; a credit or a size of a picture, embeds, pull quotes, other tables and other marks
need the HTML.

*Leaves behind* what `body.html` leaves behind. The last line of a quote that begins with a dash is read as who said it.
"""

import re
from collections.abc import Iterable
from typing import Final

from newscore.body._html_guard import MAX_HTML
from newscore.body._markdown_blocks import Way, write_blocks
from newscore.body._markdown_inline import one_line
from newscore.body._markdown_read import render
from newscore.body.blocks import Block
from newscore.body.html_reader import parse, read
from newscore.errors import LimitExceeded
from newscore.reading import Note, Reading

__all__ = ["MAX_LINES", "MAX_MARKDOWN", "MAX_SIGNS", "dumps", "loads", "write_text"]

MAX_MARKDOWN: Final = 256 * 1024
"""Bytes of Markdown read at most."""
MAX_SIGNS: Final = 20_000
"""Brackets, stars and the like in one document at most: a parser takes its time over each."""
MAX_LINES: Final = 20_000
"""Lines in one document at most."""

_SIGNS: Final = re.compile(r"[\[\]*_`!~]")


def dumps(blocks: Iterable[Block], *, language: str | None = None, absolute: str | None = None) -> str:
    r"""Return *blocks* as Markdown, parted by empty lines; *language* and *absolute* as for `body.html.dumps`.

    No word of a text is markup in what comes back, neither for CommonMark nor for the dialects of Hugo, Jekyll and
    Pelican: braces, bars, addresses and the like are escaped.

    >>> from newscore.body.blocks import Heading, List, ListItem
    >>> dumps([Heading(text="What next?"), List(items=[ListItem(text="1. Wait"), ListItem(text="{{ see }}")])])
    '## What next?\n\n-   1\\. Wait\n-   &#123;&#123; see &#125;&#125;\n'

    Raises MissingExtra or LimitExceeded for foreign markup, as `body.html.dumps` does.
    """
    written = write_blocks(blocks, Way(language, absolute))
    return f"{written}\n" if written else ""


def write_text(text: str) -> str:
    r"""Return *text* as Markdown on one line, for a field that a site reads as Markdown.

    >>> write_text("1. *Storm*\nhits")
    '1\\. \\*Storm\\*<br>hits'
    """
    return one_line(text)


def loads(data: str | bytes, *, base: str | None = None) -> Reading[tuple[Block, ...]]:
    r"""Return the blocks that the Markdown *data* holds, with notes; *base* completes relative addresses.

    HTML inside it is read as `body.html.loads` reads it, with the same notes. A picture's title is its caption.

    >>> reading = loads("# Storm\n\n> No.\n>\n> — I. B.")
    >>> [block.type for block in reading.content], reading.content[1].attribution
    (['heading', 'quote'], 'I. B.')

    Raises MissingExtra without the extra `markdown`; LimitExceeded over 256 KiB, 20,000 lines, 20,000 signs of
    emphasis, links and code, 16 lists inside each other, and as `body.html.loads` does.
    """
    notes: list[Note] = []
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))
    if size > MAX_MARKDOWN:
        raise LimitExceeded("bytes of Markdown", size, MAX_MARKDOWN)
    text = _decode(data, notes) if isinstance(data, bytes) else data
    if (lines := text.count("\n")) > MAX_LINES:
        raise LimitExceeded("lines of Markdown", lines, MAX_LINES)
    if (signs := sum(1 for _ in _SIGNS.finditer(text))) > MAX_SIGNS:
        raise LimitExceeded("signs of emphasis, links and code", signs, MAX_SIGNS)
    rendered, left_out = render(text)
    return read(parse(rendered, limit=4 * MAX_HTML), base=base, notes=[*notes, *left_out])


def _decode(data: bytes, notes: list[Note]) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        notes.append(Note(code="guess-encoding", message="the bytes are no UTF-8; read as windows-1252"))
        return data.decode("windows-1252", "replace")
