"""The public types, as mypy and pyright see them; this file is checked and never run."""

from datetime import UTC, datetime
from typing import assert_never, assert_type

import newscore as nc
from newscore.body.blocks import (
    Block,
    Code,
    Divider,
    Embed,
    Figure,
    Heading,
    Html,
    List,
    Paragraph,
    Quote,
    Table,
    Unknown,
)
from newscore.fields import Line, Moment, Slug, Url
from newscore.reading import Note, Reading

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)

article = nc.Article(headline="Storm hits coast")
assert_type(article.slug, str)
assert_type(article.body, tuple[Block, ...])
assert_type(article.evolve(headline="x"), nc.Article)
assert_type(article.patch({"headline": "x"}), nc.Article)
assert_type(nc.dumps(article, "json"), str)
assert_type(nc.loads(b"", "text"), nc.Article)
assert_type(nc.problems(article, "rss"), tuple[nc.Problem, ...])
assert_type(nc.slugify("Storm", language="en"), str)

line: Line = "a line"
moment: Moment = NOW
slug: Slug = "a-slug"
url: Url = "https://news.example/"


def narrow(block: Block) -> str:
    """`match block.type` narrows to the block's class, and leaves nothing over."""
    match block.type:
        case "paragraph":
            assert_type(block, Paragraph)
            return block.text
        case "heading":
            assert_type(block, Heading)
            return f"{block.level}"
        case "list":
            assert_type(block, List)
            return block.items[0].text
        case "quote":
            assert_type(block, Quote)
            return block.attribution or ""
        case "figure":
            assert_type(block, Figure)
            return block.image.url
        case "embed":
            assert_type(block, Embed)
            return block.url
        case "table":
            assert_type(block, Table)
            return block.rows[0][0].text
        case "code":
            assert_type(block, Code)
            return block.text
        case "divider":
            assert_type(block, Divider)
            return ""
        case "html":
            assert_type(block, Html)
            return block.html
        case "unknown":
            assert_type(block, Unknown)
            return block.kind
        case _:
            assert_never(block)


def notes(reading: Reading[nc.Article]) -> tuple[Note, ...]:
    """A Reading knows what it holds."""
    assert_type(reading.content, nc.Article)
    return reading.notes
