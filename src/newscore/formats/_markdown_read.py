"""Front matter of Hugo, Jekyll, Pelican and their themes, read as the fields of an Article."""

from html import unescape
from typing import Any, Final

from newscore.article import Article, Correction, FormerPath
from newscore.body import markdown, plain
from newscore.body.blocks import Block
from newscore.byline import Byline, Contributor, Credit
from newscore.errors import FormatError, Problem
from newscore.formats._front_matter import FrontMatter, Value
from newscore.formats._notebook import Notebook
from newscore.links import is_url
from newscore.media import Image
from newscore.section import Section
from newscore.slugs import is_slug

__all__ = ["read_article"]

_TRUE: Final = frozenset({"true", "yes", "on", "1"})
_FALSE: Final = frozenset({"false", "no", "off", "0"})
_NAMES: Final = ("name", "title", "path", "url", "src", "image", "href", "relative_path")


class _Fields:
    """The keys of front matter in lower case; what nobody asked for is told at the end."""

    def __init__(self, fields: dict[str, Value], notebook: Notebook) -> None:
        self.notebook = notebook
        self.left: dict[str, Value] = {}
        params = fields.get("params")
        for key, value in {**fields, **(params if isinstance(params, dict) else {})}.items():
            name = key.lower().replace("-", "_")
            if (name == "params" and isinstance(value, dict)) or value in (None, "", [], {}):
                continue
            if name in self.left:
                self.unknown(key, value)
            else:
                self.left[name] = value

    def take(self, *names: str) -> Value:
        """The value of the first of *names* that there is, or None."""
        return next((self.left.pop(name) for name in names if name in self.left), None)

    def text(self, *names: str) -> str | None:
        """The words of that value: of a list, the first."""
        return next(iter(strings(self.take(*names))), None)

    def unknown(self, key: str, value: Value) -> None:
        self.notebook.note("unknown-field", "no field of an article has that name", f"{key}: {_shown(value)}")


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else str(value)[:500]


def strings(value: Value) -> list[str]:
    """Return the texts in *value*: itself, the members of a list, the name or the address of a mapping."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return next((found for name in _NAMES if (found := strings(value.get(name)))), [])
    return [text for each in value or () for text in strings(each)]


def read_article(front: FrontMatter, blocks: tuple[Block, ...], notebook: Notebook, dialect: str) -> Article:
    """Return the story; FormatError where neither the front matter nor the text has a headline."""
    fields = (
        front.fields if front.syntax != "meta" else {key: _plain(key, value) for key, value in front.fields.items()}
    )
    said = _Fields(fields, notebook)
    headline = notebook.line(said.text("title", "headline"), "the title")
    if headline is None and blocks and blocks[0].type == "heading":
        headline, blocks = notebook.line(blocks[0].text, "the first heading"), blocks[1:]
    draft = _is_draft(said)
    printed = notebook.moment(said.text("date", "published_at", "pubdate", "published"), "date")
    release = notebook.moment(said.text("publishdate", "publish_date"), "publishDate")
    published = printed or release
    section, others = _sections(said, notebook, dialect)
    article = notebook.article(
        headline=headline,
        subheadline=notebook.line(said.text("subtitle", "subheadline"), "subtitle"),
        kicker=notebook.line(said.text("kicker"), "kicker"),
        summary=notebook.text(said.text("description", "summary", "excerpt"), "description"),
        dateline=notebook.line(said.text("dateline"), "dateline"),
        body=blocks,
        byline=_byline(said, notebook, dialect),
        image=_image(said, notebook),
        section=section,
        also_in=others,
        tags=tuple(notebook.tags(_many(said.take("tags", "keywords", "tag"), dialect))),
        published_at=published,
        embargo_until=release if release and printed and release > printed else None,
        modified_at=notebook.moment(
            said.text("lastmod", "modified", "last_modified_at", "updated", "modified_at"), "lastmod"
        ),
        expires_at=notebook.moment(said.text("expirydate", "expires", "unpublishdate"), "expiryDate"),
        slug=_slug(said, notebook),
        former_paths=_former_paths(said, notebook, published),
        canonical_url=notebook.url(said.text("canonical_url", "canonicalurl", "canonical"), "canonical_url"),
        language=notebook.language(said.text("language", "lang", "locale")),
        translation_key=notebook.identifier(said.text("translationkey", "translation_key"), "translationKey"),
        id=notebook.identifier(said.text("identifier", "id", "guid"), "identifier"),
        corrections=_corrections(said, notebook),
    )
    if article is None:
        problem = Problem(path="title", code="missing", message="expected a title, or a heading above the text")
        raise FormatError("markdown: expected a story with a headline", [problem])
    for key, value in said.left.items():
        said.unknown(key, value)
    return article.evolve(status="draft") if draft and article.status == "published" else article


def _plain(key: str, value: Value) -> Value:
    """A value of Pelican's: HTML, and the summary Markdown."""
    if not isinstance(value, str):
        return value
    if key == "summary":
        return plain.dumps(markdown.loads(value).content).strip()
    return unescape(value)


