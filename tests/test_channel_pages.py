"""The pages of docs/formats say what the channels' own modules declare."""

import pytest
from tools.channel_pages import BEGIN, END, PAGES, updated

from newscore.formats import FORMATS

ROWS = [pytest.param(row, id=row.name) for row in FORMATS.values()]


@pytest.mark.parametrize("row", ROWS)
def test_the_page_of_a_channel_is_up_to_date(row):
    """Each channel has its page, and writing it again changes nothing: `python -m tools.channel_pages` does."""
    page = (PAGES / f"{row.name}.md").read_text("utf-8")
    assert updated(page, row) == page


@pytest.mark.parametrize("row", ROWS)
def test_the_page_of_a_channel_is_more_than_its_tables(row):
    """What people wrote around the declared part has a running example, and the index leads to it."""
    page = (PAGES / f"{row.name}.md").read_text("utf-8")
    written = page[: page.index(BEGIN)] + page[page.index(END) + len(END) :]
    assert ">>> " in written
    assert f"({row.name}.md)" in (PAGES / "index.md").read_text("utf-8")


def test_a_page_that_has_parted_from_its_declarations_is_told():
    """A word changed inside the declared part, or a page without the comments, does not pass."""
    row = FORMATS["rss"]
    page = (PAGES / "rss.md").read_text("utf-8")
    assert updated(page.replace("| severity |", "| weight |"), row) == page
    with pytest.raises(ValueError, match=r"rss\.md: expected the comments"):
        updated("# rss", row)
