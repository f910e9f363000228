"""Web page: the whole page of one story, plain and accessible, with everything machines look for in its head.

Specification: the HTML living standard, https://html.spec.whatwg.org/; accessibility, WCAG 2.2.

*Carries* headline, subheadline, kicker, summary, body (but headings lose their gaps), byline (as printed; of each
credit what JSON-LD carries), image, dateline (not of satire and advertising), backstory, section (its lineage where the
publication's paths begin with it, else its name), also_in (by name), tags, genre, language, id, canonical_url (or the
page's own address), created_at, published_at, modified_at, expires_at, corrections (moment and words), provider (an
organization), rights (holder, notice, year and licence), access, digital_source_type, related.

*Leaves behind* byline (places, addresses, doubts), corrections (their kind), rights (the terms), translation_key, slug,
former_paths, status, embargo_until, withdrawal, version, replaces, urgency, extra.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from newscore.article import Article
from newscore.body import html
from newscore.body.blocks import Block
from newscore.byline import Byline
from newscore.dates import display_date
from newscore.errors import Problem, UnknownLocale
from newscore.formats import jsonld, opengraph
from newscore.formats._jsonld_find import decode
from newscore.formats._notebook import Notebook
from newscore.formats._rules import check
from newscore.formats._rules_pages import WEBPAGE
from newscore.formats._stories import section_pages, story_url
from newscore.formats._webpage_read import read_page
from newscore.formats._xml import attribute, element, escape
from newscore.languages import writing_direction
from newscore.media import Image
from newscore.publication import Publication
from newscore.reading import Reading
from newscore.text import clean_line, direction, truncate
from newscore.timestamps import rfc3339

__all__ = ["RULES", "STYLE", "dumps", "loads", "problems"]

RULES: Final = WEBPAGE
"""What the channel asks of a story."""

STYLE: Final = """
:root { color-scheme: light dark; --ink: light-dark(#1a1a1a, #e8e6e3); --paper: light-dark(#fffefb, #16181a);
  --quiet: light-dark(#595959, #a9a9a9); --rule: light-dark(#d9d6cf, #3a3d40); --link: light-dark(#0b57a4, #8ab8ff) }
body { margin: 0 auto; padding: 1rem; max-width: 42rem; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.6 Georgia, "Noto Serif", serif; overflow-wrap: break-word }
a { color: var(--link) }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; margin-block: 1.5em .5em }
h1 { font-size: clamp(1.75rem, 6vw, 2.5rem); margin-block: .25em }
nav ol { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; font-size: .9rem }
.site { font-weight: bold }
.kicker, .byline, .dateline, figcaption, .corrections { color: var(--quiet); font-size: .9rem }
.subheadline, .summary { font-size: 1.25rem }
figure { margin: 1.5rem 0 }
img, video, iframe { max-width: 100%; height: auto }
pre, .table { overflow-x: auto }
table { border-collapse: collapse }
th, td { border: 1px solid var(--rule); padding: .25rem .5rem; text-align: start }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: .25rem solid var(--rule) }
.corrections { margin-block-start: 2rem; border-block-start: 1px solid var(--rule) }
""".strip()
"""The style sheet: light and dark as the reader's system asks, from either side of the page."""

_MAX_DESCRIPTION: Final = 160


def loads(data: bytes | str, *, url: str | None = None, zone: str | None = None) -> Reading[Article]:
    """Return the story of an article page; a note `source` says for each field which part of the page gave it.

    *url* is the page's own, which completes relative addresses; *zone* is where dates without an offset are told.
    Raises FormatError where no story is found, LimitExceeded over 5 MiB.
    """
    notebook = Notebook(base=url, zone=zone)
    return Reading(read_page(decode(data), notebook), notebook.notes)


def dumps(article: Article, *, publication: Publication | None = None, translations: Iterable[Article] = ()) -> str:
    """Return the page of *article*; *translations* are the same story in other languages, on the same site.

    Whether a story for subscribers goes out whole is for the server to decide; the page marks what is not free.
    Raises FormatError where the story has no address.
    """
    url = story_url(article, publication, "webpage")
    language = article.language or (publication.language if publication else "en")
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}" dir="{writing_direction(language)}">',
        "<head>",
        _head(article, publication, url, list(translations)),
        "</head>",
        "<body>",
        _site(article, publication),
        "<main>",
        "<article>",
        _opening(article, publication, language),
        _lead(article.image) if article.image else "",
        f'<div class="body">\n{html.dumps(_ranked(article.body), language=language, absolute=url)}\n</div>'
        if article.body
        else "",
        _corrections(article, publication, language),
        "</article>",
        "</main>",
        "</body>",
        "</html>\n",
    ]
    return "\n".join(filter(None, parts))


