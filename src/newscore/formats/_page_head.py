"""The head of a news page: headline, labels, dates, byline and standfirst, told apart by order and by looks."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from newscore.formats._page_credits import Credit, PrintedDate, is_about, is_desk, is_name, is_running_text, read_credit
from newscore.formats._page_cues import Cues
from newscore.formats._page_labels import breadcrumb, is_same, page_title
from newscore.formats._page_lines import PageLine, find_marker
from newscore.formats._page_sift import is_story
from newscore.reading import Note
from newscore.text import MAX_LINE, count_words

__all__ = ["Head", "HeadReader"]

_HEAD_LINES: Final = 40
_STANDFIRST: Final = 2_000
_SENTENCE_TITLE: Final = 160
# Arabic, Hebrew, Devanagari and their kin; not those that write without blanks.
_CASELESS: Final = re.compile(r"[\u0590-\u0dff\u10a0-\u10ff]+")
_LONG_TITLE: Final = 12


@dataclass(slots=True)
class Head:
    """What the head of a page says; each part is the line it stands in."""

    headline: PageLine | None = None
    labels: list[PageLine] = field(default_factory=list)
    dates: list[tuple[PageLine, PrintedDate | None]] = field(default_factory=list)
    """The dates printed; None is one told from now."""
    byline: tuple[PageLine, str, bool] | None = None
    """The line, the words and whether a word for "by" says so."""
    section: PageLine | None = None
    """A name of a section below the headline."""
    standfirst: PageLine | None = None
    notes: list[Note] = field(default_factory=list)
    end: int = 0
    """The index of the first line of the body."""


class HeadReader:
    """Reads the head of one page, line by line."""

    def __init__(self, lines: list[PageLine], cues: Cues, language: str | None, zone: str | None) -> None:
        self.lines = lines
        self.cues = cues
        self.language = language
        self.zone = zone
        self.head = Head()
        self.titles: list[PageLine] = []

    def read(self) -> Head:
        """Return the head of the page."""
        head = self.head
        for index, line in enumerate(self.lines[:_HEAD_LINES]):
            head.end = index
            if self._take_credit(index) or self._take_person(index):
                continue
            prose = is_running_text(line.text) or (bool(self.titles) and find_marker(line.text) is not None)
            if not prose or (not self._titled() and self._is_sentence_title(index)):
                self.titles.append(line)
            elif self.titles and head.standfirst is None and self._is_standfirst(index):
                head.standfirst = line
            else:
                break
        else:
            head.end = min(len(self.lines), _HEAD_LINES)
        self._sort_titles()
        return head

    def credit(self, index: int) -> Credit | None:
        """Return what the line at *index* says of dates and names, or None."""
        if not 0 <= index < len(self.lines):
            return None
        return read_credit(self.lines[index].text, self.cues, self.language, self.zone)

    def _titled(self) -> bool:
        return any(self._may_be_headline(line) for line in self.titles)

    def _may_be_headline(self, line: PageLine) -> bool:
        text = line.text
        return (
            count_words(text) >= 3
            and breadcrumb(text, self.cues) is None
            and not self.cues.says("section", text)
            and not (self.titles and line is self.titles[0] and self.cues.is_outlet(text))
        )

    def _take_credit(self, index: int) -> bool:
        line, credit, head = self.lines[index], self.credit(index), self.head
        if credit is None or (credit.byline and not credit.dates and (head.byline or not self._may_sign(line.text))):
            return False
        if credit.unread:
            message = {"ambiguous-date": "numbers that mean two days", "unknown-date": "numbers that mean no day"}
            head.notes.append(
                Note(code=credit.unread, message=message[credit.unread], text=line.text, line=line.number)
            )
        if credit.byline and head.byline is None:
            head.byline = (line, credit.byline, credit.sure)
        head.dates += [(line, date) for date in credit.dates] or ([(line, None)] if credit.ago else [])
        for text in credit.dropped:
            head.notes.append(Note(code="dropped", message="page furniture", text=text, line=line.number))
        return True

    def _may_sign(self, text: str) -> bool:
        """Above the headline only a colon or a capital tells a byline from a title."""
        return self._titled() or ":" in text[:24] or "：" in text[:24] or is_name(" ".join(text.split()[1:]))

    def _take_person(self, index: int) -> bool:
        """Take a line that is a name, a name with what he does, or, below a name, what he does."""
        line, head, cues = self.lines[index], self.head, self.cues
        text = line.text
        if text.isdecimal() and (head.dates or head.byline):
            head.notes.append(Note(code="dropped", message="how many look or write", text=text, line=line.number))
            return True
        if head.byline is not None and is_about(text, head.byline[1]):
            head.notes.append(Note(code="dropped", message="what the author does", text=text, line=line.number))
            return True
        if not self._titled() or is_running_text(text) or count_words(text) > 12:
            return False
        if self._is_job(text) or (head.byline is not None and is_desk(text, cues)):
            name = self._signed(text)
            if head.byline is None and name:
                head.byline = (line, text, False)
                return True
            if head.byline is not None and head.byline[0].number < line.number:
                head.notes.append(Note(code="dropped", message="what the author does", text=text, line=line.number))
                return True
            return False
        if head.byline is not None or cues.says("section", text) or cues.is_outlet(text) or breadcrumb(text, cues):
            return False
        first, bar, _ = text.replace(" / ", " | ").partition(" | ")
        if bar and (is_name(first) or is_desk(first, cues)) and count_words(text) <= 6:
            head.byline = (line, text, False)
            return True
        if not (is_name(text) or is_desk(text, cues) or self._may_be_name(index)) or not self._stands_by_credit(index):
            return False
        head.byline = (line, text, False)
        return True

    def _is_job(self, text: str) -> bool:
        return count_words(text) <= 9 and self.cues.has_word("job", text)

    def _signed(self, text: str) -> bool:
        """Whether a line with a job holds a name as well: before a comma, or all of it but the job."""
        name = re.split(r"[,،、|–—-]\s", text)[0]
        if name != text:
            return is_name(name) or (not name[:1].islower() and not self._is_job(name) and count_words(name) <= 4)
        parts = text.split()
        return len(parts) == 2 and not re.search("[A-Za-zА-я]", parts[0]) and not self._is_job(parts[0])

    def _may_be_name(self, index: int) -> bool:
        """Whether a line in a script without case, with blanks between words, may be a name: two to five words."""
        text = self.lines[index].text
        words = re.findall(r"[^\W\d_]+", text)
        below = self.credit(index + 1)
        return (
            2 <= len(words) <= 5
            and all(_CASELESS.fullmatch(word) for word in words)
            and below is not None
            and bool(below.dates)
            and not re.search(r"[.!?؟:،«»\d]", text)
        )

    def _stands_by_credit(self, index: int) -> bool:
        """Whether a date or a job stands directly below, or a date directly above."""
        while index + 1 < len(self.lines) and is_same(self.lines[index + 1].text, self.lines[index].text):
            index += 1
        below, above = self.credit(index + 1), self.credit(index - 1)
        if (below and (below.dates or below.ago)) or (above and (above.dates or above.ago)):
            return True
        following = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        return self._is_job(following) or is_desk(following, self.cues)

    def _is_sentence_title(self, index: int) -> bool:
        """Whether a sentence is the headline: one alone, short, above credits or above prose."""
        line = self.lines[index]
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if len(line.text) > _SENTENCE_TITLE or below is None or re.search(r"[.!?。！？]\s?[^\s.!?\W]", line.text):
            return False
        return self.credit(index + 1) is not None or line.text[-1] in "?!？！" or (line.alone and is_story(below.text))

    def _is_standfirst(self, index: int) -> bool:
        """Whether prose below the headline has credits below it, and the story below those."""
        if len(self.lines[index].text) > _STANDFIRST:
            return False
        for place in range(index + 1, min(index + 4, len(self.lines))):
            if self.credit(place) is not None:
                return place + 1 < len(self.lines)
            if is_story(self.lines[place].text):
                return False
        return False

    def _sort_titles(self) -> None:
        """Of the lines that are neither date nor byline, choose the headline; what stands before it are labels."""
        head = self.head
        head.headline = self._choose_headline()
        if head.headline is None:
            return
        at = self.titles.index(head.headline)
        head.labels = self.titles[:at]
        own = page_title(head.headline.text, self.cues)
        for line in self.titles[at + 1 :]:
            if any(is_same(line.text, said) for said in (head.headline.text, own[0])):
                message = "the headline, printed twice"
                head.notes.append(Note(code="dropped", message=message, text=line.text, line=line.number))
            elif is_same(page_title(line.text, self.cues)[0], head.headline.text):
                head.labels.append(line)
            elif head.section is None and self.cues.says("section", line.text):
                head.section = line
            elif head.standfirst is None and (count_words(line.text) >= 6 or self._is_deck(line)):
                head.standfirst = line
            else:
                self._begin_body(line)
                break

    def _is_deck(self, line: PageLine) -> bool:
        index = self.lines.index(line)
        return count_words(line.text) >= 3 and self.credit(index + 1) is not None and self.credit(index - 1) is None

    def _begin_body(self, line: PageLine) -> None:
        """Too short for a standfirst: the story's first sub-heading. The story begins there."""
        head = self.head
        head.end = self.lines.index(line)
        head.dates = [dated for dated in head.dates if dated[0].number < line.number]
        head.notes = [note for note in head.notes if (note.line or 0) < line.number]
        if head.byline is not None and head.byline[0].number > line.number:
            head.byline = None
        if head.standfirst is not None and head.standfirst.number > line.number:
            head.standfirst = None

    def _choose_headline(self) -> PageLine | None:
        fitting = [line for line in self.titles if len(line.text) <= MAX_LINE]
        for line in fitting:
            title, outlet = page_title(line.text, self.cues)
            for other in fitting:
                if other is not line and outlet and is_same(other.text, title):
                    return other
        crumbs = max((line.number for line in fitting if breadcrumb(line.text, self.cues)), default=0)
        chosen = [line for line in fitting if line.number > crumbs and self._may_be_headline(line)]
        chosen = chosen or [line for line in fitting if self._may_be_headline(line)] or fitting
        if not chosen:
            return None
        longest = max(count_words(line.text) for line in chosen)
        # The first title nearly as long as the longest: a deck below it is often longer still.
        enough = min(longest, max(5, min(longest, _LONG_TITLE) * 0.5))
        return next(line for line in chosen if count_words(line.text) >= enough)


def read_head(
    lines: list[PageLine], cues: Cues, language: str | None, zone: str | None, note: Callable[[Note], None]
) -> Head:
    """Return the head of the page; *note* is told what of it belongs to the page."""
    head = HeadReader(lines, cues, language, zone).read()
    for said in head.notes:
        note(said)
    return head
