"""What a reader finds on the pages of `pages/`, as `pages/expected.toml` has it, written down by hand."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from newscore.article import Article
from newscore.formats import pagetext
from newscore.reading import Reading

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, Any] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))
LETTERS = {"paragraph": "p", "heading": "h", "list": "l", "quote": "q", "divider": "d"}


def found(reading: Reading[Article]) -> dict[str, Any]:
    """The article and the notes in the terms of `expected.toml`."""
    article = reading.content
    noted = [(note.code, note) for note in reading.notes]
    return {
        "headline": article.headline,
        "publication": next((note.text for code, note in noted if code == "publication-name"), None),
        "section": "/".join(part.name for part in article.section.lineage) if article.section else None,
        "kicker": article.kicker,
        "summary": article.summary,
        "byline": article.byline.text if article.byline else None,
        "dateline": article.dateline,
        "provider": article.provider.name if article.provider else None,
        "dates": [note.value for code, note in noted if code == "date-text"],
        "blocks": "".join(LETTERS[block.type] for block in article.body),
        "items": [len(block.items) for block in article.body if block.type == "list"],
        "dropped": [note.text for code, note in noted if code == "dropped"],
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_is_read_as_a_reader_reads_it(name):
    """Every part that the page has is found, what it has not is not invented, and what is dropped is named."""
    want = dict(EXPECTED[name])
    reading = pagetext.loads((PAGES / f"{name}.txt").read_bytes(), language=want.pop("language", None))
    codes = want.pop("codes", [])
    got = found(reading)
    if "items" not in want:
        del got["items"]
    assert got == {"dates": [], "dropped": []} | dict.fromkeys(got.keys() - want.keys() - {"dates", "dropped"}) | want
    assert {note.code for note in reading.notes} >= set(codes)


def test_every_page_has_its_entry():
    """A page that nobody described proves nothing."""
    assert {path.stem for path in PAGES.glob("*.txt")} == set(EXPECTED)
