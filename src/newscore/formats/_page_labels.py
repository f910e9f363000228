"""The short lines above a headline: the newspaper's name, the way through its sections, a section, a kicker."""

import re
from collections.abc import Callable
from typing import Any, Final

from newscore.formats._page_cues import Cues
from newscore.formats._page_lines import PageLine
from newscore.reading import Note
from newscore.section import MAX_DEPTH, Section
from newscore.slugs import slugify
from newscore.text import MAX_LINE, count_words, is_line, truncate

__all__ = ["LabelReader", "breadcrumb", "is_same", "page_title", "section_of"]

_CRUMBS: Final = re.compile(r"\s*[>›»→❯/|·•»]\s*|\s+/\s+")
_ARROWS: Final = re.compile(r"\s*[>›»→❯]\s*|\s+/\s+")
_LABEL_WORDS: Final = 5
_HERE: Final = frozenset({"正文", "内容"})
_TITLE_MARKS: Final = (" | ", " - ", " – ", " — ", " :: ", " · ", " » ")


def is_same(one: str, other: str) -> bool:
    """Say whether two lines say the same, in any case."""
    return one.casefold().strip() == other.casefold().strip()


def page_title(text: str, cues: Cues) -> tuple[str, str | None]:
    """Return the headline and the outlet of a page title; a dash parts them only where a newspaper's name follows.

    >>> from newscore.formats._page_cues import cues_of
    >>> page_title("Storm hits coast | The Ledger", cues_of("en")), page_title("Storm hits coast", cues_of("en"))
    (('Storm hits coast', 'The Ledger'), ('Storm hits coast', None))
    """
    for mark in _TITLE_MARKS:
        headline, found, outlet = text.rpartition(mark)
        if found and headline.strip() and outlet.strip():
            named = count_words(outlet) <= _LABEL_WORDS + 1 and (mark == " | " or cues.is_outlet(outlet))
            return (headline, outlet) if named else (text, None)
    return text, None


def breadcrumb(text: str, cues: Cues) -> list[str] | None:
    """Return the sections of a breadcrumb, the home page left out, or None where the line is none.

    >>> from newscore.formats._page_cues import cues_of
    >>> breadcrumb("Home > World > Asia", cues_of("en")), breadcrumb("Hot News", cues_of("en"))
    (['World', 'Asia'], None)
    """
    if len(text) > 300:
        return None
    label, colon, way = text.partition(": ")
    text = way if colon and count_words(label) <= 4 and is_home(way, cues) else text
    home = is_home(text, cues)
    parts = [part for part in (_CRUMBS if home else _ARROWS).split(text) if part]
    # The way may end at the story itself.
    parts = parts[:-1] if len(parts) > 2 and count_words(parts[-1]) > 4 else parts
    if not 2 <= len(parts) <= MAX_DEPTH + 1 or any(not 0 < count_words(part) <= 4 for part in parts):
        return None
    return parts[1:] if home else parts


def is_home(text: str, cues: Cues) -> bool:
    """Say whether a breadcrumb begins at the home page."""
    parts = _CRUMBS.split(text[:80])
    return len(parts) > 1 and cues.says("home", parts[0])


def _home_of(text: str, cues: Cues) -> tuple[str, str] | None:
    """The outlet and the words for its home page in a line of both."""
    for mark in _TITLE_MARKS:
        outlet, found, home = text.rpartition(mark)
        if found and outlet.strip() and cues.says("home", home):
            return outlet, home
    return None


def section_of(names: list[str], language: str | None) -> Section:
    """Return the section that *names* lead to, the outermost first."""
    section: Section | None = None
    for name in names:
        section = Section(name=truncate(name, MAX_LINE), slug=slugify(name, language=language), parent=section)
    assert section is not None  # A breadcrumb has at least one part.
    return section


