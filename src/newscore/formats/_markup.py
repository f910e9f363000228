"""Markup inside a feed, taken for words or for a body."""

import html
import re
from typing import Final

__all__ = ["has_blocks", "unescape_title", "words_of"]

_TAG: Final = re.compile(r"(<[^<>]*>)")
_NAME: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
# HTML's own white space; a no-break space is a sign of the text.
_BLANKS: Final = re.compile(r"[ \t\n\f\r]+")
_BREAKING: Final = frozenset("p div br li ul ol tr blockquote h1 h2 h3 h4 h5 h6 figure hr table section".split())
_SILENT: Final = frozenset({"script", "style", "template", "noscript"})
_BLOCKS: Final = re.compile(r"<(?:p|h[2-6]|ul|ol|blockquote|figure|div)\b", re.IGNORECASE)
# The five that XML itself escapes are left alone: a headline may really hold them.
_ENTITY: Final = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30});"
)


def words_of(markup: str) -> str:
    """Return the words of HTML: tags become newlines or nothing, scripts are dropped; one pass over the text.

    >>> words_of("<p>Q&amp;A<br>today</p><script>alert(1)</script>")
    'Q&A\\ntoday'
    """
    if "<" not in markup:
        return html.unescape(markup).strip()
    written: list[str] = []
    silent = ""
    for piece in _TAG.split(markup):
        if not piece:
            continue
        named = _NAME.match(piece)
        if named is None:
            if not silent and not piece.startswith("<!"):
                written.append(_BLANKS.sub(" ", html.unescape(piece)))
            continue
        closing, name = named[1], named[2].lower()
        if silent:
            silent = "" if closing and name == silent else silent
        elif name in _SILENT and not closing:
            silent = name
        elif name in _BREAKING:
            written.append("\n")
    return re.sub(r" *\n[ \n]*", "\n", "".join(written)).strip()


def has_blocks(markup: str) -> bool:
    """Say whether *markup* is a story rather than a sentence: two block elements or more."""
    first = _BLOCKS.search(markup)
    return first is not None and _BLOCKS.search(markup, first.end()) is not None


def unescape_title(title: str) -> str:
    """Return a *title* whose characters were escaped once too often as it was meant.

    >>> unescape_title("It&#8217;s caf&eacute; time"), unescape_title("&amp;")
    ('It’s café time', '&amp;')
    """
    return _ENTITY.sub(lambda found: html.unescape(found[0]), title)
