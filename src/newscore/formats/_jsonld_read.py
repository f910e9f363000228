"""A schema.org article node, however it is spelled, read as an Article."""

import re
from collections.abc import Iterable
from typing import Any, Final

from newscore.article import Article, Correction, Link, Rights, Tag
from newscore.errors import FormatError
from newscore.formats._jsonld_people import names_of, picture_url, read_contributors, read_credits
from newscore.formats._jsonld_terms import ABOUT, GENRES
from newscore.formats._jsonld_values import Node, find_first, find_words, spread, types_of
from newscore.formats._notebook import Notebook
from newscore.links import is_url
from newscore.media import Image

__all__ = ["read_article"]

_GENRES: Final = {kind: genre for genre, kind in GENRES.items()}
_KINDS: Final = {kind: name for name, kind in ABOUT.items()}
_READ: Final = frozenset(
    "headline name alternativeHeadline description articleBody author creator editor translator producer contributor "
    "publisher image thumbnailUrl dateline backstory articleSection keywords about inLanguage identifier url "
    "mainEntityOfPage breadcrumb dateCreated datePublished dateModified expires correction sourceOrganization "
    "copyrightHolder copyrightNotice copyrightYear license isAccessibleForFree conditionsOfAccess digitalSourceType "
    # What is said of the page, or of the document itself, is not about the story.
    "relatedLink isBasedOn citation @context @type @id speakable hasPart isPartOf potentialAction".split()
)


def read_article(node: Node, notebook: Notebook) -> Article:
    """Return the story that *node* describes; FormatError where it has no headline."""
    headline = notebook.line(find_first(node, "headline", "name"), "the headline")
    for outlet in names_of(node.get("publisher"))[:1]:
        notebook.note("publication-name", "the publication", outlet)
    published = notebook.moment(find_first(node, "datePublished"), "datePublished")
    sections = [name for each in find_words(node.get("articleSection")) if (name := notebook.line(each, "a section"))]
    address = _address(node, notebook)
    lineage = _lineage(node, notebook, address, headline)
    section = notebook.section(lineage or sections[:1]) if lineage or sections else None
    others = sections[1:] if not lineage or sections[:1] == lineage[-1:] else sections
    article = notebook.article(
        headline=headline,
        subheadline=notebook.line(find_first(node, "alternativeHeadline"), "alternativeHeadline"),
        summary=notebook.text(find_first(node, "description"), "description"),
        body=notebook.body(find_first(node, "articleBody")),
        byline=notebook.byline(read_credits(node, notebook)),
        image=_image(node, notebook),
        dateline=notebook.line(find_first(node, "dateline"), "dateline"),
        backstory=notebook.text(find_first(node, "backstory"), "backstory"),
        section=section,
        also_in=tuple(other for each in others if (other := notebook.section([each]))),
        tags=tuple(_tags(node, notebook)),
        genre=next((_GENRES[kind] for kind in types_of(node) if kind in _GENRES), None),
        language=notebook.language(_language(node.get("inLanguage"))),
        id=notebook.identifier(find_first(node, "identifier"), "identifier"),
        canonical_url=address,
        created_at=notebook.moment(find_first(node, "dateCreated"), "dateCreated"),
        published_at=published,
        modified_at=notebook.moment(find_first(node, "dateModified"), "dateModified"),
        expires_at=notebook.moment(find_first(node, "expires"), "expires"),
        corrections=tuple(_corrections(node, notebook)),
        provider=next(iter(read_contributors(node.get("sourceOrganization"), notebook, "organization")), None),
        rights=_rights(node, notebook),
        access=_access(node),
        digital_source_type=_source_type(find_first(node, "digitalSourceType")),
        related=tuple(_links(node, notebook)),
    )
    if article is None:
        raise FormatError("jsonld: expected a story with a headline, got none")
    for name in node:
        if name not in _READ:
            notebook.note("unknown-property", f"{name[:60]} has no place in an article", _shown(node[name]), name[:60])
    return article


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else ", ".join(find_words(value)[:10])


def _access(node: Node) -> str | None:
    if str(node.get("isAccessibleForFree", True)).lower() != "false":
        return None
    return "metered" if find_first(node, "conditionsOfAccess") == "metered" else "subscriber"


def _language(value: Any) -> str | None:
    for each in spread(value):
        if isinstance(each, dict):
            return find_first(each, "alternateName", "identifier", "name")
        if isinstance(each, str):
            return each
    return None


def _address(node: Node, notebook: Notebook) -> str | None:
    """The address of the page, which for whoever reads it here is that of the original."""
    page = node.get("mainEntityOfPage")
    # Where a page has both, its @id is often a fragment that only this document knows.
    named = page.get("url") or page.get("@id") if isinstance(page, dict) else page
    said = [each for each in (named, node.get("url"), node.get("@id")) if isinstance(each, str)]
    found = next((each.strip() for each in said if is_url(each.strip())), None)
    return found or notebook.url(next(iter(said), None), "url")


def _lineage(node: Node, notebook: Notebook, address: str | None, headline: str | None) -> list[str]:
    """The sections above the story, from the trail of its page, without the story itself and the front page."""
    page = node.get("mainEntityOfPage")
    trail = (page.get("breadcrumb") if isinstance(page, dict) else None) or node.get("breadcrumb")
    steps = [_step(each) for each in spread(trail.get("itemListElement"))] if isinstance(trail, dict) else []
    steps.sort(key=lambda step: step[0])
    found = []
    for at, (_, words, url) in enumerate(steps, 1):
        name = notebook.line(words, "a section")
        if name is None or url is None or url == address or (at == len(steps) and name == headline):
            continue
        if re.fullmatch(r"https?://[^/]+/?", url):
            notebook.note("dropped", "the front page is no section", name)
            continue
        found.append(name)
    return found


