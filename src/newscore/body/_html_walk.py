"""The walk through a parsed page: words and inline elements as paragraphs with marks, and notes."""

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Final

from newscore.body._html_elements import CONTAINERS, DROPPED, MARKS, UNMARKED
from newscore.body._html_nodes import address_of, descendants, one_line, words_of
from newscore.body._html_run import Run
from newscore.body.blocks import Block, Figure, Mark, Paragraph
from newscore.body.marks import Span, tidy
from newscore.errors import LimitExceeded
from newscore.languages import find_language
from newscore.links import find_url
from newscore.media import Image
from newscore.reading import Note
from newscore.text import MAX_TEXT, clean, is_line, is_text, is_visible

__all__ = ["Walk", "paragraph"]

MAX_NOTES: Final = 1_000
"""Notes on one document at most."""
MAX_QUOTED: Final = 500
"""Characters of the document that one note repeats at most."""
MAX_LOOKS: Final = 100_000
"""Nodes looked at ahead of the walk at most, where an element is judged by what stands below it."""
MAX_BODY_MARKS: Final = 20_000
"""Marks in all texts of one body at most."""

Marked = tuple[str, tuple[Mark, ...]]


class Walk:
    """Walks a tree once, collecting paragraphs; the blocks of other kinds are those of `BlockReader`."""

    def __init__(self, base: str | None, notes: list[Note], max_marks: int = MAX_BODY_MARKS) -> None:
        self.base, self.notes = base, notes
        self.run = Run()
        self.blocks: list[Block] = []
        self.make: Callable[[str, tuple[Mark, ...]], Block] = paragraph
        self.aside: list[Block] = []
        """Pictures and the like met inside a paragraph; they follow it."""
        self.loose = True
        """Whether words stand in no element of their own, so that two line breaks part paragraphs."""
        self.lists = 0
        self.said: set[str] = set()
        self.attributions: list[str] | None = None
        self.looks, self.marks, self.max_marks = 0, 0, max_marks
        self.ruby: tuple[Any, bool] = (None, False)

    def read(self, node: Any) -> tuple[Block, ...]:
        """Return the blocks of everything below *node*."""
        return tuple(self.inside(node))

    def note(self, code: str, message: str, words: str = "", value: str = "") -> None:
        if len(self.notes) < MAX_NOTES:
            self.notes.append(Note(code=code, message=message, text=words[:MAX_QUOTED], value=value[:MAX_QUOTED]))

    def note_once(self, code: str, message: str) -> None:
        if message not in self.said:
            self.said.add(message)
            self.note(code, message)

    def below(self, node: Any) -> list[Any]:
        """Everything below *node*; bounded, since elements inside each other would each look to the very bottom."""
        found = list(descendants(node))
        self.looks += len(found)
        if self.looks > MAX_LOOKS:
            raise LimitExceeded("nodes looked at ahead", self.looks, MAX_LOOKS)
        return found

    def words(self, node: Any) -> str:
        """The text below *node*."""
        return words_of(self.below(node))

    # Walking.

    def walk(self, node: Any) -> None:
        run, readers = self.run, self.READERS
        for child in node.children or ():
            name = child.name
            if name == "#text":
                run.write(child.data or "")
            elif name in MARKS and not child.attrs:
                run.open_mark(MARKS[name])
                self.walk(child)
                run.close_mark()
            elif (read := readers.get(name)) is not None:
                read(self, child)
            elif name[0] not in "#!":
                self.other(child, name)

    def inside(self, node: Any) -> list[Block]:
        """The blocks of what stands inside *node*, kept apart from those around it."""
        run = self.run
        if run.pieces or self.aside:
            self.flush()
        outer, self.blocks = self.blocks, []
        self.walk(node)
        if run.pieces or self.aside:
            self.flush()
        inner, self.blocks = self.blocks, outer
        return inner

    def flush(self) -> None:
        """End the paragraph, if there is one."""
        if self.run.pieces:
            make = self.make
            self.blocks.extend([make(text, marks) for text, marks in self.texts(*self.run.take())])
        if self.aside:
            self.blocks.extend(self.aside)
            self.aside = []

    def texts(self, text: str, spans: Sequence[Span]) -> Sequence[Marked]:
        """What was read, cleaned, in pieces that a text may hold; nothing where nothing visible is left."""
        cleaned, marks = tidy(text, spans) if len(text) <= MAX_TEXT else ("", ())
        if len(text) > MAX_TEXT or len(cleaned) > MAX_TEXT:
            return self.parted(text, spans)
        self.marks += len(marks)
        if self.marks > self.max_marks:
            raise LimitExceeded("marks in so little markup", self.marks, self.max_marks)
        return ((cleaned, marks),) if is_visible(cleaned) else ()

    def parted(self, text: str, spans: Sequence[Span]) -> list[Marked]:
        self.note("repaired-length", f"a text of {len(text)} characters was parted")
        # A text within the limit comes here where composing makes it longer, at most to three times.
        limit = MAX_TEXT if len(text) > MAX_TEXT else MAX_TEXT // 3
        cut = text.rfind(" ", limit // 2, limit)
        cut = cut if cut > 0 else limit
        head = [span._replace(end=min(span.end, cut)) for span in spans if span.start < cut]
        tail = [span._replace(start=max(span.start - cut, 0), end=span.end - cut) for span in spans if span.end > cut]
        return [*self.texts(text[:cut], head), *self.texts(text[cut:], tail)]

    def line(self, words: str) -> str | None:
        cleaned = one_line(words)
        return cleaned if is_line(cleaned) else None

    def url(self, value: str | None) -> str | None:
        return find_url(value, base=self.base) if value else None

    # Elements inside a paragraph.

    def other(self, node: Any, name: str) -> None:
        """An element with no method of its own: a mark, a container, what is dropped, or one that nobody knows."""
        if name in DROPPED:
            self.note("dropped", f"<{name}> has no place in a body", self.words(node) or address_of(node))
            return
        mark = MARKS.get(name)
        language = self.language(node)
        if name in CONTAINERS:
            self.container(node, language)
            return
        if mark is None and language:
            mark = "language"
        if mark is None:
            if name in UNMARKED:
                self.note_once("unmarked", f"<{name}> has no mark of its own; its words stay")
            elif name != "span":
                self.note_once("unknown-element", f"<{name[:40]}> is not known; its words stay")
            self.walk(node)
            return
        self.run.open_mark(mark, None, language)
        self.walk(node)
        self.run.close_mark()

    def language(self, node: Any) -> str | None:
        if not node.attrs:
            return None
        tag = node.attrs.get("lang")
        return find_language(tag.strip()) if tag else None

    def container(self, node: Any, language: str | None = None) -> None:
        run = self.run
        if run.pieces or self.aside:
            self.flush()
        if language:
            run.open_mark("language", None, language)
        self.walk(node)
        if run.pieces or self.aside:
            self.flush()
        if language:
            run.close_mark()

    def a(self, node: Any) -> None:
        href = (node.attrs or {}).get("href")
        url = self.url(href)
        if url is None or self.run.in_link:
            if href:
                self.note("dropped", "a link leads nowhere that may be published", self.words(node), href)
            self.walk(node)
            return
        self.run.open_mark("link", url, self.language(node))
        self.walk(node)
        if not self.run.close_mark():
            self.note("dropped", "a link without words of its own", self.words(node), url)

    def br(self, _node: Any) -> None:
        if self.run.break_line() and self.loose:
            self.flush()

    def q(self, node: Any) -> None:
        self.run.write("“")
        self.walk(node)
        self.run.write("”")

    def rt(self, node: Any) -> None:
        if self.ruby[0] is not node.parent:
            self.ruby = (node.parent, any(child.name == "rp" for child in node.parent.children))
        printed = self.ruby[1]
        self.run.write("" if printed else "(")
        self.walk(node)
        self.run.write("" if printed else ")")

    def img(self, node: Any) -> None:
        attributes = node.attrs or {}
        sources = [attributes.get(name) for name in ("src", "data-src", "data-original")]
        url = next((found for source in sources if (found := self.url(source))), None)
        alt = clean(attributes.get("alt") or "")
        alt = alt if is_text(alt) else ""
        width, height = _pixels(attributes.get("width")), _pixels(attributes.get("height"))
        counter = width == height == 1 and not alt and node.parent.name != "figure"
        if url is None or counter:
            said = "counts readers" if counter else "has no address that may be published"
            self.note("dropped", f"a picture {said}", alt, next(filter(None, sources), ""))
            return
        self.aside.append(Figure(image=Image(url=url, alt=alt or None, width=width, height=height)))

    READERS: ClassVar[dict[str, Callable[[Any, Any], None]]] = {
        "a": a, "br": br, "q": q, "rt": rt, "img": img, "image": img,
    }  # fmt: skip
    """The method for each element that has one."""


def paragraph(text: str, marks: tuple[Mark, ...]) -> Block:
    """Return the paragraph of some gathered words."""
    return Paragraph(text=text, marks=marks)


def _pixels(value: str | None) -> int | None:
    found = re.fullmatch(r"\s*([0-9]{1,6})(?:px)?\s*", value or "")
    return int(found[1]) if found and 1 <= int(found[1]) <= 100_000 else None
