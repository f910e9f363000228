"""What several channels say of a story in the same way: its address, its authors, its sections, its feed of one."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from newscore.article import Article
from newscore.byline import Contributor
from newscore.errors import FormatError, Problem, PublishingError
from newscore.feed import Feed
from newscore.publication import Publication

__all__ = ["ascii_url", "authors_of", "find_url", "names_of", "section_names", "section_pages", "story_url", "wrap"]


def find_url(article: Article, publication: Publication | None, channel: str) -> str | None:
    """Return the address of *article* on the site of its *publication*, or that of its original, or None.

    Raises FormatError where the publication's path template needs what the article has not.
    """
    if publication is None:
        return article.canonical_url
    try:
        return publication.url_for(article)
    except PublishingError as error:
        problem = Problem(path="$", code="no-url", message=str(error), hint="set it, or use another path_template")
        raise FormatError(f"{channel}: the article has no address", [problem]) from error


def story_url(article: Article, publication: Publication | None, channel: str) -> str:
    """Return what `find_url` finds; FormatError, with the way out, where it finds nothing."""
    url = find_url(article, publication, channel)
    if url is None:
        message = f"{channel}: expected a publication or a canonical_url, got neither; pass publication="
        raise FormatError(message, [Problem(path="$.canonical_url", code="no-url", message="the story has no address")])
    return url


def ascii_url(url: str) -> str:
    """Return *url* in ASCII: the path percent-encoded in UTF-8, the host in Punycode where IDNA 2003 knows how.

    >>> ascii_url("https://нов.example/ж?a=1&b=ü")
    'https://xn--b1avd.example/%D0%B6?a=1&b=%C3%BC'

    Source: RFC 3987, §3.1.
    """
    if url.isascii():
        return url
    parts = urlsplit(url)
    try:
        authority = parts.netloc.encode("idna").decode()
    except UnicodeError:
        authority = quote(parts.netloc, safe=":[]")
    head = f"{parts.scheme}://{authority}"
    return head + quote(url[len(parts.scheme) + 3 + len(parts.netloc) :], safe="!#$%&'()*+,/:;=?@[]~")


def authors_of(article: Article) -> list[Contributor]:
    """Return who is named as an author: the authors, or else the agencies, of the byline."""
    byline = article.byline
    if byline is None:
        return []
    authors = [credit.contributor for credit in byline.credits if credit.role == "author"]
    return authors or [credit.contributor for credit in byline.credits if credit.role == "agency"]


def section_names(article: Article) -> list[str]:
    """Return the name of each section the story runs in, the primary one first, each once."""
    section, also_in = article.section, article.also_in
    if not also_in:
        return [section.name] if section else []
    sections = (section, *also_in) if section else also_in
    return list(dict.fromkeys([section.name for section in sections]))


def names_of(article: Article) -> list[str]:
    """Return the names of the sections and of the tags of *article*, in that order, each once."""
    return list(dict.fromkeys([*section_names(article), *[tag.name for tag in article.tags]]))


def section_pages(article: Article, publication: Publication | None) -> tuple[tuple[str, str], ...]:
    """Return the name and the address of each section above *article*, the outermost first.

    The address is what stands before the slug in the publication's path template; nothing comes back where the
    template has no section, or has a date or an id before it.
    """
    section = article.section
    if publication is None or section is None:
        return ()
    head = _before_sections(publication.path_template, article.language or publication.language)
    if head is None:
        return ()
    address = publication.url.rstrip("/") + head
    found_pages: list[tuple[str, str]] = []
    for each in section.lineage:
        slug = each.slug
        address += slug if slug.isascii() else quote(slug)
        found_pages.append((each.name, address))
        address += "/"
    return tuple(found_pages)


@lru_cache(maxsize=256)
def _before_sections(template: str, language: str) -> str | None:
    """What a path template puts before the section; None where there is no section, or a date or an id before it."""
    head, found, _ = template.partition("{section}")
    head = head.replace("{language}", language)
    return None if not found or re.search(r"[{}]", head) else head


def wrap(content: Article | Feed, publication: Publication | None, channel: str) -> Feed:
    """Return a feed as it is, and an article as a feed of one."""
    if isinstance(content, Feed):
        return content
    if publication is None:
        url = story_url(content, None, channel)
        return Feed(title=content.headline, url=url, language=content.language, items=(content,))
    return Feed(
        title=publication.name,
        url=publication.url,
        description=publication.description,
        language=publication.language,
        updated=content.modified_at or content.release,
        publication=publication,
        items=(content,),
    )
