"""CommonMark rendered as the HTML that `html_reader` reads: addresses as written, a quote's speaker as a footer."""

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any, Final

from newscore.body._markdown_blocks import DASH
from newscore.errors import LimitExceeded, MissingExtra
from newscore.links import MAX_URL
from newscore.reading import Note
from newscore.text import MAX_LINE

__all__ = ["MAX_LEVELS", "render"]

MAX_LEVELS: Final = 33
"""Quotes, lists and list items inside each other at most: sixteen lists, and the paragraph in the innermost."""
MAX_EXPANDED: Final = 1024 * 1024
"""Characters of addresses and titles at most, counted where they are used: one definition serves many links."""

_BROKEN: Final = frozenset({"softbreak", "hardbreak", "image", "html_inline"})


def render(markdown: str) -> tuple[str, list[Note]]:
    """Return the HTML of *markdown* and notes on what it leaves out; raises MissingExtra and LimitExceeded."""
    parser = _parser()
    env: dict[str, Any] = {}
    try:
        tokens = parser.parse(markdown, env)
    except RecursionError:
        raise LimitExceeded("quotes and lists inside each other, this deep in the calling program", 1, 0) from None
    deepest = max((token.level for token in tokens), default=0)
    if deepest > MAX_LEVELS:
        raise LimitExceeded("quotes and lists inside each other", deepest, MAX_LEVELS)
    children = [child for token in tokens for child in token.children or ()]
    notes = _left_out(children, env)
    _attribute(tokens)
    return parser.renderer.render(tokens, parser.options, env), notes


@cache
def _parser() -> Any:
    try:
        from markdown_it import MarkdownIt  # The extra `markdown`: only its readers need it.
    except ImportError as error:
        raise MissingExtra("reading Markdown", "markdown") from error
    # The parser leaves out what is deeper than `maxNesting`, so that must be deeper than what is refused here.
    options = {"html": True, "maxNesting": MAX_LEVELS + 3}
    parser: Any = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    # Addresses are judged by newscore.links, as they were written.
    parser.validateLink = lambda url: len(url) <= MAX_URL
    parser.normalizeLink = lambda url: url
    parser.normalizeLinkText = lambda url: url
    for name, rule in (("fence", _code), ("code_block", _code), ("link_open", _link), ("image", _image)):
        parser.add_render_rule(name, rule)
    return parser


def _code(_renderer: Any, tokens: Sequence[Any], at: int, _options: Any, _env: Any) -> str:
    token = tokens[at]
    named = token.info.split()
    syntax = f' class="language-{escape(named[0])}"' if named else ""
    # A newline as it is would be lost at the head of a <pre>.
    return f"<pre><code{syntax}>{escape(token.content.removesuffix(chr(10)), quote=False)}</code></pre>\n"


def _link(_renderer: Any, tokens: Sequence[Any], at: int, _options: Any, _env: Any) -> str:
    return f'<a href="{escape(tokens[at].attrs.get("href", ""))}">'


def _image(renderer: Any, tokens: Sequence[Any], at: int, options: Any, env: Any) -> str:
    """A picture; with a title it is a figure, and the title its caption."""
    token = tokens[at]
    alt = escape(renderer.renderInlineAsText(token.children, options, env)).replace("\n", "&#10;")
    image = f'<img src="{escape(token.attrs.get("src", ""))}" alt="{alt}">'
    title = escape(str(token.attrs.get("title", "")), quote=False).replace("\n", "<br>")
    return f"<figure>{image}<figcaption><p>{title}</p></figcaption></figure>" if title.strip() else image


def _left_out(children: list[Any], env: dict[str, Any]) -> list[Note]:
    """Notes on titles of links and on definitions that nothing uses; refuses what grows out of measure."""
    notes: list[Note] = []
    used: set[str] = set()
    size = 0
    for token in children:
        if token.type not in ("link_open", "image"):
            continue
        url, title = (
            str(token.attrs.get(name, "")) for name in ("href" if token.type == "link_open" else "src", "title")
        )
        used.add(url)
        size += len(url) + len(title)
        if title and token.type == "link_open":
            notes.append(
                Note(code="dropped", message="a link has a title, for which there is no mark", text=title[:500])
            )
    if size > MAX_EXPANDED:
        raise LimitExceeded("characters of addresses and titles", size, MAX_EXPANDED)
    for definition in env.get("references", {}).values():
        if definition["href"] not in used:
            words = f"{definition['href']} {definition['title']}".strip()
            notes.append(Note(code="dropped", message="an address is defined and not used", text=words[:500]))
    return notes[:1_000]


def _attribute(tokens: list[Any]) -> None:
    """Make the last paragraph of a quote its footer where it is one line that begins with a dash."""
    for at in range(6, len(tokens)):
        before = [token.type for token in tokens[at - 4 : at + 1]]
        if before != ["paragraph_close", "paragraph_open", "inline", "paragraph_close", "blockquote_close"]:
            continue
        opening, line, closing = tokens[at - 3 : at]
        found = DASH.match(line.content) if len(line.content) <= MAX_LINE else None
        if found and line.children[0].type == "text" and not _BROKEN & {child.type for child in line.children}:
            line.children[0].content = line.children[0].content[found.end() :]
            opening.tag = closing.tag = "footer"
