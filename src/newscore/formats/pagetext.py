"""Plain text dumped from a news page, read into an Article; and an Article written as such a page.

Specification: none; what newsrooms' pages look like when somebody copies them. Cues stand as data by language in
`page_cues/`; `_page_cues.py` says how.

*Carries* headline, section (by name), kicker, byline (as printed), summary, dateline (as printed before the text),
published_at (as a printed date), body (paragraphs, sub-headings, lists, quotes, dividers).

*Leaves behind* everything else.
"""

from datetime import datetime
from typing import Any

from newscore.article import Article
from newscore.body import plain
from newscore.body.blocks import Block, Paragraph
from newscore.byline import Byline
from newscore.dates import display_date, rfc3339
from newscore.errors import DateError, FormatError, Problem, UnknownZone, shorten
from newscore.formats._page_body import BodyReader
from newscore.formats._page_credits import PrintedDate
from newscore.formats._page_cues import Cues, cues_of, guess_language
from newscore.formats._page_decoding import decode
from newscore.formats._page_foot import read_foot
from newscore.formats._page_head import Head, read_head
from newscore.formats._page_labels import LabelReader
from newscore.formats._page_lines import PageLine, read_lines
from newscore.formats._page_place import find_place
from newscore.formats._page_sift import sift
from newscore.languages import parse_language
from newscore.publication import Publication, find_zone
from newscore.reading import Note, Reading
from newscore.text import MAX_LINE, is_line, is_text, truncate

__all__ = ["dumps", "loads"]


def loads(data: bytes | str, *, language: str | None = None, zone: str | None = None) -> Reading[Article]:
    """Return the story on a page of text, a draft, with a note for every line that is not in it and for every guess.

    *language* is the page's; without it the cues of the language that its small words look like count, and the article
    has none. *zone* is where the page's clock hangs: only with it does a date without an offset become `published_at`.

    >>> reading = loads("Ledger\\n\\nStorm Hits Three Harbours\\n\\nThe wind rose at four, and the ferries stopped.")
    >>> reading.content.headline, [block.text for block in reading.content.body]
    ('Storm Hits Three Harbours', ['The wind rose at four, and the ferries stopped.'])

    Raises LimitExceeded over 5 MiB, 50,000 lines or 5,000 blocks, FormatError where there is nothing to be a headline,
    LanguageError, UnknownZone.
    """
    if zone is not None and find_zone(zone) is None:
        raise UnknownZone(f"expected an IANA time zone such as 'Europe/Berlin', got {shorten(zone)}")
    tag = parse_language(language) if language is not None else None
    page, notes = decode(data, tag)
    lines = read_lines(page, notes.append)
    cues = cues_of(tag or _guessed(page, notes))
    lines = sift(lines, cues, notes.append)
    head = read_head(lines, cues, tag, zone, notes.append)
    if head.headline is None:
        message = "expected a headline, found no line that could be one"
        problem = Problem(path="", code="missing", message=message, line=1, column=1)
        raise FormatError("text: no headline", [problem])
    fields: dict[str, Any] = {"language": tag} | _labels(head, head.headline, cues, notes, tag) | _dates(head, notes)
    story = lines[head.end :]
    byline = read_foot(story, head.byline, cues, tag, notes)
    if byline is not None:
        fields["byline"] = _byline(*byline, notes, tag)
    if head.standfirst is not None:
        fields["summary"] = head.standfirst.text
        notes.append(_note("guess-summary", "read as the standfirst", head.standfirst))
    body = BodyReader(story, cues, tag, zone, notes.append).read()
    fields["body"] = body
    fields |= _place(body, story, notes)
    notes.sort(key=lambda note: note.line or 0)
    return Reading(Article(**fields), tuple(notes))


def _note(code: str, message: str, line: PageLine, value: str = "", text: str = "") -> Note:
    return Note(code=code, message=message, text=text or line.text, value=value, line=line.number)


def _guessed(page: str, notes: list[Note]) -> str | None:
    language = guess_language(page)
    if language is not None:
        message = "by its small words; the article has no language, give one to set it"
        notes.append(Note(code="guess-language", message=message, value=language))
    return language


