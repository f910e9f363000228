"""What foreign HTML would cost, counted in one linear pass before any parser or sanitiser sees it.

The pass follows the tokenizer and the stack of open elements of the HTML standard (§13.2.4 to §13.2.6) closely enough
that an element it takes for closed is closed in the parser too. Where the two could part, it counts the element as
still open: hostile markup is refused too soon, never too late.
"""

import re
from typing import Final

from newscore.errors import LimitExceeded

__all__ = ["MAX_ATTRIBUTES", "MAX_DEPTH", "MAX_HTML", "MAX_TAGS", "MAX_UNCLOSED", "guard"]

MAX_HTML: Final = 256 * 1024
"""Bytes of foreign markup at most, in UTF-8."""
MAX_DEPTH: Final = 100
"""Elements inside elements at most."""
MAX_UNCLOSED: Final = 16
"""Formatting elements left open at most; a parser's work grows with their square."""
MAX_TAGS: Final = 16_384
"""Signs that may open a tag at most, and as many that may open a character reference."""
MAX_ATTRIBUTES: Final = 256
"""Attributes on one element at most; parsers compare each with all before it."""
MAX_REOPENED: Final = 50_000
"""Formatting elements that were open, summed over all tags: each may be opened again at each tag."""

# §13.2.5: comments, tags with their attributes, and what is read as a comment up to the next ">". An attribute's quote
# counts only after its name and "=". Every repetition is possessive, so the expression never goes back.
_ATTRIBUTE: Final = (
    r"""[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+"""
    r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+|))?+"""
)
_TOKEN: Final = re.compile(
    rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<(/?)([A-Za-z][^ \t\n\f\r/>]*+)((?:[ \t\n\f\r/]++|{_ATTRIBUTE})*+)(?:>|\Z)"
    r"|<[!?/][^>]*+(?:>|\Z)",
    re.DOTALL,
)
_ONE_ATTRIBUTE: Final = re.compile(_ATTRIBUTE)
# Without the flag for case the engine skips from "<" to "<".
_FOREIGN: Final = re.compile(r"<(?:[sS][vV][gG]|[mM][aA][tT][hH])(?=[ \t\n\f\r/>])")

_VOID: Final = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr".split()
)
_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_RAW: Final = frozenset("iframe noembed noframes noscript script style textarea title xmp".split())
_MARKERS: Final = frozenset("applet caption marquee object td template th".split())
# An end tag does not reach beyond these ("has an element in scope", §13.2.4.2); some only here, to be on the safe side.
_SCOPE: Final = _MARKERS | frozenset("button math select svg table".split())
_TABLE_PARTS: Final = frozenset("caption colgroup table tbody td tfoot th thead tr".split())
_CLOSES_P: Final = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr listing main menu nav ol p pre search section summary table ul".split()
)
_BLOCKS: Final = _CLOSES_P | frozenset("button dd dt li".split())
_TABLE_SCOPE: Final = frozenset({"table", "template"})
_LIST_SCOPE: Final = _SCOPE | {"ul", "ol"}
_ANY_SCOPE: Final = _SCOPE | _BLOCKS | _TABLE_PARTS
_LIST_PARTS: Final = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}
# What a new part of a table closes, from the innermost: all up to, not including, one of these.
_TABLE_BASES: Final = {
    "td": ("tr", "tbody", "thead", "tfoot", "table"),
    "th": ("tr", "tbody", "thead", "tfoot", "table"),
    "tr": ("tbody", "thead", "tfoot", "table"),
    **dict.fromkeys(("tbody", "thead", "tfoot", "caption", "colgroup"), ("table",)),
}


def guard(markup: str, *, limit: int = MAX_HTML) -> None:
    """Raise LimitExceeded where *markup* is larger than *limit* bytes, or would cost a parser more than linear time.

    >>> guard("<p>One <b>two</b>" * 1000)
    >>> guard("<div>" * 101)
    Traceback (most recent call last):
    ...
    newscore.errors.LimitExceeded: expected at most 100 elements inside elements, got 101
    """
    # No character takes more than four bytes, so a short text need not be encoded to be counted.
    size = len(markup) if not limit // 4 < len(markup) <= limit else len(markup.encode("utf-8", "surrogatepass"))
    if size > limit:
        raise LimitExceeded("bytes of foreign markup", size, limit)
    if (tags := markup.count("<")) > MAX_TAGS:
        raise LimitExceeded("signs that open a tag", tags, MAX_TAGS)
    if (references := markup.count("&")) > MAX_TAGS:
        raise LimitExceeded("signs that open a character reference", references, MAX_TAGS)
    foreign = _FOREIGN.search(markup) is not None
    if foreign and "<![CDATA[" in markup:
        raise LimitExceeded("CDATA sections beside SVG or MathML", markup.count("<![CDATA["), 0)
    _Stack(strict=foreign).read(markup)


class _Stack:
    """The open elements, and the list of formatting elements that a parser would open again (None is a marker)."""

    def __init__(self, *, strict: bool) -> None:
        # Beside SVG or MathML an end tag counts only for the innermost element, because the same words may be
        # markup or text there; and nothing is skipped as raw text.
        self.strict = strict
        self.open: list[str] = []
        self.formatting: list[str | None] = []
        self.reopened = 0

    def read(self, markup: str) -> None:
        at, opened, formatting = 0, self.open, self.formatting
        while (at := markup.find("<", at)) >= 0:
            found = _TOKEN.match(markup, at)
            if found is None:
                at += 1
                continue
            at = found.end()
            closing, name, attributes = found.groups()
            if name is None:
                continue  # A comment, or what is read as one.
            name = name.lower()
            if closing:
                # The end of the innermost element, which it nearly always is, ends nothing else.
                if opened and opened[-1] == name and name not in _MARKERS:
                    if name not in _FORMATTING:
                        opened.pop()
                        continue
                    if formatting and formatting[-1] == name:
                        opened.pop()
                        formatting.pop()
                        continue
                self._end(name)
                continue
            if len(attributes) > MAX_ATTRIBUTES:
                count = sum(1 for _ in _ONE_ATTRIBUTE.finditer(attributes))
                if count > MAX_ATTRIBUTES:
                    raise LimitExceeded("attributes on one element", count, MAX_ATTRIBUTES)
            self._start(name)
            if not self.strict and name in _RAW:
                end = re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE).search(markup, at)
                at = end.start() if end else len(markup)
            elif name == "plaintext":
                return

    def _start(self, name: str) -> None:
        if self.formatting:
            self.reopened += len(self.formatting)
            if self.reopened > MAX_REOPENED:
                raise LimitExceeded("formatting elements opened again", self.reopened, MAX_REOPENED)
        if self.open and not self.strict:
            self._close_implied(name)
        if name in _VOID or (name in _TABLE_BASES and "table" not in self.open):
            return
        self.open.append(name)
        if len(self.open) > MAX_DEPTH:
            raise LimitExceeded("elements inside elements", len(self.open), MAX_DEPTH)
        if name in _MARKERS:
            self.formatting.append(None)
        elif name in _FORMATTING:
            self.formatting.append(name)
            if (unclosed := len(self.formatting) - self.formatting.count(None)) > MAX_UNCLOSED:
                raise LimitExceeded("formatting elements left open", unclosed, MAX_UNCLOSED)

    def _close_implied(self, name: str) -> None:
        """Close what the start of *name* closes: a paragraph, the item before, the cell before, a link."""
        if name in _CLOSES_P:
            if "p" in self.open and (at := self._find(name="p", bounds=_SCOPE)) >= 0:
                self._pop(at)
        elif name in _LIST_PARTS:
            if self.open[-1] in ("ul", "ol"):
                return
            at = next((at for at in range(len(self.open) - 1, -1, -1) if self._stops_a_list(at)), -1)
            if at >= 0 and self.open[at] in _LIST_PARTS[name]:
                self._pop(at)
        elif name in _TABLE_BASES and "table" in self.open:
            bases = (*_TABLE_BASES[name], "template")
            self._pop(next((at + 1 for at in range(len(self.open) - 1, -1, -1) if self.open[at] in bases), 0))
        elif name == "a":
            self._end("a")

    def _stops_a_list(self, at: int) -> bool:
        name = self.open[at]
        return (name in _BLOCKS and name not in ("address", "div", "p")) or name in _SCOPE or name in _TABLE_PARTS

    def _find(self, *, name: str, bounds: frozenset[str]) -> int:
        """The place of the innermost *name* with none of *bounds* inside it, or -1."""
        if name not in self.open:
            return -1
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at] == name:
                return at
            if self.open[at] in bounds:
                return -1
        return -1

    def _pop(self, at: int) -> None:
        """Close everything from *at* on; a cell or an object takes the formatting since its marker with it."""
        for name in reversed(self.open[at:]):
            if name in _MARKERS:
                while self.formatting and self.formatting.pop() is not None:
                    pass
        del self.open[at:]

    def _end(self, name: str) -> None:
        if self.strict:
            if self.open and self.open[-1] == name:
                self.open.pop()
                if name in _FORMATTING and self.formatting and self.formatting[-1] == name:
                    self.formatting.pop()
            return
        if name in _FORMATTING:
            self._end_formatting(name)
        elif name not in self.open:
            return
        elif name == "form":
            # A form is taken out from under what stands open in it.
            if (at := self._find(name=name, bounds=_SCOPE)) >= 0:
                del self.open[at]
        elif self.open[-1] == name:
            self._pop(len(self.open) - 1)
        elif name in _TABLE_PARTS:
            if (at := self._find(name=name, bounds=_TABLE_SCOPE)) >= 0:
                self._pop(at)
        elif name in _BLOCKS or name in _SCOPE:
            if (at := self._find(name=name, bounds=_LIST_SCOPE if name == "li" else _SCOPE)) >= 0:
                self._pop(at)
        elif (at := self._find(name=name, bounds=_ANY_SCOPE)) >= 0:
            self._pop(at)

    def _end_formatting(self, name: str) -> None:
        """The adoption agency (§13.2.6.4.7), as far as counting goes."""
        formatting = self.formatting
        last = len(formatting) - 1
        while last >= 0 and formatting[last] != name:
            if formatting[last] is None:
                return
            last -= 1
        if last < 0:
            return
        at = self._find(name=name, bounds=_SCOPE)
        if at < 0 and name in self.open:
            return
        del formatting[last]
        if at >= 0:
            if at + 1 < len(self.open) and any(
                inner in _BLOCKS or inner in _TABLE_PARTS for inner in self.open[at + 1 :]
            ):
                del self.open[at]
            else:
                self._pop(at)
