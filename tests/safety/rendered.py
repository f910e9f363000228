"""Markdown as a site shows it: rendered by markdown-it with the HTML in it let through, and no address refused."""

import re
from functools import cache
from typing import Any, Final

__all__ = ["of_body", "of_file"]

_FIELD: Final = re.compile(r"([A-Z][a-z_]*): (.*)")


def of_body(markdown: str) -> str:
    """Return the HTML of *markdown*; nothing stands between it and the browser."""
    html: str = _renderer().render(markdown)
    return html


def of_file(document: str) -> str:
    """Return the HTML of a file: its body, and of Pelican's lines each as its themes print it, the summary rendered."""
    if document.startswith("---\n"):
        return of_body(document[4:].partition("\n---\n")[2])
    head, _, body = document.partition("\n\n")
    fields = [_FIELD.fullmatch(line) for line in head.rstrip("\n").split("\n")]
    assert all(fields), head
    shown = "".join(of_body(each[2]) if each[1] == "Summary" else f"<p>{each[2]}</p>" for each in fields if each)
    return f"{shown}\n{of_body(body)}"


@cache
def _renderer() -> Any:
    from markdown_it import MarkdownIt

    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    renderer.validateLink = lambda _url: True  # type: ignore[method-assign]
    return renderer
