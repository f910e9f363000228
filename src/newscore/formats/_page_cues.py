"""The words that surround a story on a news page, by language, from the tables in `page_cues/`.

A table is a text file called by its language. `[kind]` opens a kind of cue; the phrases of it follow, parted by ` | `
and by line ends. In a phrase `#` stands for a number and `…` for any words; everything is compared without case.

| kind | what it means for a line |
| --- | --- |
| furniture, prompt, related, end | the page's own words; a request; a heading over links; where the story is over |
| picture | who made a picture, above its caption |
| published, updated, ago | labels of dates; a date told from now |
| byline, job, desk | words before a name; what somebody does; who signs for nobody |
| section, outlet, home | names of sections; words in the names of newspapers; the way back |
| opinion, analysis, review, satire, advertiser | labels of genres |
| flag | words above a headline that are no section, as "exclusive" |
| stop | words that tell the language |
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal

from newscore.article import Genre
from newscore.languages import primary

__all__ = ["LANGUAGES", "Cues", "Kind", "cues_of", "guess_language"]

LANGUAGES: Final = tuple(
    "ar cs da de el en es fa fi fr he hi hu id it ja kk ko nb nl pl pt ro ru sv sw th tr uk uz vi zh".split()
)
"""The languages that have a table."""

Kind = Literal["furniture", "prompt", "related", "end", "picture"]
_KINDS: Final[tuple[tuple[Kind, int], ...]] = (
    ("end", 200),
    ("prompt", 400),
    ("related", 60),
    ("picture", 80),
    ("furniture", 160),
)
_GENRES: Final[dict[str, Genre]] = {
    "opinion": "opinion", "analysis": "analysis", "review": "review", "satire": "satire",
    "advertiser": "advertiser-content",
}  # fmt: skip
# English stands on pages of every language, but not its words for "by" and its small words.
_OWN: Final = frozenset({"byline", "stop", "ago", "job"})
_KIN: Final = {"nn": "nb"}
_NUMBER: Final = r"\d+(?:[ .,]\d+)*"
_EDGES: Final = " \u00a0»›>|·•↑▲▼→←+*:"
_BRACKETS: Final = _EDGES + "【】[]■◆●"


class Cues:
    """The cues that count on one page."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._tables = tuple((code, _table(code)) for code in languages)
        self._exact: dict[str, frozenset[str]] = {}
        self._open: dict[str, re.Pattern[str] | None] = {}

    def words(self, kind: str) -> frozenset[str]:
        """The phrases of a kind that have no open place, folded."""
        if kind not in self._exact:
            self._exact[kind] = frozenset(p for p in self._phrases(kind) if "…" not in p and "#" not in p)
        return self._exact[kind]

    def says(self, kind: str, text: str) -> bool:
        """Say whether the whole of *text* is a phrase of a kind."""
        folded = fold(text).strip(_EDGES)
        if {folded, folded + ":", folded.strip(_BRACKETS)} & self.words(kind):
            return True
        if kind not in self._open:
            self._open[kind] = _expression(p for p in self._phrases(kind) if "…" in p or "#" in p)
        pattern = self._open[kind]
        return (
            pattern is not None and (pattern.fullmatch(fold(text).strip(" ")) or pattern.fullmatch(folded)) is not None
        )

    def kind_of(self, text: str) -> Kind | None:
        """Return what a line that belongs to the page and not to the story is, or None.

        >>> [cues_of("de").kind_of(text) for text in ("Scroll to Top", "Mehr zum Thema", "5 min read", "Es regnet.")]
        ['furniture', 'related', 'furniture', None]
        """
        for kind, longest in _KINDS:
            if len(text) <= longest and self.says(kind, text):
                return kind
        if len(text) > _KINDS[-1][1]:
            return None
        heading, colon, link = text.replace("：", ":").partition(":")
        if self.says("home", text) or (colon and link.strip() and self.says("related", heading)):
            return "furniture"
        # Ways to another page, and words that a page is filed under.
        if re.match(r"[←→]\s?\w|.*\w\s?→\Z", text) or re.fullmatch(r"#\w+(?:[\s,]+#\w+)*", text):
            return "furniture"
        counted = re.fullmatch(r"(.*\w)\s?(?:\(\d{1,6}\)|\d{1,6})", text)
        if counted and self.says("furniture", counted[1]):
            return "furniture"
        parts = re.split(r"\s[|·•/]\s", text)
        known = sum(any(self.says(kind, part) for kind in ("furniture", "home", "section")) for part in parts)
        if len(parts) > 3 and known * 2 >= len(parts):
            return "furniture"
        parts = parts if len(parts) > 1 else text.split()
        if len(parts) > 1 and all(self.says("furniture", part) or self.says("home", part) for part in parts):
            return "furniture"
        return None

    def begins(self, kind: str, text: str) -> int:
        """Return how many characters of *text* are the longest phrase of a kind that it begins with, or 0."""
        folded = fold(text)
        found = ""
        for phrase in self.words(kind):
            if len(phrase) > len(found) and folded.startswith(phrase):
                rest = folded[len(phrase) :]
                if not rest[:1].isalnum() or not phrase[-1].isalnum():
                    found = phrase
        # Folding may change lengths: the phrase is measured in the words as printed.
        ends = range(max(0, len(found) - 4), len(found) + 8) if found else ()
        return next((end for end in ends if fold(text[:end]) == found), 0)

    def has_word(self, kind: str, text: str) -> bool:
        """Say whether a phrase of a kind stands in *text* as words of it."""
        folded = " ".join(["", *re.findall(r"[\w'-]+", fold(text)), ""])
        return any(f" {phrase} " in folded for phrase in self.words(kind))

    def is_outlet(self, text: str) -> bool:
        """Say whether a short line reads like the name of a newspaper: it, or a compound in it, ends in such a word.

        >>> cues_of("de").is_outlet("Küstenbote"), cues_of("de").is_outlet("Warum der Bote zu spät kam")
        (True, False)
        """
        parts = re.findall(r"[\w'-]+", fold(re.split(r"\s[|–-]\s", text)[0]))
        if not 0 < len(parts) <= 5:
            return False
        ends = self.words("outlet")
        return any(part in ends or any(len(end) > 3 and part.endswith(end) for end in ends) for part in parts) or any(
            end in parts[-1] for end in ends if _is_unspaced(end)
        )

    def genre(self, text: str) -> Genre | None:
        """Return the genre that a label names, or None."""
        return next((genre for kind, genre in _GENRES.items() if self.says(kind, text)), None)

    def _phrases(self, kind: str) -> Iterable[str]:
        for number, (_, table) in enumerate(self._tables):
            if number == 0 or len(self._tables) > 2 or kind not in _OWN:
                yield from table.get(kind, ())


