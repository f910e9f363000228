"""How well printed bylines are understood: `python -m tests.bench.byline_figures` prints the table and every miss."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newscore.byline import Byline
from tests.support import json_lines, shared

_PLAIN = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}")
_SMALL = frozenset("de da di la von van der den al el v. ten ter".split())


@dataclass(slots=True)
class Figures:
    """How many bylines were read right, and those that were not."""

    total: int = 0
    names: int = 0
    persons: int = 0
    kinds: int = 0
    misses: list[str] = field(default_factory=list)

    def rate(self, count: int) -> float:
        """Return *count* as a part of all, from 0 to 1."""
        return count / self.total


def labelled() -> Figures:
    """Read the labelled corpus: the exact set of names, all persons, and who is a person and who a house."""
    figures = Figures()
    for row in json_lines("corpora", "bylines", "labelled.jsonl"):
        byline = Byline.parse(row["text"], language=row["language"])
        persons = Counter(credit.contributor.name for credit in byline.credits if credit.contributor.kind == "person")
        houses = Counter(credit.contributor.name for credit in byline.credits if credit.contributor.kind != "person")
        wanted, firms = Counter(row["persons"]), Counter(row["organizations"])
        exact, kinds = persons + houses == wanted + firms, persons == wanted and houses == firms
        figures.total += 1
        figures.names += exact
        figures.persons += not wanted - persons
        figures.kinds += kinds
        if not (exact and kinds):
            figures.misses.append(f"{row['text']!r}: {list(persons)} {list(houses)}, not {_names(row)}")
    return figures


def _names(row: dict[str, Any]) -> str:
    return f"{row['persons']} {row['organizations']}"


def plain_names() -> Iterator[tuple[str, str | None]]:
    """The unlabelled bylines that are one name: up to four words, none of them a cue, and their language."""
    known = {row["text"] for row in json_lines("corpora", "bylines", "labelled.jsonl")}
    with shared("corpora", "bylines", "bylines.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row["text"]
            words = text.split()
            plain = _PLAIN.fullmatch(text) and all(word[:1].isupper() or word in _SMALL for word in words)
            if (
                text not in known
                and (plain or re.fullmatch("[\u3040-\u30ff\u3400-\u9fff]{2,6}", text))
                and words[0] != "By"
            ):
                yield text, row["lang"] or None


def damaged() -> list[str]:
    """The plain names that are not read as one credit of that very name."""
    found = []
    for text, language in plain_names():
        names = [credit.contributor.name for credit in Byline.parse(text, language=language).credits]
        # The stop of a sentence is no part of a name; those of "Jr." and of an initial are.
        bare = text[:-1] if re.search(r"[^\W\d_]{4}\.$", text) else text
        if names != [bare]:
            found.append(f"{text!r}: {names}")
    return found


def main() -> None:
    """Print the figures."""
    figures = labelled()
    print(f"labelled bylines: {figures.total}")
    for label, count in (
        ("names exact", figures.names),
        ("all persons", figures.persons),
        ("kind right", figures.kinds),
    ):
        print(f"  {label:<12} {count:4} {100 * figures.rate(count):6.1f} %")
    print(*(f"  miss: {miss}" for miss in figures.misses), sep="\n")
    broken = damaged()
    print(f"plain names: {len(list(plain_names()))}, damaged: {len(broken)}")
    print(*(f"  {miss}" for miss in broken), sep="\n")


if __name__ == "__main__":
    main()
