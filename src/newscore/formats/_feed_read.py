"""RSS 0.9x, 1.0 and 2.0 and Atom 0.3 and 1.0, as producers really write them, read as a Feed."""

from collections.abc import Iterator
from typing import Any

from newscore.article import Article
from newscore.errors import FormatError, Problem
from newscore.feed import MAX_ITEMS, Feed
from newscore.formats._atom_read import read_entry
from newscore.formats._notebook import Notebook
from newscore.formats._rss_read import read_item
from newscore.formats._xml_read import Element, children, find, name_of, parse, words
from newscore.links import host
from newscore.reading import Reading

__all__ = ["read_feed"]

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_feed(data: bytes | str, channel: str, *, url: str | None, zone: str | None) -> Reading[Feed]:
    """Return the feed in *data*, whichever of the two families it is of; a note where it is not *channel*'s.

    Raises as `_xml_read.parse`, and FormatError for XML that is no feed, or a feed without any address.
    """
    notebook = Notebook(base=url, zone=zone)
    root = parse(data, channel, notebook)
    kind = name_of(root).rpartition(":")[2].lower()
    if kind in ("feed", "entry"):
        found, fields = "atom", _atom_fields(root, notebook)
    elif kind in ("rss", "rdf", "channel"):
        found, fields = "rss", _rss_fields(root, notebook)
    else:
        problem = Problem(path="/", code="no-feed", message="the root is none of rss, RDF, feed and entry")
        raise FormatError(f"{channel}: expected a feed", [problem])
    if found != channel:
        notebook.note("guess-format", f"the document is {found}, and was read as such")
    return Reading(_feed(fields, notebook, channel), notebook.notes)


def _feed(fields: dict[str, Any], notebook: Notebook, channel: str) -> Feed:
    items: tuple[Article, ...] = fields["items"]
    known = (fields["url"], fields["feed_url"], notebook.base, *(item.canonical_url for item in items))
    address = next((each for each in known if each), None)
    if address is None:
        problem = Problem(path="/", code="missing", message="no link", hint="pass url= with the feed's address")
        raise FormatError(f"{channel}: expected a feed with an address, got none", [problem])
    if not fields["title"]:
        notebook.note("guess-title", "the feed has no title and is called by its host", value=host(address))
    kept = {name: value for name, value in fields.items() if value}
    return Feed(**{**kept, "title": fields["title"] or host(address), "url": address})


def _rss_fields(root: Element, notebook: Notebook) -> dict[str, Any]:
    channel = root if name_of(root) == "channel" else find(root, "channel")
    head = root if channel is None else channel
    language = notebook.language(words(find(head, "language", "dc:language")))
    # RSS 1.0 and 0.90 keep their items beside the channel, the others inside it.
    nodes = children(head, "item") or children(root, "item")
    return {
        "title": notebook.line(words(find(head, "title")), "the feed's title"),
        "url": notebook.url(words(find(head, "link")), "the feed's link"),
        "feed_url": notebook.url(_rel(head, "self"), "the feed's own address"),
        "next_url": notebook.url(_rel(head, "next"), "the next page"),
        "description": notebook.text(words(find(head, "description")), "the feed's description"),
        "language": language,
        "updated": notebook.moment(words(find(head, "lastBuildDate", "dc:date", "pubDate")), "lastBuildDate"),
        "items": tuple(_items((read_item(node, notebook, language) for node in nodes), notebook)),
    }


def _atom_fields(root: Element, notebook: Notebook) -> dict[str, Any]:
    entries = [root] if name_of(root).endswith("entry") else children(root, "atom:entry", "entry")
    language = notebook.language(root.get(_LANGUAGE))
    return {
        "title": notebook.line(words(find(root, "atom:title", "title")), "the feed's title"),
        "url": notebook.url(_rel(root, "alternate"), "the feed's link"),
        "feed_url": notebook.url(_rel(root, "self"), "the feed's own address"),
        "next_url": notebook.url(_rel(root, "next"), "the next page"),
        "id": notebook.identifier(words(find(root, "atom:id", "id")), "the feed's id"),
        "description": notebook.text(words(find(root, "atom:subtitle", "atom:tagline")), "the feed's subtitle"),
        "language": language,
        "updated": notebook.moment(words(find(root, "atom:updated", "atom:modified")), "updated"),
        "items": tuple(_items((read_entry(entry, notebook, language) for entry in entries), notebook)),
    }


def _items(found: Iterator[Article | None], notebook: Notebook) -> Iterator[Article]:
    for number, article in enumerate(found, 1):
        if number > MAX_ITEMS:
            notebook.note("dropped", f"the feed has more than {MAX_ITEMS} items")
            return
        if article is None:
            notebook.note("dropped", "an item has neither a title nor words to make one of", value=str(number))
        else:
            yield article


def _rel(element: Element, rel: str) -> str | None:
    for link in children(element, "atom:link", "link"):
        if link.get("href") and link.get("rel", "alternate") == rel:
            return str(link.get("href"))
    return None