class LabelReader:
    """Tells the labels of one page apart, and notes how."""

    def __init__(self, cues: Cues, language: str | None, note: Callable[[Note], None]) -> None:
        self.cues = cues
        self.language = language
        self.note = note
        self.fields: dict[str, Any] = {}
        self.outlet = ""
        self.outlet_line = 0
        self.section_line = 0

    def read(self, labels: list[PageLine], headline: str, clock: int) -> dict[str, Any]:
        """Return the article's fields that *labels* fill.

        *clock* is the line of the first date above the headline, 0 where there is none.
        """
        # A flag such as "exclusive" is a section only where nothing else is.
        flags = [line for line in labels if self.cues.says("flag", line.text)]
        waiting = [line for line in labels if line not in flags and not self._take_marked(line, headline)]
        if "section" not in self.fields:
            flags = [line for line in flags if not self._take_marked(line, headline)]
        waiting = sorted([*waiting, *flags], key=lambda line: line.number)
        waiting = [line for line in waiting if not self._take_outlet(line, waiting, clock)]
        for line in waiting:
            self._take_label(line)
        return self.fields

    def headline(self, line: PageLine) -> str:
        """Return the headline of a line that may be the page's title, and note the outlet."""
        title, outlet = page_title(line.text, self.cues)
        if outlet is None or not is_line(title):
            return line.text
        self._name(outlet, "after the headline in the page's title", line)
        return title

    def take_section(self, line: PageLine) -> None:
        """Take a name of a section that stands below the headline."""
        if "section" in self.fields:
            self._drop(line, "a second name of a section")
        else:
            self._guess_section(line, "a name of a section below the headline")

    def _take_marked(self, line: PageLine, headline: str) -> bool:
        """Take what shows its kind by its signs: a breadcrumb, the page's title, a section that is known by name."""
        text = line.text
        title, outlet = page_title(text, self.cues)
        if outlet is not None and is_same(title, headline):
            self._name(outlet, "in the page's title", line)
            self._drop(line, "the page's title", title)
        elif (sections := breadcrumb(text, self.cues)) is not None:
            if self.cues.is_outlet(sections[0]) and len(sections) > 1 and not self.cues.says("section", sections[0]):
                self._name(sections[0], "at the head of the way", line)
                sections = sections[1:]
            last = _ARROWS.split(text)[-1]
            if last not in sections and count_words(last) > 4:
                self._drop(line, "where the way ends", last)
            if sections[-1] in _HERE:
                self._drop(line, "says that the text is here", sections.pop())
            if not sections:
                return True
            if "section" in self.fields:
                self._drop(line, "a second way through the sections")
                return True
            self._set_section(sections, line)
            if is_home(text.rpartition(": ")[2], self.cues):
                self._drop(line, "a way back to the home page")
        elif self._is_section(text):
            self._guess_section(line, "read as the section; it may be a kicker")
        elif outlet is not None and self._is_section(title) and not self.cues.is_outlet(outlet):
            self._set_section([title, outlet], line)
        elif outlet is not None and self._is_section(outlet):
            self._name(title, "before the section", line)
            self._guess_section(line, "after the outlet's name", outlet)
        elif (away := _home_of(text, self.cues)) is not None:
            self._name(away[0], "before the way to the home page", line)
            self._drop(line, "a way back to the home page", away[1])
        elif outlet is not None and self.cues.is_outlet(title):
            self._name(text, "with its motto", line)
        elif outlet is not None:
            self._name(outlet, "in the page's title", line)
            self._drop(line, "the page's title", title)
        else:
            return False
        return True

    def _is_section(self, text: str) -> bool:
        return "section" not in self.fields and self.cues.says("section", text)

    def _take_outlet(self, line: PageLine, waiting: list[PageLine], clock: int) -> bool:
        """Take the newspaper's name: by its words, or as the first of several labels, or above the page's clock."""
        if self.cues.says("flag", line.text):
            return False
        if self.outlet:
            if is_same(line.text, self.outlet):
                self._drop(line, "the outlet's name, printed twice")
                return True
            return False
        if line.text.endswith((":", "：")):
            return False
        # By its place: above the section or, where there is none, above the page's clock or another label.
        before = line.number < self.section_line if self.section_line else line.number < clock or len(waiting) > 1
        if not (self.cues.is_outlet(line.text) or (line is waiting[0] and before)):
            return False
        self._name(line.text, "the first line of the page", line)
        self.outlet_line = line.number
        return True

    def _take_label(self, line: PageLine) -> None:
        section = self.fields.get("section")
        if section is not None and any(is_same(part.name, line.text) for part in section.lineage):
            self._drop(line, "a name of the section, printed twice")
            return
        kicker = line.text.endswith((":", "："))
        if line.number == self.outlet_line + 1 and count_words(line.text) > 3 and not line.alone:
            self._drop(line, "below the outlet's name")
        elif "section" not in self.fields and not kicker and count_words(line.text) <= _LABEL_WORDS:
            self._guess_section(line, "read as the section; it may be a kicker or the outlet's name")
        elif "kicker" not in self.fields and is_line(line.text):
            self.fields["kicker"] = line.text
            self.note(Note(code="guess-kicker", message="read as the kicker", text=line.text, line=line.number))
        else:
            self._drop(line, "a label above the headline")

    def _guess_section(self, line: PageLine, message: str, name: str = "") -> None:
        self._set_section([name or line.text], line)
        self.note(Note(code="guess-section", message=message, text=name or line.text, line=line.number))

    def _set_section(self, names: list[str], line: PageLine) -> None:
        self.section_line = line.number
        self.fields["section"] = section_of(names, self.language)
        genre = next((genre for name in names if (genre := self.cues.genre(name))), None)
        if genre is not None:
            self.fields["genre"] = genre
            message = "by the name of the section"
            self.note(Note(code="guess-genre", message=message, text=line.text, value=genre, line=line.number))

    def _name(self, outlet: str, message: str, line: PageLine) -> None:
        self.outlet = self.outlet or outlet
        self.note(Note(code="publication-name", message=message, text=outlet, line=line.number))

    def _drop(self, line: PageLine, message: str, text: str = "") -> None:
        self.note(Note(code="dropped", message=message, text=text or line.text, line=line.number))
