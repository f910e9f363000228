"""Plain text as a body: paragraphs parted by empty lines, lists by their bullets or numbers, and back.

*Carries* paragraphs without empty lines in them, and lists of such texts, bulleted or of two numbered items or more,
inside one another.

*Leaves behind* marks, the provider of an embed, foreign markup and blocks of newer versions. What else there is comes
back as paragraphs, with all its words.
"""

import re
from typing import Final

from newscore.body.blocks import MAX_NESTING, Block, List, ListItem, Paragraph
from newscore.text import MAX_TEXT, clean, is_text

__all__ = ["dumps", "loads"]

_EMPTY_LINES: Final = re.compile(r"\n[ \t\u00a0\u200b\u3000]*(?:\n[ \t\u00a0\u200b\u3000]*)+")
_MARKER: Final = re.compile(r"(?:•|([0-9]{1,6})\.) (?=\S)")


def loads(text: str, *, tolerant: bool = False) -> tuple[Block, ...]:
    r"""Return the paragraphs and lists of *text*: parted by empty lines, single newlines kept inside them.

    A single numbered line stays a paragraph: it may be a date. Where *tolerant*, a text that is too long is parted and
    one with nothing visible in it is left out; else both are for the model to refuse, with pydantic.ValidationError.

    >>> [block.text for block in loads("One.\n\nTwo,\nstill two.")]
    ['One.', 'Two,\nstill two.']
    >>> [item.text for item in loads("1. One\n2. Two")[0].items]
    ['One', 'Two']
    """
    pieces = [piece.strip() for piece in _EMPTY_LINES.split(clean(text))]
    parts = [part for piece in pieces for part in _parted(piece)] if tolerant else pieces
    return tuple(_read(part) for part in parts if part)


def _parted(piece: str) -> list[str]:
    found: list[str] = []
    while len(piece) > MAX_TEXT:
        at = piece.rfind(" ", MAX_TEXT // 2, MAX_TEXT)
        at = at if at > 0 else MAX_TEXT
        found.append(piece[:at].strip())
        piece = piece[at:].strip()
    return [part for part in [*found, piece] if is_text(part)]


def _read(piece: str) -> Block:
    listed = _read_list(piece.split("\n"), MAX_NESTING) if _MARKER.match(piece) else None
    return listed or Paragraph(text=piece)


def _read_list(lines: list[str], room: int) -> List | None:
    """The list that *lines* are from first to last, or None."""
    first = _MARKER.match(lines[0])
    if first is None or room == 0:
        return None
    start = int(first[1]) if first[1] else None
    items: list[list[str]] = []
    width = 0
    for line in lines:
        found = _MARKER.match(line)
        expected = None if start is None else start + len(items)
        if found and (int(found[1]) if found[1] else None) == expected:
            width = found.end()
            items.append([line[width:]])
        elif items and line.startswith(" " * width):
            items[-1].append(line[width:])
        else:
            return None
    made = [_read_item(item, room - 1) for item in items]
    whole = [item for item in made if item is not None]
    if len(whole) < len(made) or (start is not None and len(made) < 2):
        return None
    return List(ordered=start is not None, start=1 if start is None else start, items=tuple(whole))


def _read_item(lines: list[str], room: int) -> ListItem | None:
    below = next((at for at, line in enumerate(lines) if at and _MARKER.match(line)), len(lines))
    words = [line.strip() for line in lines[:below]]
    if any(_MARKER.match(line) for line in words[1:]):
        return None  # An indent between two levels tells neither.
    text = "\n".join(words)
    nested = _read_list(lines[below:], room) if below < len(lines) else None
    if not is_text(text) or (nested is None and below < len(lines)):
        return None
    return ListItem(text=text, blocks=(nested,) if nested else ())


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
    ordered = block.ordered
    for number, item in enumerate(block.items, block.start):
        lead = f"{number}. " if ordered else "• "
        text, nested = item.text, item.blocks
        if nested or "\n" in text:
            indent = " " * len(lead)
            text = text.replace("\n", f"\n{indent}")
            lines.append(lead + text)
            lines.extend([f"{indent}{line}" for line in dumps(nested).splitlines()])
        else:
            lines.append(lead + text)
    return "\n".join(lines)
