"""JSON-LD: the story as schema.org structured data, for search engines and whoever else reads pages by machine.

Specification: schema.org 30.0, https://schema.org/NewsArticle; JSON-LD 1.1, https://www.w3.org/TR/json-ld11/; Google's
guidelines, https://developers.google.com/search/docs/appearance/structured-data/article.

*Carries* headline, subheadline, summary, body (as plain text; not that of a story for subscribers), byline (of each
credit the name, kind, page, portrait, a person's job title, and role but that of an agency that signs alone), image
(with its other sizes, caption, credit and licence), dateline (not of satire and advertising), backstory, section (the
names of its lineage where the publication's paths begin with it and the story is no copy, else its name), also_in (by
name), tags, genre, language, id, canonical_url (or the page's own address), created_at, published_at, modified_at,
expires_at, corrections (moment and words), provider (an organization), rights (holder, notice, year and licence),
access, digital_source_type, related (but titles of further reading).

*Leaves behind* kicker, byline (as printed, places, addresses, doubts), body (marks and blocks), image (the alternative
text), corrections (their kind), rights (the terms), translation_key, slug, former_paths, status, embargo_until,
withdrawal, version, replaces, urgency, extra.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Final

from newscore.article import Article, Correction, Link, Rights, Tag
from newscore.body import plain
from newscore.byline import Contributor
from newscore.errors import Problem
from newscore.formats._jsonld_find import decode, find_article
from newscore.formats._jsonld_read import read_article
from newscore.formats._jsonld_terms import ABOUT, GENRES, NOT_NEWS, POLICIES, SOURCE_TYPES
from newscore.formats._jsonld_text import prose, quote
from newscore.formats._notebook import Notebook
from newscore.formats._rules import check
from newscore.formats._rules_pages import JSONLD
from newscore.formats._stories import find_url, section_names, section_pages
from newscore.links import is_url
from newscore.media import Image, Rendition
from newscore.publication import Publication
from newscore.reading import Reading
from newscore.timestamps import rfc3339

__all__ = ["GENRES", "RULES", "SOURCE_TYPES", "dumps", "loads", "problems"]

RULES: Final = JSONLD
"""What the channel asks of a story."""

_SOURCE_TYPE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# A closing script tag, an HTML comment or an entity can only begin with one of these, and in JSON they only stand
# inside strings, where their escapes mean the same.
_BREAK_OUT: Final = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")


def loads(data: bytes | str, *, url: str | None = None, zone: str | None = None) -> Reading[Article]:
    """Return the story in JSON-LD, alone or in a page, with notes for what was dropped, guessed or repaired.

    Arrays, `@graph`, references, texts where nodes belong and a broken block beside a good one are read. *url* is the
    page's own, which completes relative addresses; *zone* is where dates without an offset are told. Raises FormatError
    where no story is found, LimitExceeded over 5 MiB.

    >>> loads('{"@type": "NewsArticle", "headline": "Storm", "author": "Jane Doe"}').content.byline.authors[0].name
    'Jane Doe'
    """
    notebook = Notebook(base=url, zone=zone)
    node = find_article(decode(data), notebook)
    article = read_article(node, notebook)
    return Reading(article, notebook.notes)


def dumps(
    article: Article,
    *,
    publication: Publication | None = None,
    as_script: bool = False,
    body: bool = True,
    speakable: Iterable[str] = (),
    paywalled: str | None = None,
) -> str:
    r"""Return *article* as one JSON-LD object, or as the script element that holds it.

    *body* False leaves articleBody out, as a page does that holds the story anyway; a story for subscribers never has
    it. *speakable* are the CSS selectors of what a voice may read, *paywalled* that of what is not free. No value is
    ever empty.

    >>> dumps(Article(headline="</script>"))[41:]
    '"NewsArticle","headline":"\\u003c/script\\u003e","isAccessibleForFree":true}'
    """
    written = _article(article, publication, body and article.access != "subscriber", list(speakable), paywalled)
    for sign, safe in _BREAK_OUT:
        if sign in written:
            written = written.replace(sign, safe)
    return f'<script type="application/ld+json">{written}</script>' if as_script else written


def problems(
    content: Article, *, publication: Publication | None = None, at: datetime | None = None
) -> tuple[Problem, ...]:
    """Return what search engines would refuse or frown upon; nothing of it depends on *at*."""
    return check(content, publication=publication, at=at, rules=RULES)


def _article(
    article: Article, publication: Publication | None, body: bool, speakable: list[str], paywalled: str | None
) -> str:
    url = find_url(article, publication, "jsonld")
    keywords, about = _tags(article.tags)
    members = [
        f'{{"@context":"https://schema.org","@type":"{GENRES.get(article.genre or "", "NewsArticle")}"',
        f'"mainEntityOfPage":{_page(article, publication, url)},"url":{quote(url)}' if url else "",
        _headlines(article),
        _list("image", _images(article.image)) if article.image else "",
        _moments(article),
        _people(article, publication),
        f'"publisher":{_publisher(publication)}' if publication else "",
        _section(article),
        keywords,
        about,
        _texts(
            ("inLanguage", article.language),
            ("dateline", None if article.genre in NOT_NEWS else article.dateline),
            ("backstory", article.backstory),
        ),
        _list("correction", [_correction(each) for each in article.corrections]) if article.corrections else "",
        _ACCESS[article.access],
        _handling(article),
        _works(article.related) if article.related else "",
        _paywall(paywalled) if paywalled else "",
        _voice(speakable) if speakable else "",
        _body(article) if body else "",
    ]
    return ",".join([member for member in members if member]) + "}"


_ACCESS: Final = {
    "free": '"isAccessibleForFree":true',
    "metered": '"isAccessibleForFree":false,"conditionsOfAccess":"metered"',
    "subscriber": '"isAccessibleForFree":false',
}


def _headlines(article: Article) -> str:
    known, subheadline, summary = article.id, article.subheadline, article.summary
    written = f'"identifier":{quote(known)},' if known else ""
    written += f'"headline":{prose(article.headline)}'
    if subheadline:
        written += f',"alternativeHeadline":{prose(subheadline)}'
    return f'{written},"description":{prose(summary)}' if summary else written


def _texts(*members: tuple[str, str | None]) -> str:
    return ",".join([f'"{name}":{quote(value)}' for name, value in members if value])


def _moments(article: Article) -> str:
    members = (
        ("datePublished", article.published_at),
        ("dateModified", article.modified_at),
        ("dateCreated", article.created_at),
        ("expires", article.expires_at),
    )
    return ",".join([f'"{name}":"{rfc3339(moment)}"' for name, moment in members if moment])


def _section(article: Article) -> str:
    if article.also_in:
        return _list("articleSection", [quote(name) for name in section_names(article)])
    return f'"articleSection":{quote(article.section.name)}' if article.section else ""


def _tags(tags: tuple[Tag, ...]) -> tuple[str, str]:
    words: list[str] = []
    about: list[str] = []
    for tag in tags:
        # A field of a model costs as much to reach as ten of a dict, and a story has a dozen tags.
        fields = tag.__dict__
        if fields["kind"] != "keyword":
            about.append(_thing(tag))
        else:
            words.append(_keyword(tag) if fields["uri"] else quote(fields["name"]))
    # A single text of keywords is a list parted by commas, so a keyword that has one stands in an array.
    alone = len(words) == 1 and "," in words[0]
    return f'"keywords":[{words[0]}]' if alone else _list("keywords", words), _list("about", about)


def _handling(article: Article) -> str:
    provider = article.provider
    members = [
        f'"sourceOrganization":{_contributor(provider)}' if provider and provider.kind == "organization" else "",
        _rights(article.rights) if article.rights else "",
        _source_type(article.digital_source_type) if article.digital_source_type else "",
    ]
    return ",".join([member for member in members if member])


def _body(article: Article) -> str:
    text = plain.dumps(article.body).strip()
    return f'"articleBody":{prose(text)}' if text else ""


def _paywall(selector: str) -> str:
    return _node("hasPart", "WebPageElement", '"isAccessibleForFree":false', _text("cssSelector", selector))


def _voice(selectors: list[str]) -> str:
    return _node("speakable", "SpeakableSpecification", _list("cssSelector", [quote(each) for each in selectors]))


def _object(kind: str, *parts: str) -> str:
    return f'{{"@type":"{kind}",{",".join([part for part in parts if part])}}}'


def _node(name: str, kind: str, *parts: str) -> str:
    return f'"{name}":{_object(kind, *parts)}'


def _text(name: str, value: str | None) -> str:
    return f'"{name}":{quote(value)}' if value else ""


def _number(name: str, value: int | None) -> str:
    return f'"{name}":{value}' if value else ""


def _list(name: str, values: list[str]) -> str:
    """A property with one value or an array of several."""
    if len(values) == 1:
        return f'"{name}":{values[0]}'
    return f'"{name}":[{",".join(values)}]' if values else ""


def _page(article: Article, publication: Publication | None, url: str) -> str:
    written = f'{{"@type":"WebPage","@id":{quote(article.canonical_url or url)}'
    if related := [quote(link.url) for link in article.related if link.rel == "related"]:
        written += "," + _list("relatedLink", related)
    if article.canonical_url is None and (trail := section_pages(article, publication)):
        written += f',"breadcrumb":{{"@type":"BreadcrumbList","itemListElement":{_steps(trail, article.headline)}}}'
    return written + "}"


def _steps(trail: tuple[tuple[str, str], ...], headline: str) -> str:
    last = f'{{"@type":"ListItem","position":{len(trail) + 1},"name":{prose(headline)}}}'
    return f"[{_sections(trail)},{last}]"


# The stories of a section share their trail.
@lru_cache(maxsize=1_024)
def _sections(trail: tuple[tuple[str, str], ...]) -> str:
    return ",".join(
        f'{{"@type":"ListItem","position":{at},"name":{quote(name)},"item":{{"@type":"WebPage","@id":{quote(url)}}}}}'
        for at, (name, url) in enumerate(trail, 1)
    )


def _images(image: Image) -> list[str]:
    """The picture and its other sizes and crops; each says whom to credit, since each may be shown alone."""
    credit, caption, license_url = image.credit, image.caption, image.license
    said = f',"creditText":{quote(credit)}' if credit else ""
    if caption:
        said += f',"caption":{prose(caption)}'
    if license_url:
        said += f',"license":{quote(license_url)}'
    # Search engines show a credit or a licence only beside a contentUrl.
    again = bool(credit or license_url)
    sizes: list[Image | Rendition] = [image, *image.renditions]
    return [_size(each, said, again) for each in sizes]


def _size(each: Image | Rendition, said: str, again: bool) -> str:
    url = quote(each.url)
    written = f'{{"@type":"ImageObject","url":{url}'
    if again:
        written += f',"contentUrl":{url}'
    width, height = each.width, each.height
    # A Distance, which the vocabulary takes for a text; a bare number is of no type it knows.
    if width:
        written += f',"width":"{width}"'
    if height:
        written += f',"height":"{height}"'
    return f"{written}{said}}}"


def _people(article: Article, publication: Publication | None) -> str:
    """The members for everyone in the byline; without anybody, the publication is the author."""
    members: dict[str, list[str]] = {"author": []}
    credits_of = article.byline.credits if article.byline else ()
    roles = [credit.role for credit in credits_of]
    signing = "author" if "author" in roles else "agency"
    for credit, role in zip(credits_of, roles, strict=True):
        contributor = credit.contributor
        written = _contributor(contributor, credit.title)
        if role == signing:
            members["author"].append(written)
        # An editor is a person, says schema.org; an editing organization contributes.
        elif role in ("translator", "producer") or (role == "editor" and contributor.kind == "person"):
            members.setdefault(role, []).append(written)
        else:
            named = (
                written if role == "contributor" else f'{{"@type":"Role","roleName":"{role}","contributor":{written}}}'
            )
            members.setdefault("contributor", []).append(named)
    if not members["author"] and publication:
        members["author"] = [
            _object("NewsMediaOrganization", _text("name", publication.name), _text("url", publication.url))
        ]
    return ",".join([_list(name, people) for name, people in members.items() if people])


def _contributor(contributor: Contributor, title: str | None = None) -> str:
    fields = contributor.__dict__  # As for tags.
    name, url, image, same_as = fields["name"], fields["url"], fields["image"], fields["same_as"]
    person = fields["kind"] == "person"
    written = f'{{"@type":"{"Person" if person else "Organization"}","name":{quote(name)}'
    if url:
        written += f',"url":{quote(url)}'
    if person and (title := fields["job_title"] or title):
        written += f',"jobTitle":{quote(title)}'
    if image:
        written += f',"image":{quote(image)}'
    if same_as:
        written += "," + _list("sameAs", [quote(each) for each in same_as])
    return written + "}"


_PUBLISHERS: Final[dict[int, tuple[Publication, str]]] = {}
MAX_PUBLISHERS: Final = 64
"""Publications whose member is kept written; it is the same in every story of theirs."""


def _publisher(publication: Publication) -> str:
    # Held beside its number, a publication cannot make room for another of the same number.
    known = _PUBLISHERS.get(id(publication))
    if known is None or known[0] is not publication:
        if len(_PUBLISHERS) >= MAX_PUBLISHERS:
            _PUBLISHERS.clear()
        known = _PUBLISHERS[id(publication)] = (publication, _write_publisher(publication))
    return known[1]


def _write_publisher(publication: Publication) -> str:
    policies: dict[str, list[str]] = {}
    for policy in publication.policies:
        policies.setdefault(POLICIES[policy.kind], []).append(quote(policy.url))
    logo = publication.logo
    return _object(
        "NewsMediaOrganization",
        f'"name":{quote(publication.name)},"url":{quote(publication.url)}',
        f'"logo":{_images(logo)[0]}' if logo else "",
        _list("sameAs", [quote(url) for url in publication.same_as]),
        *(_list(name, urls) for name, urls in policies.items()),
    )


def _keyword(tag: Tag) -> str:
    return _object("DefinedTerm", _text("name", tag.name), _identity(tag)) if tag.uri else quote(tag.name)


def _thing(tag: Tag) -> str:
    return _object(ABOUT[tag.kind], _text("name", tag.name), _identity(tag))


def _identity(tag: Tag) -> str:
    return _text("sameAs" if is_url(tag.uri or "") else "identifier", tag.uri)


def _correction(correction: Correction) -> str:
    note, told = prose(correction.note), rfc3339(correction.at)
    return f'{{"@type":"CorrectionComment","text":{note},"datePublished":"{told}"}}'


def _rights(rights: Rights) -> str:
    members = [
        _node("copyrightHolder", "Organization", _text("name", rights.holder)) if rights.holder else "",
        _text("copyrightNotice", rights.notice),
        _number("copyrightYear", rights.year),
        _text("license", rights.license),
    ]
    return ",".join(filter(None, members))


def _source_type(code: str) -> str:
    """The schema.org member for an IPTC code, or a reference to the code itself where schema.org has none."""
    member = SOURCE_TYPES.get(code)
    address = f'"https://schema.org/{member}DigitalSource"' if member else f'{{"@id":"{_SOURCE_TYPE}{code}"}}'
    return f'"digitalSourceType":{address}'


def _works(related: tuple[Link, ...]) -> str:
    members = []
    for name, rel in (("isBasedOn", "based-on"), ("citation", "citation")):
        works = [
            _object("CreativeWork", f'"url":{quote(link.url)}', _text("name", link.title))
            for link in related
            if link.rel == rel
        ]
        if works:
            members.append(_list(name, works))
    return ",".join(members)
