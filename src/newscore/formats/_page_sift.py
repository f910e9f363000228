"""What belongs to the page and not to the story is sifted out of its lines, each with a note."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from newscore.formats._page_cues import Cues
from newscore.formats._page_lines import PageLine
from newscore.reading import Note
from newscore.text import count_words

__all__ = ["Drop", "is_story", "sift"]

Drop = Callable[[PageLine, str], None]
"""Notes that a line was dropped, and why."""

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

    def drop(line: PageLine, why: str) -> None:
        note(Note(code="dropped", message=why, text=line.text, line=line.number))

    kept: list[PageLine] = []
    begun = False
    index = _drop_menu(lines, cues, drop)
    while index < len(lines):
        line = lines[index]
        kind = cues.kind_of(line.text)
        index += 1
        if kind is None:
            begun = begun or is_story(line.text)
            kept.append(line)
            continue
        drop(line, _WHY[kind])
        if kind == "related" and begun:
            index = _drop_links(lines, index, cues, drop)
        elif kind == "end" and begun and _is_over(lines, index, kept, line):
            for after in lines[index:]:
                drop(after, "after the end of the story")
            break
    return kept


_WHY: Final = {
    "furniture": "page furniture",
    "prompt": "a request of the page's to its reader",
    "related": "a heading over links",
    "end": "the end of the page",
}


def _drop_menu(lines: Sequence[PageLine], cues: Cues, drop: Drop) -> int:
    """Drop the menu a page begins with: five or more short lines, three of them known; return where it ends."""
    end, last, known, sections = 0, 0, 0, 0
    for line in lines[:200]:
        kind = cues.kind_of(line.text)
        if kind is None and (count_words(line.text) > 3 or len(line.text) > 40 or line.group != lines[0].group):
            break
        end += 1
        sections = sections + 1 if cues.says("section", line.text) else 0
        if kind or sections >= _SECTIONS:
            last = end
        known += bool(kind) or cues.says("section", line.text) or cues.says("home", line.text)
    if end < _MENU or known < 3 or last == 0:
        return 0
    for line in lines[:last]:
        kind = cues.kind_of(line.text)
        drop(line, _WHY[kind] if kind else "in the page's menu")
    return last


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
        if is_story(line.text) or len(line.text) > _LINK or (within and line.group != group):
            break
        if cues.kind_of(line.text) in ("related", "end"):
            break
        end += 1
    prose = end < len(lines) and is_story(lines[end].text)
    if prose and end - start > 1 and (not within or lines[end].group == group):
        end -= 1
    for line in lines[start:end]:
        kind = cues.kind_of(line.text)
        drop(line, _WHY[kind] if kind else "a link to another page")
    return end


def _is_over(lines: Sequence[PageLine], index: int, kept: Sequence[PageLine], line: PageLine) -> bool:
    """Whether the page is over here: a mark of rights may also stand below a picture, amid the story."""
    if line.text.startswith("©") and count_words(line.text) <= 4 and not re.search(r"\d", line.text):
        return False
    after = sum(is_story(line.text) for line in lines[index:])
    return after <= 8 and after * 2 <= sum(is_story(line.text) for line in kept)
