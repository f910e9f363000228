"""The body of a story as blocks of plain text, with inline markup standing beside it as marks."""

from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    Field,
    JsonValue,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    field_serializer,
    model_serializer,
)
from pydantic_core import PydanticCustomError

from newscore.fields import Extra, Language, Line, Model, Text, Url
from newscore.media import Image

__all__ = [
    "BLOCK_TYPES",
    "MAX_BLOCKS",
    "MAX_NESTING",
    "Block",
    "Code",
    "Divider",
    "Embed",
    "Figure",
    "Heading",
    "Html",
    "List",
    "ListItem",
    "Mark",
    "Paragraph",
    "Quote",
    "Table",
    "TableCell",
    "Unknown",
    "nesting",
]

MAX_BLOCKS: Final = 5_000
"""Blocks in a body at most, nested ones counted."""
MAX_NESTING: Final = 16
"""Levels of blocks inside blocks at most."""
MAX_MARKS: Final = 5_000
"""Marks on one text at most."""

BLOCK_TYPES: Final = frozenset(
    {"paragraph", "heading", "list", "quote", "figure", "embed", "table", "code", "divider", "html", "unknown"}
)
"""The literal `type` of every block that this version knows."""

MarkKind = Literal["strong", "em", "code", "sub", "sup", "link", "underline", "strike", "mark", "small", "language"]


class Mark(Model):
    """Inline markup over the code points from *start* up to, not including, *end* of the text beside it.

    The text it stands beside holds it to its bounds.

    >>> Mark(start=0, end=5, kind="link", href="https://news.example/")
    Mark(start=0, end=5, kind='link', href='https://news.example/')
    """

    start: Annotated[int, Field(ge=0)]
    """The first code point."""
    end: Annotated[int, Field(ge=1)]
    """The code point after the last."""
    kind: MarkKind
    """What the words are: a link, strong, emphasised, code …"""
    href: Url | None = None
    """Where a link leads; only links have one."""
    language: Language | None = None
    """The language of the words where it differs from the story's."""

    def __repr_args__(self) -> Any:
        return ((name, value) for name, value in super().__repr_args__() if value is not None)


def _check_marks(marks: tuple[Mark, ...], info: ValidationInfo) -> tuple[Mark, ...]:
    """Hold marks to their text: in bounds, sorted by start and then longest first, links never inside links."""
    text = info.data.get("text")
    if text is None:  # The text itself was refused, and says so.
        return marks
    length = len(text)
    last_start, last_end, link_end = 0, length, 0
    # Runs for every marked paragraph, so it reads the fields past BaseModel.__getattr__: half the instructions.
    for mark in map(vars, marks):
        start, end, href = mark["start"], mark["end"], mark["href"]
        if end > length or start >= end:
            raise PydanticCustomError(
                "marks", "expected marks within the text of {length} characters", {"length": length}
            )
        if start < last_start or (start == last_start and end > last_end):
            raise PydanticCustomError("marks", "expected marks sorted by start, the longest first")
        if (href is None) is (mark["kind"] == "link"):
            raise PydanticCustomError("marks", "expected an href on a link, and on nothing else")
        if href is not None:
            if start < link_end:
                raise PydanticCustomError("marks", "expected links that do not overlap")
            link_end = end
        last_start, last_end = start, end
    return marks


# Checked where marks are given and nowhere else: a validator on the block would run for every plain paragraph too.
Marks = Annotated[tuple[Mark, ...], Field(max_length=MAX_MARKS), AfterValidator(_check_marks)]


class _Typed(Model):
    """What every block is: never written without its type."""

    # A short dump leaves defaults out; a field with a serializer of its own always stays.
    @field_serializer("type", mode="wrap", check_fields=False)
    def _always_written(self, value: str, write: SerializerFunctionWrapHandler):  # type: ignore[no-untyped-def]  # An annotation would hide the literal from the JSON Schema.
        return write(value)


class _Marked(Model):
    text: Text
    """The words, plain; markup stands in `marks`."""
    marks: Marks = ()
    """Inline markup in code points, sorted by start and then longest first."""


class Paragraph(_Marked, _Typed):
    """A paragraph of running text."""

    type: Literal["paragraph"] = "paragraph"
    """Which block this is."""


class Heading(_Marked, _Typed):
    """A sub-heading; the headline itself is level 1 and stands on the article."""

    type: Literal["heading"] = "heading"
    """Which block this is."""
    level: Annotated[int, Field(ge=2, le=6)] = 2
    """2 to 6."""


def _check_nesting(blocks: "tuple[Block, ...]") -> "tuple[Block, ...]":
    if nesting(blocks)[0] >= MAX_NESTING:
        raise PydanticCustomError("depth", "expected blocks nested at most {limit} deep", {"limit": MAX_NESTING})
    return blocks