def _is_draft(said: _Fields) -> bool:
    draft = (said.text("draft") or "").lower() in _TRUE
    if str(said.left.get("published")).lower() in _TRUE | _FALSE:
        draft = draft or (said.text("published") or "").lower() in _FALSE
    return draft or (said.text("status") or "published").strip().lower() != "published"


def _many(value: Value, dialect: str) -> list[str]:
    """The members of a list; a text is parted as the tool would: at blanks in Jekyll, else at semicolons or commas."""
    if not isinstance(value, str):
        return strings(value)
    if dialect == "jekyll":
        return value.split()
    return [part for each in value.split(";" if ";" in value else ",") if (part := each.strip())]


def _sections(said: _Fields, notebook: Notebook, dialect: str) -> tuple[Section | None, tuple[Section, ...]]:
    lineage = said.take("section")
    if lineage is not None:
        names = lineage.split("/") if isinstance(lineage, str) else strings(lineage)
        return notebook.section(_lines(names, notebook)), ()
    value = said.take("categories", "category")
    if dialect == "pelican" and isinstance(value, str):
        return notebook.section(_lines([value], notebook)), ()
    names = _lines(_many(value, dialect), notebook)
    if dialect == "jekyll":
        return (notebook.section(names) if names else None), ()
    found = [section for name in names if (section := notebook.section([name]))]
    return (found[0] if found else None), tuple(found[1:])


def _lines(names: list[str], notebook: Notebook) -> list[str]:
    return [line for name in names if (line := notebook.line(name, "a category"))]


def _byline(said: _Fields, notebook: Notebook, dialect: str) -> Byline | None:
    """The authors: each member of a list is a name; a text is a printed byline, but where Pelican has a list in it."""
    listed, single = said.take("authors"), said.take("author")
    value = listed or single
    if isinstance(value, str) and (dialect != "pelican" or listed is None):
        return notebook.byline(notebook.named(value))
    names = _many(value, dialect)
    return notebook.byline([credit for name in names if (credit := _credit(name, notebook))])


def _credit(name: str, notebook: Notebook) -> Credit | None:
    """The credit of one name of a list: it is a name, whatever it looks like."""
    line = notebook.line(name, "an author")
    if line is None:
        return None
    understood = Byline.parse(line).credits
    if len(understood) == 1 and understood[0].contributor.name == line:
        return understood[0].evolve(sure=True)
    return Credit(contributor=Contributor(name=line))


def _image(said: _Fields, notebook: Notebook) -> Image | None:
    cover = said.take("cover", "image", "featured_image", "thumbnail", "featureimage", "header_image")
    others = strings(said.take("images"))
    value: dict[str, Any] = cover if isinstance(cover, dict) else {}
    url = next(iter(strings(cover)), None) or next(iter(others), None)
    for other in others:
        if other != url:
            notebook.note("dropped", "an article has one lead image", other)
    return notebook.image(
        url,
        alt=notebook.text(_word(value, "alt") or said.text("image_alt"), "alt"),
        caption=notebook.text(_word(value, "caption") or said.text("image_caption"), "caption"),
        credit=notebook.line(_word(value, "credit") or said.text("image_credit"), "credit"),
    )


def _word(value: dict[str, Any], name: str) -> str | None:
    return next(iter(strings(value.get(name))), None)


def _slug(said: _Fields, notebook: Notebook) -> str | None:
    """The slug, or the last part of the address that the story is to have."""
    address = said.text("slug", "url", "permalink")
    if address is None:
        return None
    if is_url(address):
        notebook.note("dropped", "an address of its own says nothing of the slug", address)
        return None
    slug = address.strip().rstrip("/").rpartition("/")[2].removesuffix(".html")
    if is_slug(slug):
        return slug
    notebook.note("dropped", "the slug has what no slug may have", address)
    return None


def _former_paths(said: _Fields, notebook: Notebook, published: Any) -> tuple[FormerPath, ...]:
    found: list[FormerPath] = []
    for path in _many(said.take("aliases", "alias", "redirect_from", "former_paths"), "pelican"):
        if published is None:
            notebook.note("dropped", "a former path of a story without a date", path)
            continue
        rooted = path if path.startswith("/") else f"/{path}"
        former = notebook.build(FormerPath, "dropped", "a former path is no path", path, path=rooted, until=published)
        found.extend([former] if former else [])
    return tuple(found)


def _corrections(said: _Fields, notebook: Notebook) -> tuple[Correction, ...]:
    found: list[Correction] = []
    value = said.take("corrections")
    for each in value if isinstance(value, list) else [value] if value else []:
        at = notebook.moment(_word(each, "date"), "a correction's date") if isinstance(each, dict) else None
        note = notebook.text(_word(each, "note") if isinstance(each, dict) else None, "a correction")
        kind = (_word(each, "kind") or "correction") if isinstance(each, dict) else ""
        made = at and note and notebook.build(Correction, "dropped", "a correction", note, at=at, note=note, kind=kind)
        if made:
            found.append(made)
        else:
            notebook.note("dropped", "a correction without a date or a note", _shown(each))
    return tuple(sorted(found, key=lambda correction: correction.at))
