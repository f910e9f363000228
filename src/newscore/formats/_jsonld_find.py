"""Where JSON-LD stands in a page, and which of its nodes is the story."""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from newscore.errors import FormatError, LimitExceeded, Problem
from newscore.formats._json import MAX_BYTES, check_size
from newscore.formats._jsonld_values import Node, plain_node, types_of
from newscore.formats._notebook import Notebook

__all__ = ["ARTICLE_TYPES", "decode", "find_article", "is_page"]

ARTICLE_TYPES: Final = frozenset(
    "NewsArticle OpinionNewsArticle AnalysisNewsArticle ReportageNewsArticle ReviewNewsArticle BackgroundNewsArticle "
    "AskPublicNewsArticle SatiricalArticle AdvertiserContentArticle Article BlogPosting LiveBlogPosting Report "
    "SocialMediaPosting TechArticle ScholarlyArticle".split()
)
"""schema.org types that are read as a story."""

MAX_NODES: Final = 20_000
"""Values of a document that are looked at in search of the story."""
MAX_MERGED: Final = 200
"""Properties of a node that another one may be completed with."""
_OPENING: Final = re.compile(r"<script\b", re.IGNORECASE)
_CLOSING: Final = re.compile(r"</script", re.IGNORECASE)
# A string of JSON as it is, or a comma that nothing follows. A string that never ends is taken to the end, so that no
# quote inside it is tried as a beginning.
_TRAILING: Final = re.compile(r'("(?:[^"\\]|\\[\s\S])*(?:"|\\?\Z))|,(?=\s*[}\]])')


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

    Of several stories that of the page's own address counts, else the first with a headline; the others are noted.
    Raises FormatError where there is none.
    """
    blocks = list(_scripts(document)) if is_page(document) else [document]
    nodes = [node for block in blocks for node in _flatten(_parse(block, notebook))]
    stories = [node for node in nodes if ARTICLE_TYPES.intersection(types_of(node))]
    if not stories:
        found = f"{len(blocks)} blocks of JSON-LD" if is_page(document) else "none"
        problem = Problem(path="$", code="no-article", message="no node of a type such as NewsArticle")
        raise FormatError(f"jsonld: expected an article, got {found}", [problem])
    story = max(stories, key=lambda node: ("headline" in node or "name" in node, _is_at(node, notebook.base)))
    for other in stories:
        headline = other.get("headline")
        if other is not story and isinstance(headline, str) and headline != story.get("headline"):
            notebook.note("dropped", "another story stands in the same document", headline)
    return _complete(story, nodes)


def _is_at(node: Node, url: str | None) -> bool:
    page = node.get("mainEntityOfPage")
    said = [page.get("@id") if isinstance(page, dict) else page, node.get("url"), node.get("@id")]
    return url is not None and url in said


def _complete(story: Node, nodes: list[Node]) -> Node:
    """The story with the nodes that it refers to in place of the references, and the page's own trail."""
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    whole: Node = {name: _resolve(value, known) for name, value in story.items()}
    page = whole.get("mainEntityOfPage")
    if isinstance(page, dict) and "breadcrumb" in page:
        whole["mainEntityOfPage"] = {**page, "breadcrumb": _resolve(page["breadcrumb"], known)}
    elif "breadcrumb" not in whole:
        trail = next((node for node in nodes if "BreadcrumbList" in types_of(node)), None)
        whole |= {"breadcrumb": trail} if trail else {}
    return whole


def _scripts(page: str) -> Iterator[str]:
    """The JSON-LD blocks of a page; one pass, however many elements are never closed."""
    at = 0
    while opening := _OPENING.search(page, at):
        inside = page.find(">", opening.end()) + 1
        closing = _CLOSING.search(page, inside) if inside else None
        if closing is None:
            return
        if "ld+json" in page[opening.end() : inside].lower():
            yield page[inside : closing.start()]
        at = closing.end()


_REPAIRS: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("", str),
    ("was escaped as HTML", html.unescape),
    ("has commas that nothing follows", lambda block: _TRAILING.sub(r"\1", block)),
)


def _parse(block: str, notebook: Notebook) -> Any:
    """The JSON of a block, mended as pages need it; None, and a note, where it is none."""
    check_size(block)
    block = block.strip().removeprefix("<!--").removesuffix("-->").strip()
    block = re.sub(r"^(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>$", "", block).strip().rstrip(";")
    for said, mend in _REPAIRS:
        try:
            # A raw newline inside a string is the commonest fault of all, and does no harm.
            parsed = json.loads(mend(block), strict=False, parse_constant=_refuse, object_hook=plain_node)
        except (ValueError, RecursionError):
            continue
        if said:
            notebook.note("repaired-block", f"a block of JSON-LD {said}", block)
        return parsed
    if block:
        notebook.note("broken-block", "a block of JSON-LD is no JSON", block)
    return None


def _refuse(constant: str) -> None:
    raise ValueError(f"expected JSON, got {constant}")


def _flatten(parsed: Any) -> Iterator[Node]:
    """Each node of a document in its order: arrays and graphs opened, the main entity of a page included."""
    waiting = [parsed]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value[:MAX_NODES]))
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[name] for name in ("items", "hasPart", "mainEntity", "@graph") if name in value)


def _resolve(value: Any, known: dict[str, Node]) -> Any:
    """A reference becomes the node it means, one step deep; a node that is named elsewhere too is completed."""
    if isinstance(value, list):
        return [_resolve(each, known) for each in value[:MAX_NODES]]
    meant = known.get(value["@id"]) if isinstance(value, dict) and isinstance(value.get("@id"), str) else None
    if meant is None or meant is value:
        return value
    if set(value) <= {"@id", "@type"}:
        return meant
    return {**meant, **value} if len(meant) <= MAX_MERGED else value
