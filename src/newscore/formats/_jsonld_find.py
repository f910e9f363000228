"""Where JSON-LD stands in a page, and which of its nodes is the story."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from newscore.errors import FormatError, LimitExceeded, Problem
from newscore.formats._json import MAX_BYTES, check_size
from newscore.formats._notebook import Notebook

__all__ = ["ARTICLE_TYPES", "Node", "decode", "find_article", "is_page", "types_of"]

Node = dict[str, Any]

ARTICLE_TYPES: Final = frozenset(
    "NewsArticle OpinionNewsArticle AnalysisNewsArticle ReportageNewsArticle ReviewNewsArticle BackgroundNewsArticle "
    "AskPublicNewsArticle SatiricalArticle AdvertiserContentArticle Article BlogPosting LiveBlogPosting Report "
    "SocialMediaPosting TechArticle ScholarlyArticle".split()
)
"""schema.org types that are read as a story."""

MAX_NODES: Final = 2_000
"""Nodes of a document that are looked at in search of the story."""
_OPENING: Final = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
_CLOSING: Final = re.compile(r"</script", re.IGNORECASE)
_PREFIX: Final = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)")


def decode(data: bytes | str) -> str:
    """Return *data* as text: UTF-8, or else Windows-1252, which is what other pages are; LimitExceeded over 5 MiB."""
    if len(data) > MAX_BYTES:
        raise LimitExceeded("bytes", len(data), MAX_BYTES)
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def is_page(document: str) -> bool:
    """Say whether *document* is markup rather than JSON."""
    return document.lstrip()[:1] == "<"


def find_article(document: str, notebook: Notebook) -> Node:
    """Return the node of *document* (JSON, or a page with JSON-LD in it) that is the story, its references resolved.

    Raises FormatError where there is none.
    """
    nodes: list[Node] = []
    blocks = list(_scripts(document)) if is_page(document) else [document]
    for block in blocks:
        parsed = _parse(block, notebook)
        if parsed is not None:
            nodes.extend(_flatten(parsed))
    stories = [node for node in nodes if ARTICLE_TYPES.intersection(types_of(node))]
    if not stories:
        found = f"{len(blocks)} blocks of JSON-LD" if is_page(document) else "none"
        problem = Problem(path="$", code="no-article", message="no node of a type such as NewsArticle")
        raise FormatError(f"jsonld: expected an article, got {found}", [problem])
    story = max(stories, key=lambda node: "headline" in node or "name" in node)
    for other in stories:
        if (
            other is not story
            and isinstance(headline := other.get("headline"), str)
            and headline != story.get("headline")
        ):
            notebook.note("dropped", "another story stands in the same document", headline)
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return {name: _resolve(value, known) for name, value in story.items()}


def types_of(node: Any) -> list[str]:
    """Return the names of the node's types, without the vocabulary's address."""
    said = node.get("@type") if isinstance(node, dict) else None
    return [_PREFIX.sub("", each) for each in (said if isinstance(said, list) else [said]) if isinstance(each, str)]


def _scripts(page: str) -> Iterator[str]:
    """The JSON-LD blocks of a page; one pass, however many elements are never closed."""
    at = 0
    while opening := _OPENING.search(page, at):
        closing = _CLOSING.search(page, opening.end())
        if closing is None:
            return
        if "ld+json" in opening[1].lower():
            yield page[opening.end() : closing.start()]
        at = closing.end()


def _parse(block: str, notebook: Notebook) -> Any:
    """The JSON of a block, mended as pages need it; None, and a note, where it is none."""
    check_size(block)
    block = block.strip().removeprefix("<!--").removesuffix("-->").strip()
    block = re.sub(r"^(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>$", "", block).strip().rstrip(";")
    for repair, text in (("", block), ("as HTML", html.unescape(block)), ("", None)):
        if text is None:
            break
        try:
            # A raw newline inside a string is the commonest fault of all, and does no harm.
            parsed = json.loads(text, strict=False, parse_constant=_refuse)
        except (ValueError, RecursionError):
            continue
        if repair:
            notebook.note("repaired-block", f"a block of JSON-LD was escaped {repair}", block)
        return parsed
    if block:
        notebook.note("broken-block", "a block of JSON-LD is no JSON", block)
    return None


def _refuse(constant: str) -> None:
    raise ValueError(f"expected JSON, got {constant}")


def _flatten(parsed: Any) -> Iterator[Node]:
    """Each node of a document: arrays and graphs opened, the main entity of a page and items of a list included."""
    waiting, seen = [parsed], 0
    while waiting and seen < MAX_NODES:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting = [*value[:MAX_NODES], *waiting]
        elif isinstance(value, dict):
            seen += 1
            node = {_PREFIX.sub("", name): inner for name, inner in value.items()}
            yield node
            waiting.extend(node[name] for name in ("@graph", "mainEntity", "hasPart") if name in node)


def _resolve(value: Any, known: dict[str, Node]) -> Any:
    """A reference by @id alone becomes the node it means, one step deep."""
    if isinstance(value, list):
        return [_resolve(each, known) for each in value[:MAX_NODES]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and set(value) <= {"@id", "@type"}:
        return known.get(value["@id"], value)
    return value
