"""Open Graph and Twitter card: the head tags that make a shared link into a card.

Specification: https://ogp.me/ with its article type; Twitter cards,
https://developer.x.com/en/docs/x-for-websites/cards/overview/markup; the author's name,
https://html.spec.whatwg.org/multipage/semantics.html#meta-author.

*Carries* headline, summary (on one line, 300 characters of it), image (address, size and alternative text), byline (the
authors by name, each name once; their pages where each has one), section (by name), tags (by name), language (and
territory), canonical_url (or the page's own address), published_at, modified_at, expires_at.

*Leaves behind* everything else.
"""

import re
from datetime import datetime
from typing import Any, Final

from newscore.article import Article
from newscore.byline import Credit
from newscore.errors import FormatError, Problem
from newscore.formats._html_head import Head, read_head
from newscore.formats._jsonld_find import decode
from newscore.formats._notebook import Notebook
from newscore.formats._rules import check
from newscore.formats._rules_pages import OPENGRAPH
from newscore.formats._stories import authors_of, story_url
from newscore.formats._xml import attribute
from newscore.languages import write_language
from newscore.links import is_url
from newscore.media import Image
from newscore.publication import Publication
from newscore.reading import Reading
from newscore.text import clean_line, truncate
from newscore.timestamps import rfc3339

__all__ = ["MAX_DESCRIPTION", "RULES", "dumps", "loads", "problems", "read_fields"]

RULES: Final = OPENGRAPH
"""What the channel asks of a story."""

Tag = tuple[str, str | None]

MAX_DESCRIPTION: Final = 300
"""Characters of a description; every network cuts before that."""
MAX_ALT: Final = 420
"""Characters that a card takes of what a picture shows."""
MIN_LARGE: Final = 300
"""Pixels of width from which a picture may fill the card; a narrower one stands beside the words."""


def loads(data: bytes | str, *, url: str | None = None, zone: str | None = None) -> Reading[Article]:
    """Return what the head of a page says of its story, with notes for what was dropped, guessed or repaired.

    `name=` is read as well as `property=`; where Open Graph is silent, Twitter tags, the description, the title, the
    canonical link and the page's language speak. *url* and *zone* as for JSON-LD. Raises FormatError where there is no
    headline, LimitExceeded over 5 MiB.

    >>> loads('<meta property="og:title" content="Storm"><meta property="og:locale" content="en_GB">').content.language
    'en-GB'
    """
    notebook = Notebook(base=url, zone=zone)
    article = notebook.article(**read_fields(read_head(decode(data)), notebook))
    if article is None:
        problem = Problem(path="/html/head", code="missing", message="no og:title, twitter:title or title")
        raise FormatError("opengraph: expected a headline, got none", [problem])
    return Reading(article, notebook.notes)


def problems(
    content: Article, *, publication: Publication | None = None, at: datetime | None = None
) -> tuple[Problem, ...]:
    """Return what the networks would refuse or frown upon; nothing of it depends on *at*."""
    return check(content, publication=publication, at=at, rules=RULES)


def read_fields(head: Head, notebook: Notebook) -> dict[str, Any]:
    """Return the fields of the article that *head* speaks of; what is not there is None or empty."""
    section = notebook.line(head.first("article:section"), "article:section")
    if outlet := notebook.line(head.first("og:site_name"), "og:site_name"):
        notebook.note("publication-name", "the publication", outlet)
    return {
        "headline": notebook.line(head.first("og:title", "twitter:title") or head.title, "the headline"),
        "summary": notebook.text(head.first("og:description", "twitter:description", "description"), "description"),
        "image": notebook.image(
            head.first("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"),
            alt=notebook.text(head.first("og:image:alt", "twitter:image:alt"), "og:image:alt"),
            width=_pixels(head.first("og:image:width")),
            height=_pixels(head.first("og:image:height")),
        ),
        "byline": notebook.byline(_authors(head, notebook)),
        "section": notebook.section([section]) if section else None,
        "tags": tuple(notebook.tags(head.each("article:tag"))),
        "language": notebook.language(head.first("og:locale") or head.language),
        "canonical_url": notebook.url(head.first("og:url") or head.canonical, "og:url"),
        "published_at": notebook.moment(head.first("article:published_time"), "article:published_time"),
        "modified_at": notebook.moment(head.first("article:modified_time", "og:updated_time"), "modified_time"),
        "expires_at": notebook.moment(head.first("article:expiration_time"), "article:expiration_time"),
    }


