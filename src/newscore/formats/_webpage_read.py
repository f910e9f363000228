"""An article page of any site, read through its JSON-LD, its Open Graph tags and its article element."""

import re
from typing import Any, Final

from newscore.article import Article
from newscore.body.blocks import Block
from newscore.errors import FormatError, Problem
from newscore.formats._html_head import read_head
from newscore.formats._jsonld_find import find_article
from newscore.formats._jsonld_read import read_article
from newscore.formats._notebook import Notebook
from newscore.formats.opengraph import read_fields

__all__ = ["read_page"]

_PIECES: Final = re.compile(r"(<[^<>]*>)")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
# What stands in an article element and is not the story; the headline is read from the head.
_FURNITURE: Final = frozenset("header nav aside footer form script style template noscript button h1".split())


def read_page(page: str, notebook: Notebook) -> Article:
    """Return the story of *page*, with a note `source` for each field that says where it was read.

    JSON-LD counts first, then Open Graph, then the words of the article element. Raises FormatError where none of them
    has a headline.
    """
    found: dict[str, Any] = {}
    structured = _structured(page, notebook)
    cards = read_fields(read_head(page), Notebook(base=notebook.base, zone=notebook.zone))
    for source, fields in (
        ("json-ld", structured),
        ("open-graph", cards),
        ("article", {"body": _body(page, notebook)}),
    ):
        for name, value in fields.items():
            if value and name not in found:
                found[name] = value
                notebook.note("source", f"{name} was read from {source}", name, source)
    article = notebook.article(**found)
    if article is None:
        problem = Problem(path="/html", code="no-article", message="no JSON-LD article, no og:title and no title")
        raise FormatError("webpage: expected a story with a headline, got none", [problem])
    return article


def _structured(page: str, notebook: Notebook) -> dict[str, Any]:
    try:
        article = read_article(find_article(page, notebook), notebook)
    except FormatError:
        notebook.note("guess-format", "the page has no article in JSON-LD")
        return {}
    skipped = {"schema_version", "chosen_slug", "status", "version"}
    return {name: value for name, value in article if name not in skipped and value}


def _body(page: str, notebook: Notebook) -> tuple[Block, ...]:
    """The article element as blocks, without what frames it; one pass over the page."""
    written: list[str] = []
    inside, skipped = 0, ""
    depth = 0
    for piece in _PIECES.split(page):
        named = _TAG.match(piece)
        closing, name = (named[1], named[2].lower()) if named else ("", "")
        if skipped:
            depth += (name == skipped) * (-1 if closing else 1)
            skipped = skipped if depth else ""
        elif name == "article":
            inside += -1 if closing else 1
            if not inside:
                break
        elif inside and name in _FURNITURE and not closing:
            skipped, depth = name, 1
        elif inside:
            written.append(piece)
    return notebook.html("".join(written)) if written else ()