def _is_unspaced(word: str) -> bool:
    return "\u3040" <= word[:1] <= "\u9fff" or "\uac00" <= word[:1] <= "\ud7a3" or "\u0e00" <= word[:1] <= "\u0e7f"


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Return *text* as phrases are compared: without case, with straight apostrophes and plain colons."""
    folded = text.casefold().replace("’", "'").replace("‘", "'").replace("：", ":").replace("\u0307", "")
    return re.sub(r"[\u200c\u200e\u200f\u061c]", lambda mark: "\u200c" if mark[0] == "\u200c" else "", folded)


@cache
def cues_of(language: str | None) -> Cues:
    """Return the cues of a page in *language*, and English ones; those of every language where it has no table."""
    code = primary(language or "")
    code = _KIN.get(code, code)
    if code not in LANGUAGES:
        return Cues(LANGUAGES)
    return Cues((code,) if code == "en" else (code, "en"))


@cache
def _table(code: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in files("newscore.formats").joinpath("page_cues", f"{code}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        else:
            current.extend(fold(phrase.strip()) for phrase in line.split(" | ") if phrase.strip())
    # "Read also: …" and "Read also…" hold their one link; "More on …" stands over several.
    links = [phrase for phrase in found.get("related", ()) if ":" in phrase or re.search(r"\S…$", phrase)]
    found["furniture"] = found.get("furniture", []) + links
    found["related"] = [phrase for phrase in found.get("related", ()) if phrase not in links]
    return {kind: tuple(phrases) for kind, phrases in found.items()}


def _expression(phrases: Iterable[str]) -> re.Pattern[str] | None:
    written = []
    for phrase in sorted(phrases, key=len, reverse=True):
        pattern = re.escape(phrase).replace("…", ".*").replace(r"\#", _NUMBER)
        written.append(pattern.replace(_NUMBER + r"\ ", _NUMBER + r"\ ?"))
    return re.compile("|".join(written)) if written else None


def guess_language(page: str) -> str | None:
    """Return the language whose small words stand most often in *page*, or None where no language has a clear lead.

    >>> guess_language("Der Rat hat mit knapper Mehrheit für die Brücke gestimmt, und das ist nicht alles.")
    'de'
    """
    sample = fold.__wrapped__(page[:20_000])  # Not kept: it is long, and comes once.
    letters = len(re.findall(r"[^\W\d_]", sample))
    for code, signs, share in _SCRIPTS:
        if len(re.findall(signs, sample)) * 100 > letters * share:
            return code
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", sample)
    if len(words) < 8:
        return None
    score = {code: sum(word in stop for word in words) for code in LANGUAGES if (stop := _stop_words(code))}
    best, second = sorted(score, key=lambda code: -score[code])[:2]
    return best if score[best] * 8 >= len(words) and score[best] * 10 >= score[second] * 12 else None


# Scripts that only one of the languages is written in, and the share of letters in a hundred that tells it.
_SCRIPTS: Final = (
    ("ja", "[\u3041-\u30ff]", 10), ("ko", "[\uac00-\ud7a3]", 30), ("th", "[\u0e01-\u0e4e]", 30),
    ("he", "[\u05d0-\u05ea]", 30), ("el", "[\u03b1-\u03c9]", 30), ("hi", "[\u0904-\u0939]", 30),
    ("zh", "[\u4e00-\u9fff]", 50),
)  # fmt: skip


@cache
def _stop_words(code: str) -> frozenset[str]:
    return frozenset(_table(code).get("stop", ()))
