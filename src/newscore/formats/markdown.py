"""A Markdown file with front matter, as Hugo, Jekyll and Pelican read it.

Specification: CommonMark 0.31.2, https://spec.commonmark.org/0.31.2/; front matter as in
https://gohugo.io/content-management/front-matter/, https://jekyllrb.com/docs/front-matter/ and
https://docs.getpelican.com/en/stable/content.html.

*Carries* headline, subheadline, kicker, summary, body, byline (the names of the authors, or as printed where none was
understood), image (address, caption and credit; but for Pelican's one line all its words), dateline, section (by name;
its lineage in Jekyll's), also_in (by name, in Hugo's), tags (by name), language, translation_key, id, slug,
former_paths (without the moment they were left), canonical_url, status (published or a draft), published_at (the
release in Jekyll's and Pelican's), modified_at, embargo_until (in Hugo's; the others hold the date itself back),
expires_at, corrections (in Hugo's and Jekyll's).

*Leaves behind* everything else.

A former path is read as left at the moment of publication. Pelican's fields are one line each, and `<`, `>` and `;` in
its lists, where a semicolon parts the names, become `‹`, `›` and `,`.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Any, Final, Literal

from newscore.article import Article
from newscore.body import markdown
from newscore.errors import FormatError, Problem, UnknownFormat, shorten
from newscore.formats._front_matter import Value, read_front_matter, write_yaml
from newscore.formats._json import check_size
from newscore.formats._markdown_read import read_article
from newscore.formats._notebook import Notebook
from newscore.formats._stories import authors_of, section_names
from newscore.publication import Publication
from newscore.reading import Reading
from newscore.text import clean_line
from newscore.timestamps import rfc3339

__all__ = ["Dialect", "dumps", "loads", "problems"]

Dialect = Literal["hugo", "jekyll", "pelican"]
"""Whose front matter it is."""

_LISTS: Final = str.maketrans({"<": "‹", ">": "›", ";": ","})


def dumps(
    article: Article, *, publication: Publication | None = None, dialect: Dialect = "hugo", base: str | None = None
) -> str:
    """Return *article* as a file for a site of that *dialect*: every text in the front matter quoted, dates RFC 3339.

    *base*, or the publication's URL, completes relative addresses in foreign markup.

    >>> print(dumps(Article(headline="No: 1", tags=["a"], body="It *rained*."), dialect="jekyll"))
    ---
    title: "No: 1"
    published: false
    tags:
      - "a"
    slug: "no-1"
    ---
    <BLANKLINE>
    It \\*rained\\*.
    <BLANKLINE>

    Raises UnknownFormat for another dialect; MissingExtra or LimitExceeded for foreign markup, as `body.html.dumps`.
    """
    if dialect not in _DIALECTS:
        raise UnknownFormat(f"expected a dialect ({', '.join(_DIALECTS)}), got {shorten(dialect)}")
    absolute = base or (publication.url if publication else None)
    language = article.language or (publication.language if publication else None)
    body = markdown.dumps(article.body, language=language, absolute=absolute)
    fields = {key: value for key, value in _DIALECTS[dialect](article).items() if value not in (None, [], {}, "")}
    head = _write_meta(fields) if dialect == "pelican" else write_yaml(fields)
    return f"{head}\n{body}" if body else head


def loads(
    data: bytes | str, *, dialect: Dialect | None = None, base: str | None = None, zone: str | None = None
) -> Reading[Article]:
    """Return the story that a Markdown file holds, with notes; a key that means nothing here is an `unknown-field`.

    YAML, TOML and Pelican's lines are told apart by their looks. *dialect* says what the keys mean where the tools
    differ; None is Hugo, and Pelican for its lines. *base* completes relative addresses, *zone* is where dates without
    an offset are told. Without a title the first heading is the headline.

    >>> reading = loads("---\\ntitle: Storm\\ndate: 2026-01-15T11:14:00Z\\nweight: 3\\n---\\nIt *rained*.")
    >>> reading.content.headline, reading.content.status, [note.text for note in reading.notes]
    ('Storm', 'published', ['weight: 3'])

    Raises MissingExtra without the extra `markdown`; FormatError without a headline or with front matter that cannot
    be read; LimitExceeded as `body.markdown.loads` does, and over 64 KiB of front matter.
    """
    notebook = Notebook(base=base, zone=zone)
    check_size(data)
    front = read_front_matter(_decode(data) if isinstance(data, bytes) else data)
    body = markdown.loads(front.body, base=base)
    dialect = dialect or ("pelican" if front.syntax == "meta" else "hugo")
    article = read_article(front, body.content, notebook, dialect)
    return Reading(article, notebook.notes + body.notes)


def problems(content: Article, *, dialect: Dialect = "hugo", **_other: Any) -> tuple[Problem, ...]:
    """Return what a site of that *dialect* would show wrong: a story without a date, HTML that Hugo leaves out.

    >>> [problem.code for problem in problems(Article(headline="Storm"))]
    ['no-date']
    """
    found: list[Problem] = []
    if content.published_at is None:
        message = "expected a moment of publication; a site sorts by it, and Hugo prints the year 1 without it"
        found.append(Problem(path="$.published_at", code="no-date", message=message, severity="warning"))
    if dialect == "hugo":
        for at, block in enumerate(content.body):
            if block.type not in ("code", "html") and re.search(r"<(?!https?:)", markdown.dumps([block])):
                message = "expected only what Markdown has a sign for, got HTML"
                hint = "set markup.goldmark.renderer.unsafe = true in Hugo, or its words go missing"
                path = f"$.body[{at}]"
                found.append(Problem(path=path, code="needs-html", message=message, severity="warning", hint=hint))
    return tuple(found)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"expected UTF-8, got an ill-formed sequence at position {error.start}"
        problem = Problem(path="", code="encoding", message=message, hint="encode as UTF-8")
        raise FormatError("markdown: not UTF-8", [problem]) from error


def _hugo(article: Article) -> dict[str, Value]:
    held = article.published_at is not None and article.release != article.published_at
    return {
        **_words(article, "description"),
        "date": _moment(article.published_at),
        "publishDate": _moment(article.release) if held else None,
        "lastmod": _moment(article.modified_at),
        "expiryDate": _moment(article.expires_at),
        "draft": article.status != "published" or None,
        "authors": [author.name for author in authors_of(article)],
        "author": _printed(article),
        "categories": section_names(article),
        "tags": [tag.name for tag in article.tags],
        "slug": article.slug,
        "aliases": [former.path for former in article.former_paths],
        "images": [article.image.url] if article.image else [],
        "cover": _image(article, "image"),
        "language": article.language,
        "translationKey": article.translation_key,
        "canonicalURL": article.canonical_url,
        "identifier": article.id,
        "corrections": _corrections(article),
    }


def _jekyll(article: Article) -> dict[str, Value]:
    return {
        **_words(article, "description"),
        "date": _moment(article.release),
        "last_modified_at": _moment(article.modified_at),
        "expires": _moment(article.expires_at),
        "published": None if article.status == "published" else False,
        "authors": [author.name for author in authors_of(article)],
        "author": _printed(article),
        "categories": [section.name for section in article.section.lineage] if article.section else [],
        "tags": [tag.name for tag in article.tags],
        "slug": article.slug,
        "redirect_from": [former.path for former in article.former_paths],
        "image": _image(article, "path"),
        "lang": article.language,
        "translation_key": article.translation_key,
        "canonical_url": article.canonical_url,
        "identifier": article.id,
        "corrections": _corrections(article),
    }


def _pelican(article: Article) -> dict[str, Value]:
    image = article.image
    return {
        **{key: escape(value, quote=False) for key, value in _words(article, "").items() if value and key},
        # Pelican reads this field, and no other, as Markdown.
        "summary": markdown.write_text(article.summary) if article.summary else None,
        "date": _moment(article.release),
        "modified": _moment(article.modified_at),
        "expires": _moment(article.expires_at),
        "status": "published" if article.status == "published" else "draft",
        "authors": _listed([author.name for author in authors_of(article)]),
        "author": escape(_printed(article) or "", quote=False),
        "category": escape(article.section.name, quote=False) if article.section else None,
        "tags": _listed([tag.name for tag in article.tags]),
        "slug": article.slug,
        "alias": _listed([former.path for former in article.former_paths]),
        "image": escape(image.url, quote=False) if image else None,
        "image_alt": escape(clean_line(image.alt or ""), quote=False) if image else None,
        "image_caption": escape(clean_line(image.caption or ""), quote=False) if image else None,
        "image_credit": escape(image.credit or "", quote=False) if image else None,
        "lang": article.language,
        "translation_key": article.translation_key,
        "canonical_url": escape(article.canonical_url or "", quote=False),
        "identifier": article.id,
    }


_DIALECTS: Final[dict[str, Callable[[Article], dict[str, Value]]]] = {
    "hugo": _hugo,
    "jekyll": _jekyll,
    "pelican": _pelican,
}


def _words(article: Article, summary: str) -> dict[str, Value]:
    return {
        "title": article.headline,
        "subtitle": article.subheadline,
        "kicker": article.kicker,
        summary: article.summary,
        "dateline": article.dateline,
    }


def _moment(moment: Any) -> str | None:
    return rfc3339(moment) if moment else None


def _printed(article: Article) -> str | None:
    """The byline as printed, where no name was understood of it."""
    return article.byline.text if article.byline and not authors_of(article) else None


def _image(article: Article, address: str) -> dict[str, Value]:
    image = article.image
    if image is None:
        return {}
    said = {address: image.url, "alt": image.alt, "caption": image.caption, "credit": image.credit}
    return {key: value for key, value in said.items() if value}


def _corrections(article: Article) -> list[Value]:
    return [{"date": rfc3339(each.at), "kind": each.kind, "note": each.note} for each in article.corrections]


def _listed(names: list[str]) -> str:
    """Names in one line of Pelican's: a semicolon parts them, so that a comma may stand in them."""
    listed = "; ".join(clean_line(name).translate(_LISTS) for name in names)
    return f"{listed};" if len(names) == 1 and "," in listed else listed


def _write_meta(fields: dict[str, Value]) -> str:
    """Pelican's lines: one a field."""
    return "".join(f"{key.capitalize()}: {clean_line(value)}\n" for key, value in fields.items())