def _labels(head: Head, headline: PageLine, cues: Cues, notes: list[Note], language: str | None) -> dict[str, Any]:
    reader = LabelReader(cues, language, notes.append)
    title = reader.headline(headline)
    clock = next((line.number for line, _ in head.dates if line.number < headline.number), 0)
    fields = reader.read(head.labels, title, clock)
    if head.section is not None:
        reader.take_section(head.section)
    return fields | {"headline": title}


def _dates(head: Head, notes: list[Note]) -> dict[str, Any]:
    """The moments of publication and change, where dates are printed whose zone is known; every date is also a note."""
    found: dict[str, tuple[datetime, PageLine]] = {}
    for line, printed in head.dates:
        if printed is None:
            notes.append(_note("date-text", "a date told from now, or without its year", line))
            continue
        notes.append(_note("date-text", "a printed date", line, printed.date.iso))
        if _is_usable(printed, line, notes) and printed.date.moment is not None:
            found.setdefault(printed.role, (printed.date.moment, line))
        if not printed.role and head.headline is not None and line.number < head.headline.number:
            message = "above the headline: it may be the page's clock and not the story's date"
            notes.append(_note("guess-date-role", message, line, printed.date.iso))
    return _moments(found, notes)


def _moments(found: dict[str, tuple[datetime, PageLine]], notes: list[Note]) -> dict[str, Any]:
    first = found.get("published") or found.get("")
    changed = found.get("updated")
    if first is None and changed is not None:
        message = "only a change is dated; read as the date of publication"
        notes.append(_note("guess-date-role", message, changed[1], rfc3339(changed[0])))
        first, changed = changed, None
    fields: dict[str, Any] = {"published_at": first[0]} if first else {}
    if first and changed and changed[0] > first[0]:
        fields["modified_at"] = changed[0]
    return fields


def _is_usable(printed: PrintedDate, line: PageLine, notes: list[Note]) -> bool:
    date = printed.date
    if date.weekday_agrees is False:
        message = f"the printed weekday is not that of {date.day.isoformat()}"
        notes.append(_note("weekday-mismatch", message, line, date.iso, date.text))
        return False
    if date.moment is None:
        message = "no moment: " + ("no time is printed" if date.clock is None else "no zone is known")
        notes.append(_note("date-without-moment", message, line, date.iso, date.text))
    return True


def _byline(line: PageLine, text: str, sure: bool, notes: list[Note], language: str | None) -> Byline:
    if not sure:
        notes.append(_note("guess-byline", "no word says that it is one", line, text=text))
    beside = line.text.replace(text, " ", 1).strip(" ()（）＝=")
    if beside and not any(note.text == line.text for note in notes):
        notes.append(_note("dropped", "beside the byline", line, text=beside))
    printed = truncate(text, MAX_LINE)
    if printed != text:
        notes.append(_note("repaired-byline", f"cut at {MAX_LINE} characters", line, text=text))
    return Byline.parse(printed, language=language)


def _place(body: tuple[Block, ...], story: list[PageLine], notes: list[Note]) -> dict[str, Any]:
    """The place before the first words, which channels print from its own field, and the agency with it."""
    at = next((place for place, block in enumerate(body) if block.type == "paragraph"), None)
    if at is None or not isinstance(first := body[at], Paragraph) or (found := find_place(first.text)) is None:
        return {}
    printed, rest = first.text[: found.width], first.text[found.width :].strip()
    if not is_line(found.place) or not is_text(rest):
        return {}
    line = next(line for line in story if line.text.startswith(printed))
    fields: dict[str, Any] = {"dateline": found.place, "body": (*body[:at], Paragraph(text=rest), *body[at + 1 :])}
    notes.append(_note("guess-dateline", "the place before the first words", line, found.place, printed.strip()))
    if found.agency and is_line(found.agency):
        fields["provider"] = found.agency
        notes.append(_note("guess-provider", "the agency beside the place", line, found.agency, printed.strip()))
    return fields


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
