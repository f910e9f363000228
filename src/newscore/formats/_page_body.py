"""The body of a dumped page as blocks: paragraphs, sub-headings, lists, quotes and dividers, by looks and order."""

import re
from collections.abc import Callable
from typing import Final

from newscore.body.blocks import MAX_BLOCKS, Block, Divider, Heading, List, ListItem, Paragraph, Quote
from newscore.errors import LimitExceeded
from newscore.formats._page_credits import is_ago, is_running_text, read_credit
from newscore.formats._page_cues import Cues
from newscore.formats._page_lines import PageLine, find_marker, is_dash
from newscore.formats._page_sift import is_story
from newscore.reading import Note
from newscore.text import MAX_LINE, MAX_TEXT, count_words, is_text

__all__ = ["BodyReader"]

_LIST_DEPTH: Final = 6
_DIVIDER: Final = re.compile(r"(?:[*_=~#•·◆◇■□●○※–—―-]\s*){3,}")
# A second dash behind a comma, as "– Where to? – she asked": somebody speaks.
_SPEECH: Final = re.compile(r"[,.?!…]\s[–—-]\s")
_SPOKEN: Final = re.compile(r"[\"“„«»「『‘”].{1,400}[\"”“»«」』’][.,!?]?\Z")
_ATTRIBUTION: Final = re.compile(r"[–—―-]\s?(?=[^\W\d_])")


class BodyReader:
    """Makes blocks of the lines below a page's head."""

    def __init__(
        self, lines: list[PageLine], cues: Cues, language: str | None, zone: str | None, note: Callable[[Note], None]
    ) -> None:
        self.lines = lines
        self.cues = cues
        self.language = language
        self.zone = zone
        self.note = note

    def read(self) -> tuple[Block, ...]:
        """Return the blocks. Raises LimitExceeded over 5,000 of them, nested ones counted."""
        blocks: list[Block] = []
        index, count = 0, 0
        while index < len(self.lines):
            found, width = self._blocks_at(index)
            blocks.extend(found)
            count += sum(_size(block) for block in found)
            if count > MAX_BLOCKS:
                raise LimitExceeded("blocks", count, MAX_BLOCKS)
            index += width
        return tuple(blocks)

    def _blocks_at(self, index: int) -> tuple[list[Block], int]:
        """The blocks that begin at one line, and how many lines they are."""
        line = self.lines[index]
        if _DIVIDER.fullmatch(line.text) and len(line.text) <= 80:
            return [Divider()], 1
        if line.text.startswith(">") and line.text.strip("> "):
            return self._quoted(index)
        if index + 1 < len(self.lines) and (attribution := self._attribution(index)):
            return [Quote(text=line.text, attribution=attribution)], 2
        if items := self._list_run(index):
            run = self.lines[index : index + items]
            if is_dash(line.text) and self._is_speech(index, run):
                return [block for spoken in run for block in _paragraphs(spoken, self.note)], items
            return [_list(run)], items
        if self._is_date(line):
            return [], 1
        if self._is_heading(index):
            return [Heading(text=line.text)], 1
        return list(_paragraphs(line, self.note)), 1

    def _quoted(self, index: int) -> tuple[list[Block], int]:
        end = index
        while end < len(self.lines) and self.lines[end].text.startswith(">"):
            end += 1
        texts = [
            text for line in self.lines[index:end] if (text := line.text.lstrip("> ")) and is_text(text[:MAX_TEXT])
        ]
        whole = "\n".join(texts)
        if not texts or len(whole) > MAX_TEXT:
            return [block for line in self.lines[index:end] for block in _paragraphs(line, self.note)], end - index
        return [Quote(text=whole)], end - index

    def _attribution(self, index: int) -> str:
        """Who said the quotation of a whole line, from the line below that begins with a dash; or nothing."""
        line, below = self.lines[index], self.lines[index + 1]
        found = _ATTRIBUTION.match(below.text)
        if found is None or below.group != line.group or not _SPOKEN.fullmatch(line.text[:MAX_LINE]):
            return ""
        name = below.text[found.end() :]
        return name if count_words(name) <= 12 and not is_story(name) and len(name) <= MAX_LINE else ""

    def _is_date(self, line: PageLine) -> bool:
        """Whether a line is a printed date and hardly more; it is noted, and is no paragraph."""
        if is_running_text(line.text):
            return False
        if not any(map(str.isdigit, line.text)) and not is_ago(line.text, self.cues):
            return False
        credit = read_credit(line.text, self.cues, self.language, self.zone)
        if credit is None or not (credit.dates or credit.ago):
            return False
        first = credit.dates[0] if credit.dates else None
        beside = line.text if first is None else line.text[: first.date.start] + line.text[credit.dates[-1].date.end :]
        if first is not None and not first.role and count_words(beside) > 1:
            return False
        message = "a printed date in the story"
        value = first.date.iso if first else ""
        self.note(Note(code="date-text", message=message, text=line.text, value=value, line=line.number))
        return True

    def _is_heading(self, index: int) -> bool:
        """Whether a line is a sub-heading: it looks like one, and stands alone or, where no line does, above prose."""
        if index + 1 >= len(self.lines):
            return False
        line, below = self.lines[index], self.lines[index + 1]
        if not _looks_like_heading(line.text) or is_running_text(line.text):
            return False
        if line.alone:
            return True
        above = self.lines[index - 1] if index else None
        apart = above is None or above.group != line.group or is_story(above.text) or _ends_list(above)
        follows = below.group == line.group and (is_story(below.text) or find_marker(below.text) is not None)
        return apart and follows and count_words(line.text) <= 12

    def _list_run(self, start: int) -> int:
        """How many lines from *start* are the items of one list; 0 where there is none, and one line alone is none."""
        lines = self.lines
        first = find_marker(lines[start].text)
        if first is None:
            return 0
        expected, count = first[0], 0
        for line in lines[start:]:
            marker = find_marker(line.text)
            if marker is None or len(line.text) > MAX_TEXT or not is_text(line.text[marker[1] :]):
                break
            if line.indent <= lines[start].indent + 1:
                if marker[0] != expected:
                    break
                expected = None if expected is None else expected + 1
            count += 1
        return count if count > 1 else 0

    def _is_speech(self, start: int, lines: list[PageLine]) -> bool:
        """Whether lines that begin with a dash are a dialogue: prose, with nothing above that announces a list."""
        run = [line.text for line in lines]
        if any(_SPEECH.search(text) for text in run):
            return True
        if run[0].startswith("- ") or (start and self.lines[start - 1].text.endswith((":", "："))):
            return False
        return any(re.search(r"[.?!…»”\"]\Z", text) for text in run)


