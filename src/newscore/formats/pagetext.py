"""Plain text dumped from a news page, read into an Article; and an Article written as such a page.

Specification: none; what newsrooms' pages look like when somebody copies them. Cues stand as data by language in
`page_furniture.txt` and `_page_cues.py`.

*Carries* headline, section, byline (as printed), summary, dateline's date, paragraphs, sub-headings and lists.

*Leaves behind* marks, the sources of pictures and embeds, tables' structure, levels of headings, tags, ids, addresses,
handling, and everything of the publication state but the printed date.
"""

from datetime import datetime
from typing import Any, Final

from newscore.article import Article
from newscore.body import plain
from newscore.body.blocks import MAX_BLOCKS, Block, Heading, List, ListItem, Paragraph
from newscore.byline import Byline
from newscore.dates import display_date, rfc3339
from newscore.errors import DateError, FormatError, LimitExceeded, Problem, UnknownZone, shorten
from newscore.formats._page_cues import is_date_label, is_furniture
from newscore.formats._page_head import (
    Head,
    breadcrumb,
    find_dates,
    is_heading,
    is_home,
    is_running_text,
    page_title,
    read_head,
)
from newscore.formats._page_lines import PageLine, decode, find_marker, read_lines
from newscore.languages import parse_language
from newscore.publication import Publication, find_zone
from newscore.reading import Note, Reading
from newscore.section import Section
from newscore.slugs import slugify
from newscore.text import MAX_LINE, MAX_TEXT, count_words, is_line, truncate

__all__ = ["dumps", "loads"]

_LABEL_WORDS: Final = 5
_LIST_DEPTH: Final = 6


def loads(data: bytes | str, *, language: str | None = None, zone: str | None = None) -> Reading[Article]:
    """Return the story on a page of text, a draft, with a note for every line that is not in it and for every guess.

    *language* is the page's; without it cues of every language count and the article has none. *zone* is where the
    page's clock hangs: only with it does a date without an offset become `published_at`.

    >>> reading = loads("Ledger\\n\\nStorm Hits Three Harbours\\n\\nThe wind rose at four, and the ferries stopped.")
    >>> reading.content.headline, [block.text for block in reading.content.body]
    ('Storm Hits Three Harbours', ['The wind rose at four, and the ferries stopped.'])

    Raises LimitExceeded over 5 MiB or 5,000 blocks, FormatError where there is nothing to be a headline, LanguageError,
    UnknownZone.
    """
    if zone is not None and find_zone(zone) is None:
        raise UnknownZone(f"expected an IANA time zone such as 'Europe/Berlin', got {shorten(zone)}")
    tag = parse_language(language) if language is not None else None
    page, notes = decode(data)
    lines = read_lines(page, notes.append)
    head = read_head(lines, tag, zone, notes.append)
    if head.headline is None:
        problem = Problem(
            path="", code="missing", message="expected a headline, found no line that could be one", line=1, column=1
        )
        raise FormatError("text: no headline", [problem])
    fields: dict[str, Any] = {"headline": _headline(head.headline, notes), "language": tag}
    fields |= _labels(head, notes, tag)
    fields |= _dates(head, notes)
    if head.byline is not None:
        fields["byline"] = Byline.parse(truncate(head.byline[1], MAX_LINE), language=tag)
    if head.standfirst is not None:
        fields["summary"] = head.standfirst.text
        notes.append(
            Note(
                code="guess-summary",
                message="read as the standfirst",
                text=head.standfirst.text,
                line=head.standfirst.number,
            )
        )
    fields["body"] = _body(lines[head.end :], tag, zone, notes)
    notes.sort(key=lambda note: note.line or 0)
    return Reading(Article(**fields), tuple(notes))


def _headline(line: PageLine, notes: list[Note]) -> str:
    headline, outlet = page_title(line.text)
    if outlet is not None and not is_line(headline):
        return line.text
    if outlet is not None:
        notes.append(
            Note(
                code="publication-name", message="after the headline in the page's title", text=outlet, line=line.number
            )
        )
    return headline


def _labels(head: Head, notes: list[Note], language: str | None) -> dict[str, Any]:
    """What the short lines above the headline are: the outlet's name first, then a section, then a kicker."""
    fields: dict[str, Any] = {}
    waiting = list(head.labels)
    top = head.headline.number if head.headline else 0
    masthead_date = next((line.number for line, _ in head.dates if line.number < top), 0)
    for line in list(waiting):
        sections = breadcrumb(line.text)
        title, outlet = page_title(line.text)
        if sections is not None and "section" not in fields:
            fields["section"] = _section(sections, language)
            if is_home(line.text):
                notes.append(
                    Note(code="dropped", message="a way back to the home page", text=line.text, line=line.number)
                )
            waiting.remove(line)
        elif outlet is not None and head.headline is not None:
            notes.append(Note(code="publication-name", message="in the page's title", text=outlet, line=line.number))
            notes.append(Note(code="dropped", message="the page's title", text=title, line=line.number))
            waiting.remove(line)
    named = any(note.code == "publication-name" for note in notes)
    if waiting and not named and (len(waiting) > 1 or waiting[0].number < masthead_date):
        line = waiting.pop(0)
        notes.append(
            Note(code="publication-name", message="the first line of the page", text=line.text, line=line.number)
        )
    for line in waiting:
        if "section" not in fields and count_words(line.text) <= _LABEL_WORDS:
            fields["section"] = _section([line.text], language)
            message = "read as the section; it may be a kicker or the outlet's name"
            notes.append(Note(code="guess-section", message=message, text=line.text, line=line.number))
        elif "kicker" not in fields and len(line.text) <= MAX_LINE:
            fields["kicker"] = line.text
            notes.append(Note(code="guess-kicker", message="read as the kicker", text=line.text, line=line.number))
        else:
            notes.append(Note(code="dropped", message="a label above the headline", text=line.text, line=line.number))
    return fields


