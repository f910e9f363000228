"""What a reader of other people's documents makes of a value, and the notes it takes where it makes less of it."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from urllib.parse import urljoin

from pydantic import ValidationError

from newscore import links, text
from newscore.article import Article, Tag
from newscore.body import html, plain
from newscore.body.blocks import Block
from newscore.byline import Byline, Contributor, Credit
from newscore.errors import FormatError, MissingExtra, UnknownZone, shorten
from newscore.fields import Model
from newscore.formats._markup import words_of
from newscore.formats._moments import read_date
from newscore.languages import find_language
from newscore.media import Image
from newscore.publication import find_zone
from newscore.reading import Note
from newscore.section import Section
from newscore.slugs import slugify
from newscore.text import clean, clean_line, truncate

__all__ = ["Notebook"]

MAX_NOTES: Final = 1_000
"""Notes on one document at most."""
MAX_QUOTED: Final = 500
"""Characters of the document that one note repeats at most."""


class Notebook:
    """Makes fields of foreign values. Nothing it is given raises; what it cannot use it writes down."""

    def __init__(self, *, base: str | None = None, zone: str | None = None) -> None:
        """*base* completes relative addresses; *zone* is where dates without an offset are told."""
        if zone is not None and find_zone(zone) is None:
            raise UnknownZone(f"expected an IANA time zone such as 'Europe/Berlin', got {shorten(zone)}")
        self.base = self.origin = base
        self.zone = zone
        self._notes: list[Note] = []

    def rebase(self, written: str | None) -> None:
        """Let *written*, an `xml:base`, complete relative addresses from now on; None, the document's own address.

        Source: XML Base, https://www.w3.org/TR/xmlbase/, §4.
        """
        try:
            self.base = urljoin(self.origin or "", written) if written else self.origin
        except ValueError:
            self.base = self.origin

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes taken so far, in order."""
        return tuple(self._notes)

    def note(self, code: str, message: str, words: str = "", value: str = "") -> None:
        """Write a note down; after the thousandth, none."""
        if len(self._notes) < MAX_NOTES:
            self._notes.append(Note(code=code, message=message, text=words[:MAX_QUOTED], value=value))

    def line(self, value: str | None, what: str) -> str | None:
        """Return *value* as one line of plain text, or None where nothing visible is left."""
        return self._cut(clean_line(value or ""), text.MAX_LINE, what) or None

    def text(self, value: str | None, what: str) -> str | None:
        """Return *value* as plain text with newlines, or None where nothing visible is left."""
        return self._cut(clean(value or ""), text.MAX_TEXT, what) or None

    def _cut(self, cleaned: str, limit: int, what: str) -> str:
        if len(cleaned) > limit:
            self.note(
                "repaired-length", f"{what} had {len(cleaned)} characters and was cut to {limit}", cleaned[limit:]
            )
            cleaned = truncate(cleaned, limit)
        visible = text.is_line(cleaned) if limit == text.MAX_LINE else text.is_text(cleaned)
        return cleaned if visible else ""

    def url(self, value: str | None, what: str) -> str | None:
        """Return the publishable address that *value* means, or None."""
        if not value or not value.strip():
            return None
        found = links.find_url(value, base=self.base)
        if found is None:
            self.note("dropped", f"{what} is no address that may be published", value)
        elif found != value.strip():
            self.note("repaired-url", f"{what} was completed or percent-encoded", value, found)
        return found

    def moment(self, value: str | None, what: str) -> datetime | None:
        """Return the moment that *value* names, or None; a dialect is noted, and so is a date that is no moment."""
        if not value or not value.strip():
            return None
        read = read_date(value, zone=self.zone)
        if read.code:
            said = "names no moment" if read.moment is None else "is written in a dialect"
            self.note(read.code, f"{what} {said}", value.strip(), read.value)
        return read.moment

    def language(self, value: str | None, what: str = "the language") -> str | None:
        """Return the language tag that *value* means, or None."""
        if not value or not value.strip():
            return None
        found = find_language(value.strip())
        if found is None:
            self.note("dropped", f"{what} is no language tag", value)
        return found

    def identifier(self, value: str | None, what: str) -> str | None:
        """Return *value* as an identifier, its spaces percent-encoded, or None where it has other strangers in it."""
        printed = (value or "").strip()
        if not printed:
            return None
        value = re.sub(r"[ \t\n]+", "%20", printed)
        if value != printed:
            self.note("repaired-id", f"{what} had spaces", printed, value)
        found = self.build(Tag, "dropped", f"{what} is no identifier", value, name="x", uri=value)
        return found.uri if found else None

    def section(self, names: Iterable[str], what: str = "the section") -> Section | None:
        """Return the section that *names* mean, the outermost first; slugs are made of the names."""
        section: Section | None = None
        name = ""
        try:
            for name in names:
                section = Section(name=name, slug=slugify(name), parent=section)
        except (ValidationError, ValueError):
            self.note("dropped", f"{what} has no name that makes an address", name)
            return None
        return section

    def tags(self, names: Iterable[str]) -> list[Tag]:
        """Return a tag for each of *names* that holds a word."""
        return [Tag(name=name) for each in names if (name := self.line(each, "a tag"))]

    def byline(self, named: list[Credit]) -> Byline | None:
        """Return the byline of those credits, if there are any."""
        return self.build(Byline, "dropped", "the byline has too many names", credits=named) if named else None

    def named(self, printed: str, what: str = "an author") -> list[Credit]:
        """Return the credits that a *printed* name or byline means."""
        name = self.line(printed, what)
        if name is None:
            return []
        if links.is_url(name):
            self.note("dropped", f"{what} is an address, not a name", name)
            return []
        understood = Byline.parse(name).credits
        if [credit.contributor.name for credit in understood] == [name]:
            # A field for a name holds a name; only what is printed has to be understood.
            return [credit.evolve(sure=True) for credit in understood]
        if understood:
            self.note("guess-byline", f"{what} was read as a printed byline", name)
        return list(understood) or [Credit(contributor=Contributor(name=name))]

    def image(self, url: str | None, **said: Any) -> Image | None:
        """Return the picture at *url*, or None where there is no address."""
        found = self.url(url, "a picture")
        kept = {name: value for name, value in said.items() if value}
        return self.build(Image, "dropped", "a picture has values out of range", url=found, **kept) if found else None

    def body(self, words: str | None) -> tuple[Block, ...]:
        """Return plain text as paragraphs."""
        return plain.loads(words[: text.MAX_TEXT * 10], tolerant=True) if words else ()

    def html(self, markup: str) -> tuple[Block, ...]:
        """Return HTML as blocks; what is too much for the parser, or finds none installed, keeps its words."""
        if not markup.strip():
            return ()
        try:
            reading = html.loads(markup, base=self.base)
        except (FormatError, MissingExtra) as error:
            self.note("flattened", "only the words of the markup were kept: " + str(error).partition("\n")[0])
            return self.body(words_of(markup).replace("\n", "\n\n"))
        for note in reading.notes:
            self.note(note.code, note.message, note.text, note.value)
        return reading.content

    def build(self, model: type[Model], code: str, message: str, words: str = "", **fields: Any) -> Any:
        """Return *model* made of *fields*, or None with a note where the model refuses them."""
        try:
            return model(**fields)
        except ValidationError:
            self.note(code, message, words)
            return None

    def article(self, **fields: Any) -> Article | None:
        """Return the story made of those *fields* that hold something; what breaks a rule of the model is dropped.

        With a date of publication it is published, as whatever stands on the web is. None without a headline.
        """
        kept = {name: value for name, value in fields.items() if value}
        if kept.get("published_at"):
            kept["status"] = "published"
        for _ in range(len(kept)):
            try:
                return Article(**kept)
            except ValidationError as error:
                refused = {
                    str(each.get("ctx", {}).get("field") if each["type"] == "rule" else each["loc"][0])
                    for each in error.errors()
                }
                if "headline" in refused:
                    return None
                for name in sorted(refused & set(kept)):
                    self.note("dropped", f"{name} breaks a rule of the model", str(kept.pop(name)))
        return None
