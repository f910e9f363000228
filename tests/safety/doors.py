"""The doors by which a stranger's string comes in: every text of the model, and every reader."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import escape
from importlib.util import find_spec
from typing import Any, Final

from pydantic import ValidationError

from newscore import formats
from newscore.article import Article
from newscore.body import html, plain
from newscore.body.blocks import (
    Block,
    Code,
    Embed,
    Figure,
    Heading,
    Html,
    List,
    ListItem,
    Mark,
    Paragraph,
    Quote,
    Table,
    TableCell,
)
from newscore.byline import Byline, Contributor, Credit
from newscore.errors import NewscoreError
from newscore.feed import Feed
from newscore.formats import native
from newscore.links import find_url, is_url
from newscore.media import Image
from newscore.publication import Publication
from newscore.text import clean, clean_line, is_line, is_text

__all__ = ["DOORS", "NOW", "SITE", "URL", "enter", "site_named"]

NOW: Final = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
URL: Final = "https://ledger.example/story"
PICTURE: Final = "https://ledger.example/a.jpg"
SITE: Final = Publication(
    name="The Ledger", url="https://ledger.example", language="en", zone="UTC", path_template="/{section}/{id}"
)


def enter(door: str, text: str) -> list[Article]:
    """Return the published stories that *text* becomes at *door*; nothing where it is refused."""
    stories = []
    for found in DOORS[door](text):
        for item in found.items if isinstance(found, Feed) else [found]:
            known: dict[str, Any] = {"id": item.id or "urn:example:7", "published_at": NOW, "status": "published"}
            known["canonical_url"] = item.canonical_url or URL
            stories.append(item.evolve(**known, expires_at=None, embargo_until=None, modified_at=None))
    return stories


def site_named(text: str) -> Publication:
    """Return an outlet that is called *text*, as far as one may be."""
    return SITE.evolve(name=_line(text) or SITE.name, description=_text(text))


def _line(text: str) -> str | None:
    return next((each for each in (text, clean_line(text)[:500]) if is_line(each)), None)


def _text(text: str) -> str | None:
    return next((each for each in (text, clean(text)) if is_text(each)), None)


def _urls(text: str) -> list[str]:
    """What the checks on addresses make of *text*: as it is, against a page, and as a parameter of a good one."""
    found = [find_url(text), find_url(text, base=URL), find_url(f"https://ledger.example/?q={text}"), text]
    return list(dict.fromkeys(url for url in found if url and is_url(url)))


def _fields(text: str) -> Iterator[Article]:
    """The string in every field of the model that takes it."""
    line, words = _line(text), _text(text)
    if words is None:
        return
    person = Contributor(name=line or "A. Example", job_title=line)
    given: dict[str, Any] = {
        "headline": line or "A headline", "subheadline": line, "kicker": line, "summary": words, "dateline": line,
        "backstory": words, "language": "en", "image": Image(url=PICTURE, alt=words, caption=words, credit=line),
        "byline": Byline(text=line, credits=[Credit(contributor=person, title=line, place=line)]),
        "section": {"name": line or "News", "slug": "news", "parent": {"name": line or "World", "slug": "world"}},
        "tags": [{"name": line}, {"name": line, "kind": "person"}] if line else (),
        "corrections": [{"at": NOW, "note": words}],
        "related": [{"url": URL, "title": line}], "provider": person.evolve(kind="organization"),
        "rights": {"notice": line, "holder": line, "terms": words}, "body": _blocks(text),
    }  # fmt: skip
    yield Article(**given)


def _blocks(text: str) -> list[Block]:
    line, words = _line(text), _text(text)
    if words is None:
        return []
    half = max(1, len(words) // 2)
    marks = [
        Mark(start=0, end=len(words), kind="strong"),
        Mark(start=0, end=half, kind="link", href=URL),
        Mark(start=0, end=half, kind="language", language="ar"),
    ]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    blocks: list[Block] = [
        Paragraph(text=words, marks=marks), Heading(text=words, level=3), Quote(text=words, attribution=line),
        Quote(text=words, pull=True), List(items=[ListItem(text=words, blocks=[Paragraph(text=words)])]),
        Figure(image=Image(url=PICTURE, alt=words, caption=words, credit=line)),
        Embed(url=URL, provider=line, title=line), Embed(url=URL, provider=line),
        Table(rows=[[TableCell(text=words, header=True), TableCell(text=words)]], caption=line),
        Code(text=words, syntax=line),
    ]  # fmt: skip
    for url in _urls(text):
        link = Mark(start=0, end=1, kind="link", href=url)
        blocks += [Paragraph(text="x", marks=[link]), Embed(url=url), Figure(image=Image(url=url, license=url))]
    return blocks


def _foreign(text: str) -> Iterator[Article]:
    if words := _text(text):
        yield Article(headline="Foreign", body=[Html(html=words)])


def _body(read: Callable[[str], tuple[Block, ...]]) -> Callable[[str], Iterator[Article]]:
    """A door that takes a body; it is read again from its own JSON, which is a door too."""

    def door(text: str) -> Iterator[Article]:
        if blocks := read(text):
            story = Article(headline="Body", body=blocks)
            yield native.loads(native.dumps(story)).content

    return door


def _address(text: str) -> str:
    return escape(text, quote=True)


def _carrier(name: str, *drawn: Callable[[str], str], **options: Any) -> Callable[[str], Iterator[Any]]:
    """A door that reads documents of the channel *name*, each drawn around the string."""

    def door(text: str) -> Iterator[Any]:
        for draw in drawn:
            try:
                yield formats.inspect(draw(text), name, **options).content
            except (NewscoreError, ValidationError):
                continue

    return door


def _jsonld(text: str) -> str:
    person = {"@type": "Person", "name": text, "url": text, "jobTitle": text}
    return json.dumps({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": text, "description": text,
        "alternativeHeadline": text, "articleBody": f"{text}\n\n{text}", "author": [person, text], "url": text,
        "image": {"@type": "ImageObject", "url": [text, PICTURE], "caption": text, "creditText": text},
        "articleSection": [text], "keywords": [text, text], "publisher": {"name": text}, "dateline": text,
        "inLanguage": text, "identifier": text,
    })  # fmt: skip


def _page(text: str) -> str:
    """A page with the string as an attribute, as words, as markup in its story, and in its JSON-LD."""
    quoted = _address(text)
    structured = json.dumps({"@type": "NewsArticle", "headline": text, "description": text}).replace("<", "\\u003c")
    return (
        f'<html lang="{quoted}"><head><title>{escape(text)}</title><meta property="og:title" content="{quoted}">'
        f'<meta property="og:description" content="{quoted}"><meta property="og:image" content="{PICTURE}">'
        f'<meta property="og:image:alt" content="{quoted}"><link rel="canonical" href="{quoted}">'
        f'<script type="application/ld+json">{structured}</script></head>'
        f'<body><article><h1>H</h1><div><p>{text}</p></div><a href="{quoted}">x</a></article></body></html>'
    )


def _bare_page(text: str) -> str:
    return f"<title>Page</title><main><article>{text}</article></main>"


def _head(text: str) -> str:
    quoted = _address(text)
    names = ("og:title", "og:description", "og:image:alt", "og:url", "og:site_name", "article:author", "article:tag")
    tags = "".join(f'<meta property="{name}" content="{quoted}">' for name in names)
    return f'{tags}<meta property="og:image" content="{PICTURE}"><meta property="article:section" content="{quoted}">'


def _xml(text: str) -> str:
    return escape("".join(char if char >= " " or char in "\t\n" else "" for char in text), quote=True)


def _rss(text: str) -> str:
    words = _xml(text)
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media='
        '"http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>'
        f"<link>{URL}</link><item><title>{words}</title><link>{words}</link><guid>{words}</guid>"
        f"<description>{words}</description><dc:creator>{words}</dc:creator><category>{words}</category>"
        f"<content:encoded>{words}</content:encoded><media:content url='{PICTURE}' medium='image'>"
        f"<media:description>{words}</media:description><media:credit>{words}</media:credit></media:content>"
        "</item></channel></rss>"
    )


def _raw_rss(text: str) -> str:
    """Markup as it is inside the feed, for a reader that mends what is not well-formed."""
    item = f"<item><title>Raw</title><description>{text}</description></item>"
    return f"<rss><channel><link>{URL}</link>{item}</channel></rss>"


def _atom(text: str) -> str:
    words = _xml(text)
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link href="{URL}"/><entry><id>{words}</id>'
        f'<title type="html">{words}</title><summary type="html">{words}</summary><link href="{words}"/>'
        f'<author><name>{words}</name><uri>{words}</uri></author><category term="{words}"/>'
        f'<content type="html">{words}</content></entry><entry><id>urn:x:2</id><title>Div</title>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{words}</div></content></entry></feed>'
    )


def _jsonfeed(text: str) -> str:
    item = {
        "id": text, "url": URL, "title": text, "summary": text, "content_html": text, "image": text, "tags": [text],
        "authors": [{"name": text, "url": text, "avatar": text}], "external_url": text, "language": text,
    }  # fmt: skip
    only = {"id": "2", "url": URL, "title": "Text", "content_text": text}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "home_page_url": URL, "items": [item, only]}
    return json.dumps(feed)


def _print(text: str) -> str:
    return f"The Ledger\n\nWorld\n\n{text}\n\nBy {text}\n\n3 March 2026\n\n{text}\n\nThe ferries stopped at six.\n"


DOORS: Final[dict[str, Callable[[str], Iterator[Any]]]] = {
    "every field": _fields,
    "html block": _foreign,
    "body.html": _body(lambda text: html.loads(text, base=URL).content),
    "body.plain": _body(plain.loads),
    "jsonld": _carrier("jsonld", _jsonld),
    "webpage": _carrier("webpage", _page, _bare_page, url=URL),
    "opengraph": _carrier("opengraph", _head),
    "rss": _carrier("rss", _rss, _raw_rss),
    "atom": _carrier("atom", _atom),
    "jsonfeed": _carrier("jsonfeed", _jsonfeed),
    "text": _carrier("text", _print),
}
if find_spec("newscore.body.markdown"):
    from newscore.body import markdown

    DOORS["body.markdown"] = _body(lambda text: markdown.loads(text).content)
