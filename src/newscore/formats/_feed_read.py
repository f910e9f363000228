"""RSS 0.9x, 1.0 and 2.0 and Atom 0.3 and 1.0, as producers really write them, read as a Feed."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from newscore.article import Article
from newscore.errors import FormatError, Problem
from newscore.feed import MAX_ITEMS, Feed
from newscore.formats._atom_read import read_entry
from newscore.formats._notebook import Notebook
from newscore.formats._rss_read import read_item
from newscore.formats._xml_read import Element, children, find, name_of, parse, words
from newscore.links import find_url, host, is_url
from newscore.reading import Reading

__all__ = ["read_feed"]

MAX_UNREAD = 50
"""Names of elements that are told as unread at most."""
_READ = frozenset(
    "title link guid description pubDate author category enclosure image language body id summary content published "
    "updated issued modified created rights contributor dc:title dc:creator dc:date dc:subject dc:language "
    "dcterms:issued dcterms:modified content:encoded content:description xhtml:body xhtml:div itunes:author "
    "media:title media:content media:group media:thumbnail media:description media:credit "
    "atom:id atom:title atom:link atom:summary atom:content atom:published atom:issued atom:created atom:updated "
    "atom:modified atom:author atom:contributor atom:category atom:rights".split()
)
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_feed(data: bytes | str, channel: str, *, url: str | None, zone: str | None) -> Reading[Feed]:
    """Return the feed in *data*, whichever of the two families it is of; a note where it is not *channel*'s.

    Raises as `_xml_read.parse`, and FormatError for XML that is no feed, or a feed without any address.
    """
    notebook = Notebook(base=url, zone=zone)
    root = parse(data, channel, notebook)
    notebook.rebase(root.base)
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
    # What callers and `xml:base` name as a base completes addresses, and may still be none itself.
    address = next((each for each in known if each and is_url(each)), None)
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
    notebook.origin = notebook.origin or find_url(words(find(head, "link")))
    notebook.rebase(head.base)
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
        "items": tuple(_items(nodes, read_item, notebook, language)),
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
        "items": tuple(_items(entries, read_entry, notebook, language)),
    }


def _items(
    nodes: list[Element],
    read: Callable[[Element, Notebook, str | None], Article | None],
    notebook: Notebook,
    language: str | None,
) -> Iterator[Article]:
    unread: Counter[str] = Counter()
    if len(nodes) > MAX_ITEMS:
        notebook.note("dropped", f"the feed has more than {MAX_ITEMS} items")
    for number, node in enumerate(nodes[:MAX_ITEMS], 1):
        notebook.rebase(node.base)
        names = dict.fromkeys(map(name_of, node))
        unread.update([name for name in names if name and name not in _READ])
        if (article := read(node, notebook, language)) is None:
            notebook.note("dropped", "an item has neither a title nor words to make one of", value=str(number))
        else:
            yield article
    for name, count in unread.most_common(MAX_UNREAD):
        notebook.note("unknown-element", f"{count} items have an element that is not read", name, str(count))


def _rel(element: Element, rel: str) -> str | None:
    for link in children(element, "atom:link", "link"):
        if link.get("href") and link.get("rel", "alternate") == rel:
            return str(link.get("href"))
    return None
