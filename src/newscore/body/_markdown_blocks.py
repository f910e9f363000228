"""The blocks of a body as CommonMark, one function each; what has no sign there is a block of HTML."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from newscore.body import html
from newscore.body._markdown_inline import escape, escape_html, lines, one_line, slices, target
from newscore.body.blocks import Block, Code, Figure, Heading, List, ListItem, Paragraph, Quote, Table

__all__ = ["DASH", "Way", "write_blocks"]

DASH: Final = re.compile(r"(?:[—―]|(?:–|--?)(?=\s))\s*(?=\S)")
"""What begins the line that says who spoke, at the end of a quote."""

_SEPARATOR: Final = "<!-- -->"
_SYNTAX: Final = re.compile(r"[A-Za-z0-9_.+#-]+")
_TEMPLATES: Final = re.compile(r"\{[{%#]|[}%#]\}")
_STEP: Final = 4
"""Columns that one level of a list is indented by: Python-Markdown asks for four, CommonMark allows it."""


class Way(NamedTuple):
    """How a body is to be written: what its HTML needs to know."""

    language: str | None
    absolute: str | None
    in_list: bool = False


def write_blocks(blocks: Iterable[Block], way: Way) -> str:
    """Return *blocks*, parted by empty lines; two lists or two quotes in a row also by a comment."""
    written: list[str] = []
    before = ""
    for block in blocks:
        markdown = _WRITERS.get(block.type, _as_html)(block, way)
        if not markdown:
            continue
        kind = block.type if not markdown.startswith("<") else ""
        if kind == before and kind in ("list", "quote"):
            written.append(_SEPARATOR)
        written.append(markdown)
        before = kind
    return "\n\n".join(written)


def _as_html(block: Block, way: Way) -> str:
    """A block of HTML: no empty line in it, which would end it, no brace and no bar."""
    markup = html.dumps([block], language=way.language, absolute=way.absolute)
    if block.type == "html" and markup:
        markup = f"<div>{markup}</div>"
    return escape_html(re.sub(r"\n(?=[ \t]*(?:\n|\Z))", "&#10;", markup))


def _paragraph(block: Paragraph, _way: Way) -> str:
    return "\n".join(lines(block.text, block.marks))


def _heading(block: Heading, _way: Way) -> str:
    # A row of number signs at the end would be taken for decoration (§4.2).
    text = re.sub(r"(?<!\\)#$", "&#35;", one_line(block.text, block.marks))
    return f"{'#' * block.level} {text}"


def _list(block: List, way: Way) -> str:
    # Python-Markdown reads a block below "100." as code where CommonMark asks for its indent.
    wide = block.start + len(block.items) > 100 and any(item.blocks for item in block.items)
    if block.ordered and (block.start < 0 or wide):
        return _as_html(block, way)
    written: list[str] = []
    for number, item in enumerate(block.items, block.start):
        marker = f"{number}." if block.ordered else "-"
        width = (len(marker) // _STEP + 1) * _STEP
        inner = _indented(_item(item, way), " " * width)
        written.append(marker.ljust(width) + inner.lstrip(" "))
    loose = any("\n\n" in item for item in written)
    return ("\n\n" if loose else "\n").join(written)


def _item(item: ListItem, way: Way) -> str:
    words = "\n".join(lines(item.text, item.marks))
    below = write_blocks(item.blocks, way._replace(in_list=True))
    if not below:
        return words
    # Only a list that a paragraph can be followed by at once needs no empty line (§5.2).
    first = item.blocks[0]
    close = first.type == "list" and not first.ordered and not below.startswith("<")
    return f"{words}\n{below}" if close else f"{words}\n\n{below}"


def _indented(text: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" if line else "" for line in text.split("\n"))


def _quote(block: Quote, way: Way) -> str:
    paragraphs = slices(block.text, block.marks)
    ambiguous = not block.attribution and len(paragraphs) > 1 and paragraphs[-1][0].lstrip()[:1] in "—―–-"
    if block.pull or ambiguous:
        return _as_html(block, way)
    written = ["\n".join(lines(text, marks)) for text, marks in paragraphs]
    if block.attribution:
        written.append(f"— {one_line(block.attribution, ())}")
    return "\n".join(f"> {line}" if line else ">" for line in "\n\n".join(written).split("\n"))


def _figure(block: Figure, way: Way) -> str:
    image = block.image
    alt = image.alt or ""
    if image.credit or image.width or image.height or re.search(r"[\t\n\u2028\u2029]", alt):
        return _as_html(block, way)
    title = escape(image.caption).replace('"', "&quot;").replace("\n", "&#10;") if image.caption else ""
    return f"![{escape(alt)}]({target(image.url)}" + (f' "{title}")' if title else ")")


def _table(block: Table, way: Way) -> str:
    """A table with one row of heads above plain cells; others are HTML."""
    head, *rows = block.rows
    cells = [cell for row in block.rows for cell in row]
    plain = (
        not block.caption
        and len({len(row) for row in block.rows}) == 1
        and all(cell.header for cell in head)
        and not any(cell.header for row in rows for cell in row)
        and all(cell.colspan == cell.rowspan == 1 for cell in cells)
    )
    if not plain or not head:
        return _as_html(block, way)
    written = [[one_line(cell.text, cell.marks) if cell.text else "" for cell in row] for row in block.rows]
    written.insert(1, ["---"] * len(head))
    return "\n".join(f"| {' | '.join(row)} |" for row in written)


def _code(block: Code, way: Way) -> str:
    """A fence; HTML on one line where a template language would look into it, or Python-Markdown knows no fence."""
    syntax = "-".join((block.syntax or "").split())
    if way.in_list or _TEMPLATES.search(block.text) or (syntax and not _SYNTAX.fullmatch(syntax)):
        opening = _as_html(Code(text="x", syntax=block.syntax), way).removesuffix("x</code></pre>")
        return f"{opening}{escape(block.text, literal=True).replace(chr(10), '&#10;')}</code></pre>"
    longest = max((len(run) for run in re.findall(r"`+", block.text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}{syntax}\n{block.text}\n{fence}"


_WRITERS: Final[dict[str, Callable[[Any, Way], str]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "list": _list,
    "quote": _quote,
    "figure": _figure,
    "table": _table,
    "code": _code,
    "divider": lambda _block, _way: "* * *",
}
"""The writer of each block that Markdown has a sign for."""