def _size(block: Block) -> int:
    if block.type != "list":
        return 1
    return 1 + sum(1 + sum(map(_size, item.blocks)) for item in block.items)


def _ends_list(line: PageLine) -> bool:
    return find_marker(line.text) is not None


def _looks_like_heading(text: str) -> bool:
    quoted = _SPOKEN.fullmatch(text) is not None and text[-1] not in ".,!?"
    return (
        len(text) <= 120
        and count_words(text) <= 16
        and not re.search(r"[.,;:…。、，；：।۔]$", text if not re.search(r"[α-ώ];$", text) else "")
        and (quoted or not re.search(r"[.!?。！？][\"”»」』]$", text))
        and not text[:1].islower()
        and (quoted or not text.startswith(("–", "—", "-", "“", "„", "«", "»", '"', "(", "「", "『")))
        and any(character.isalpha() for character in text)
    )


def _paragraphs(line: PageLine, note: Callable[[Note], None]) -> list[Paragraph]:
    """One paragraph; a line longer than any text may be is parted between words, and that is noted."""
    if len(line.text) <= MAX_TEXT:
        return [Paragraph(text=line.text)]
    message = f"parted at {MAX_TEXT} characters"
    note(Note(code="repaired-paragraph", message=message, text=line.text[:80], line=line.number))
    parts, start, text = [], 0, line.text
    while start < len(text):
        end = min(len(text), start + MAX_TEXT)
        if end < len(text) and (blank := text.rfind(" ", start + 1, end)) > 0:
            end = blank
        part = text[start:end].strip()
        if is_text(part):
            parts.append(Paragraph(text=part))
        start = end + (text[end : end + 1] == " ")
    return parts


def _list(lines: list[PageLine], depth: int = 1) -> List:
    """The list that *lines* are, deeper-indented ones as lists inside the item above them, down to a stated depth."""
    number = (find_marker(lines[0].text) or (None, 0))[0]
    items: list[ListItem] = []
    index = 0
    while index < len(lines):
        inner = index + 1
        while depth < _LIST_DEPTH and inner < len(lines) and lines[inner].indent > lines[0].indent + 1:
            inner += 1
        below = (_list(lines[index + 1 : inner], depth + 1),) if inner > index + 1 else ()
        width = (find_marker(lines[index].text) or (None, 0))[1]
        items.append(ListItem(text=lines[index].text[width:], blocks=below))
        index = inner
    return List(ordered=number is not None, start=1 if number is None else number, items=tuple(items))
