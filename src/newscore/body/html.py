"""Blocks as clean semantic HTML: every text escaped, every address checked, foreign markup sanitised."""

import re
from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import urljoin

from newscore.body.blocks import Block, Figure, Html, List, Mark, Quote, Table, TableCell
from newscore.body.marks import spans
from newscore.errors import LimitExceeded, MissingExtra
from newscore.languages import writing_direction
from newscore.media import Image
from newscore.text import direction

__all__ = ["MAX_DEPTH", "MAX_HTML", "MAX_UNCLOSED", "dumps", "write_image", "write_text"]

MAX_HTML: Final = 256 * 1024
"""Characters of foreign markup handed to the sanitiser at most."""
MAX_DEPTH: Final = 100
"""Elements inside elements in foreign markup at most."""
MAX_UNCLOSED: Final = 16
"""Formatting elements left open in foreign markup at most; the parser's work grows with their square."""

_ELEMENTS: Final = {
    "strong": "strong", "em": "em", "code": "code", "sub": "sub", "sup": "sup", "underline": "u", "strike": "s",
    "mark": "mark", "small": "small",
}  # fmt: skip
_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
_ALLOWED: Final = frozenset(
    "a abbr aside b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 "
    "hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th "
    "thead time tr u ul var".split()
)


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
    return "\n".join(written for block in blocks if (written := _write(block, base, absolute)))


def _write(block: Block, base: str, absolute: str | None) -> str:
    match block.type:
        case "paragraph":
            return f"<p{_turn(block.text, base)}>{write_text(block.text, block.marks)}</p>"
        case "heading":
            tag = f"h{block.level}"
            return f"<{tag}{_turn(block.text, base)}>{write_text(block.text, block.marks)}</{tag}>"
        case "list":
            return _write_list(block, base, absolute)
        case "quote":
            return _write_quote(block, base)
        case "figure":
            return _write_figure(block)
        case "embed":
            label = escape(block.title or block.provider or block.url)
            return f'<p class="embed"><a href="{escape(block.url)}">{label}</a></p>'
        case "table":
            return _write_table(block)
        case "code":
            syntax = f' class="language-{escape(re.sub(chr(92) + "s+", "-", block.syntax))}"' if block.syntax else ""
            return f"<pre><code{syntax}>{escape(block.text, quote=False)}</code></pre>"
        case "divider":
            return "<hr>"
        case "html":
            return _sanitise(block, absolute)
        case "unknown":
            return ""


def write_text(text: str, marks: tuple[Mark, ...] = ()) -> str:
    """Return *text* with its *marks* as inline HTML, newlines as line breaks.

    >>> write_text("one\\ntwo")
    'one<br>two'
    """
    written: list[str] = []
    opened: list[Mark] = []
    for piece, covering in spans(text, marks):
        common = 0
        while common < min(len(opened), len(covering)) and opened[common] is covering[common]:
            common += 1
        written.extend(_close(mark) for mark in reversed(opened[common:]))
        written.extend(_open(mark) for mark in covering[common:])
        opened = list(covering)
        written.append(escape(piece, quote=False).replace("\n", "<br>"))
    written.extend(_close(mark) for mark in reversed(opened))
    return "".join(written)


def _open(mark: Mark) -> str:
    language = f' lang="{mark.language}"' if mark.language else ""
    if mark.kind == "link":
        return f'<a href="{escape(mark.href or "")}"{language}>'
    return f"<{_ELEMENTS.get(mark.kind, 'span')}{language}>"


def _close(mark: Mark) -> str:
    return "</a>" if mark.kind == "link" else f"</{_ELEMENTS.get(mark.kind, 'span')}>"


def _turn(text: str, base: str) -> str:
    return ' dir="auto"' if direction(text) not in (base, "neutral") else ""


def _write_list(block: List, base: str, absolute: str | None) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    items = []
    for item in block.items:
        below = dumps(item.blocks, language="ar" if base == "rtl" else None, absolute=absolute)
        inner = write_text(item.text, item.marks) + (f"\n{below}\n" if below else "")
        items.append(f"<li{_turn(item.text, base)}>{inner}</li>")
    return f"<{tag}{start}>\n" + "\n".join(items) + f"\n</{tag}>"


