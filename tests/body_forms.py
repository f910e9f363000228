"""The form in which a syntax carries a body: told here apart from the code that reads and writes it."""

import re
import unicodedata
from typing import Any

from newscore.body.blocks import Block, ListItem, Mark

__all__ = ["carried", "covered", "words"]

# Soft hyphens, zero-width spaces and word joiners, byte order marks: typesetting, which cleaning takes out.
TYPESETTING = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


def plain(text: str) -> str:
    """A text as every reader gives it: composed, without typesetting, one space for a run of spaces and tabs."""
    text = unicodedata.normalize("NFC", text.translate(TYPESETTING))
    return re.sub(r" *\n *", "\n", re.sub(r"[ \t]+", " ", text)).strip()


def words(blocks: tuple[Block, ...], *, providers: bool = True) -> str:
    """Every visible word of a body in order, without white space; *providers* of embeds among them."""
    said: list[str] = []
    for block in blocks:
        match block.type:
            case "list":
                for item in block.items:
                    said += [item.text, words(item.blocks, providers=providers)]
            case "table":
                said += [block.caption or "", *(cell.text for row in block.rows for cell in row)]
            case "figure":
                said += [block.image.caption or "", block.image.credit or ""]
            case "embed":
                said += [block.title or "", (block.provider or "") if providers else ""]
            case "quote":
                said += [block.text, block.attribution or ""]
            case "divider" | "html" | "unknown":
                pass
            case _:
                said.append(block.text)
    return re.sub(r"\s", "", plain("\n".join(said)))


def covered(text: str, marks: tuple[Mark, ...]) -> list[tuple[str, frozenset[Any]]]:
    """Each visible character of a text with what its marks say of it; where marks begin and end is not told."""
    said: list[set[Any]] = [set() for _ in text]
    for mark in marks:
        for at in range(mark.start, mark.end):
            said[at].add((mark.kind, mark.href, mark.language))
    return [(character, frozenset(each)) for character, each in zip(text, said, strict=True)]


def carried(blocks: tuple[Block, ...]) -> list[Any]:
    """A body as plain data that compares equal where a syntax carried all it declares."""
    return [_carried(block) for block in blocks if block.type not in ("html", "unknown")]


def _carried(block: Block) -> Any:
    match block.type:
        case "list":
            return ("list", block.ordered, block.start if block.ordered else 1, [_item(item) for item in block.items])
        case "figure":
            image = block.image
            alt = unicodedata.normalize("NFC", (image.alt or "").translate(TYPESETTING)).strip()
            said = [plain(text or "") for text in (image.caption, image.credit)]
            return ("figure", image.url, alt, *said, image.width, image.height)
        case "embed":
            title = plain(block.title or "")
            return ("embed", block.url, plain(block.provider or ""), "" if title == block.url else title)
        case "quote":
            return ("quote", *_marked(block), plain(block.attribution or ""), block.pull)
        case "heading":
            return ("heading", block.level, *_marked(block))
        case "table":
            rows = [[(*_marked(cell), cell.header, cell.colspan, cell.rowspan) for cell in row] for row in block.rows]
            return ("table", plain(block.caption or ""), rows)
        case "code":
            text = unicodedata.normalize("NFC", block.text.translate(TYPESETTING))
            return ("code", text, "-".join((block.syntax or "").split()))
        case "divider":
            return ("divider",)
        case _:
            return (block.type, *_marked(block))


def _item(item: ListItem) -> Any:
    return (*_marked(item), carried(item.blocks))


def _marked(block: Any) -> tuple[str, list[Any]]:
    """The text, and what is marked in it, letter by letter.

    Blanks aside, since one at an edge may fall to either side; and accents aside, since they go with their letter.
    """
    marked = [(letter, said) for character, said in covered(block.text, block.marks) if (letter := _letter(character))]
    return plain(block.text), marked


def _letter(character: str) -> str:
    """The letter that a character is built on, the same however it is composed; nothing for what has no letter."""
    letter = unicodedata.normalize("NFD", character.translate(TYPESETTING))[:1]
    joins = letter and (unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff")
    return "" if joins or letter.isspace() else letter
