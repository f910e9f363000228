"""A schema.org article node, however it is spelled, read as an Article."""

import re
from collections.abc import Iterable
from typing import Any, Final

from newscore.article import Article, Correction, Link, Rights, Tag
from newscore.byline import Contributor, Credit, Role
from newscore.errors import FormatError
from newscore.formats._jsonld_find import Node, types_of
from newscore.formats._notebook import Notebook
from newscore.links import is_url
from newscore.media import Image

__all__ = ["read_article"]

MAX_VALUES: Final = 500
"""Values of one property that are read."""
_ORGANIZATIONS: Final = re.compile(r"Organization|Corporation|NGO|Business")
_ROLES: Final[dict[str, Role]] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "contributor": "contributor",
}
_ABOUT: Final = {
    "Person": "person",
    "Organization": "organization",
    "Place": "place",
    "Event": "event",
}


def read_article(node: Node, notebook: Notebook, genres: dict[str, str]) -> Article:
    """Return the story that *node* describes; FormatError where it has no headline."""
    headline = notebook.line(_first(node, "headline", "name"), "the headline")
    publisher = _names(node.get("publisher"))
    for outlet in publisher[:1]:
        notebook.note("publication-name", "the publication", outlet)
    published = notebook.moment(_first(node, "datePublished"), "datePublished")
    sections = [name for each in _strings(node.get("articleSection")) if (name := notebook.line(each, "a section"))]
    lineage = _lineage(node, notebook)
    section = notebook.section(lineage or sections[:1]) if lineage or sections else None
    others = sections[1:] if not lineage or sections[:1] == lineage[-1:] else sections
    article = notebook.article(
        headline=headline,
        subheadline=notebook.line(_first(node, "alternativeHeadline"), "alternativeHeadline"),
        summary=notebook.text(_first(node, "description"), "description"),
        body=notebook.body(_first(node, "articleBody")),
        byline=notebook.byline(_credits(node, notebook, publisher)),
        image=_image(node, notebook),
        dateline=notebook.line(_first(node, "dateline"), "dateline"),
        backstory=notebook.text(_first(node, "backstory"), "backstory"),
        section=section,
        also_in=tuple(other for each in others if (other := notebook.section([each]))),
        tags=tuple(_tags(node, notebook)),
        genre=next((genres[kind] for kind in types_of(node) if kind in genres), None),
        language=notebook.language(_language(node.get("inLanguage"))),
        id=notebook.identifier(_first(node, "identifier"), "identifier"),
        canonical_url=_address(node, notebook),
        created_at=notebook.moment(_first(node, "dateCreated"), "dateCreated"),
        published_at=published,
        modified_at=notebook.moment(_first(node, "dateModified"), "dateModified"),
        expires_at=notebook.moment(_first(node, "expires"), "expires"),
        corrections=tuple(_corrections(node, notebook)),
        provider=next(iter(_contributors(node.get("sourceOrganization"), notebook, "organization")), None),
        rights=_rights(node, notebook),
        access="subscriber" if str(node.get("isAccessibleForFree", True)).lower() == "false" else None,
        digital_source_type=_source_type(_first(node, "digitalSourceType")),
        related=tuple(_links(node, notebook)),
    )
    if article is None:
        raise FormatError("jsonld: expected a story with a headline, got none")
    return article


def _many(value: Any) -> list[Any]:
    return value[:MAX_VALUES] if isinstance(value, list) else [] if value is None else [value]


def _strings(value: Any) -> list[str]:
    """The words of a value: a text, a value object, or the name or address of a node."""
    found = []
    for each in _many(value):
        if isinstance(each, dict):
            each = next((each[key] for key in ("@value", "value", "name", "url", "@id") if each.get(key)), None)
        if isinstance(each, str) and each.strip():
            found.append(each)
        elif isinstance(each, int) and not isinstance(each, bool):
            found.append(str(each)[:MAX_VALUES])
    return found


def _first(node: Node, *names: str) -> str | None:
    return next((words[0] for name in names if (words := _strings(node.get(name)))), None)


def _names(value: Any) -> list[str]:
    return [each["name"] for each in _many(value) if isinstance(each, dict) and isinstance(each.get("name"), str)]


def _language(value: Any) -> str | None:
    for each in _many(value):
        if isinstance(each, dict):
            return _first(each, "alternateName", "identifier", "name")
        if isinstance(each, str):
            return each
    return None


def _address(node: Node, notebook: Notebook) -> str | None:
    """The address of the page, which for whoever reads it here is that of the original."""
    page = node.get("mainEntityOfPage")
    said = [page.get("@id") or page.get("url") if isinstance(page, dict) else page, node.get("url"), node.get("@id")]
    for each in said:
        if isinstance(each, str) and is_url(each.strip()):
            return each.strip()
    return notebook.url(next((each for each in said[:2] if isinstance(each, str)), None), "url")


def _lineage(node: Node, notebook: Notebook) -> list[str]:
    """The sections above the story, from the trail of its page; the last step is the story itself."""
    page = node.get("mainEntityOfPage")
    trail = (page.get("breadcrumb") if isinstance(page, dict) else None) or node.get("breadcrumb")
    steps = trail.get("itemListElement") if isinstance(trail, dict) else None
    if not isinstance(steps, list):
        return []
    items = [item for step in steps[:-1] if isinstance(step, dict) for item in [step.get("item")]]
    names = [
        _first(step, "name") or (_first(item, "name") if isinstance(item, dict) else None)
        for step, item in zip(steps[:-1], items, strict=False)
        if isinstance(step, dict)
    ]
    return [name for each in names if (name := notebook.line(each, "a section"))]