def _write_quote(block: Quote, base: str) -> str:
    if block.pull:
        return f'<aside class="pull"><p{_turn(block.text, base)}>{write_text(block.text, block.marks)}</p></aside>'
    cite = f"\n<footer>{escape(block.attribution)}</footer>" if block.attribution else ""
    return f"<blockquote><p{_turn(block.text, base)}>{write_text(block.text, block.marks)}</p>{cite}</blockquote>"


def write_image(image: Image) -> str:
    """Return an `<img>`; a picture without words for those who cannot see it has an empty `alt`.

    >>> write_image(Image(url="https://news.example/a.jpg", alt="A <rock>", width=16, height=9))
    '<img src="https://news.example/a.jpg" alt="A &lt;rock&gt;" width="16" height="9">'
    """
    size = "".join(f' {name}="{value}"' for name, value in (("width", image.width), ("height", image.height)) if value)
    return f'<img src="{escape(image.url)}" alt="{_attribute(image.alt or "")}"{size}>'


def _attribute(text: str) -> str:
    return escape(" ".join(text.split()))


def _write_figure(block: Figure) -> str:
    image = block.image
    credit = f'<span class="credit">{escape(image.credit)}</span>' if image.credit else ""
    said = " ".join(part for part in (escape(image.caption or "", quote=False).replace("\n", "<br>"), credit) if part)
    return f"<figure>{write_image(image)}{f'<figcaption>{said}</figcaption>' if said else ''}</figure>"


def _write_table(block: Table) -> str:
    caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
    rows = "".join(f"<tr>{''.join(_write_cell(cell) for cell in row)}</tr>" for row in block.rows)
    return f"<table>{caption}<tbody>{rows}</tbody></table>"


def _write_cell(cell: TableCell) -> str:
    tag = "th" if cell.header else "td"
    covers = "".join(
        f' {name}="{value}"' for name, value in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if value > 1
    )
    return f"<{tag}{covers}>{write_text(cell.text, cell.marks)}</{tag}>"


def _sanitise(block: Html, absolute: str | None) -> str:
    _guard(block.html)
    try:
        import nh3  # The extra `html`: only foreign markup needs it.
    except ImportError as error:
        raise MissingExtra("writing foreign markup", "html") from error
    cleaned: str = nh3.clean(
        block.html,
        tags=set(_ALLOWED),
        attributes={
            "a": {"href"},
            "img": {"src", "alt", "width", "height"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
            "ol": {"start"},
            "*": {"lang", "dir"},
        },
        url_schemes={"http", "https"},
        link_rel="noopener",
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg", "math"},
    )
    return _resolve(cleaned, absolute) if absolute else cleaned


_ADDRESS: Final = re.compile(r'( (?:href|src)=")([^"]*)(")')


def _resolve(cleaned: str, absolute: str) -> str:
    def full(found: re.Match[str]) -> str:
        try:
            return f"{found[1]}{urljoin(absolute, found[2])}{found[3]}"
        except ValueError:
            return ""

    return _ADDRESS.sub(full, cleaned)


_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)(?:>|(?=<)|$)")


def _guard(markup: str) -> None:
    """Refuse what would cost the sanitiser quadratic time or memory, in one linear pass over the tags."""
    if len(markup) > MAX_HTML:
        raise LimitExceeded("characters of foreign markup", len(markup), MAX_HTML)
    depth = unclosed = 0
    for closing, name, empty in _TAG.findall(markup):
        tag = name.lower()
        if tag in _VOID or empty:
            continue
        step = -1 if closing else 1
        depth = max(0, depth + step)
        unclosed = max(0, unclosed + step) if tag in _FORMATTING else unclosed
        if depth > MAX_DEPTH:
            raise LimitExceeded("nested elements in foreign markup", depth, MAX_DEPTH)
        if unclosed > MAX_UNCLOSED:
            raise LimitExceeded("open formatting elements in foreign markup", unclosed, MAX_UNCLOSED)
