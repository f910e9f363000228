"""Web page: the whole page of one story, plain and accessible, with everything machines look for in its head.

Specification: the HTML living standard, https://html.spec.whatwg.org/; accessibility, WCAG 2.2.

*Carries* headline, subheadline, kicker, summary, body (headings without gaps, tables squared), byline (as printed; of
each credit what JSON-LD carries), image, dateline (not of satire and advertising), backstory, section (its lineage
where the publication's paths begin with it, else its name), also_in (by name), tags, genre, language (or the
publication's), id, canonical_url (or the page's own address), created_at, published_at, modified_at, expires_at,
corrections (moment and words), provider (an organization), rights (holder, notice, year and licence), access,
digital_source_type, related.

*Leaves behind* byline (places, addresses, doubts), corrections (their kind), rights (the terms), translation_key, slug,
former_paths, status, embargo_until, withdrawal, version, replaces, urgency, extra.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from newscore.article import Article
from newscore.body import html
from newscore.body.blocks import Block, Table, TableCell
from newscore.byline import Byline
from newscore.cldr.lists import join_names
from newscore.dates import display_date
from newscore.errors import Problem, UnknownLocale
from newscore.formats import jsonld, opengraph
from newscore.formats._jsonld_find import decode
from newscore.formats._notebook import Notebook
from newscore.formats._rules import check
from newscore.formats._rules_pages import WEBPAGE
from newscore.formats._stories import authors_of, section_pages, story_url
from newscore.formats._webpage_read import read_page
from newscore.formats._xml import attribute, element, escape
from newscore.languages import writing_direction
from newscore.media import Image
from newscore.publication import Publication
from newscore.reading import Reading
from newscore.text import clean_line, direction, truncate
from newscore.timestamps import rfc3339

__all__ = ["RULES", "STYLE", "dumps", "loads", "problems", "tidied"]

RULES: Final = WEBPAGE
"""What the channel asks of a story."""

STYLE: Final = """
:root { color-scheme: light dark; --ink: light-dark(#1a1a1a, #e8e6e3); --paper: light-dark(#fffefb, #16181a);
  --quiet: light-dark(#595959, #a9a9a9); --rule: light-dark(#d9d6cf, #3a3d40); --link: light-dark(#0b57a4, #8ab8ff) }
body { margin: 0 auto; padding: 1rem; max-width: 42rem; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.6 Georgia, "Noto Serif", serif; overflow-wrap: break-word }
a { color: var(--link) }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; margin-block: 1.5em .5em; text-wrap: balance }
h1 { font-size: clamp(1.75rem, 6vw, 2.5rem); margin-block: .25rem .75rem }
nav ol { display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin-block: .5rem; padding: 0; list-style: none;
  font-size: .9rem }
nav li + li::before { content: "/"; color: var(--quiet); margin-inline-end: .5rem }
.site { font-weight: bold }
.kicker, .byline, .dateline, .embed cite, figcaption, blockquote footer, .pull footer, .corrections, .backstory,
.related { color: var(--quiet); font-size: .9rem }
.kicker { font-weight: bold; margin-block: 1.5rem 0 }
.byline, .dateline { margin-block: 0 }
.subheadline, .summary { font-size: 1.25rem; line-height: 1.4; margin-block: 0 1rem }
figure { margin: 1.5rem 0 }
figcaption { line-height: 1.4; margin-block-start: .25rem }
img { display: block; max-width: 100%; height: auto; background: var(--rule) }
li[dir] { list-style-position: inside }
pre { direction: ltr; text-align: left; padding: .75rem; border: 1px solid var(--rule); font-size: .9rem; tab-size: 4;
  overflow-x: auto }
table { display: block; max-width: max-content; overflow-x: auto; border-collapse: collapse; font-size: .9rem }
caption { text-align: start; font-weight: bold; padding-block: .25rem }
th, td { border: 1px solid var(--rule); padding: .25rem .5rem; text-align: start; overflow-wrap: normal }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: .25rem solid var(--rule) }
blockquote p, .pull p { margin-block: 0 .25rem }
.pull { margin-block: 2rem; padding-block: 1rem; border-block: 2px solid var(--rule); font-size: 1.4rem;
  line-height: 1.3 }
.pull footer { font-size: .9rem }
hr { border: 0; border-block-start: 1px solid var(--rule); margin-block: 2rem }
.corrections, .backstory, .related { margin-block-start: 2rem; border-block-start: 1px solid var(--rule) }
@media print { :root { color-scheme: light } body { max-width: none; padding: 0 } nav, .related { display: none } }
""".strip()
"""The style sheet: light and dark as the reader's system asks, from either side of the page, and on paper."""

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
        _head(article, publication, url, translations),
        "</head>",
        "<body>",
        _site(article, publication),
        "<main>",
        "<article>",
        _opening(article, publication, language),
        _lead(article.image, language) if article.image else "",
        # An empty body is marked too, or a reader would take the picture above it for one.
        f'<div class="body">\n{html.dumps(tidied(article.body), language=language, absolute=url)}\n</div>',
        _corrections(article, publication, language),
        _aside("backstory", [_marked("p", article.backstory, language)] if article.backstory else []),
        _aside("related", [f"<ul>{_links(article, language)}</ul>"] if article.related else []),
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


def _head(article: Article, publication: Publication | None, url: str, translations: Iterable[Article]) -> str:
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


def _alternates(article: Article, publication: Publication | None, translations: Iterable[Article]) -> list[str]:
    """A link to each language's page, this one's own included, as search engines ask; none where there is one only."""
    own = publication.language if publication else None
    pages = {
        language: story_url(each, publication, "webpage")
        for each in (article, *translations)
        if (language := each.language or own)
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
        "byline": _names(article, language),
    }
    parts = [
        f'<p class="{name}"{_turn(text, language)}>{escape(text)}</p>' if text else "" for name, text in said.items()
    ]
    if byline and said["byline"]:
        parts[4] = f'<p class="byline"{_turn(said["byline"], language)}>{_linked(said["byline"], byline)}</p>'
    parts[1] = f"<h1{_turn(article.headline, language)}>{escape(article.headline)}</h1>"
    if article.published_at:
        place = f"<bdi>{escape(article.dateline)}</bdi> – " if article.dateline else ""
        parts.append(f'<p class="dateline">{place}{_time(article.published_at, publication, language)}</p>')
    return "\n".join(["<header>", *filter(None, parts), "</header>"])


def _names(article: Article, language: str) -> str | None:
    """The byline as printed, or else as a reader of the page's language would list who signed the story."""
    byline = article.byline
    if byline is None:
        return None
    if byline.text:
        return byline.text
    try:
        return byline.display(language) or join_names([each.name for each in authors_of(article)], locale=language)
    except UnknownLocale:
        return ", ".join(each.name for each in authors_of(article))


def _linked(said: str, byline: Byline) -> str:
    """The words of a byline, each author's name a link to their page where they have one."""
    written, rest = "", said
    for author in byline.authors:
        before, name, after = rest.partition(author.name)
        if author.url and name:
            written += f'{escape(before)}<a rel="author" href="{attribute(author.url)}">{escape(name)}</a>'
            rest = after
    return written + escape(rest)


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


def _lead(image: Image, language: str) -> str:
    credit = f'<span class="credit">{escape(image.credit)}</span>' if image.credit else ""
    said = " ".join(filter(None, (escape(image.caption or ""), credit)))
    turn = _turn(image.caption or image.credit or "", language)
    caption = f"<figcaption{turn}>{said}</figcaption>\n" if said else ""
    return f"<figure>\n{html.write_image(image)}\n{caption}</figure>"


def tidied(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks as a page holds them: headings one level apart at most, the rows of a table of one width.

    A reader who cannot see walks a page heading by heading, and a table cell by cell.
    """
    above: list[int] = []
    for block in blocks:
        if block.type == "heading":
            above = [level for level in above if level < block.level] + [block.level]
            block = block.evolve(level=len(above) + 1)
        elif block.type == "table":
            block = _squared(block)
        elif block.type == "list" and any(item.blocks for item in block.items):
            items = [item.evolve(blocks=tuple(tidied(item.blocks))) for item in block.items]
            block = block.evolve(items=tuple(items))
        yield block


def _squared(table: Table) -> Table:
    widths = [sum(cell.colspan for cell in row) for row in table.rows]
    # A cell that reaches into the rows below takes part in their width; such a table is left as it is.
    if len(set(widths)) < 2 or any(cell.rowspan > 1 for row in table.rows for cell in row):
        return table
    rows = [(*row, *[TableCell()] * (max(widths) - width)) for row, width in zip(table.rows, widths, strict=True)]
    return table.evolve(rows=tuple(rows))


def _corrections(article: Article, publication: Publication | None, language: str) -> str:
    notes = [
        f"<p>{_time(each.at, publication, language)}: {_marked('span', each.note, language)}</p>"
        for each in article.corrections
    ]
    return _aside("corrections", notes)


def _links(article: Article, language: str) -> str:
    said = [(link.title or link.url, attribute(link.url)) for link in article.related]
    return "".join(f'<li{_turn(text, language)}><a href="{url}">{escape(text)}</a></li>' for text, url in said)


def _aside(kind: str, lines: list[str]) -> str:
    """What stands below the story and is not of it; nothing where there are no lines."""
    return "\n".join([f'<aside class="{kind}">', *lines, "</aside>"]) if lines else ""


def _marked(tag: str, text: str, language: str) -> str:
    return f"<{tag}{_turn(text, language)}>{html.write_text(text)}</{tag}>"
