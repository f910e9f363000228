"""The place and the agency that a wire prints before a story's first words."""

import re
from typing import Final, NamedTuple

__all__ = ["Place", "find_place"]

_LONGEST: Final = 120
# A place: up to four words that begin with a capital, or a word of a script without case; then perhaps a region.
_WORD = r"[^\W\d_][\w’'-]*(?:\.[\w’'-]+)*"
_NAME = rf"{_WORD}(?:[ ]{_WORD}){{0,4}}"
_AGENCY = r"[^\W\d_][\w ./-]{1,40}"
_DAY = r"\d{1,2}\.?(?:[ ](?:de[ ])?[^\W\d_]{2,10}\.?)?(?:[ ]\d{4})?|[^\W\d_]{2,10}\.?[ ]\d{1,2}"
_DASH = r"\s?[.]?[–—―-]{1,2}\s*"

# In order: (ANSA) - GENOVA, 15 GEN - … · Kiel (dpa) - … · Paris, 15 jan 2026 (AFP) - … · (서울=연합뉴스) … ·
# 【函館＝山田太郎】… · 新华社北京1月15日电（记者…）… · Москва. 15 января. ИНТЕРФАКС - … · АСТАНА. ҚазАқпарат – … ·
# МУРМАНСК, 15 января. /Корр. ТАСС …/. … · ASTANA — … · ASTANA, Jan 15 – …
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"\((?P<agency>{_AGENCY})\)\s?[–—-]\s?(?P<place>{_NAME}),\s(?:{_DAY}){_DASH}(?=\S)",
        rf"(?P<place>{_NAME}(?:,\s{_NAME}){{0,2}}?)(?:,\s(?:{_DAY}))?,?\s?\((?P<agency>{_AGENCY})\)\s?(?:{_DASH}|[:.]\s)(?=\S)",
        r"\((?P<place>[^\W\d_]{1,12})\s?[=＝]\s?(?P<agency>[^\W\d_]{1,16})\)\s(?:[^=()\n]{1,40}[=＝]\s)?(?=\S)",
        r"【(?P<place>[^\W\d_]{1,12}(?<![讯訊报報社]))(?:\s?[=＝]\s?[^】]{1,30})?】(?=\S)",
        r"(?P<agency>[一-鿿]{1,5}社)(?P<place>[一-鿿]{2,8}?)(?:\d{1,2}月)?\d{1,2}日[电電]"
        r"(?:\s?[（(][^）)]{1,40}[）)])?\s?(?=\S)",
        rf"(?P<place>{_NAME})\.\s(?:{_DAY})\.\s{_WORD}(?:[ ]{_WORD}){{0,2}}{_DASH}(?=\S)",
        rf"(?P<place>{_NAME}),\s(?:{_DAY})\.\s/[^/]{{2,60}}/\.\s(?=\S)",
        rf"(?P<capitals>{_NAME})(?:\.\s{_WORD}(?:[ ]{_WORD}){{0,2}})?\s[–—―-]{{1,2}}\s(?=\S)",
        rf"(?P<capitals>{_NAME})(?:,\s{_NAME})?,\s(?:{_DAY})\s?[–—―:-]{{1,2}}\s(?=\S)",
    )
)


class Place(NamedTuple):
    """The place, the agency if one is printed in brackets, and how many characters they take with their signs."""

    place: str
    agency: str
    width: int


def find_place(text: str) -> Place | None:
    """Return the place printed before the first words of *text*, or None.

    >>> find_place("NEW YORK (AP) — Stocks slid on Friday.")
    Place(place='NEW YORK', agency='AP', width=16)
    >>> find_place("Kiel (dpa) - Die Fischer haben gefangen."), find_place("Winter — the long season — is over.")
    (Place(place='Kiel', agency='dpa', width=13), None)
    """
    head = text[:_LONGEST]
    for form in _FORMS:
        found = form.match(head)
        if found is not None and found.end() < len(text):
            groups = found.groupdict()
            place = (groups.get("place") or groups.get("capitals") or "").strip(" ,.")
            # Without an agency or a full date beside it, only capitals tell a place from any other word.
            if all(_is_capital(word) for word in place.split()[:1]) and ("place" in groups or place.isupper()):
                return Place(place, (groups.get("agency") or "").strip(), found.end())
    return None


def _is_capital(word: str) -> bool:
    return not word[:1].islower()
