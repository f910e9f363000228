"""Lines of dates and bylines: what each part of such a line is, and by what it was told."""

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from newscore.byline import Byline
from newscore.byline_parser import find_prefix
from newscore.dates import Dateline, find_dateline
from newscore.formats._page_cues import Cues
from newscore.text import count_words

__all__ = [
    "Credit", "PrintedDate", "find_byline", "is_about", "is_ago", "is_desk", "is_name", "is_running_text",
    "read_credit",
]  # fmt: skip

_MAX: Final = 200
_DATES: Final = 4
_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟۔।॥։]+[\"”’»“«)\]」』]*\Z")
_SENTENCES: Final = re.compile(r"[^\W\d_]{3}[.!?][”\"’»]?\s[„“\"«»]?[^\W\d_a-z].*[:：]\Z|[。！？].*[:：]\Z")
_TRIM: Final = " \t|~,:;·•–—-/／()（）[]،、：."
_PARTS: Final = re.compile(r"\s*[|·•~]\s*|\s+(?=[^\s:：]{1,12}[:：])|\s[/–—-]\s")
# A number beside a word, and no time: a day and a month, perhaps.
_DAY_OF_MONTH: Final = re.compile(
    r"[^\W\d_]{3,12}\.?\s\d{1,2}(?![\d:.h])|(?<![\d:.])\d{1,2}\.?(?:\s(?:de\s)?)[^\W\d_]{3,12}\.?"
)
# A time of day alone, behind a label.
_CLOCK: Final = re.compile(
    r"(?:[^\W\d_]{1,4}\.?\s)?\d{1,2}[:.h]\d\d(?:\s[^\W\d_.]{1,4}[^\W\d_]?(?:\.[^\W\d_]\.?)?){0,2}"
)
_NUMBERS: Final = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d./-])")
# A name: two to four words with capitals, particles between them.
_PARTICLES = r"(?:(?:de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|zu|af|al|el|bin|ibn|ter|ten)\s){0,3}"
_WORD = r"(?:(?:d['’]|al-|el-|o['’])?[^\W\d_a-z][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?)"
_NAME: Final = re.compile(rf"{_PARTICLES}{_WORD}(?:\s{_PARTICLES}{_WORD}){{1,3}}")
# Three to five Chinese signs beside a date are a name, if they are no word that is known.
_HAN_NAME: Final = re.compile(r"[一-鿿々]{3,5}|[一-鿿々]{1,3}\s[一-鿿々]{1,3}")
_JOINTS: Final = re.compile(
    r"\s*(?:,|;|/|\s(?:&|and|und|et|y|e|og|och|en|i|oraz|и|та|және|ve|και|și|és|ja|dan|và|na)(?=\s))\s*"
)

