"""An article page of any site, read through its JSON-LD, its Open Graph tags and its article element."""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

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

_ARTICLE: Final = re.compile(r"<article(?![A-Za-z0-9])[^<>]*+>?", re.IGNORECASE)
_OPENING: Final = re.compile(r"<([A-Za-z][A-Za-z0-9]*+)([^<>A-Za-z0-9][^<>]*+)>?")
_MARKED: Final = re.compile(r"\s(?:class|itemprop)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
# What stands in an article element and is not the story; the headline is read from the head.
_SILENT: Final = frozenset("nav form script style template noscript button aside".split())
# What stands in these is no markup (HTML §13.1.2, raw text elements), so none begins inside another.
_RAW: Final = frozenset({"script", "style"})
_FURNITURE: Final = _SILENT | frozenset("header footer h1".split())
_FRAME: Final = re.compile(
    rf"<(/?)({'|'.join(sorted(_FURNITURE | {'blockquote'}))})(?![A-Za-z0-9])([^<>]*+)>?", re.IGNORECASE
)
# What pages call the element that holds the story and nothing else.
_BODIES: Final = frozenset("body article-body articlebody article__body entry-content story-body".split())
_EMPTY: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Opening(NamedTuple):
    """A tag with a class or an itemprop, and where what stands inside its element begins."""

    name: str
    marks: frozenset[str]
    end: int


def read_page(page: str, notebook: Notebook) -> Article:
    """Return the story of *page*, with a note `source` for each field that says where it was read.

    JSON-LD counts first, then Open Graph, then the words of the article element. Raises FormatError where none of them
    has a headline.
    """
    found: dict[str, Any] = {}
    structured = _structured(page, notebook)
    cards = read_fields(read_head(page), Notebook(base=notebook.base, zone=notebook.zone))
    opening = _ARTICLE.search(page)
    article = _inside(page, "article", opening.end()) if opening else ""
    openings = list(_openings(article))
    for source, fields in (
        ("json-ld", structured),
        ("open-graph", cards),
        (
            "article",
            {
                "body": _body(article, openings, notebook),
                "kicker": notebook.line(_said(article, openings, "kicker"), "the kicker"),
            },
        ),
    ):
        for name, value in fields.items():
            if value and name not in found:
                found[name] = value
                notebook.note("source", f"{name} was read from {source}", name, source)
    if printed := notebook.line(_said(article, openings, "byline"), "the byline"):
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


def _inside(markup: str, name: str, start: int) -> str:
    """What stands from *start* to the end tag of the element *name* that began there, whatever is unclosed in it."""
    depth = 1
    for found in re.compile(rf"<(/?){name}(?![A-Za-z0-9])", re.IGNORECASE).finditer(markup, start):
        depth += -1 if found[1] else 1
        if not depth:
            return markup[start : found.start()]
    return markup[start:]


def _openings(markup: str) -> Iterator[Opening]:
    """The tags that say what their element is for; one pass, in which tags without attributes cost nothing."""
    for found in _OPENING.finditer(markup):
        if (name := found[1].lower()) not in _EMPTY and (marks := _marks(found[2])):
            yield Opening(name, marks, found.end())


def _marks(attributes: str) -> frozenset[str]:
    """The words of class and itemprop, lower case."""
    words = " ".join(value for found in _MARKED.findall(attributes) for value in found)
    return frozenset(words.lower().split())


def _said(article: str, openings: list[Opening], mark: str) -> str:
    return next((words_of(_inside(article, each.name, each.end)) for each in openings if mark in each.marks), "")


def _body(article: str, openings: list[Opening], notebook: Notebook) -> tuple[Block, ...]:
    """The story as blocks: what the page marks as its body, or else the article element without what frames it."""
    marked = next((_inside(article, each.name, each.end) for each in openings if each.marks & _BODIES), None)
    written = _unframed(article, _FURNITURE) if marked is None else _unframed(marked, _SILENT)
    return notebook.html(written) if written.strip() else ()


def _unframed(markup: str, furniture: frozenset[str]) -> str:
    """The markup without the elements that frame a story; a pull quote is an aside of it, and a quote has a footer."""
    kept: list[str] = []
    skipped, depth, quotes, at = "", 0, 0, 0
    for found in _FRAME.finditer(markup):
        closing, name = bool(found[1]), found[2].lower()
        if skipped:
            if name == skipped:
                depth += -1 if closing else name not in _RAW
            if not depth:
                skipped, at = "", found.end()
        elif name == "blockquote" or (name == "aside" and (closing or "pull" in _marks(found[3]))):
            quotes = max(0, quotes + (-1 if closing else 1))
        elif name in furniture and not closing and not (name == "footer" and quotes):
            kept.append(markup[at : found.start()])
            skipped, depth = name, 1
    if not skipped:
        kept.append(markup[at:])
    return "".join(kept)
