"""The bytes of a dumped page become text: by the mark of an encoding, as UTF-8, or by a guess that is noted."""

import re
from typing import Final

from newscore.errors import FormatError, LimitExceeded, Problem
from newscore.languages import primary
from newscore.reading import Note

__all__ = ["MAX_BYTES", "decode"]

MAX_BYTES: Final = 5 * 1024 * 1024
"""Bytes of a page at most."""

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)  # fmt: skip
# What pages were written in before UTF-8, by language (WHATWG Encoding Standard, the default of each locale).
_LEGACY: Final = {
    "ru": ("cp1251",), "uk": ("cp1251",), "be": ("cp1251",), "bg": ("cp1251",), "kk": ("cp1251",), "sr": ("cp1251",),
    "pl": ("cp1250",), "cs": ("cp1250",), "sk": ("cp1250",), "hu": ("cp1250",), "ro": ("cp1250",), "hr": ("cp1250",),
    "el": ("cp1253",), "tr": ("cp1254",), "he": ("cp1255",), "ar": ("cp1256",), "fa": ("cp1256",), "th": ("cp874",),
    "ja": ("cp932", "euc_jp"), "ko": ("cp949",), "zh": ("gb18030", "big5"), "vi": ("cp1258",), "lt": ("cp1257",),
}  # fmt: skip
_TRADITIONAL: Final = re.compile(r"zh(?:-Hant|-TW|-HK|-MO)")
# One scratch to so many characters that are whole.
_SCRATCHES: Final = 20


def decode(data: bytes | str, language: str | None = None) -> tuple[str, list[Note]]:
    """Return the page's text: by its mark, as UTF-8, as UTF-16 where every other byte is zero, or by *language*.

    The last two and UTF-8 with a few broken bytes are noted; without a language Windows-1252 is the guess.

    >>> page, notes = decode("Три порта".encode("cp1251"), "ru")
    >>> page, notes[0].code, notes[0].value
    ('Три порта', 'guess-encoding', 'cp1251')

    Raises LimitExceeded over 5 MiB, FormatError for what is none of these.
    """
    if len(data) > MAX_BYTES:
        raise LimitExceeded("bytes", len(data), MAX_BYTES)
    if isinstance(data, str):
        return data.removeprefix("\ufeff"), []
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8",):
        page = _strictly(data, encoding)
        if page is not None and (marked or "\x00" not in page):
            return page, []
    if marked is None:
        for encoding in _guesses(data, language):
            page = _scratched(data) if encoding == "utf-8" else _strictly(data, encoding)
            if page is not None:
                return page, [_said(encoding)]
    elif marked == "utf-8-sig" and (page := _scratched(data[3:])) is not None:
        return page, [_said("utf-8")]
    problem = Problem(path="", code="encoding", message="expected text in UTF-8", hint="encode the page as UTF-8")
    raise FormatError("text: the bytes are no text", [problem])


def _guesses(data: bytes, language: str | None) -> tuple[str, ...]:
    legacy = _LEGACY.get(primary(language or ""), ())
    if language and _TRADITIONAL.match(language):
        legacy = ("big5", "gb18030")
    return (*_utf16(data), "utf-8", *legacy, "cp1252")


def _utf16(data: bytes) -> tuple[str, ...]:
    """Text in UTF-16 has blanks and line breaks, whose upper bytes are zero: all on one side."""
    first, second = data[0::2].count(0), data[1::2].count(0)
    if max(first, second) * 30 < len(data) or min(first, second) * 4 > max(first, second):
        return ()
    return ("utf-16-be",) if first > second else ("utf-16-le",)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _scratched(data: bytes) -> str | None:
    """UTF-8 of which a few bytes are broken, or the end is missing; None where it never was UTF-8."""
    page = data.decode("utf-8", errors="replace")
    broken = page.count("\ufffd")
    whole = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", page)))
    return page if broken * _SCRATCHES <= whole or ("\x00" in page and not broken) else None


def _said(encoding: str) -> Note:
    if encoding == "utf-8":
        message = "the page is UTF-8 but for some bytes, which were replaced"
        return Note(code="repaired-encoding", message=message, value=encoding)
    return Note(code="guess-encoding", message=f"the bytes are not UTF-8; read as {encoding}", value=encoding)
