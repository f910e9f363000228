"""What belongs to the page and not to the story is sifted out of its lines, each with a note."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final

from newscore.formats._page_credits import find_byline, is_desk, is_name
from newscore.formats._page_cues import Cues, Kind
from newscore.formats._page_lines import PageLine, find_marker
from newscore.reading import Note
from newscore.text import count_words

__all__ = ["Drop", "is_story", "sift"]

Drop = Callable[[PageLine, str], None]
"""Notes that a line was dropped, and why."""

# Three words or more and a full stop: no title of a link.
_SENTENCE: Final = re.compile(r"\w\S*\s+\S+\s+\S.*[.!…。！।][\"”’»“)]*\Z")
# The maker at the end of a caption: "(Nora Vik/The Island Post)", "© Hugo Petit".
_CAPTION: Final = re.compile(
    r".*(?:\([^\W\d_a-z][^()/]{2,40}\s?/\s?[^\W\d_a-z][^()]{1,40}\)|\s©\s?[^\W\d_a-z][^©.]{2,40})\Z"
)
_LINK: Final = 140
_MENU: Final = 5
_SECTIONS: Final = 4
_STOP: Final = re.compile(r"[.!…。！۔।॥]+[\"”’»“«)\]」』]*\Z")


def is_story(text: str) -> bool:
    """Say whether a line is prose: a sentence that ends like one, or more than a title holds."""
    if len(text) > 180:
        return True
    words = count_words(text)
    return words > 26 or (words > 6 and _STOP.search(text) is not None)


def sift(lines: Sequence[PageLine], cues: Cues, note: Callable[[Note], None]) -> list[PageLine]:
    """Return the lines that may be the story's; *note* is told of every other.

    Links below a heading over links go with it, what follows the end of the page goes with that, and a menu goes whole.
    """
    return _Sifter(lines, cues, note).read()


class _Sifter:
    """Goes through one page, line by line, and knows what it has met."""

    def __init__(self, lines: Sequence[PageLine], cues: Cues, note: Callable[[Note], None]) -> None:
        self.lines = lines
        self.cues = cues
        self.note = note
        self.kept: list[PageLine] = []
        self.told = [is_story(line.text) for line in lines]
        # How many lines of prose there are from each line to the last.
        self.ahead = [0, *accumulate(reversed(self.told))][::-1]
        self.before = 0
        self.last = max((at for at, line in enumerate(lines) if _is_content(line.text)), default=len(lines))
        self.pictured = False
        self.dropped_at = 0

    def read(self) -> list[PageLine]:
        index = _drop_menu(self.lines, self.cues, self.drop)
        self.dropped_at = index
        while index < len(self.lines):
            kind = self._kind(index)
            if kind is not None:
                index = self._drop_kind(index, kind)
                continue
            why = self._why_not(index)
            if why:
                self.drop(self.lines[index], why)
            else:
                self.before += self.told[index]
                self.kept.append(self.lines[index])
            self.pictured = False
            index += 1
        return self.kept

    def drop(self, line: PageLine, why: str) -> None:
        self.note(Note(code="dropped", message=why, text=line.text, line=line.number))

    def _kind(self, index: int) -> Kind | None:
        text = self.lines[index].text
        kind = self.cues.kind_of(text)
        if kind is None and self.dropped_at == index and index and text.isdecimal():
            return "furniture"  # A count beside the page's own words.
        label = self.cues.says("section", text) or self.cues.says("flag", text)
        if not self.before and label and kind in ("related", "furniture", None):
            # Words of the page may, above a story, be its section or a flag as well, but not in a row.
            return "furniture" if self.dropped_at == index and self._is_menu(index) else None
        return kind

    def _is_menu(self, index: int) -> bool:
        """Whether a name of a section goes on a menu: the page's words above it, and others below or above."""
        row = [line.text for line in self.lines[max(0, index - 3) : index + 4] if line.group == self.lines[index].group]
        known = sum(bool(self.cues.kind_of(text)) or self.cues.says("section", text) for text in row)
        return known >= _SECTIONS

    def _why_not(self, index: int) -> str:
        """Why a line that no cue knows is not the story's; or nothing."""
        text = self.lines[index].text
        if len(text) <= 400 and _CAPTION.fullmatch(text):
            return "a picture's caption"
        if self.pictured and not self.told[index] and count_words(text) > 3:
            return "a picture's caption"
        # Below the last prose of the page, behind its own words, only who wrote it is the story's.
        below = bool(self.before) and self.dropped_at > self.last and index > self.last
        return "below the story" if below and not _is_signed(text, self.cues) else ""

    def _drop_kind(self, index: int, kind: Kind) -> int:
        """Drop a line that a cue knows, and what goes with it; return the index of the next line."""
        line = self.lines[index]
        self.drop(line, _WHY[kind])
        index += 1
        self.dropped_at = index
        self.pictured = kind == "picture"
        if kind == "related" and self.before:
            return _drop_links(self.lines, index, self.cues, self.drop)
        if kind == "end" and self.before and _is_over(line, self.before, self.ahead[index]):
            for after in self.lines[index:]:
                self.drop(after, "after the end of the story")
            return len(self.lines)
        return index


