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
from json.encoder import encode_basestring as quote
from typing import Final

from newscore.article import Article, Correction, Rights, Tag
from newscore.body import plain
from newscore.byline import Contributor
from newscore.errors import Problem
from newscore.formats._jsonld_find import decode, find_article
from newscore.formats._jsonld_read import read_article
from newscore.formats._jsonld_terms import ABOUT, GENRES, NOT_NEWS, POLICIES, SOURCE_TYPES
from newscore.formats._notebook import Notebook
from newscore.formats._rules import check
from newscore.formats._rules_pages import JSONLD
from newscore.formats._stories import find_url, section_names, section_pages
from newscore.links import is_url
from newscore.media import Image
from newscore.publication import Publication
from newscore.reading import Reading
from newscore.timestamps import rfc3339

__all__ = ["GENRES", "RULES", "SOURCE_TYPES", "dumps", "loads", "problems"]

RULES: Final = JSONLD
"""What the channel asks of a story."""

_SOURCE_TYPE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# A closing script tag, an HTML comment or an entity can only begin with one of these, and in JSON they only stand
# inside strings, where their escapes mean the same.
_BREAK_OUT: Final = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)


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
    words = [_keyword(tag) for tag in article.tags if tag.kind == "keyword"]
    about = [_thing(tag) for tag in article.tags if tag.kind != "keyword"]
    parts = [
        '"@context":"https://schema.org"',
        f'"@type":"{GENRES.get(article.genre or "", "NewsArticle")}"',
        f'"mainEntityOfPage":{_page(article, publication, url)}' if url else "",
        f'"url":{quote(url)}' if url else "",
        _text("identifier", article.id),
        _text("headline", article.headline),
        _text("alternativeHeadline", article.subheadline),
        _text("description", article.summary),
        _list("image", _images(article.image)) if article.image else "",
        _moment("datePublished", article.published_at),
        _moment("dateModified", article.modified_at),
        _moment("dateCreated", article.created_at),
        _moment("expires", article.expires_at),
        _people(article, publication),
        f'"publisher":{_publisher(publication)}' if publication else "",
        f'"sourceOrganization":{_contributor(article.provider)}'
        if article.provider and article.provider.kind == "organization"
        else "",
        _list("articleSection", [quote(name) for name in section_names(article)]),
        # A single text of keywords is a list parted by commas, so a keyword that has one stands in an array.
        f'"keywords":[{words[0]}]' if len(words) == 1 and "," in words[0] else _list("keywords", words),
        _list("about", about),
        _text("inLanguage", article.language),
        _text("dateline", article.dateline) if article.genre not in NOT_NEWS else "",
        _text("backstory", article.backstory),
        _list("correction", [_correction(each) for each in article.corrections]),
        f'"isAccessibleForFree":{"true" if article.access == "free" else "false"}',
        '"conditionsOfAccess":"metered"' if article.access == "metered" else "",
        _node("hasPart", "WebPageElement", '"isAccessibleForFree":false', _text("cssSelector", paywalled))
        if paywalled
        else "",
        _rights(article.rights) if article.rights else "",
        _source_type(article.digital_source_type) if article.digital_source_type else "",
        _list("isBasedOn", _works(article, "based-on")),
        _list("citation", _works(article, "citation")),
        _node("speakable", "SpeakableSpecification", _list("cssSelector", list(map(quote, speakable))))
        if speakable
        else "",
        _text("articleBody", plain.dumps(article.body).strip()) if body and article.body else "",
    ]
    return f"{{{','.join(filter(None, parts))}}}"


def _object(kind: str, *parts: str) -> str:
    return f'{{"@type":"{kind}",{",".join(filter(None, parts))}}}'


def _node(name: str, kind: str, *parts: str) -> str:
    return f'"{name}":{_object(kind, *parts)}'


def _text(name: str, value: str | None) -> str:
    return f'"{name}":{quote(value)}' if value else ""


def _number(name: str, value: int | None) -> str:
    return f'"{name}":{value}' if value else ""


def _pixels(name: str, value: int | None) -> str:
    """A Distance, which the vocabulary takes for a text; a bare number is of no type it knows."""
    return f'"{name}":"{value}"' if value else ""


def _moment(name: str, value: datetime | None) -> str:
    return f'"{name}":"{rfc3339(value)}"' if value else ""


def _list(name: str, values: list[str]) -> str:
    """A property with one value or an array of several."""
    if len(values) == 1:
        return f'"{name}":{values[0]}'
    return f'"{name}":[{",".join(values)}]' if values else ""


def _page(article: Article, publication: Publication | None, url: str) -> str:
    original = article.canonical_url or url
    related = [quote(link.url) for link in article.related if link.rel == "related"]
    crumbs = _breadcrumb(article, publication) if article.canonical_url is None else ""
    return f'{{"@type":"WebPage","@id":{quote(original)}{_more(_list("relatedLink", related))}{_more(crumbs)}}}'


def _more(part: str) -> str:
    return f",{part}" if part else ""


def _breadcrumb(article: Article, publication: Publication | None) -> str:
    trail = section_pages(article, publication)
    steps = [
        _object(
            "ListItem",
            f'"position":{at}',
            _text("name", name),
            _node("item", "WebPage", f'"@id":{quote(url)}') if url else "",
        )
        for at, (name, url) in enumerate([*trail, (article.headline, None)], 1)
    ]
    return _node("breadcrumb", "BreadcrumbList", _list("itemListElement", steps)) if trail else ""


def _images(image: Image) -> list[str]:
    """The picture and its other sizes and crops; each says whom to credit, since each may be shown alone."""
    said = [_text("creditText", image.credit), _text("caption", image.caption), _text("license", image.license)]
    # Search engines show a credit or a licence only beside a contentUrl.
    again = bool(image.credit or image.license)
    sizes = [
        (image.url, image.width, image.height),
        *((each.url, each.width, each.height) for each in image.renditions),
    ]
    return [
        _object(
            "ImageObject",
            _text("url", url),
            _text("contentUrl", url) if again else "",
            _pixels("width", width),
            _pixels("height", height),
            *said,
        )
        for url, width, height in sizes
    ]


def _people(article: Article, publication: Publication | None) -> str:
    """The members for everyone in the byline; without anybody, the publication is the author."""
    members: dict[str, list[str]] = {"author": []}
    credits_of = article.byline.credits if article.byline else ()
    signing = "author" if any(credit.role == "author" for credit in credits_of) else "agency"
    for credit in credits_of:
        role, person = credit.role, credit.contributor.kind == "person"
        written = _contributor(credit.contributor, credit.title)
        if role == signing:
            members["author"].append(written)
        # An editor is a person, says schema.org; an editing organization contributes.
        elif role in ("translator", "producer") or (role == "editor" and person):
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
    return ",".join(filter(None, (_list(name, people) for name, people in members.items())))


def _contributor(contributor: Contributor, title: str | None = None) -> str:
    person = contributor.kind == "person"
    return _object(
        "Person" if person else "Organization",
        f'"name":{quote(contributor.name)}',
        _text("url", contributor.url),
        _text("jobTitle", contributor.job_title or title) if person else "",
        _text("image", contributor.image),
        _list("sameAs", [quote(url) for url in contributor.same_as]),
    )


def _publisher(publication: Publication) -> str:
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
    return _object("CorrectionComment", _text("text", correction.note), _moment("datePublished", correction.at))


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


def _works(article: Article, rel: str) -> list[str]:
    return [
        _object("CreativeWork", f'"url":{quote(link.url)}', _text("name", link.title))
        for link in article.related
        if link.rel == rel
    ]
