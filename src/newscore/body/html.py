"""A body as HTML and back: every text escaped, every address checked, foreign markup sanitised.

Specification: HTML Living Standard, https://html.spec.whatwg.org/.

*Carries* every block and mark of cleaned text: runs of spaces and tabs are one space outside code, marks are in
canonical form (`body.marks.merge`).

*Leaves behind* a picture's licence and renditions, a language mark without a language, the spaces in a code block's
syntax, and blocks that this version does not know. Foreign markup goes out sanitised and comes back as blocks.
"""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any, Final

from newscore.body._html_foreign import sanitise
from newscore.body._html_guard import MAX_DEPTH, MAX_HTML, MAX_UNCLOSED
from newscore.body.blocks import Block, Code, Embed, Figure, Heading, List, Mark, Paragraph, Quote, Table, TableCell
from newscore.body.html_reader import loads
from newscore.body.marks import spans
from newscore.languages import writing_direction
from newscore.media import Image
from newscore.text import direction

__all__ = ["MAX_DEPTH", "MAX_HTML", "MAX_UNCLOSED", "dumps", "loads", "write_image", "write_text"]

_ELEMENTS: Final = {
    "strong": "strong", "em": "em", "code": "code", "sub": "sub", "sup": "sup", "underline": "u", "strike": "s",
    "mark": "mark", "small": "small", "language": "span",
}  # fmt: skip


def dumps(blocks: Iterable[Block], *, language: str | None = None, absolute: str | None = None) -> str:
    """Return *blocks* as HTML5, one element a line; safe to put into any page.

    A text that runs against *language* gets `dir="auto"`. *absolute* is the address that relative ones in foreign
    markup are resolved against. Raises MissingExtra for foreign markup where nh3 is not installed, LimitExceeded
    where it is too large or too deep to be sanitised.

    >>> from newscore.body.blocks import Paragraph
    >>> dumps([Paragraph(text="a < b", marks=[Mark(start=0, end=1, kind="em")])])
    '<p><em>a</em> &lt; b</p>'
    """
    base = writing_direction(language) if language else "ltr"
    return "\n".join([written for block in blocks if (written := _WRITERS[block.type](block, base, absolute))])


def write_text(text: str, marks: tuple[Mark, ...] = ()) -> str:
    """Return *text* with its *marks* as inline HTML, newlines as line breaks.

    >>> write_text("one\\ntwo")
    'one<br>two'
    """
    if not marks:
        return _escape(text)
    written: list[str] = []
    opened: list[Mark] = []
    for piece, covering in spans(text, marks):
        common = 0
        while common < min(len(opened), len(covering)) and opened[common] is covering[common]:
            common += 1
        written.extend(_close(mark) for mark in reversed(opened[common:]))
        written.extend(_open(mark) for mark in covering[common:])
        opened = list(covering)
        written.append(_escape(piece))
    written.extend(_close(mark) for mark in reversed(opened))
    return "".join(written)


def write_image(image: Image) -> str:
    """Return an `<img>`; a picture without words for those who cannot see it has an empty `alt`.

    >>> write_image(Image(url="https://news.example/a.jpg", alt="A <rock>", width=16, height=9))
    '<img src="https://news.example/a.jpg" alt="A &lt;rock&gt;" width="16" height="9">'
    """
    width = f' width="{image.width}"' if image.width else ""
    height = f' height="{image.height}"' if image.height else ""
    # A newline as it is would be lost where an attribute is normalised, as in XML.
    alt = escape(image.alt or "").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'<img src="{escape(image.url)}" alt="{alt}"{width}{height}>'


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def _open(mark: Mark) -> str:
    language = f' lang="{mark.language}"' if mark.language else ""
    if mark.kind == "link":
        return f'<a href="{escape(mark.href or "")}"{language}>'
    return f"<{_ELEMENTS[mark.kind]}{language}>"


def _close(mark: Mark) -> str:
    return "</a>" if mark.kind == "link" else f"</{_ELEMENTS[mark.kind]}>"