def _section(names: list[str], language: str | None) -> Section:
    section: Section | None = None
    for name in names:
        section = Section(name=truncate(name, MAX_LINE), slug=slugify(name, language=language), parent=section)
    assert section is not None  # A breadcrumb has at least one part.
    return section


def _dates(head: Head, notes: list[Note]) -> dict[str, Any]:
    """The publication date, where one is printed whose zone is known; every printed date is also a note."""
    fields: dict[str, datetime] = {}
    for line, found in head.dates:
        label = is_date_label(line.text[: found.start])
        notes.append(
            Note(code="date-text", message="a printed date", text=line.text, value=found.iso, line=line.number)
        )
        if found.weekday_agrees is False:
            message = f"the printed weekday is not that of {found.day.isoformat()}"
            notes.append(
                Note(code="weekday-mismatch", message=message, text=found.text, value=found.iso, line=line.number)
            )
            continue
        if found.moment is None:
            message = "no moment: " + ("no time is printed" if found.clock is None else "no zone is known")
            notes.append(
                Note(code="date-without-moment", message=message, text=found.text, value=found.iso, line=line.number)
            )
        elif "published_at" not in fields:
            fields["published_at"] = found.moment
        elif label and found.moment > fields["published_at"]:
            fields["modified_at"] = found.moment
        if not label and head.headline is not None and line.number < head.headline.number:
            message = "above the headline: it may be the page's clock and not the story's date"
            notes.append(
                Note(code="guess-date-role", message=message, text=found.text, value=found.iso, line=line.number)
            )
    return fields


def _body(lines: list[PageLine], language: str | None, zone: str | None, notes: list[Note]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        items = _list_run(lines, index)
        if is_furniture(line.text, language):
            notes.append(Note(code="dropped", message="page furniture", text=line.text, line=line.number))
        elif items:
            blocks.append(_list(lines[index : index + items]))
            index += items - 1
        elif (found := find_dates(line.text, language, zone)) is not None:
            notes.append(
                Note(
                    code="date-text",
                    message="a printed date in the story",
                    text=line.text,
                    value=found.iso,
                    line=line.number,
                )
            )
        elif line.alone and is_heading(line.text) and index + 1 < len(lines) and not is_running_text(line.text):
            blocks.append(Heading(text=line.text))
        else:
            blocks.extend(_paragraphs(line, notes))
        if len(blocks) > MAX_BLOCKS:
            raise LimitExceeded("blocks", len(blocks), MAX_BLOCKS)
        index += 1
    return tuple(blocks)


def _paragraphs(line: PageLine, notes: list[Note]) -> list[Paragraph]:
    """One paragraph; a line longer than any text may be is parted between words, and that is noted."""
    if len(line.text) <= MAX_TEXT:
        return [Paragraph(text=line.text)]
    notes.append(
        Note(
            code="repaired-paragraph", message=f"parted at {MAX_TEXT} characters", text=line.text[:80], line=line.number
        )
    )
    parts, rest = [], line.text
    while rest:
        cut = rest.rfind(" ", 1, MAX_TEXT) if len(rest) > MAX_TEXT else len(rest)
        cut = cut if cut > 0 else MAX_TEXT
        parts.append(Paragraph(text=rest[:cut].strip()))
        rest = rest[cut:].strip()
    return parts


def _list_run(lines: list[PageLine], start: int) -> int:
    """How many lines from *start* are the items of one list; 0 where there is none, and one line alone is none."""
    first = find_marker(lines[start].text)
    if first is None:
        return 0
    expected, count = first[0], 0
    for line in lines[start:]:
        marker = find_marker(line.text)
        if marker is None or len(line.text) > MAX_TEXT:
            break
        if line.indent <= lines[start].indent + 1:
            if marker[0] != expected:
                break
            expected = None if expected is None else expected + 1
        count += 1
    return count if count > 1 else 0


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


def dumps(article: Article, *, publication: Publication | None = None) -> str:
    """Return *article* as a page of plain text: outlet, date, section, headline, standfirst, byline, body, corrections.

    >>> dumps(Article(headline="Storm hits coast", body="It rained."))
    'Storm hits coast\\n\\nIt rained.\\n'
    """
    byline = article.byline
    corrections = [f"{correction.note} ({rfc3339(correction.at)})" for correction in article.corrections]
    parts = [
        "\n".join(
            part for part in (publication.name if publication else None, _printed_date(article, publication)) if part
        ),
        article.section.name if article.section else None,
        article.kicker,
        article.headline,
        article.subheadline,
        article.summary,
        (byline.text or byline.display(article.language or "en")) if byline else None,
        plain.dumps(article.body).rstrip("\n"),
        *corrections,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _printed_date(article: Article, publication: Publication | None) -> str | None:
    if article.published_at is None:
        return None
    if publication is None:
        return rfc3339(article.published_at)
    try:
        locale = article.language or publication.language
        return display_date(article.published_at, locale=locale, zone=publication.zone, style="full")
    except DateError:
        return rfc3339(article.published_at)
