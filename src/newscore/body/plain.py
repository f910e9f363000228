"""Plain text as a body: paragraphs parted by empty lines, and back."""

import re
from collections.abc import Iterator

from newscore.body.blocks import Block, List, Paragraph
from newscore.text import MAX_TEXT, clean, is_text

__all__ = ["dumps", "loads"]

_EMPTY_LINES = re.compile(r"\n[ \t\u00a0\u200b\u3000]*(?:\n[ \t\u00a0\u200b\u3000]*)+")


def loads(text: str) -> tuple[Block, ...]:
    r"""Return the paragraphs of *text*: parted by empty lines, single newlines kept inside them.

    A paragraph longer than a text may be is parted at a space; one of which nothing is visible is none.

    >>> [block.text for block in loads("One.\n\nTwo,\nstill two.")]
    ['One.', 'Two,\nstill two.']
    """
    paragraphs = (paragraph.strip() for paragraph in _EMPTY_LINES.split(clean(text)))
    return tuple(Paragraph(text=part) for paragraph in paragraphs for part in _parts(paragraph) if is_text(part))


def _parts(paragraph: str) -> Iterator[str]:
    while len(paragraph) > MAX_TEXT:
        cut = paragraph.rfind(" ", MAX_TEXT // 2, MAX_TEXT)
        cut = cut if cut > 0 else MAX_TEXT
        yield paragraph[:cut].strip()
        paragraph = paragraph[cut:].strip()
    yield paragraph


def dumps(blocks: tuple[Block, ...]) -> str:
    r"""Return *blocks* as plain text: a newline ends each line, an empty line parts the blocks.

    Lists keep their numbers and bullets, quotes their attribution, figures their caption; marks, and what cannot be
    said in words (foreign markup, unknown blocks), are left behind.

    >>> from newscore.body.blocks import List, ListItem
    >>> dumps((Paragraph(text="One."), List(ordered=True, items=[ListItem(text="Two")])))
    'One.\n\n1. Two\n'
    """
    written = "\n\n".join(text for block in blocks if (text := _write(block)))
    return written + "\n" if written else ""


def _write(block: Block) -> str:
    match block.type:
        case "paragraph" | "heading" | "code":
            return block.text
        case "list":
            return _write_list(block)
        case "quote":
            return block.text + (f"\n— {block.attribution}" if block.attribution else "")
        case "figure":
            credit = f" ({block.image.credit})" if block.image.credit else ""
            return (block.image.caption or block.image.alt or "") + credit
        case "embed":
            return f"{block.title}: {block.url}" if block.title else block.url
        case "table":
            rows = ["\t".join(cell.text.replace("\n", " ") for cell in row) for row in block.rows]
            return "\n".join([block.caption, *rows] if block.caption else rows)
        case _:
            return ""


def _write_list(block: List) -> str:
    lines = []
    for number, item in enumerate(block.items, block.start):
        lead = f"{number}. " if block.ordered else "• "
        indent = " " * len(lead)
        lines.append(lead + item.text.replace("\n", f"\n{indent}"))
        lines.extend(f"{indent}{line}" for line in dumps(item.blocks).splitlines())
    return "\n".join(lines)
