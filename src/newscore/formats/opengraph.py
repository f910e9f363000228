"""Open Graph and Twitter card: the head tags that make a shared link into a card.

Specification: https://ogp.me/ with its article type; Twitter cards,
https://developer.x.com/en/docs/x-for-websites/cards/overview/markup.

*Carries* headline, summary, lead image with size and alternative text, language, moments, authors' profile pages,
section, tags.

*Leaves behind* everything else, authors without a profile page among it.
"""

from typing import Final

from newscore.article import Article
from newscore.formats._stories import authors_of, story_url
from newscore.formats._xml import attribute
from newscore.languages import write_language
from newscore.media import Image
from newscore.publication import Publication
from newscore.text import clean_line, truncate
from newscore.timestamps import rfc3339

__all__ = ["MAX_DESCRIPTION", "dumps"]

Tag = tuple[str, str | None]

MAX_DESCRIPTION: Final = 300
"""Characters of a description; every network cuts before that."""
MIN_LARGE: Final = 300
"""Pixels of width from which a picture may fill the card; a narrower one stands beside the words."""


def dumps(article: Article, *, publication: Publication | None = None) -> str:
    """Return the meta elements for the head of the page of *article*, one a line.

    Raises FormatError where the story has no address.

    >>> story = Article(headline="Storm", canonical_url="https://news.example/storm")
    >>> print(dumps(story).splitlines()[1])
    <meta property="og:title" content="Storm">
    """
    properties = _page(article, publication) + _picture(article.image) + _story(article)
    cards = _card(article.image, publication)
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
        ("twitter:image:alt", image.alt if image else None),
    ]
