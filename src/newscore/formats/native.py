"""newscore's own JSON: everything an Article or a Feed holds, read at Rust speed, refused with line and column.

Specification: the JSON Schema of the models (`Article.model_json_schema(by_alias=True)`), schema version 1; JSON as in
RFC 8259, in UTF-8.

*Carries* everything.

*Leaves behind* nothing.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from pydantic import ValidationError

from newscore.article import SCHEMA_VERSION, Article
from newscore.body.blocks import BLOCK_TYPES
from newscore.errors import shorten
from newscore.feed import Feed
from newscore.formats._json import as_text, check_size, duplicate_keys, parse_error, write_path
from newscore.formats._locate import JsonPath
from newscore.reading import Note, Reading

__all__ = ["UPGRADES", "dumps", "inspect", "loads"]

Document = dict[str, Any]

UPGRADES: Final[dict[int, Callable[[Document], Document]]] = {}
"""For each older schema version, the function that makes a document of the next one; version 1 is the first."""


def loads(data: bytes | str) -> Reading[Article | Feed]:
    """Return the article or feed that *data* holds, with a note for each block that is kept but not understood.

    Raises LimitExceeded over 5 MiB, 150,000 values or 40,000 objects, and FormatError with every problem, each with
    its JSON path, line and column.

    >>> loads('{"headline": "Storm hits coast"}').content.slug
    'storm-hits-coast'
    """
    check_size(data)
    try:
        return Reading(Article.model_validate_json(data))
    except (ValidationError, UnicodeError):
        return _loads_slowly(as_text(data))


def inspect(data: bytes | str) -> Reading[Article | Feed]:
    """Return what `loads` returns, and also note keys that stand twice in one object (`duplicate-key`)."""
    reading = loads(data)
    notes = tuple(
        Note(code="duplicate-key", message="a key stands twice in one object; its last value was kept", text=key[:200])
        for key in duplicate_keys(as_text(data))
    )
    return Reading(reading.content, reading.notes + notes)


def dumps(content: Article | Feed, *, indent: int | None = None) -> str:
    """Return *content* as JSON: fields in the model's order, defaults left out; the same content, the same text.

    >>> dumps(Article(headline="Storm hits coast"))
    '{"schema_version":1,"headline":"Storm hits coast"}'
    """
    return content.model_dump_json(by_alias=True, exclude_defaults=True, indent=indent)


def _loads_slowly(text: str) -> Reading[Article | Feed]:
    """Read what the fast path refused: a feed, an older version, blocks of a newer one; or tell every problem."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = None
    is_feed = isinstance(document, dict) and "items" in document and "headline" not in document
    notes: list[Note] = []
    rewritten = text
    if isinstance(document, dict):
        upgraded = _upgrade(document)
        for path, article in _articles(upgraded, is_feed):
            _keep_unknown_blocks(article, path, notes)
        # Written again as JSON, so that one set of rules holds for the fast path and for this one.
        rewritten = json.dumps(upgraded) if notes or upgraded is not document else text
    try:
        model = Feed if is_feed else Article
        return Reading(model.model_validate_json(rewritten), tuple(notes))
    except ValidationError as error:
        raise parse_error("json", text, error) from error


def _upgrade(document: Document) -> Document:
    """Bring a document of an older version, and the items of a feed, up to this version, one step at a time."""
    version = document.get("schema_version", SCHEMA_VERSION)
    while isinstance(version, int) and version in UPGRADES:
        document = UPGRADES[version](document)
        version += 1
    items = document.get("items")
    if isinstance(items, list) and any(_is_old(item) for item in items):
        return {**document, "items": [_upgrade(item) if isinstance(item, dict) else item for item in items]}
    return document


def _is_old(item: Any) -> bool:
    return isinstance(item, dict) and item.get("schema_version") in UPGRADES


def _articles(document: Document, is_feed: bool) -> Iterator[tuple[JsonPath, Document]]:
    if not is_feed:
        yield (), document
    elif isinstance(document["items"], list):
        for index, item in enumerate(document["items"]):
            if isinstance(item, dict):
                yield ("items", index), item


def _keep_unknown_blocks(article: Document, path: JsonPath, notes: list[Note]) -> None:
    """Wrap each block of a type that this version does not know, at any depth, and note it."""
    waiting: list[tuple[JsonPath, Any]] = [((*path, "body"), article.get("body"))]
    while waiting:
        path, blocks = waiting.pop()
        for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
            if not isinstance(block, dict):
                continue
            here, kind = (*path, index), block.get("type")
            if isinstance(kind, str) and kind not in BLOCK_TYPES:
                blocks[index] = {"type": "unknown", "kind": kind, "payload": block}
                message = f"a block of type {shorten(kind)} was kept whole (at {write_path(here)})"
                notes.append(Note(code="unknown-block", message=message, value=write_path(here)))
            elif isinstance(items := block.get("items"), list):
                inner = [((*here, "items", at), item) for at, item in enumerate(items)]
                waiting.extend(((*at, "blocks"), item.get("blocks")) for at, item in inner if isinstance(item, dict))
