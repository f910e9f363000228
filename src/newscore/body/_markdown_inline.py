"""Text with marks as CommonMark: characters escaped so that no dialect reads markup in them, signs where they hold.

A sign such as `*` is written only where the flanking rules of CommonMark 0.31.2 (§6.2) leave one reading; elsewhere,
and for what Markdown has no sign for, the mark is the HTML element inside the line.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from newscore.body.blocks import Mark
from newscore.body.marks import Span, spans, tidy

__all__ = ["escape", "escape_html", "inline", "lines", "one_line", "slices", "target"]

# Entities rather than backslashes for what some dialects do not let a backslash escape. The braces are template
# languages' (Liquid, Hugo's shortcodes, attribute lists), the bar is tables', the tilde strikethrough's and fences'.
_ESCAPES: Final = str.maketrans(
    {
        "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;", "|": "&#124;", "~": "&#126;", "`": "&#96;",
        "\\": "\\\\", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]", "\t": " ",
    }
)  # fmt: skip
# Where kramdown reads nothing but entities: inside a <code>.
_LITERAL: Final = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "{}|~`\\*_[]"} | {"<": "&lt;", ">": "&gt;", "\t": "&#9;"}
)
_HTML_ESCAPES: Final = str.maketrans({"{": "&#123;", "}": "&#125;", "|": "&#124;"})
_URL_ESCAPES: Final = str.maketrans({"&": "&amp;", "{": "&#123;", "}": "&#125;", "`": "&#96;", "|": "&#124;"})
_PLAIN_URL: Final = re.compile(r"[A-Za-z0-9/:.?=%#~+,;@$!-]+")
_SPECIAL: Final = re.compile(
    r"&(?=[A-Za-z#])"  # What may begin an entity.
    r"|\$(?=\$)|(?<=\$)\$"  # kramdown's formulas.
    r"|:(?=//)|(?<=[Ww][Ww][Ww])\.|(?<=[\w.+-])@(?=\w)"  # Addresses that GFM and Hugo would make links of.
    r"|:(?=[\w+-]+:)"  # Shortcodes of emoji.
)
# What begins a block at the head of a line: headings, lists, rules, underlines, definitions, ends of blocks.
_LINE_STARTS: Final = re.compile(r"(?:[0-9]{1,9}(?=[.)])|(?![.)]))([#+!.)=:^%$-])")
_CODE: Final = re.compile(r"(?! )[^`{}|\n\t\\]+(?<! )")
"""A text that may stand between backticks whatever the dialect."""
# kramdown takes an <s> at the head of a line for a block.
_ELEMENTS: Final = {
    "strong": "strong", "em": "em", "code": "code", "sub": "sub", "sup": "sup", "underline": "u", "strike": "del",
    "mark": "mark", "small": "small", "language": "span",
}  # fmt: skip
_DELIMITERS: Final = {"strong": "**", "em": "*"}


class _Segment(NamedTuple):
    """A mark over pieces of a text that follow each other, with nothing around it ending inside it."""

    start: int
    end: int
    mark: Mark
    simple: bool
    """Whether no other mark begins or ends inside it."""


def inline(text: str, marks: tuple[Mark, ...] = ()) -> str:
    r"""Return *text* with its *marks*, newlines kept.

    >>> inline("2 * 3 < 7", (Mark(start=0, end=1, kind="strong"), Mark(start=4, end=5, kind="sub")))
    '**2** \\* <sub>3</sub> &lt; 7'
    """
    if not marks:
        return escape(text)
    pieces = list(spans(text, marks))
    segments = _segments(pieces)
    signs = _all_signs(text, segments)
    opened: list[tuple[Mark, str]] = []
    written: list[str] = []
    for piece, covering in [*pieces, ("", ())]:
        common = _common(opened, covering)
        written.extend(sign for _, sign in reversed(opened[common:]))
        del opened[common:]
        raw = False
        for mark in covering[common:]:
            opening, closing = next(signs)
            if opening.startswith("[") and written and written[-1].endswith("!"):
                written[-1] = f"{written[-1][:-1]}&#33;"  # Else it would be a picture.
            written.append(opening)
            opened.append((mark, closing))
            raw = opening == "`"
        literal = any(closing == "</code>" for _, closing in opened)
        written.append(piece if raw else escape(piece, literal=literal))
    return "".join(written)


def _common(opened: list[tuple[Mark, str]], covering: tuple[Mark, ...]) -> int:
    common = 0
    while common < min(len(opened), len(covering)) and opened[common][0] is covering[common]:
        common += 1
    return common


def _segments(pieces: list[tuple[str, tuple[Mark, ...]]]) -> list[_Segment]:
    """Each run of pieces over which a mark stays open, in the order in which they are opened."""
    found: list[_Segment] = []
    opened: list[tuple[Mark, str]] = []
    indexes: list[int] = []
    at = 0
    for piece, covering in [*pieces, ("", ())]:
        common = _common(opened, covering)
        for index in indexes[common:]:
            found[index] = found[index]._replace(end=at)
        del opened[common:], indexes[common:]
        for index in indexes:
            found[index] = found[index]._replace(simple=False)
        for mark in covering[common:]:
            opened.append((mark, ""))
            indexes.append(len(found))
            found.append(_Segment(at, at, mark, simple=mark is covering[-1]))
        at += len(piece)
    return found


def _all_signs(text: str, segments: list[_Segment]) -> Iterator[tuple[str, str]]:
    """What opens and what closes each of *segments*."""
    edges = Counter(edge for each in segments for edge in (each.start, each.end))
    stars = Counter(edge for each in segments if each.mark.kind in _DELIMITERS for edge in (each.start, each.end))
    for start, end, mark, simple in segments:
        starred = (
            mark.kind in _DELIMITERS
            and stars[start] == stars[end] == 1
            and _flanks(text, start, alone=edges[start] == 1)
            and _flanks(text, end, alone=edges[end] == 1, closing=True)
        )
        yield _signs(text[start:end], mark, starred=starred, simple=simple)


def _flanks(text: str, edge: int, *, alone: bool, closing: bool = False) -> bool:
    """Whether a star there can open, or close: beside a letter always, beside another sign only next to white space.

    That is enough where no two signs touch and signs of one kind never stand inside each other: a `*` that could close
    a `**` does not, because their lengths add up to three.
    """
    inner, outer = (text[edge - 1], text[edge : edge + 1]) if closing else (text[edge], text[edge - 1 : edge])
    if inner.isspace():
        return False
    return (alone and unicodedata.category(inner)[0] in "LMN") or not outer or outer.isspace()


def _signs(words: str, mark: Mark, *, starred: bool, simple: bool) -> tuple[str, str]:
    language = f' lang="{mark.language}"' if mark.language else ""
    if mark.kind == "link":
        if language:
            return f'<a href="{(mark.href or "").translate(_URL_ESCAPES)}"{language}>', "</a>"
        return "[", f"]({target(mark.href or '')})"
    if starred and not language:
        return _DELIMITERS[mark.kind], _DELIMITERS[mark.kind]
    if mark.kind == "code" and simple and not language and _CODE.fullmatch(words):
        return "`", "`"
    element = _ELEMENTS[mark.kind]
    return f"<{element}{language}>", f"</{element}>"


def escape(text: str, *, literal: bool = False) -> str:
    r"""Return *text* so that it stays text inside a line; *literal* where nothing but entities is read.

    >>> escape("{{ x }} & <b> snake_case"), escape("R&D, AT&amp;T")
    ('&#123;&#123; x &#125;&#125; & &lt;b&gt; snake\\_case', 'R&amp;D, AT&amp;amp;T')
    """
    text = _SPECIAL.sub(lambda found: "&amp;" if found[0] == "&" else f"&#{ord(found[0])};", text)
    return text.translate(_LITERAL if literal else _ESCAPES)


def escape_html(markup: str) -> str:
    """Return HTML without braces, which a template language would read, and bars, which would make a table of it."""
    return markup.translate(_HTML_ESCAPES)


def target(url: str) -> str:
    """Return a publishable *url* as it stands behind the text of a link.

    >>> target("https://news.example/a"), target("https://news.example/a_(b)")
    ('https://news.example/a', '<https://news.example/a_(b)>')
    """
    return url if _PLAIN_URL.fullmatch(url) else f"<{url.translate(_URL_ESCAPES)}>"


def lines(text: str, marks: tuple[Mark, ...] = ()) -> list[str]:
    r"""Return *text* as the lines of one paragraph; a newline is two spaces at the end, an empty line a `<br>`.

    >>> lines("# One\n- two\n\nthree")
    ['\\# One  ', '\\- two  ', '<br>three']
    """
    written: list[str] = []
    empty = ""
    for line in inline(*_tidied(text, marks)).split("\n"):
        line = re.sub(r" {2,}", " ", line).strip(" ")
        if not line:
            empty += "<br>" if written else ""
            continue
        if not empty and (found := _LINE_STARTS.match(line)):
            sign = found[1]
            escaped = f"&#{ord(sign)};" if sign in "=:^%$" else f"\\{sign}"
            line = line[: found.start(1)] + escaped + line[found.end() :]
        written.append(empty + line)
        empty = ""
    return [f"{line}  " for line in written[:-1]] + written[-1:]


def one_line(text: str, marks: tuple[Mark, ...] = ()) -> str:
    r"""Return *text* with its *marks* for a place where only one line is allowed; a newline is a `<br>`.

    >>> one_line("One\n*two*")
    'One<br>\\*two\\*'
    """
    return "<br>".join(line.removesuffix("  ") for line in lines(text, marks))


def slices(text: str, marks: tuple[Mark, ...]) -> list[tuple[str, tuple[Mark, ...]]]:
    r"""Return the paragraphs of *text*, parted by one empty line, each with its part of *marks*.

    >>> slices("a\n\nb", (Mark(start=0, end=4, kind="em"),))[1]
    ('b', (Mark(start=0, end=1, kind='em'),))
    """
    text, marks = _tidied(text, marks)
    found: list[tuple[str, tuple[Mark, ...]]] = []
    at = 0
    for part in re.split(r"(?<!\n)(\n\n)(?!\n)", text):
        if part != "\n\n":
            inside = (
                mark.model_copy(update={"start": max(mark.start - at, 0), "end": min(mark.end - at, len(part))})
                for mark in marks
                if mark.start < at + len(part) and mark.end > at
            )
            found.append((part, tuple(inside)))
        at += len(part)
    return found


def _tidied(text: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[Mark, ...]]:
    """The text cleaned, no mark beginning or ending at a blank: a sign could not stand there."""
    text, marks = tidy(text, [Span(mark.start, mark.end, mark.kind, mark.href, mark.language) for mark in marks])
    trimmed: list[Mark] = []
    for mark in marks:
        words = text[mark.start : mark.end]
        start = mark.start + len(words) - len(words.lstrip())
        end = mark.end - len(words) + len(words.rstrip())
        if start < end:
            trimmed.append(mark.model_copy(update={"start": start, "end": end}))
    return text, tuple(sorted(trimmed, key=lambda mark: (mark.start, -mark.end)))
