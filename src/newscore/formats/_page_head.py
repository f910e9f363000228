"""The head of a news page: masthead, date line, section label, headline, byline and standfirst, told apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from newscore.byline_parser import find_prefix
from newscore.dates import Dateline, find_dateline
from newscore.formats._page_cues import is_date_label, is_furniture
from newscore.formats._page_lines import PageLine, find_marker
from newscore.reading import Note
from newscore.section import MAX_DEPTH
from newscore.text import MAX_LINE, count_words

__all__ = [
    "Head",
    "breadcrumb",
    "find_dates",
    "is_heading",
    "is_home",
    "is_running_text",
    "is_same",
    "page_title",
    "read_head",
]

_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟۔։][\"”’»)\]]*$")
_CRUMBS: Final = re.compile(r"\s*[>›»→]\s*|\s+/\s+")
_HEAD_LINES: Final = 40
_STANDFIRST: Final = 2_000

_HOME: Final = frozenset(
    "home|startseite|accueil|inicio|início|главная|головна|басты бет|ana sayfa|anasayfa|الرئيسية|ホーム|首页|홈".split(
        "|"
    )
)


@dataclass(slots=True)
class Head:
    """What the head of a page says; each part is the line it stands in."""

    headline: PageLine | None = None
    labels: list[PageLine] = field(default_factory=list)
    dates: list[tuple[PageLine, Dateline]] = field(default_factory=list)
    byline: tuple[PageLine, str] | None = None
    standfirst: PageLine | None = None
    end: int = 0
    """The index of the first line of the body."""


def is_running_text(text: str) -> bool:
    """Say whether a line reads like a sentence or more, not like a label or a title.

    >>> is_running_text("The wind rose at four, and by six the ferries had stopped."), is_running_text("Hot News")
    (True, False)
    """
    return (_SENTENCE_END.search(text) is not None and count_words(text) > 6) or len(text) > 180


def is_heading(text: str) -> bool:
    """Say whether a line that stands alone between paragraphs looks like a sub-heading."""
    return (
        len(text) <= 120
        and count_words(text) <= 16
        and not re.search(r"[.,;:…。、，；：]$", text)
        and not text[:1].islower()
        and not text.startswith(("–", "—", "-", "“", "„", "«", '"', "("))
        and any(character.isalpha() for character in text)
    )


def find_dates(text: str, language: str | None, zone: str | None) -> Dateline | None:
    """Return the date of a line that is hardly more than a date, or None."""
    if len(text) > 140 or is_running_text(text):
        return None
    found = find_dateline(text, language=language, zone=zone)
    if found is None:
        return None
    rest = (text[: found.start] + " " + text[found.end :]).strip(" |,:;·•–—-()")
    # What stands beside the date must be a label, the name of an outlet, or nothing.
    return found if count_words(rest) <= 5 else None


def read_head(lines: list[PageLine], language: str | None, zone: str | None, note: Callable[[Note], None]) -> Head:
    """Return the head of the page, noting each line of it that is page furniture or printed twice."""
    head = Head()
    titles: list[PageLine] = []
    for index, line in enumerate(lines[:_HEAD_LINES]):
        head.end = index
        if is_furniture(line.text, language):
            note(Note(code="dropped", message="page furniture", text=line.text, line=line.number))
        elif _take_byline(line, head, language, zone) or _take_date(line, head, language, zone):
            continue
        elif is_running_text(line.text) or (titles and find_marker(line.text)):
            # A sentence above the byline or the date is the standfirst; below them the story begins.
            ahead = lines[index + 1 : index + 4]
            if (
                titles
                and head.standfirst is None
                and len(line.text) <= _STANDFIRST
                and any(_is_credit(other, language, zone) for other in ahead)
            ):
                head.standfirst = line
            else:
                break
        else:
            titles.append(line)
    else:
        head.end = min(len(lines), _HEAD_LINES)
    _sort_titles(head, titles, lines, note)
    return head


def _is_credit(line: PageLine, language: str | None, zone: str | None) -> bool:
    probe = Head()
    return _take_byline(line, probe, language, zone) or _take_date(line, probe, language, zone)


def _take_date(line: PageLine, head: Head, language: str | None, zone: str | None) -> bool:
    found = find_dates(line.text, language, zone)
    if found is None:
        return False
    head.dates.append((line, found))
    return True


def _take_byline(line: PageLine, head: Head, language: str | None, zone: str | None) -> bool:
    """Take a line that begins with a word for "by", or that joins a name and a date."""
    if head.byline is not None or len(line.text) > 200:
        return False
    prefix = find_prefix(line.text, language)
    rest = line.text[len(prefix) :].strip() if prefix else ""
    dated = (
        find_dateline(line.text, language=language, zone=zone) if prefix or re.search(r"[|,·•–—]", line.text) else None
    )
    printed = line.text
    if dated is not None:
        printed = (
            line.text[: dated.start].rstrip(" |,·•–—-(") if dated.start else line.text[dated.end :].lstrip(" |,·•–—-)")
        )
    named = rest[:1].isupper() or (rest[:1].isalpha() and not rest[:1].islower())
    if (prefix and named and count_words(printed) <= 24 and not is_running_text(printed)) or (
        dated is not None
        and re.match(r"^(?:[^\W\d_][\w.’'-]+\s+){1,3}[^\W\d_][\w.’'-]+$", printed)
        and not is_date_label(printed)
    ):
        head.byline = (line, printed)
    else:
        return False
    if dated is not None:
        head.dates.append((line, dated))
    return True


def _sort_titles(head: Head, titles: list[PageLine], lines: list[PageLine], note: Callable[[Note], None]) -> None:
    """Of the lines that are neither date nor byline, choose the headline; what stands before it are labels."""
    fitting = [line for line in titles if len(line.text) <= MAX_LINE]
    if not fitting:
        return
    longest = max(count_words(line.text) for line in fitting)
    # The first title nearly as long as the longest: a deck below it is often longer still.
    head.headline = next(line for line in fitting if count_words(line.text) >= min(longest, max(5, longest * 0.6)))
    at = titles.index(head.headline)
    head.labels = titles[:at]
    for line in titles[at + 1 :]:
        if is_same(line.text, head.headline.text) or is_same(line.text, page_title(head.headline.text)[0]):
            note(Note(code="dropped", message="the headline, printed twice", text=line.text, line=line.number))
        elif head.standfirst is None and count_words(line.text) >= 6:
            head.standfirst = line
        else:
            # Too short for a standfirst: the story's first sub-heading. The story begins here.
            head.end = lines.index(line)
            head.dates = [dated for dated in head.dates if dated[0].number < line.number]
            if head.byline is not None and head.byline[0].number > line.number:
                head.byline = None
            break


def page_title(text: str) -> tuple[str, str | None]:
    """Return the headline and the outlet of a page title such as "Storm hits coast | The Ledger".

    >>> page_title("Storm hits coast | The Ledger"), page_title("Storm hits coast")
    (('Storm hits coast', 'The Ledger'), ('Storm hits coast', None))
    """
    headline, found, outlet = text.rpartition(" | ")
    return (headline, outlet) if found else (text, None)


def is_same(one: str, other: str) -> bool:
    """Say whether two lines say the same, in any case."""
    return one.casefold().strip() == other.casefold().strip()


def breadcrumb(text: str) -> list[str] | None:
    """Return the sections of a breadcrumb, the home page left out, or None where the line is none.

    >>> breadcrumb("Home > World > Asia"), breadcrumb("Hot News")
    (['World', 'Asia'], None)
    """
    parts = [part for part in _CRUMBS.split(text) if part]
    if not 2 <= len(parts) <= MAX_DEPTH + 1 or any(not 0 < count_words(part) <= 3 for part in parts):
        return None
    return parts[1:] if is_home(text) else parts


def is_home(text: str) -> bool:
    """Say whether a breadcrumb begins at the home page."""
    return _CRUMBS.split(text)[0].lower() in _HOME
