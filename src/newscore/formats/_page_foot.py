"""The foot of a story: who wrote and edited it, the agency's name, lines about the author, and what leads away."""

import re
from typing import Final

from newscore.formats._page_credits import is_about, is_desk, is_name, read_credit
from newscore.formats._page_cues import Cues
from newscore.formats._page_lines import PageLine, find_marker
from newscore.formats._page_sift import is_story
from newscore.reading import Note
from newscore.text import count_words

__all__ = ["Signed", "read_foot"]

Signed = tuple[PageLine, str, bool]
"""The line of a byline, its words, and whether a word for "by" says that it is one."""

_LINES: Final = 40
_SENTENCE: Final = re.compile(r"[.!?…。！？۔।;:»”\"’)」』]\Z")
_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
# Japanese papers print the writer's name in brackets below the last words.
_SIGNED: Final = re.compile(r"（[一-鿿々][一-鿿々ぁ-んァ-ヶ・\s]{1,11}）")


def read_foot(
    story: list[PageLine], byline: Signed | None, cues: Cues, language: str | None, notes: list[Note]
) -> Signed | None:
    """Take from the end of *story* what is not its last words; return the byline, which may stand there.

    A line that ends like no sentence goes where the paragraphs above it do, or where the page's own words, dropped
    before, stand directly below it.
    """
    dropped = {note.line for note in notes if note.code == "dropped"}

    def drop(line: PageLine, why: str) -> None:
        dropped.add(line.number)
        notes.append(Note(code="dropped", message=why, text=line.text, line=line.number))

    # Where paragraphs end like sentences, a line below the last that does not is none.
    settled = sum(is_story(line.text) and _SENTENCE.search(line.text[-9:]) is not None for line in story) > 1
    for _ in range(min(_LINES, len(story) - 1)):
        line = story[-1]
        signature = _find_signature(line, cues, language)
        if byline is not None and (signature is not None or is_about(line.text, byline[1])):
            if signature is not None and not signature[2] and not is_about(line.text, byline[1]):
                break
            drop(story.pop(), "a second byline" if signature else "what the author does")
        elif _take_date(line, cues, language, notes):
            story.pop()
        elif signature is not None:
            byline = signature
            story.pop()
        elif _ADDRESS.search(line.text[:200]) and count_words(line.text) <= 24:
            drop(story.pop(), "how to reach the author")
        elif _is_credit(line.text, cues):
            drop(story.pop(), "a credit of the agency's")
        elif (settled or line.number + 1 in dropped) and _leads_away(line.text):
            drop(story.pop(), "below the story")
        else:
            break
    return byline


def _find_signature(line: PageLine, cues: Cues, language: str | None) -> Signed | None:
    credit = read_credit(line.text, cues, language, None)
    if credit is not None and credit.byline and not credit.dates:
        return line, credit.byline, True
    if _SIGNED.fullmatch(line.text):
        return line, line.text[1:-1], False
    if line.alone and is_name(line.text):
        return line, line.text, False
    return None


def _take_date(line: PageLine, cues: Cues, language: str | None, notes: list[Note]) -> bool:
    """Note a printed date below the story; a page's foot is no place for its moment."""
    credit = read_credit(line.text, cues, language, None)
    if credit is None or not credit.dates or credit.byline:
        return False
    value = credit.dates[0].date.iso
    message = "a printed date below the story"
    notes.append(Note(code="date-text", message=message, text=line.text, value=value, line=line.number))
    return True


def _is_credit(text: str, cues: Cues) -> bool:
    return text[:1] in "(（" and text[-1:] in ")）" and is_desk(text[1:-1], cues)


def _leads_away(text: str) -> bool:
    ends = _SENTENCE.search(text) is not None and not text.endswith((":", "："))
    return not ends and not is_story(text) and count_words(text) <= 14 and not _is_block(text)


def _is_block(text: str) -> bool:
    """Whether a line is an item of a list, a quotation, who said it, or a divider."""
    return find_marker(text) is not None or text[0] in ">–—―" or re.fullmatch(r"\W+", text) is not None