def _step(step: Any) -> tuple[int, str | None, str | None]:
    """The position of a step on the trail, its name and the address it leads to."""
    if not isinstance(step, dict):
        return 0, None, None
    item = step.get("item")
    named: Node = item if isinstance(item, dict) else {"@id": item} if isinstance(item, str) else {}
    position = str(step.get("position"))
    place = int(position) if re.fullmatch(r"[0-9]{1,6}", position) else 0
    return place, find_first(step, "name") or find_first(named, "name"), find_first(named, "@id", "url")


def _image(node: Node, notebook: Notebook) -> Image | None:
    """The first picture; the others are sizes and crops of it, which is what the guidelines ask for."""
    pictures = [each for each in spread(node.get("image") or node.get("thumbnailUrl")) if picture_url(each)]
    first, *others = pictures or [None]
    said: Node = first if isinstance(first, dict) else {}
    renditions = []
    for each in others[:50]:
        url = notebook.url(picture_url(each), "a picture")
        if url:
            renditions.append({"url": url, **_size(each)})
    return notebook.image(
        picture_url(first),
        caption=notebook.text(find_first(said, "caption"), "a caption"),
        credit=notebook.line(find_first(said, "creditText"), "a credit"),
        license=notebook.url(find_first(said, "license"), "a licence"),
        renditions=tuple(renditions),
        **_size(first),
    )


def _size(picture: Any) -> dict[str, int]:
    sizes = {}
    for name in ("width", "height"):
        words = find_words(picture.get(name)) if isinstance(picture, dict) else []
        digits = re.match(r"\d{1,5}(?!\d)", words[0]) if words else None
        if digits and int(digits[0]):
            sizes[name] = int(digits[0])
    return sizes


def _tags(node: Node, notebook: Notebook) -> Iterable[Tag]:
    keywords = node.get("keywords")
    # One text of keywords is a list parted by commas, says schema.org; in an array each stands for itself.
    words = keywords.split(",") if isinstance(keywords, str) and "," in keywords else spread(keywords)
    for kind, each in [("keyword", word) for word in words] + [("", thing) for thing in spread(node.get("about"))]:
        name = notebook.line(next(iter(find_words(each)), None), "a tag")
        if name is None:
            continue
        said: Node = each if isinstance(each, dict) else {}
        uri = notebook.identifier(find_first(said, "identifier", "sameAs", "@id"), "a tag's identifier")
        kind = kind or next((_KINDS[known] for known in types_of(each) if known in _KINDS), "subject")
        tag = notebook.build(Tag, "dropped", "a tag cannot be kept", name, name=name, kind=kind, uri=uri)
        if tag:
            yield tag


def _corrections(node: Node, notebook: Notebook) -> list[Correction]:
    found = []
    for each in spread(node.get("correction")):
        said = each if isinstance(each, dict) else {"text": each}
        note = notebook.text(find_first(said, "text", "description"), "a correction")
        at = notebook.moment(find_first(said, "datePublished", "dateCreated"), "a correction's date")
        if note and at:
            found.append(Correction(at=at, note=note))
        elif note:
            notebook.note("dropped", "a correction has no date", note)
    return sorted(found, key=lambda correction: correction.at)


def _rights(node: Node, notebook: Notebook) -> Rights | None:
    year = find_first(node, "copyrightYear") or ""
    said = {
        "holder": notebook.line(find_first(node, "copyrightHolder"), "copyrightHolder"),
        "notice": notebook.line(find_first(node, "copyrightNotice"), "copyrightNotice"),
        "year": int(year) if re.fullmatch(r"[0-9]{4}", year) else None,
        "license": notebook.url(find_first(node, "license"), "license"),
    }
    kept: dict[str, Any] = {name: value for name, value in said.items() if value}
    return notebook.build(Rights, "dropped", "the rights cannot be kept", **kept) if kept else None


def _source_type(value: str | None) -> str | None:
    """The IPTC code at the end of its address, or of the schema.org member that means the same."""
    name = re.search(r"([A-Za-z][A-Za-z0-9]{1,63})$", value or "")
    if name is None:
        return None
    code = name[1].removesuffix("DigitalSource")
    code = code[:1].lower() + code[1:]
    return "computationalCapture" if code == "multiFrameComputationalCapture" else code


def _links(node: Node, notebook: Notebook) -> Iterable[Link]:
    page = node.get("mainEntityOfPage")
    related = spread(page.get("relatedLink")) if isinstance(page, dict) else []
    works = [("related", each) for each in [*spread(node.get("relatedLink")), *related]]
    works += [("based-on", each) for each in spread(node.get("isBasedOn"))]
    works += [("citation", each) for each in spread(node.get("citation"))]
    for rel, each in works:
        said = each if isinstance(each, dict) else {"url": each}
        url = notebook.url(find_first(said, "url", "@id"), "a link")
        if url:
            title = notebook.line(find_first(said, "name", "headline"), "a link's title")
            link = notebook.build(Link, "dropped", "a link cannot be kept", url, url=url, title=title, rel=rel)
            if link:
                yield link