def _credits(node: Node, notebook: Notebook, publisher: list[str]) -> list[Credit]:
    found: list[Credit] = []
    for name, role in _ROLES.items():
        people = [each for each in _many(node.get(name)) if not _is_publisher(each, publisher)]
        for each in people:
            if isinstance(each, str):
                read = notebook.named(each)
                found.extend(credit.evolve(role=role) if role != "author" else credit for credit in read)
            else:
                found.extend(
                    Credit(contributor=person, role=role) for person in _contributors(each, notebook, "person")
                )
    return found


def _is_publisher(value: Any, publisher: list[str]) -> bool:
    """Where nobody signed, the publication stands as author; the story itself has no byline then."""
    organization = isinstance(value, dict) and any(map(_ORGANIZATIONS.search, types_of(value)))
    return organization and _names(value) == publisher


def _contributors(value: Any, notebook: Notebook, usual: str) -> Iterable[Contributor]:
    for each in _many(value):
        said = each if isinstance(each, dict) else {"name": each}
        name = notebook.line(_first(said, "name"), "a name")
        if name is None:
            continue
        kind = "organization" if any(map(_ORGANIZATIONS.search, types_of(said))) else usual
        person = notebook.build(
            Contributor,
            "dropped",
            "a contributor has values that cannot be kept",
            name,
            name=name,
            kind="person" if "Person" in types_of(said) else kind,
            url=notebook.url(_first(said, "url"), "a profile page"),
            job_title=notebook.line(_first(said, "jobTitle"), "a job title"),
            image=notebook.url(_picture_url(said.get("image")), "a portrait"),
            same_as=tuple(url for text in _strings(said.get("sameAs")) if (url := notebook.url(text, "sameAs"))),
        )
        if person:
            yield person


def _picture_url(value: Any) -> str | None:
    for each in _many(value):
        if isinstance(each, dict):
            return _first(each, "url", "contentUrl", "@id")
        if isinstance(each, str):
            return each
    return None


def _image(node: Node, notebook: Notebook) -> Image | None:
    """The first picture; the others are sizes and crops of it, which is what the guidelines ask for."""
    pictures = [each for each in _many(node.get("image") or node.get("thumbnailUrl")) if _picture_url(each)]
    first, *others = pictures or [None]
    said: Node = first if isinstance(first, dict) else {}
    renditions = []
    for each in others[:50]:
        url = notebook.url(_picture_url(each), "a picture")
        if url:
            renditions.append({"url": url, **_size(each)})
    return notebook.image(
        _picture_url(first),
        caption=notebook.text(_first(said, "caption"), "a caption"),
        credit=notebook.line(_first(said, "creditText"), "a credit"),
        license=notebook.url(_first(said, "license"), "a licence"),
        renditions=tuple(renditions),
        **_size(first),
    )


def _size(picture: Any) -> dict[str, int]:
    sizes = {}
    for name in ("width", "height"):
        words = _strings(picture.get(name)) if isinstance(picture, dict) else []
        digits = re.match(r"\d{1,5}(?!\d)", words[0]) if words else None
        if digits and int(digits[0]):
            sizes[name] = int(digits[0])
    return sizes


def _tags(node: Node, notebook: Notebook) -> Iterable[Tag]:
    keywords = node.get("keywords")
    # One text of keywords is a list parted by commas, says schema.org; in an array each stands for itself.
    words = keywords.split(",") if isinstance(keywords, str) and "," in keywords else _many(keywords)
    for kind, each in [("keyword", word) for word in words] + [("", thing) for thing in _many(node.get("about"))]:
        name = notebook.line(next(iter(_strings(each)), None), "a tag")
        if name is None:
            continue
        said: Node = each if isinstance(each, dict) else {}
        uri = notebook.identifier(_first(said, "identifier", "sameAs", "@id"), "a tag's identifier")
        kind = kind or next((_ABOUT[known] for known in types_of(each) if known in _ABOUT), "subject")
        tag = notebook.build(Tag, "dropped", "a tag cannot be kept", name, name=name, kind=kind, uri=uri)
        if tag:
            yield tag


def _corrections(node: Node, notebook: Notebook) -> list[Correction]:
    found = []
    for each in _many(node.get("correction")):
        said = each if isinstance(each, dict) else {"text": each}
        note = notebook.text(_first(said, "text", "description"), "a correction")
        at = notebook.moment(_first(said, "datePublished", "dateCreated"), "a correction's date")
        if note and at:
            found.append(Correction(at=at, note=note))
        elif note:
            notebook.note("dropped", "a correction has no date", note)
    return sorted(found, key=lambda correction: correction.at)


def _rights(node: Node, notebook: Notebook) -> Rights | None:
    year = _first(node, "copyrightYear") or ""
    said = {
        "holder": notebook.line(_first(node, "copyrightHolder"), "copyrightHolder"),
        "notice": notebook.line(_first(node, "copyrightNotice"), "copyrightNotice"),
        "year": int(year) if re.fullmatch(r"[0-9]{4}", year) else None,
        "license": notebook.url(_first(node, "license"), "license"),
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
    related = _many(page.get("relatedLink")) if isinstance(page, dict) else []
    works = [("related", each) for each in [*_many(node.get("relatedLink")), *related]]
    works += [("based-on", each) for each in _many(node.get("isBasedOn"))]
    works += [("citation", each) for each in _many(node.get("citation"))]
    for rel, each in works:
        said = each if isinstance(each, dict) else {"url": each}
        url = notebook.url(_first(said, "url", "@id"), "a link")
        if url:
            title = notebook.line(_first(said, "name", "headline"), "a link's title")
            link = notebook.build(Link, "dropped", "a link cannot be kept", url, url=url, title=title, rel=rel)
            if link:
                yield link
