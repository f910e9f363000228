"""One entry of an Atom feed, read as an Article."""

import html
from base64 import b64decode
from collections.abc import Iterable
from typing import Any

from newscore.article import Article, Link
from newscore.byline import Contributor, Credit, Role
from newscore.formats._markup import words_of
from newscore.formats._notebook import Notebook
from newscore.formats._rss_read import read_headline, read_media
from newscore.formats._xml_read import Element, children, find, words

__all__ = ["read_entry"]

# RFC 4287 §4.2.7.2: a name of the registry may be written as an IRI.
_ALTERNATE = "http://www.iana.org/assignments/relation/alternate"
_XML = "{http://www.w3.org/XML/1998/namespace}"


def read_entry(entry: Element, notebook: Notebook, language: str | None) -> Article | None:
    """Return the story that an Atom *entry* is; None where it has no words at all."""
    summary = notebook.text(_plain(find(entry, "atom:summary", "summary")), "the summary")
    content = find(entry, "atom:content", "content")
    own_language = entry.get(f"{_XML}lang")
    rights = notebook.line(_plain(find(entry, "atom:rights", "rights")), "rights")
    return notebook.article(
        headline=read_headline(_plain(find(entry, "atom:title", "title")), summary or _plain(content), notebook),
        summary=summary,
        body=_body(content, notebook, entry.base),
        byline=notebook.byline(list(_credits(entry, notebook))),
        image=read_media(entry, notebook),
        tags=tuple(notebook.tags(_category(each) for each in children(entry, "atom:category", "category"))),
        language=notebook.language(own_language) if own_language else language,
        id=notebook.identifier(words(find(entry, "atom:id", "id")), "id"),
        canonical_url=notebook.url(_link(entry), "link"),
        published_at=notebook.moment(
            words(find(entry, "atom:published", "atom:issued", "atom:created", "published")), "published"
        ),
        modified_at=notebook.moment(words(find(entry, "atom:updated", "atom:modified", "updated")), "updated"),
        rights={"notice": rights} if rights else None,
        related=tuple(_related(entry, notebook)),
    )


def _plain(element: Element | None) -> str:
    """The words of a text construct, whether text, escaped HTML or XHTML (RFC 4287 §3.1)."""
    if element is None:
        return ""
    return words_of(_told(element)) if element.get("type", "text") in ("html", "text/html") else _told(element)


def _told(element: Element) -> str:
    """What an element says, which Atom 0.3 may have in Base64 (draft-ietf-atompub-format-00 §3.1)."""
    told = words(element)
    if element.get("mode") != "base64":
        return told
    try:
        return b64decode(told).decode("utf-8", "replace")
    except ValueError:
        return told


def _body(content: Element | None, notebook: Notebook, base: str | None) -> Any:
    if content is None:
        return ()
    notebook.rebase(content.base)
    blocks = _blocks(content, notebook)
    notebook.rebase(base)
    return blocks


def _blocks(content: Element, notebook: Notebook) -> Any:
    kind = content.get("type", "text")
    if kind in ("xhtml", "application/xhtml+xml"):
        return notebook.html(_xhtml(content))
    return notebook.html(_told(content)) if kind in ("html", "text/html") else notebook.body(_told(content))


def _xhtml(element: Element) -> str:
    """The markup inside an XHTML construct, written as HTML: no prefixes, text escaped."""
    written = [html.escape(element.text or "")]
    for child in element:
        if isinstance(child.tag, str):
            tag = child.tag.rpartition("}")[2]
            attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in child.items() if "}" not in name)
            written.append(f"<{tag}{attributes}>{_xhtml(child)}</{tag}>")
        written.append(html.escape(child.tail or ""))
    return "".join(written)


def _category(element: Element) -> str:
    return str(element.get("label") or element.get("term") or words(element))


def _link(entry: Element) -> str | None:
    """The page of the story: of several in other media types, the one in HTML."""
    found = [
        link
        for link in children(entry, "atom:link", "link")
        if link.get("href") and link.get("rel", "alternate") in ("alternate", _ALTERNATE)
    ]
    found.sort(key=lambda link: link.get("type", "text/html") not in ("text/html", "application/xhtml+xml"))
    return str(found[0].get("href")) if found else None


def _related(entry: Element, notebook: Notebook) -> Iterable[Link]:
    for link in children(entry, "atom:link"):
        if link.get("rel") == "related" and (url := notebook.url(link.get("href"), "a related link")):
            yield Link(url=url, title=notebook.line(link.get("title"), "a link's title"))


def _credits(entry: Element, notebook: Notebook) -> Iterable[Credit]:
    roles: tuple[tuple[str, Role], ...] = (("author", "author"), ("contributor", "contributor"))
    for name, role in roles:
        for person in children(entry, f"atom:{name}", name):
            printed = words(find(person, "atom:name", "name"))
            url = notebook.url(words(find(person, "atom:uri", "atom:url", "uri")), "a profile page")
            email = words(find(person, "atom:email", "email")).strip() or None
            for credit in notebook.named(printed or words(person)):
                kept: dict[str, Any] = {"url": url, "email": email, "kind": credit.contributor.kind}
                whole = notebook.build(
                    Contributor, "dropped", "an address is none", name=credit.contributor.name, **kept
                )
                yield credit.evolve(
                    contributor=whole or credit.contributor, role=role if role != "author" else credit.role
                )
