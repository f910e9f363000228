"""An article page of any site, read through its JSON-LD, its Open Graph tags and its article element."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from newscore.article import Article
from newscore.body.blocks import Block
from newscore.byline import Byline
from newscore.errors import FormatError, Problem
from newscore.formats._html_head import read_head
from newscore.formats._jsonld_find import find_article
from newscore.formats._jsonld_read import read_article
from newscore.formats._markup import words_of
from newscore.formats._notebook import Notebook
from newscore.formats.opengraph import read_fields
from newscore.media import Image

__all__ = ["read_page"]

_PIECES: Final = re.compile(r"(<[^<>]*>)")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_MARKED: Final = re.compile(r"\s(?:class|itemprop)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
# What stands in an article element and is not the story; the headline is read from the head.
_SILENT: Final = frozenset("nav form script style template noscript button aside".split())
_FURNITURE: Final = _SILENT | frozenset("header footer h1".split())
# What pages call the element that holds the story and nothing else.
_BODIES: Final = frozenset("body article-body articlebody article__body entry-content story-body".split())
_EMPTY: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())

Wanted = Callable[[str, set[str]], bool]


def read_page(page: str, notebook: Notebook) -> Article:
    """Return the story of *page*, with a note `source` for each field that says where it was read.

    JSON-LD counts first, then Open Graph, then the words of the article element. Raises FormatError where none of them
    has a headline.
    """
    found: dict[str, Any] = {}
    structured = _structured(page, notebook)
    cards = read_fields(read_head(page), Notebook(base=notebook.base, zone=notebook.zone))
    article = list(_inside(_PIECES.split(page), lambda name, _: name == "article"))
    for source, fields in (
        ("json-ld", structured),
        ("open-graph", cards),
        (
            "article",
            {"body": _body(article, notebook), "kicker": notebook.line(_said(article, "kicker"), "the kicker")},
        ),
    ):
        for name, value in fields.items():
            if value and name not in found:
                found[name] = value
                notebook.note("source", f"{name} was read from {source}", name, source)
    if printed := notebook.line(_said(article, "byline"), "the byline"):
        found["byline"] = _signed(found.get("byline"), printed, notebook)
    found["image"] = _described(found.get("image"), cards["image"])
    story = notebook.article(**found)
    if story is None:
        problem = Problem(path="/html", code="no-article", message="no JSON-LD article, no og:title and no title")
        raise FormatError("webpage: expected a story with a headline, got none", [problem])
    return story


def _structured(page: str, notebook: Notebook) -> dict[str, Any]:
    try:
        article = read_article(find_article(page, notebook), notebook)
    except FormatError:
        notebook.note("guess-format", "the page has no article in JSON-LD")
        return {}
    skipped = {"schema_version", "chosen_slug", "status", "version"}
    return {name: value for name, value in article if name not in skipped and value}


def _signed(byline: Byline | None, printed: str, notebook: Notebook) -> Byline:
    """The byline as the page prints it, over the people that its head names."""
    if byline is None:
        notebook.note("source", "byline was read from article", "byline", "article")
        return Byline(text=printed, credits=tuple(notebook.named(printed)))
    if not all(author.name in printed for author in byline.authors):
        notebook.note("guess-byline", "the printed byline does not name all whom the head names", printed)
    return byline.evolve(text=printed)


def _described(image: Image | None, card: Image | None) -> Image | None:
    """The picture with the words for those who cannot see it, for which JSON-LD has no property."""
    if image and card and image.alt is None and card.url == image.url:
        return image.evolve(alt=card.alt)
    return image


def _inside(pieces: Iterable[str], wanted: Wanted) -> Iterator[str]:
    """The pieces inside the first element that is *wanted*, whatever stands unclosed in it."""
    element, depth = "", 0
    for piece in pieces:
        closing, name, marks = _tag(piece)
        if not element:
            if name and not closing and name not in _EMPTY and wanted(name, marks):
                element, depth = name, 1
            continue
        if name == element:
            depth += -1 if closing else 1
            if not depth:
                return
        yield piece


def _tag(piece: str) -> tuple[bool, str, set[str]]:
    """Whether a piece closes an element, the element's name, and the words of its class and itemprop, lower case."""
    named = _TAG.match(piece)
    if named is None:
        return False, "", set()
    words = " ".join(value for found in _MARKED.findall(piece) for value in found)
    return bool(named[1]), named[2].lower(), set(words.lower().split())


def _said(article: list[str], mark: str) -> str:
    return words_of("".join(_inside(article, lambda _, marks: mark in marks)))


def _body(article: list[str], notebook: Notebook) -> tuple[Block, ...]:
    """The story as blocks: what the page marks as its body, or else the article element without what frames it."""
    marked = list(_inside(article, lambda _, marks: bool(marks & _BODIES)))
    written = "".join(_unframed(marked or article, _SILENT if marked else _FURNITURE))
    return notebook.html(written) if written.strip() else ()


def _unframed(pieces: Iterable[str], furniture: frozenset[str]) -> Iterator[str]:
    """The pieces without the elements that frame a story; a pull quote is an aside of it, and a quote has a footer."""
    skipped, depth, quotes = "", 0, 0
    for piece in pieces:
        closing, name, marks = _tag(piece)
        if skipped:
            depth += (name == skipped) * (-1 if closing else 1)
            skipped = skipped if depth else ""
            continue
        quoting = name == "blockquote" or (name == "aside" and (bool(closing) or "pull" in marks))
        if quoting:
            quotes = max(0, quotes + (-1 if closing else 1))
        elif name in furniture and not closing and not (name == "footer" and quotes):
            skipped, depth = name, 1
            continue
        yield piece
