"""A JSON Feed, version 1 or 1.1, read as a Feed."""

import json
from collections.abc import Iterable
from typing import Any, Final

from newscore.article import Article, Correction
from newscore.byline import Byline, Contributor, Credit
from newscore.errors import FormatError, Problem
from newscore.feed import MAX_ITEMS, Feed
from newscore.formats._json import as_text, check_size
from newscore.formats._markup import words_of
from newscore.formats._notebook import Notebook
from newscore.formats._rss_read import read_headline
from newscore.links import host, is_url

__all__ = ["read_feed"]

Object = dict[str, Any]

_GENRES: Final = frozenset("opinion analysis reportage review background ask-public satire advertiser-content".split())


def read_feed(data: bytes | str, notebook: Notebook) -> Feed:
    """Return the feed in *data*; FormatError where it is no JSON, no JSON Feed, or has no address."""
    check_size(data)
    document = _parse(as_text(data))
    items = document.get("items")
    if not isinstance(items, list) or "jsonfeed.org" not in str(document.get("version", "jsonfeed.org")):
        problem = Problem(path="$.items", code="no-feed", message="expected a version and a list of items")
        raise FormatError("jsonfeed: expected a JSON Feed", [problem])
    language = notebook.language(_text(document, "language"))
    articles = tuple(_items(items, notebook, language))
    address, feed_url = (notebook.url(_text(document, name), name) for name in ("home_page_url", "feed_url"))
    url = (
        address
        or feed_url
        or (notebook.base if notebook.base and is_url(notebook.base) else None)
        or next((each.canonical_url for each in articles if each.canonical_url), None)
    )
    if url is None:
        problem = Problem(path="$.home_page_url", code="missing", message="no address", hint="pass url=")
        raise FormatError("jsonfeed: expected a feed with an address, got none", [problem])
    title = notebook.line(_text(document, "title"), "the feed's title")
    if title is None:
        notebook.note("guess-title", "the feed has no title and is called by its host", value=host(url))
    return Feed(
        title=title or host(url),
        url=url,
        feed_url=feed_url,
        next_url=notebook.url(_text(document, "next_url"), "next_url"),
        description=notebook.text(_text(document, "description"), "the feed's description"),
        language=language,
        items=articles,
    )


def _parse(text: str) -> Object:
    try:
        document = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", None), getattr(error, "colno", None)
        problem = Problem(path="$", code="json-syntax", message=str(error)[:200], line=line, column=column)
        raise FormatError("jsonfeed: expected JSON", [problem]) from error
    return document if isinstance(document, dict) else {}


def _refuse(constant: str) -> None:
    raise ValueError(f"expected a number, got {constant}")


def _text(item: Any, name: str) -> str | None:
    value = item.get(name) if isinstance(item, dict) else None
    # Ids are strings; some producers send numbers, which the specification says to take for strings.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if -(10**20) < value < 10**20 else None
    return value if isinstance(value, str) else None


def _list(item: Any, name: str) -> list[Any]:
    value = item.get(name) if isinstance(item, dict) else None
    return value[:MAX_ITEMS] if isinstance(value, list) else []


def _items(items: list[Any], notebook: Notebook, language: str | None) -> Iterable[Article]:
    for number, item in enumerate(items[:MAX_ITEMS]):
        article = _article(item, notebook, language) if isinstance(item, dict) else None
        if article is None:
            notebook.note("dropped", "an item has neither a title nor words to make one of", value=f"$.items[{number}]")
        else:
            yield article


def _article(item: Object, notebook: Notebook, language: str | None) -> Article | None:
    ours = item.get("_newscore")
    said: Object = ours if isinstance(ours, dict) else {}
    summary = notebook.text(_text(item, "summary"), "the summary")
    markup, words = _text(item, "content_html"), _text(item, "content_text")
    # Without a body we write the summary, or the headline, where the specification asks for some content.
    stands_in = not markup and bool(said) and words in (_text(item, "summary"), _text(item, "title"))
    section = [
        name for each in _list(said, "section") if isinstance(each, str) and (name := notebook.line(each, "section"))
    ]
    genre = _text(said, "genre")
    return notebook.article(
        headline=read_headline(_text(item, "title") or "", summary or words or words_of(markup or ""), notebook),
        subheadline=notebook.line(_text(said, "subheadline"), "subheadline"),
        summary=summary,
        body=notebook.html(markup) if markup else notebook.body(None if stands_in else words),
        byline=_byline(item, _text(said, "byline"), notebook),
        image=_image(item, said, notebook),
        dateline=notebook.line(_text(said, "dateline"), "dateline"),
        section=notebook.section(section) if section else None,
        tags=tuple(notebook.tags(tag for tag in _list(item, "tags") if isinstance(tag, str) and tag not in section)),
        genre=genre if genre in _GENRES else None,
        language=notebook.language(_text(item, "language")) or language,
        id=notebook.identifier(_text(item, "id"), "id"),
        canonical_url=notebook.url(_text(item, "external_url") or _text(item, "url"), "url"),
        published_at=notebook.moment(_text(item, "date_published"), "date_published"),
        modified_at=notebook.moment(_text(item, "date_modified"), "date_modified"),
        corrections=tuple(_corrections(said, notebook)),
    )


def _byline(item: Object, printed: str | None, notebook: Notebook) -> Byline | None:
    """Version 1 has one author, version 1.1 a list; the printed byline stands in our own object."""
    found: list[Credit] = []
    for author in _list(item, "authors") or [item.get("author")]:
        for credit in notebook.named(_text(author, "name") or ""):
            addresses = {
                name: notebook.url(_text(author, key), key) for name, key in (("url", "url"), ("image", "avatar"))
            }
            found.append(credit.evolve(contributor=Contributor(**{**dict(credit.contributor), **addresses})))
    text = notebook.line(printed, "the byline")
    return Byline(text=text, credits=tuple(found[:200])) if text or found else None


def _image(item: Object, said: Object, notebook: Notebook) -> Any:
    ours = said.get("image")
    sizes = {
        name: ours[name] for name in ("width", "height") if isinstance(ours, dict) and isinstance(ours.get(name), int)
    }
    return notebook.image(
        _text(item, "image") or _text(item, "banner_image"),
        alt=notebook.text(_text(ours, "alt"), "an alternative text"),
        caption=notebook.text(_text(ours, "caption"), "a caption"),
        credit=notebook.line(_text(ours, "credit"), "a credit"),
        **sizes,
    )


def _corrections(said: Object, notebook: Notebook) -> list[Correction]:
    found = []
    for each in _list(said, "corrections"):
        at = notebook.moment(_text(each, "at"), "a correction's date")
        note = notebook.text(_text(each, "note"), "a correction")
        kind = _text(each, "kind") or "correction"
        if (
            at
            and note
            and (
                made := notebook.build(
                    Correction, "dropped", "a correction is of no known kind", note, at=at, note=note, kind=kind
                )
            )
        ):
            found.append(made)
    return sorted(found, key=lambda correction: correction.at)
