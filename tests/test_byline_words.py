"""The tables of words that bylines are read with."""

from typing import get_args

import pytest

from newscore.byline_words import LANGUAGES, RoleWord, cues_of, first_words
from tests.support import ROOT

FOLDER = ROOT / "src" / "newscore" / "byline_cues"
ROLES = set(get_args(RoleWord))
KEYS = set("by and in of title topic after the our is house group aside label name".split())
HOUSE_KEYS = {"agency", "dpa", "domain", "after-name", "degree", "city"}


def _table(name: str) -> list[tuple[str, list[str]]]:
    rows = []
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        key, separator, words = line.partition(": ")
        assert separator, line
        rows.append((key, words.split(" | ")))
    return rows


def test_there_is_a_table_for_each_language_and_one_for_houses():
    """No table lies there unread, and none is missing."""
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*LANGUAGES, "houses"}


@pytest.mark.parametrize("name", [*LANGUAGES, "houses"])
def test_a_table_holds_keys_that_are_read_and_each_word_once(name):
    """A key that nobody reads, an empty word or one that stands twice is a slip of the pen."""
    known = HOUSE_KEYS if name == "houses" else KEYS | ROLES | {f"after-{role}" for role in ROLES}
    words = [(key, word) for key, found in _table(name) for word in found]
    assert {key for key, _ in words} - known == set()
    assert [word for _, word in words if word != word.strip() or not word] == []
    assert len(words) == len(set(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_roles_and_between_names(language):
    """A word of a role, a house, and a conjunction: CLDR's, the table's, or one written with the next name."""
    first = first_words(language)
    assert first["role"]
    assert first["house"]
    assert first.get("and") or cues_of(language).glued or language == "ja"
