"""One item of an RSS feed, read as an Article."""

import re

from newscore.article import Article
from newscore.byline import Credit
from newscore.formats._markup import has_blocks, unescape_title, words_of
from newscore.formats._notebook import Notebook
from newscore.formats._xml_read import Element, children, find, words
from newscore.media import Image
from newscore.text import clean_line, truncate

__all__ = ["read_headline", "read_item", "read_media"]

MAX_GUESSED = 80
"""Characters of a headline that is made of the words of an item without one."""


def read_item(item: Element, notebook: Notebook, language: str | None) -> Article | None:
    """Return the story that an RSS *item* is; None where it has no words at all."""
    described = words(find(item, "description", "content:description"))
    body = words(find(item, "content:encoded", "xhtml:body", "xhtml:div", "atom:content", "body"))
    if not body and has_blocks(described):
        notebook.note("guess-body", "the description holds the whole story", words_of(described)[:MAX_GUESSED])
        body, described = described, ""
    summary = notebook.text(words_of(described), "the description")
    link = _link(item)
    own_language = words(find(item, "dc:language", "language"))
    return notebook.article(
        headline=read_headline(
            words(find(item, "title", "dc:title", "media:title")), summary or words_of(body), notebook
        ),
        summary=summary,
        body=notebook.html(body),
        byline=notebook.byline(_credits(item, notebook)),
        image=read_media(item, notebook),
        tags=tuple(notebook.tags(words(each) for each in children(item, "category", "dc:subject"))),
        language=notebook.language(own_language) if own_language else language,
        id=notebook.identifier(words(find(item, "guid")) or item.get(_ABOUT), "guid"),
        canonical_url=notebook.url(link, "link"),
        published_at=notebook.moment(
            words(find(item, "pubDate", "dc:date", "dcterms:issued", "atom:published")), "pubDate"
        ),
        modified_at=notebook.moment(words(find(item, "atom:updated", "dcterms:modified")), "updated"),
    )


_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read_headline(title: str, otherwise: str, notebook: Notebook) -> str | None:
    """Return the headline that *title* is, or one made of the first words of *otherwise*."""
    meant = unescape_title(title)
    if meant != title:
        notebook.note("repaired-title", "the title was escaped twice", title)
    headline = notebook.line(meant, "the title")
    if headline is None and (made := notebook.line(truncate(clean_line(otherwise), MAX_GUESSED), "the title")):
        notebook.note("guess-headline", "an item without a title is called by its first words", value=made)
        return made
    return headline


def _link(item: Element) -> str | None:
    for link in children(item, "link"):
        if words(link).strip():
            return words(link)
    for link in children(item, "atom:link", "link"):
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href"))
    guid = find(item, "guid")
    is_link = guid is not None and guid.get("isPermaLink", "true") != "false" and words(guid).startswith("http")
    return words(guid) if is_link else None


def _credits(item: Element, notebook: Notebook) -> list[Credit]:
    """The authors: dc:creator, or RSS's own author, which is an address with a name in brackets."""
    found = [words(each) for each in children(item, "dc:creator")]
    if not found:
        found = [
            words(find(each, "atom:name", "name")) or words(each) for each in children(item, "author", "atom:author")
        ]
        found = [_name_in(each, notebook) for each in found or [words(find(item, "itunes:author"))]]
    return [credit for each in found for credit in notebook.named(each)]


def _name_in(author: str, notebook: Notebook) -> str:
    """The name in `desk@news.example (Jane Doe)`; an address alone names nobody."""
    found = re.fullmatch(r"\s*[^\s@]{1,100}@[^\s@]{1,100}\s*(?:\(([^()]*)\))?\s*", author)
    if found is None:
        return author
    if not found[1]:
        notebook.note("dropped", "an author is an address without a name", author.strip())
    return found[1] or ""


def read_media(item: Element, notebook: Notebook) -> Image | None:
    """Return the first picture of an item: Media RSS, an enclosure, or the `image` that some feeds have."""
    groups = [item, *children(item, "media:group")]
    pictures = [each for group in groups for each in children(group, "media:content") if _is_picture(each)]
    pictures += [each for group in groups for each in children(group, "media:thumbnail")]
    pictures += [each for each in children(item, "enclosure") if _is_picture(each)]
    for picture in pictures:
        said = [picture, *groups]
        caption = next((words(each) for group in said for each in children(group, "media:description")), "")
        credit = next((words(each) for group in said for each in children(group, "media:credit")), "")
        image = notebook.image(
            picture.get("url"),
            caption=notebook.text(caption, "a caption"),
            credit=notebook.line(credit, "a credit"),
            width=_pixels(picture.get("width")),
            height=_pixels(picture.get("height")),
        )
        if image:
            return image
    plain = find(item, "image")
    return None if plain is None else notebook.image((words(find(plain, "url")) or words(plain)).strip())


def _is_picture(element: Element) -> bool:
    kind = f"{element.get('medium') or ''} {element.get('type') or ''}".lower()
    address = (element.get("url") or "").partition("?")[0].lower()
    return "image" in kind or (
        not kind.strip() and address.endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"))
    )


def _pixels(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch("[1-9][0-9]{0,4}", value) else None