def _turn(text: str, base: str) -> str:
    # A Latin letter in front settles most texts without a look at Unicode's data.
    if base == "ltr" and ("a" <= text[0] <= "z" or "A" <= text[0] <= "Z"):
        return ""
    return ' dir="auto"' if direction(text) not in (base, "neutral") else ""


def _write_paragraph(block: Paragraph, base: str, _absolute: str | None) -> str:
    text = block.text
    return f"<p{_turn(text, base)}>{write_text(text, block.marks)}</p>"


def _write_heading(block: Heading, base: str, _absolute: str | None) -> str:
    text, level = block.text, block.level
    return f"<h{level}{_turn(text, base)}>{write_text(text, block.marks)}</h{level}>"


def _write_list(block: List, base: str, absolute: str | None) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    written = [f"<{tag}{start}>"]
    for item in block.items:
        text, below = item.text, ""
        if item.blocks:
            below = dumps(item.blocks, language="ar" if base == "rtl" else None, absolute=absolute)
        inner = f"{write_text(text, item.marks)}\n{below}\n" if below else write_text(text, item.marks)
        written.append(f"<li{_turn(text, base)}>{inner}</li>")
    written.append(f"</{tag}>")
    return "\n".join(written)


def _write_quote(block: Quote, base: str, _absolute: str | None) -> str:
    text = block.text
    said = f"<p{_turn(text, base)}>{write_text(text, block.marks)}</p>"
    by = f"\n<footer>{_escape(block.attribution)}</footer>" if block.attribution else ""
    return f'<aside class="pull">{said}{by}</aside>' if block.pull else f"<blockquote>{said}{by}</blockquote>"


def _write_figure(block: Figure, _base: str, _absolute: str | None) -> str:
    image = block.image
    credit = f'<span class="credit">{_escape(image.credit)}</span>' if image.credit else ""
    caption = _escape(image.caption) if image.caption else ""
    said = f"{caption} {credit}" if caption and credit else caption or credit
    return f"<figure>{write_image(image)}{f'<figcaption>{said}</figcaption>' if said else ''}</figure>"


def _write_embed(block: Embed, _base: str, _absolute: str | None) -> str:
    provider = f"<cite>{_escape(block.provider)}</cite>" if block.provider else ""
    label = _escape(block.title) if block.title else provider or _escape(block.url)
    beside = f" {provider}" if block.title and provider else ""
    return f'<p class="embed"><a href="{escape(block.url)}">{label}</a>{beside}</p>'


def _write_table(block: Table, base: str, _absolute: str | None) -> str:
    caption = f"<caption>{_escape(block.caption)}</caption>" if block.caption else ""
    rows = "".join([f"<tr>{''.join([_write_cell(cell, base) for cell in row])}</tr>" for row in block.rows])
    return f"<table>{caption}<tbody>{rows}</tbody></table>"


def _write_cell(cell: TableCell, base: str) -> str:
    tag = "th" if cell.header else "td"
    colspan = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    rowspan = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    turn = _turn(cell.text, base) if cell.text else ""
    return f"<{tag}{colspan}{rowspan}{turn}>{write_text(cell.text, cell.marks)}</{tag}>"


def _write_code(block: Code, _base: str, _absolute: str | None) -> str:
    syntax = f' class="language-{escape("-".join(block.syntax.split()))}"' if block.syntax else ""
    return f"<pre><code{syntax}>{escape(block.text, quote=False)}</code></pre>"


_WRITERS: Final[dict[str, Callable[[Any, str, str | None], str]]] = {
    "paragraph": _write_paragraph,
    "heading": _write_heading,
    "list": _write_list,
    "quote": _write_quote,
    "figure": _write_figure,
    "embed": _write_embed,
    "table": _write_table,
    "code": _write_code,
    "divider": lambda _block, _base, _absolute: "<hr>",
    "html": lambda block, _base, absolute: sanitise(block.html, absolute),
    "unknown": lambda _block, _base, _absolute: "",
}
