"""Unicode hygiene: what a line and a text may hold, cleaning, truncation, direction and counting words."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, Literal

__all__ = [
    "LINE_PATTERN",
    "MAX_LINE",
    "MAX_TEXT",
    "TEXT_PATTERN",
    "clean",
    "clean_line",
    "count_words",
    "direction",
    "find_unsafe",
    "is_line",
    "is_text",
    "is_visible",
    "truncate",
]

MAX_LINE: Final = 500
"""Code points in a line at most."""
MAX_TEXT: Final = 100_000
"""Code points in a text at most."""

# Both pydantic's Rust engine and `re` compile these classes. Refused everywhere: C0 and C1 controls and DEL; the
# directional embeddings and overrides (UAX #9 §2.1–2.2; the isolates of §2.4 are what honest text uses); surrogates
# (no str that holds one can be encoded); noncharacters (Unicode §23.7). This covers all that XML 1.0 §2.2 forbids.
_PLANE_ENDS = "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))
_UNSAFE = rf"\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufdd0-\ufdef\ufffe\uffff{_PLANE_ENDS}"
# A line separator of any kind also ends a line; a tab is layout, not text.
_UNSAFE_LINE = rf"\t\n\u2028\u2029{_UNSAFE}"
# What nobody can see: white space, and the default-ignorable and blank-looking code points (DerivedCoreProperties).
_INVISIBLE_IN_LINE = (
    r" \u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202f\u205f-\u206f"
    r"\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE = rf"\t\n\u2028\u2029{_INVISIBLE_IN_LINE}"

LINE_PATTERN: Final = rf"^[{_INVISIBLE_IN_LINE}]*[^{_INVISIBLE}{_UNSAFE}][^{_UNSAFE_LINE}]*$"
"""A regular expression for one line: at least one visible character, and none that is unsafe."""
TEXT_PATTERN: Final = rf"^[{_INVISIBLE}]*[^{_INVISIBLE}{_UNSAFE}][^{_UNSAFE}]*$"
"""The same for a text, where tabs and newlines are welcome."""

_SURROGATES = r"\ud800-\udfff"
# Expressions are compiled on first use (`re` keeps them): together they would be a tenth of importing an article.
_LINE = LINE_PATTERN.replace("$", r"\Z")
_TEXT = TEXT_PATTERN.replace("$", r"\Z")
# Whatever `str.isprintable` takes is safe, and it looks at a tenth of the cost; then something visible must be there.
_SEEN = rf"[{_INVISIBLE}]*[^{_INVISIBLE}{_UNSAFE}]"


def is_line(text: str) -> bool:
    r"""Say whether *text* may stand in a one-line field: 1 to 500 code points, visible, safe in every channel.

    >>> is_line("Storm hits coast"), is_line("two\nlines"), is_line("\u200b"), is_line("gpj\u202e.exe")
    (True, False, False, False)
    """
    if text.isprintable():
        return len(text) <= MAX_LINE and re.match(_SEEN, text) is not None
    return len(text) <= MAX_LINE and re.match(_LINE, text) is not None and not _has_surrogate(text)


def is_text(text: str) -> bool:
    r"""Say whether *text* may stand in a text field: 1 to 100,000 code points, newlines and tabs welcome.

    >>> is_text("two\nlines"), is_text("\n"), is_text("bell \x07")
    (True, False, False)
    """
    if text.isprintable():
        return len(text) <= MAX_TEXT and re.match(_SEEN, text) is not None
    return len(text) <= MAX_TEXT and re.match(_TEXT, text) is not None and not _has_surrogate(text)


def is_visible(cleaned: str) -> bool:
    r"""Say whether there is anything to see in a text that `clean` has been through, of any length.

    >>> is_visible("a"), is_visible("\u3164")
    (True, False)
    """
    return re.match(_SEEN, cleaned) is not None


def _has_surrogate(text: str) -> bool:
    return re.search(f"[{_SURROGATES}]", text) is not None


def find_unsafe(text: str, *, line: bool = True) -> Iterator[tuple[int, str]]:
    r"""Yield (index, name) of each character that a line (or, with `line=False`, a text) may not hold.

    >>> list(find_unsafe("a\x00b\u202e"))
    [(1, 'U+0000'), (3, 'U+202E RIGHT-TO-LEFT OVERRIDE')]
    """
    for match in re.finditer(f"[{_UNSAFE_LINE if line else _UNSAFE}{_SURROGATES}]", text):
        name = unicodedata.name(match[0], "")
        yield match.start(), f"U+{ord(match[0]):04X}" + (f" {name}" if name else "")


_LINE_BREAKS = r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
# Soft hyphens and zero-width spaces are typesetting; joiners (U+200C, U+200D) are spelling and stay.
_TYPESETTING = rf"[\u00ad\u200b\u2060\ufeff{_UNSAFE}{_SURROGATES}]"
_SPACES = r"[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+"
# No combining character is a letter, a digit, a space or Latin; the rest is told apart one by one.
# The first is told by ranges alone, which the engine looks up in a table.
_MARKS_RUN = r"[^\x00-\u02ff\u0370-\u0482\u2000-\u20cf][^\x00-\u02ff\w\s]{30,}"
_MAX_COMBINING: Final = 30


def clean(text: str) -> str:
    r"""Return *text* as a newsroom would type it: NFC, `\n` newlines, no soft hyphens, controls or outer blanks.

    The result may be empty; what was visible and safe stays. Runs of over 30 combining marks are cut to 30, because
    normalising a longer one costs quadratic time (Unicode's Stream-Safe format, UAX #15 §13, allows as many).

    >>> clean("  Cafe\u0301\r\nco\u00adoperation\x07 ")
    'Café\ncooperation'
    """
    if not text.isprintable():
        text = re.sub(_TYPESETTING, "", re.sub(_LINE_BREAKS, "\n", text))
    if text.isascii():
        return text.strip()
    # Every combining character takes a byte more than one, so few bytes more hold no long run of them.
    if len(text.encode()) - len(text) > _MAX_COMBINING:
        text = re.sub(_MARKS_RUN, _cut_combining, text)
    return unicodedata.normalize("NFC", text).strip()


def _cut_combining(run: re.Match[str]) -> str:
    kept: list[str] = []
    count = 0
    for character in run[0]:
        # Three Tibetan vowels are no combining characters and become two of them.
        count = count + 1 if unicodedata.combining(unicodedata.normalize("NFD", character)[0]) else 0
        if count <= _MAX_COMBINING:
            kept.append(character)
    return "".join(kept)


def clean_line(text: str) -> str:
    r"""Return *text* cleaned onto one line: each run of white space and newlines becomes one space.

    >>> clean_line("Storm\u00a0 hits\ncoast")
    'Storm hits coast'
    """
    return re.sub(_SPACES, " ", clean(text).replace("\n", " ")).strip()


def truncate(text: str, limit: int, *, ellipsis: str = "…") -> str:
    """Return *text* in at most *limit* code points, cut between words where there is a space, with an *ellipsis*.

    A cut never leaves a combining mark or a joiner behind without its base.

    >>> truncate("Storm hits the northern coast", 16)
    'Storm hits the…'
    """
    if len(text) <= limit:
        return text
    if limit <= len(ellipsis):
        return ellipsis[:limit]
    room = limit - len(ellipsis)
    head = text[:room]
    if not text[room].isspace():
        cut = max(head.rfind(" "), head.rfind("\n"))
        head = head[:cut] if cut > room // 2 else _whole_clusters(head, text[room])
    return head.rstrip(" \t\n,;:–—-") + ellipsis


def _whole_clusters(head: str, following: str) -> str:
    extends = (
        unicodedata.combining(following) or unicodedata.category(following)[0] == "M" or following in "\u200c\u200d"
    )
    while head and (extends or head[-1] == "\u200d"):
        extends = unicodedata.combining(head[-1]) != 0 or unicodedata.category(head[-1])[0] == "M"
        head = head[:-1]
    return head


def direction(text: str) -> Literal["ltr", "rtl", "neutral"]:
    """Return the direction of the first strong character of *text* (UAX #9, rules P2 and P3).

    >>> direction("«Привет»"), direction("(עולם)"), direction("2026")
    ('ltr', 'rtl', 'neutral')
    """
    isolates = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            isolates += 1
        elif kind == "PDI":
            isolates = max(0, isolates - 1)
        elif not isolates and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "neutral"


# Scripts that write no space between words: Han, Hiragana, Katakana, Thai, Lao, Myanmar, Khmer, Tibetan.
_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = rf"[^\W_{_UNSPACED}](?:[^\W_{_UNSPACED}]|[\u0300-\u036f'’\u200c\u200d\u00ad.,-](?=\w))*"
_CHARACTERS_PER_WORD: Final = 2


def count_words(text: str) -> int:
    """Return the number of words; scripts without spaces between words count one word for each two characters.

    Two characters a word is the mean that Chinese and Japanese word counts use; the figure is for reading times.

    >>> count_words("It’s a multi-vector policy, worth 2,500 words"), count_words("東京で会見")
    (7, 3)
    """
    unspaced = len(re.findall(f"[{_UNSPACED}]", text))
    return sum(1 for _ in re.finditer(_WORD, text)) + (unspaced + 1) // _CHARACTERS_PER_WORD
