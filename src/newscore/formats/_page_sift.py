"""What belongs to the page and not to the story is sifted out of its lines, each with a note."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final

from newscore.formats._page_credits import find_byline, is_desk, is_name
from newscore.formats._page_cues import Cues
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

    def drop(line: PageLine, why: str) -> None:
        note(Note(code="dropped", message=why, text=line.text, line=line.number))

    kept: list[PageLine] = []
    told = [is_story(line.text) for line in lines]
    # How many lines of prose there are from each line to the last.
    ahead = [0, *accumulate(reversed(told))][::-1]
    before = 0
    last = max((at for at, line in enumerate(lines) if _is_content(line.text)), default=len(lines))
    pictured = False
    index = _drop_menu(lines, cues, drop)
    dropped_at = index
    while index < len(lines):
        line = lines[index]
        kind = cues.kind_of(line.text)
        if not before and kind in ("related", "furniture") and _is_label(line.text, cues):
            kind = None
        index += 1
        if kind is None and dropped_at == index - 1 and line.text.isdecimal():
            kind = "furniture"
        if kind is None and len(line.text) <= 400 and _CAPTION.fullmatch(line.text):
            drop(line, "a picture's caption")
            continue
        if kind is None and pictured and not is_story(line.text) and count_words(line.text) > 3:
            drop(line, "a picture's caption")
            pictured = False
            continue
        pictured = kind == "picture"
        # Below the last prose of the page, behind its own words, only who wrote it is the story's.
        if kind is None and before and index - 1 > last and dropped_at > last and not _is_signed(line.text, cues):
            drop(line, "below the story")
            continue
        if kind is None:
            before += told[index - 1]
            kept.append(line)
            continue
        drop(line, _WHY[kind])
        dropped_at = index
        if kind == "related" and before:
            index = _drop_links(lines, index, cues, drop)
        elif kind == "end" and before and _is_over(line, before, ahead[index]):
            for after in lines[index:]:
                drop(after, "after the end of the story")
            break
    return kept


_WHY: Final = {
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


def _is_label(text: str, cues: Cues) -> bool:
    """Whether words of the page may, above a story, be its section or a flag as well."""
    return cues.says("section", text) or cues.says("flag", text)


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