Role = Literal["", "published", "updated"]


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date on a line, and what the words before it say it is."""

    date: Dateline
    role: Role = ""


@dataclass(slots=True)
class Credit:
    """What a line of credits says; what is in none of these parts is told by the note on its date."""

    dates: list[PrintedDate] = field(default_factory=list)
    ago: bool = False
    """Whether it tells a date from now ("2 hours ago") or leaves out the year ("January 15, 11:14 AM")."""
    unread: Literal["", "ambiguous-date", "unknown-date"] = ""
    """Numbers that mean two days, or none."""
    byline: str = ""
    sure: bool = True
    """Whether a word says that it is a byline; otherwise it only looks like a name."""
    dropped: list[str] = field(default_factory=list)


def is_running_text(text: str) -> bool:
    """Say whether a line reads like a sentence or more, not like a label or a title.

    >>> is_running_text("The wind rose at four, and by six the ferries had stopped."), is_running_text("Hot News")
    (True, False)
    """
    if len(text) > 180:
        return True
    words = count_words(text)
    return words > 26 or (words > 6 and (_SENTENCE_END.search(text) or _SENTENCES.search(text)) is not None)


def is_name(text: str) -> bool:
    """Say whether *text* looks like names of people, by its capitals; scripts without case never do.

    >>> [is_name(text) for text in ("Chloé Martin et Hugo Petit", "Ada van der Berg", "A long quarrel", "山田太郎")]
    [True, True, False, False]
    """
    text = text.replace("*", "")
    if not 4 < len(text) <= 80 or text.isupper():
        return False
    parts = _JOINTS.split(text)
    if len(parts) > 1 and re.fullmatch(_WORD, parts[-1]):
        parts.pop()  # The place behind the names.
    return all(_NAME.fullmatch(part) and any(map(str.isupper, part)) and count_words(part) <= 5 for part in parts)


def is_desk(text: str, cues: Cues) -> bool:
    """Say whether *text* names desks and agencies only, as "APA, Redaktion" does."""
    if len(text) > 80 or count_words(text) > 6:
        return False
    parts = [part for part in re.split(r"\s*[,/|]\s*", text) if part]
    return bool(parts) and all(
        cues.says("desk", part)
        or any(credit.contributor.kind == "organization" for credit in Byline.parse(part).credits)
        for part in parts
    )


def is_about(text: str, byline: str) -> bool:
    """Say whether a line speaks of the author: it begins with a name of the byline, which has two words or more.

    >>> is_about("Jane Doe reported from Oslo.", "By Jane Doe and John Roe"), is_about("The wind rose.", "By Jane Doe")
    (True, False)
    """
    words = text.split()
    if len(words) < 2 or len(text) > 400 or not text[0].isalpha():
        return False
    if re.fullmatch(r"[^\W\d_]{2,4}\.", words[0]) and words[1][:1].isupper():
        return words[1].strip(".,:") in byline.split()
    return " ".join(words[:2]).rstrip(".,:") in byline


def find_byline(text: str, cues: Cues, language: str | None) -> bool:
    """Say whether *text* begins with a word for "by" and goes on like a name."""
    if len(text) > _MAX or is_running_text(text.rstrip(".")):
        return False
    prefix = find_prefix(text, language)
    marked = len(prefix) if prefix else 0
    if not marked:
        marked = cues.begins("byline", text)
        after = text[marked : marked + 1]
        # The table's single words are nouns, too: without a colon, only a name makes them a byline.
        told = after in tuple(":：・/／＝=") or ":" in text[:marked] or " " in text[:marked].strip()
        if not told and not _is_plainly_named(text[marked:].strip()):
            return False
    rest = text[marked:].strip(" :：/／・＝=")
    if cues.has_word("desk", rest) and count_words(rest) <= 6:
        return bool(marked)
    # "Von unserem Mitarbeiter Max Muster": a calling, and then the name.
    if prefix and rest[:1].islower() and count_words(rest) <= 6 and is_name(" ".join(rest.split()[-2:])):
        return True
    return bool(marked) and _is_capital(rest) and count_words(text) <= 24


def _is_plainly_named(rest: str) -> bool:
    if rest[:1].isupper():
        return is_name(rest)
    return rest[:1].isalpha() and not rest[:1].islower() and len(rest) <= 30 and count_words(rest) <= 6


def _is_capital(rest: str) -> bool:
    first = rest.lstrip("„“«\"'(")[:1]
    return first.isupper() or (first.isalpha() and not first.islower())


def read_credit(text: str, cues: Cues, language: str | None, zone: str | None) -> Credit | None:
    """Return what a line of dates and names says, or None where it is no such line.

    A date counts where nothing stands beside it but labels, names, the page's words, or at most five other words.
    """
    if len(text) > _MAX:
        return None
    dates = _find_dates(text, language, zone)
    if not dates:
        return _undated(text, cues, language)
    credit = Credit()
    other, start = 0, 0
    for found in [*dates, None]:
        role: Role = ""
        for part in _PARTS.split(text[start : found.start if found else len(text)]):
            label = _label(part, cues)
            role = label or (role if not part.strip(_TRIM) else "")
            other += 0 if label else _take_part(part.strip(_TRIM), credit, cues, language)
        if found is not None:
            credit.dates.append(PrintedDate(found, role))
            start = found.end
    if other > 5 or (other > 2 and is_running_text(text) and not credit.dates[0].role):
        return None
    return credit


def _take_part(part: str, credit: Credit, cues: Cues, language: str | None) -> int:
    """Take a part of a line beside its dates; return how many words of it are nothing that is known."""
    if not part or is_ago(part, cues):
        return 0
    if find_byline(part, cues, language) and not credit.byline:
        credit.byline = part
    elif cues.kind_of(part):
        credit.dropped.append(part)
    elif (
        (is_name(part) or _HAN_NAME.fullmatch(part))
        and not credit.byline
        and not cues.says("section", part)
        and not cues.is_outlet(part)
    ):
        credit.byline, credit.sure = part, False
    else:
        return max(1, count_words(part))
    return 0


def _undated(text: str, cues: Cues, language: str | None) -> Credit | None:
    if is_ago(_unwrapped(text), cues) or _is_yearless(text, cues, language):
        return Credit(ago=True)
    numbers = _NUMBERS.search(text)
    if numbers is not None:
        beside = f"{text[: numbers.start()]} {text[numbers.end() :]}"
        if count_words(beside) <= 5 and not is_running_text(text):
            ambiguous = int(numbers[1]) <= 12 and int(numbers[3]) <= 12
            return Credit(unread="ambiguous-date" if ambiguous else "unknown-date")
    text = _unwrapped(text)
    # "Posted by Jane Doe": the label of a date, without the date.
    posted = text[cues.begins("published", text) :].strip(_TRIM)
    return next((Credit(byline=said) for said in (text, posted) if find_byline(said, cues, language)), None)


def _is_yearless(text: str, cues: Cues, language: str | None) -> bool:
    """Whether a line is a day and a month, with labels, weekday and time at most: with a year it would be a date."""
    if not 3 < len(text) <= 40 or not any(map(str.isdigit, text)) or _NUMBERS.search(text):
        return False
    for dated in (f"2024年{text}", _DAY_OF_MONTH.sub(r"\g<0> 2024", text, count=1)):
        found = find_dateline(dated, language=language)
        if found is not None and "2024" in found.text:
            beside = [dated[: found.start], dated[found.end :]]
            return all(not part.strip(_TRIM) or _label(part, cues) or is_ago(part, cues) for part in beside)
    return False


def _unwrapped(text: str) -> str:
    """Without the round brackets that wires put around a credit, and the sign of equality before it in Japanese."""
    text = text.lstrip("＝=").strip()
    return text[1:-1].strip() if text[:1] in "(（" and text[-1:] in ")）" and len(text) > 2 else text


def _find_dates(text: str, language: str | None, zone: str | None) -> list[Dateline]:
    found: list[Dateline] = []
    start = 0
    while len(found) < _DATES and (date := find_dateline(text[start:], language=language, zone=zone)) is not None:
        found.append(_moved(date, start))
        start = found[-1].end
    return found


def _moved(date: Dateline, by: int) -> Dateline:
    if not by:
        return date
    return Dateline(
        text=date.text, day=date.day, clock=date.clock, weekday=date.weekday, offset=date.offset,
        zone_text=date.zone_text, moment=date.moment, clock_change=date.clock_change,
        start=date.start + by, end=date.end + by,
    )  # fmt: skip


def _label(part: str, cues: Cues) -> Role:
    label = part.strip(_TRIM)
    if not label or len(label) > 60:
        return ""
    for role in ("updated", "published"):
        if cues.says(role, label) or cues.begins(role, label):
            return role
    return ""


def is_ago(text: str, cues: Cues) -> bool:
    """Whether a line tells a date from now, with a label before it or without."""
    if len(text) > 80:
        return False
    label = max(cues.begins("updated", text), cues.begins("published", text))
    rest = text[label:].strip(_TRIM)
    return cues.says("ago", text) or (bool(label) and (cues.says("ago", rest) or bool(_CLOCK.fullmatch(rest))))