def _authors(head: Head, notebook: Notebook) -> list[Credit]:
    """The authors by name; profile pages belong to them in their order, where there is one for each name.

    Pages made by several hands name their author several times, so an equal name is taken for the same person.
    """
    said = list(dict.fromkeys([*head.each("author"), *head.each("article:author")]))
    profiles = [each for each in head.each("article:author") + head.each("author") if is_url(each.strip())]
    credits_read = [credit for each in said if each not in profiles for credit in notebook.named(each)]
    if len(credits_read) == len(profiles):
        return [
            credit.evolve(contributor=credit.contributor.evolve(url=profile.strip()))
            for credit, profile in zip(credits_read, profiles, strict=True)
        ]
    for profile in profiles:
        notebook.note("dropped", "it is not told whose profile page this is", profile)
    return credits_read


def _pixels(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch("[1-9][0-9]{0,4}", text.strip()) else None


def dumps(article: Article, *, publication: Publication | None = None) -> str:
    """Return the meta elements for the head of the page of *article*, one a line.

    Raises FormatError where the story has no address.

    >>> story = Article(headline="Storm", canonical_url="https://news.example/storm")
    >>> print(dumps(story).splitlines()[1])
    <meta property="og:title" content="Storm">
    """
    properties = _page(article, publication) + _picture(article.image) + _story(article)
    # HTML has a name for who wrote a page; Open Graph has only their profiles.
    cards = [("author", author.name) for author in authors_of(article)] + _card(article.image, publication)
    written = [f'<meta property="{name}" content="{attribute(value)}">' for name, value in properties if value]
    written += [f'<meta name="{name}" content="{attribute(value)}">' for name, value in cards if value]
    return "\n".join(written) + "\n"


def _page(article: Article, publication: Publication | None) -> list[Tag]:
    language = article.language or (publication.language if publication else None)
    return [
        ("og:type", "article"),
        ("og:title", article.headline),
        ("og:description", truncate(clean_line(article.summary or ""), MAX_DESCRIPTION)),
        ("og:url", article.canonical_url or story_url(article, publication, "opengraph")),
        ("og:site_name", publication.name if publication else None),
        ("og:locale", write_language(language, "posix") if language else None),
    ]


def _picture(image: Image | None) -> list[Tag]:
    """The picture and, right behind it, what is said of it: a sub-property belongs to the picture before it."""
    if image is None:
        return []
    return [
        ("og:image", image.url),
        ("og:image:width", str(image.width or "")),
        ("og:image:height", str(image.height or "")),
        ("og:image:alt", image.alt),
    ]


def _story(article: Article) -> list[Tag]:
    moments = {
        "article:published_time": article.published_at,
        "article:modified_time": article.modified_at,
        "article:expiration_time": article.expires_at,
    }
    return [
        *((name, rfc3339(moment)) for name, moment in moments.items() if moment),
        # The protocol wants profiles, not names.
        *(("article:author", author.url) for author in authors_of(article)),
        ("article:section", article.section.name if article.section else None),
        *(("article:tag", tag.name) for tag in article.tags),
    ]


def _card(image: Image | None, publication: Publication | None) -> list[Tag]:
    """What a card does not take from Open Graph."""
    large = image is not None and (image.width is None or image.width >= MIN_LARGE)
    return [
        ("twitter:card", "summary_large_image" if large else "summary"),
        ("twitter:site", publication.twitter if publication else None),
        ("twitter:image:alt", truncate(image.alt or "", MAX_ALT) if image else None),
    ]