_WHY: Final[dict[Kind, str]] = {
    "furniture": "page furniture",
    "picture": "who made a picture",
    "prompt": "a request of the page's to its reader",
    "related": "a heading over links",
    "end": "the end of the page",
}


def _is_prose(text: str) -> bool:
    return is_story(text) or _SENTENCE.search(text[-_LINK:]) is not None


def _drop_menu(lines: Sequence[PageLine], cues: Cues, drop: Drop) -> int:
    """Drop the menu a page begins with: five or more short lines, three of them known; return where it ends."""
    short: list[bool] = []
    for line in lines[:200]:
        kind = cues.kind_of(line.text)
        if kind is None and (count_words(line.text) > 3 or len(line.text) > 40 or line.group != lines[0].group):
            break
        short.append(bool(kind) or cues.says("section", line.text) or cues.says("home", line.text))
    last = len(short)
    while last and not short[last - 1]:
        last -= 1
    # A section below a line that is no part of a menu is the story's own, and that line the newspaper's name.
    if last > 1 and not short[last - 2] and cues.kind_of(lines[last - 1].text) is None:
        last -= 2
    if last < _MENU or sum(short[:last]) < max(_MENU, last * 0.6) or not _is_menu(lines[:last], cues):
        return 0
    for line in lines[:last]:
        kind = cues.kind_of(line.text)
        drop(line, _WHY[kind] if kind else "in the page's menu")
    return last


def _is_menu(lines: Sequence[PageLine], cues: Cues) -> bool:
    """Whether short lines that are known are more than a way to the story: the page's own words, or many sections."""
    own = sum(cues.kind_of(line.text) is not None for line in lines)
    return own >= 3 or len(lines) - own >= _SECTIONS


def _is_content(text: str) -> bool:
    return _is_prose(text) or find_marker(text) is not None


def _is_signed(text: str, cues: Cues) -> bool:
    return is_name(text) or is_desk(text, cues) or find_byline(text, cues, None)


def _drop_links(lines: Sequence[PageLine], start: int, cues: Cues, drop: Drop) -> int:
    """Drop the links below a heading over links; return the index of the line that is none.

    Where the heading stands in a group of its own, its links are the short groups after it. The last short line before
    prose is a sub-heading, if it is not the only one.
    """
    group = lines[start - 1].group
    within = start < len(lines) and lines[start].group == group
    end = start
    while end < len(lines):
        line = lines[end]
        if (
            is_story(line.text)
            or _SENTENCE.search(line.text)
            or len(line.text) > _LINK
            or (within and line.group != group)
        ):
            break
        if cues.kind_of(line.text) in ("related", "end"):
            break
        end += 1
    prose = end < len(lines) and _is_prose(lines[end].text)
    if prose and end - start > 1 and (not within or lines[end].group == group):
        end -= 1
    for line in lines[start:end]:
        kind = cues.kind_of(line.text)
        drop(line, _WHY[kind] if kind else "a link to another page")
    return end


def _is_over(line: PageLine, before: int, after: int) -> bool:
    """Whether the page is over here: a mark of rights may also stand below a picture, amid the story."""
    if line.text.startswith("©") and count_words(line.text) <= 4 and not re.search(r"\d", line.text):
        return False
    return after <= 8 and after * 2 <= before