def problems(
    content: Article, *, publication: Publication | None = None, at: datetime | None = None
) -> tuple[Problem, ...]:
    """Return what readers, with or without eyes, would refuse or frown upon; nothing of it depends on *at*."""
    return check(content, publication=publication, at=at, rules=RULES)


def _head(article: Article, publication: Publication | None, url: str, translations: list[Article]) -> str:
    title = f"{article.headline} – {publication.name}" if publication else article.headline
    description = truncate(clean_line(article.summary or ""), _MAX_DESCRIPTION)
    structured = jsonld.dumps(
        article,
        publication=publication,
        as_script=True,
        body=False,
        speakable=("h1", ".summary") if article.summary else ("h1",),
        paywalled=None if article.access == "free" or not article.body else ".body",
    )
    parts = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", title),
        f'<meta name="description" content="{attribute(description)}">' if description else "",
        f'<link rel="canonical" href="{attribute(article.canonical_url or url)}">',
        *_alternates(article, publication, translations),
        opengraph.dumps(article, publication=publication).rstrip(),
        structured,
        f"<style>\n{STYLE}\n</style>",
    ]
    return "\n".join(filter(None, parts))


def _alternates(article: Article, publication: Publication | None, translations: list[Article]) -> list[str]:
    """A link to each language's page, this one's own included, as search engines ask; none where there is one only."""
    pages = {
        each.language: story_url(each, publication, "webpage") for each in [article, *translations] if each.language
    }
    if len(pages) < 2:
        return []
    return [f'<link rel="alternate" hreflang="{tag}" href="{attribute(url)}">' for tag, url in pages.items()]


def _site(article: Article, publication: Publication | None) -> str:
    if publication is None:
        return ""
    home = f'<a class="site" href="{attribute(publication.url)}">{escape(publication.name)}</a>'
    crumbs = [
        f'<li><a href="{attribute(url)}">{escape(name)}</a></li>' for name, url in section_pages(article, publication)
    ]
    trail = f"\n<nav>\n<ol>{''.join(crumbs)}</ol>\n</nav>" if crumbs else ""
    return f"<header>\n{home}{trail}\n</header>"


def _opening(article: Article, publication: Publication | None, language: str) -> str:
    byline = article.byline
    said = {
        "kicker": article.kicker,
        "headline": None,
        "subheadline": article.subheadline,
        "summary": article.summary,
        "byline": _names(byline, language) if byline else None,
    }
    parts = [
        f'<p class="{name}"{_turn(text, language)}>{escape(text)}</p>' if text else "" for name, text in said.items()
    ]
    parts[1] = f"<h1{_turn(article.headline, language)}>{escape(article.headline)}</h1>"
    if article.published_at:
        place = f"<bdi>{escape(article.dateline)}</bdi> – " if article.dateline else ""
        parts.append(f'<p class="dateline">{place}{_time(article.published_at, publication, language)}</p>')
    return "\n".join(["<header>", *filter(None, parts), "</header>"])


def _names(byline: Byline, language: str) -> str:
    """The byline as printed, or else as a reader of the page's language would list the authors."""
    try:
        return byline.text or byline.display(language)
    except UnknownLocale:
        return byline.display("en", prefix=False)


def _turn(text: str, language: str) -> str:
    """A text that runs against the page's language sets its own direction, or its full stop lands in front of it."""
    return ' dir="auto"' if direction(text) not in (writing_direction(language), "neutral") else ""


def _time(moment: datetime, publication: Publication | None, language: str) -> str:
    zone = publication.zone if publication else "UTC"
    try:
        day = display_date(moment, locale=language, zone=zone, style="long")
    except UnknownLocale:
        day = rfc3339(moment)[:10]
    # HTML allows three digits of a second at most (§2.3.5.4, valid time strings); a reader needs none.
    return f'<time datetime="{rfc3339(moment.replace(microsecond=0))}">{escape(day)}</time>'


def _lead(image: Image) -> str:
    said = " ".join(escape(text) for text in (image.caption, image.credit) if text)
    caption = f"<figcaption>{said}</figcaption>\n" if said else ""
    return f"<figure>\n{html.write_image(image)}\n{caption}</figure>"


def _ranked(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with their headings one level apart at most: a reader who cannot see walks them level by level."""
    above: list[int] = []
    for block in blocks:
        if block.type == "heading":
            above = [level for level in above if level < block.level] + [block.level]
            block = block.evolve(level=len(above) + 1)
        yield block


def _corrections(article: Article, publication: Publication | None, language: str) -> str:
    notes = [
        f"<p>{_time(correction.at, publication, language)}: {escape(correction.note)}</p>"
        for correction in article.corrections
    ]
    return "\n".join(['<aside class="corrections">', *notes, "</aside>"]) if notes else ""
