"""The tables of edition 2026.1: what every code point gives in every language and scheme, and that it never changes.

python -m tests.test_slugs_golden writes the golden file anew; that is a new edition, and `TABLES` must say so.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from newscore._romanize_tables import LETTERS
from newscore.romanize import SCHEMES, schemes
from newscore.slugs import TABLES, slugify

GOLDEN = Path(__file__).parent / "golden" / f"slugs-{TABLES}.txt"
# Up to here each code point has its value in the file; beyond, each block of 256 has a hash.
READABLE, END, ROW, BLOCK = 0x3000, 0x110000, 16, 256
# Which code points beyond READABLE a writer answers for. Every other one writes them as "und" does: see below.
WHOLE = {
    "und strip": (READABLE, END),
    "und native": (READABLE, END),
    "und ascii": (READABLE, END),
    "ko ko-rr": (0xAC00, 0xD800),
}
DICTIONARIES = {"zh-pinyin", "ja-hepburn"}
LATIN = "en fr it ca es pt nl pl cs sk hu ro lt lv et fi sv nb nn is tr vi sq eu he fa ar hi th zh ja".split()


def writers() -> list[str]:
    """Each language with each scheme of its own, or else with its default; "-" for no language at all."""
    shared = {*DICTIONARIES, "native", "ascii"}
    own = {f"{name} {scheme}" for name in [*SCHEMES, "bs", "cnr"] for scheme in schemes(name) if scheme not in shared}
    plain = {f"{language} {schemes(language)[0]}" for language in LATIN}
    return ["-", *WHOLE, *sorted((own | plain) - set(WHOLE))]


def written(writer: str, code: int) -> str:
    """What the character gives between two letters: "." for nothing, "-" for a hyphen."""
    slug = raw(writer, f"x{chr(code)}x")
    return slug[1:-1] or "."


def raw(writer: str, text: str) -> str:
    language, _, scheme = writer.partition(" ")
    if language == "-":
        return slugify(text, max_length=None, max_encoded=None, reserved=())
    return slugify(text, language=language, scheme=scheme, max_length=None, max_encoded=None, reserved=())


def digest(writer: str, start: int) -> str:
    text = (
        " ".join(f"x{chr(code)}x" for code in range(begin, begin + 128)) for begin in range(start, start + BLOCK, 128)
    )
    return hashlib.sha256("\n".join(raw(writer, part) for part in text).encode("utf-8", "surrogatepass")).hexdigest()[
        :8
    ]


def base_of(writer: str) -> str:
    """The writer that this one is compared with: a scheme's table is short beside that of "und"."""
    if writer in {"und strip", "-"}:
        return ""
    scheme = writer.partition(" ")[2]
    return f"und {scheme}" if scheme in {"native", "ascii"} and not writer.startswith("und") else "und strip"


@cache
def values(writer: str) -> dict[int, str]:
    return {code: written(writer, code) for code in range(READABLE)} if writer else dict.fromkeys(range(READABLE), "-")


def tables(writer: str) -> Iterator[str]:
    """The lines of one writer: rows of values that differ from its base, then hashes of blocks."""
    yield f"== {writer}"
    own, base = values(writer), values(base_of(writer))
    for start in range(0, READABLE, ROW):
        differing = [f"{code:04x}={own[code]}" for code in range(start, start + ROW) if own[code] != base[code]]
        if differing:
            yield " ".join(differing)
    hashes = {start: digest(writer, start) for start in range(*WHOLE.get(writer, (0, 0)), BLOCK)}
    empty = hashes.get(0xE000)
    yield from (f"{start:04x}+ {value}" for start, value in hashes.items() if value != empty)


@cache
def golden() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in GOLDEN.read_text("utf-8").splitlines():
        if line.startswith("== "):
            sections[line[3:]] = []
        elif not line.startswith("#"):
            sections[next(reversed(sections))].append(line)
    return sections


@pytest.mark.parametrize("writer", writers())
def test_a_table_is_as_its_edition_says(writer):
    """Every code point of every language and scheme: a difference is shown as code point = value."""
    assert list(tables(writer))[1:] == golden()[writer]


def test_the_file_has_no_other_tables():
    """A language or scheme that came or went is a new edition as well."""
    assert list(golden()) == writers()


def test_letters_beyond_the_readable_part_are_in_no_table_of_a_language():
    """So the hashes of "und" hold for every language; Hangul and native scripts have their own."""
    assert max(ord(letter) for table in LETTERS.values() for letter in table) < READABLE


def main() -> None:
    lines = [
        f"# What a slug writes for each character, edition {TABLES}: code point=value, '.' nothing, '-' a hyphen.",
        "# Each table says where it differs from that of und; from U+3000 on there is a hash for each 256 code points.",
    ]
    for writer in writers():
        lines += tables(writer)
    GOLDEN.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
