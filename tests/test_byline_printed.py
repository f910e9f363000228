"""Printed bylines of many languages, written by hand; and the shared corpus of real ones."""

import re
from collections.abc import Iterator

import pytest

from newscore.byline import Byline, Credit
from newscore.byline_words import LANGUAGES
from tests.bench.byline_figures import damaged, labelled
from tests.support import ROOT

FOLDER = ROOT / "tests" / "bylines"
_NAME = re.compile(r"(?:(?P<roles>[a-z+-]+)=)?(?P<name>[^@#]+?)(?: @ (?P<place>[^@#]+?))?(?: # (?P<title>.+))?")
# Where a role's word is a title as well (기자), a row without a title says nothing about it.
_UNTITLED = frozenset(["ja", "ko", "zh"])


def rows() -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Each row: the language, the printed byline, the persons and the organizations that it means."""
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("#"):
                continue
            language, printed = path.stem, line
            if line.startswith("[") and path.stem == "other":
                language, _, printed = line[1:].partition("] ")
            printed, _, meant = printed.partition(" ⇒")
            persons, _, houses = meant.partition("|")
            yield language, printed, _split(persons), _split(houses)


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(";") if name.strip()]


ROWS = list(rows())


def _meant(written: str, credit: Credit, language: str) -> dict[str, object]:
    found = _NAME.fullmatch(written)
    assert found, f"no row is written so: {written!r}"
    roles = tuple((found["roles"] or "author").split("+"))
    title = credit.title if found["title"] is None and language in _UNTITLED else found["title"]
    return {"name": found["name"], "roles": roles, "place": found["place"], "title": title}


def _understood(credit: Credit) -> dict[str, object]:
    roles = (credit.role, *credit.also)
    return {"name": credit.contributor.name, "roles": roles, "place": credit.place, "title": credit.title}


@pytest.mark.parametrize(("language", "printed", "persons", "houses"), ROWS, ids=[f"{r[0]}: {r[1]}" for r in ROWS])
def test_a_printed_byline_means_what_a_reader_of_the_language_says(language, printed, persons, houses):
    """Persons in order, each with roles, place and title; organizations in order; nothing else."""
    credits_of = Byline.parse(printed, language=language).credits
    people = [credit for credit in credits_of if credit.contributor.kind == "person"]
    assert [credit.contributor.name for credit in people] == [_NAME.fullmatch(name)["name"] for name in persons]
    assert [_understood(credit) for credit in people] == [
        _meant(name, credit, language) for name, credit in zip(persons, people, strict=True)
    ]
    assert [credit.contributor.name for credit in credits_of if credit.contributor.kind != "person"] == houses


def test_every_language_with_a_table_has_rows():
    """No table stands without a byline that needs it."""
    assert set(LANGUAGES) - {row[0] for row in ROWS} == set()


def test_the_words_of_a_line_tell_its_language():
    """Nearly all rows read the same without their language: of those with a word of a role or two persons, 9 in 10."""
    telling = [row for row in ROWS if row[0] != "en" and (":" in row[1] or len(row[2]) > 1)]
    same = [
        row
        for row in telling
        if [c.contributor.name for c in Byline.parse(row[1]).credits]
        == [c.contributor.name for c in Byline.parse(row[1], language=row[0]).credits]
    ]
    assert len(same) / len(telling) >= 0.9, sorted(row[1] for row in telling if row not in same)


def test_the_labelled_corpus_is_understood():
    """Of real bylines: the exact set of names in 95 %, all persons in 97 %, the kind in 95 %."""
    figures = labelled()
    print(figures)
    assert figures.rate(figures.names) >= 0.95, figures.misses
    assert figures.rate(figures.persons) >= 0.97, figures.misses
    assert figures.rate(figures.kinds) >= 0.95, figures.misses


def test_no_plain_name_is_damaged():
    """A byline that is one name is read as that name, the stop of "Jr." and of an initial included."""
    assert damaged() == []


@pytest.mark.parametrize(
    ("printed", "language", "names"),
    [
        ("Per Hansen", None, ["Per Hansen"]),
        ("Di Francis", None, ["Di Francis"]),
        ("Di Anna Rossi", None, ["Anna Rossi"]),
        ("Oleh Melnyk", None, ["Oleh Melnyk"]),
        ("Von Max Muster und dpa", None, ["Max Muster", "dpa"]),
        ("By Jane Doe and John Roe", "de", ["Jane Doe", "John Roe"]),
        ("By Jane Doe and John Roe", "cy", ["Jane Doe", "John Roe"]),
        ("Автор: Анна Иванова", "en", ["Анна Иванова"]),
        ("写真：鈴木花子", "en", ["鈴木花子"]),
        ("By Jane Doe", "ja", ["Jane Doe"]),
        ("Eva Beispiel, Korrespondentin in Oslo", None, ["Eva Beispiel"]),
        ("Jane Doe in Nairobi", None, ["Jane Doe"]),
        ("Ana Novak in Luka Zupan", None, ["Ana Novak", "Luka Zupan"]),
        ("Skrevet av Kari Lund", None, ["Kari Lund"]),
        ("Léa Petit (à Bamako)", None, ["Léa Petit"]),
    ],
)
def test_a_line_of_another_language_is_read_in_its_own(printed, language, names):
    """A first name that looks like a word for "by" stays; a foreign desk's byline is understood."""
    assert [credit.contributor.name for credit in Byline.parse(printed, language=language).credits] == names