class ListItem(_Marked):
    """One item of a list: its words, and blocks below them such as a nested list."""

    blocks: Annotated["Blocks", AfterValidator(_check_nesting)] = ()
    """What stands inside the item below its first words."""


class List(_Typed):
    """An ordered or bulleted list."""

    type: Literal["list"] = "list"
    """Which block this is."""
    ordered: bool = False
    """Whether the items are numbered."""
    start: Annotated[int, Field(ge=-1_000_000, le=1_000_000)] = 1
    """The number of the first item of an ordered list."""
    items: Annotated[tuple[ListItem, ...], Field(min_length=1, max_length=MAX_BLOCKS)]
    """The items in order."""


class Quote(_Marked, _Typed):
    """Somebody's words, set off from the story's own."""

    type: Literal["quote"] = "quote"
    """Which block this is."""
    attribution: Line | None = None
    """Who said it, and where."""
    pull: bool = False
    """True for a pull quote: words of the story itself, repeated for the layout."""


class Figure(_Typed):
    """A picture in the body."""

    type: Literal["figure"] = "figure"
    """Which block this is."""
    image: Image
    """The picture with its caption and credit."""


class Embed(_Typed):
    """Something that another site provides: a video, a post, a chart."""

    type: Literal["embed"] = "embed"
    """Which block this is."""
    url: Url
    """The page of the thing itself, which every channel can link to."""
    provider: Line | None = None
    """Who provides it."""
    title: Line | None = None
    """What it is, for a link's text."""


class TableCell(Model):
    """One cell of a table."""

    text: Annotated[str, Field(max_length=0)] | Text = ""
    """The words; a cell may be empty."""
    marks: Marks = ()
    """Inline markup, as in a paragraph."""
    header: bool = False
    """Whether the cell names its row or column."""
    colspan: Annotated[int, Field(ge=1, le=1_000)] = 1
    """Columns it covers."""
    rowspan: Annotated[int, Field(ge=1, le=1_000)] = 1
    """Rows it covers."""


class Table(_Typed):
    """A table of short texts."""

    type: Literal["table"] = "table"
    """Which block this is."""
    rows: Annotated[
        tuple[Annotated[tuple[TableCell, ...], Field(max_length=1_000)], ...],
        Field(min_length=1, max_length=MAX_BLOCKS),
    ]
    """The rows from the top, each with its cells."""
    caption: Line | None = None
    """What the table shows."""


class Code(_Typed):
    """Lines of code or other preformatted text."""

    type: Literal["code"] = "code"
    """Which block this is."""
    text: Text
    """The lines, tabs and leading spaces kept."""
    syntax: Line | None = None
    """The programming language, such as "python"."""


class Divider(_Typed):
    """A break between two parts of a story."""

    type: Literal["divider"] = "divider"
    """Which block this is."""


class Html(_Typed):
    """Foreign markup that no block can hold; sanitised wherever it is written."""

    type: Literal["html"] = "html"
    """Which block this is."""
    html: Text
    """The markup as it came."""


def _check_payload(payload: dict[str, JsonValue], info: ValidationInfo) -> dict[str, JsonValue]:
    kind = info.data.get("kind")
    if kind is not None and (payload.get("type") != kind or kind in BLOCK_TYPES):
        raise PydanticCustomError("unknown-block", "expected a whole block of a type that newscore does not know")
    return payload


class Unknown(Model):
    """A block of a newer version, kept whole: written again exactly as it was read."""

    type: Literal["unknown"] = "unknown"
    """Which block this is, inside newscore; `kind` is what the document said."""
    kind: Line
    """The block's own `type`."""
    payload: Annotated[Extra, AfterValidator(_check_payload)]
    """The whole block as it was read, its `type` included."""

    @model_serializer
    def _as_it_was(self) -> dict[str, JsonValue]:
        return dict(self.payload)


Block = Annotated[
    Paragraph | Heading | List | Quote | Figure | Embed | Table | Code | Divider | Html | Unknown,
    Field(discriminator="type"),
]
"""One block of a body; `match block.type` narrows it."""
Blocks = Annotated[tuple[Block, ...], Field(max_length=MAX_BLOCKS)]


def nesting(blocks: tuple[Block, ...]) -> tuple[int, int]:
    """Return how deep *blocks* nest and how many there are, list items' own blocks counted.

    >>> nesting((Paragraph(text="One"), List(items=[ListItem(text="Two")])))
    (1, 2)
    """
    depth, count, layer = 0, 0, list(blocks)
    while layer:
        depth, count = depth + 1, count + len(layer)
        layer = [block for outer in layer if outer.type == "list" for item in outer.items for block in item.blocks]
    return depth, count
