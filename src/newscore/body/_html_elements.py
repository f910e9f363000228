"""The elements of HTML by what becomes of them in a body. Source: HTML Living Standard, §4."""

from typing import Final

from newscore.body.blocks import MarkKind

__all__ = ["BREAKING", "CONTAINERS", "DROPPED", "MARKS", "PLAYERS", "RICH", "UNMARKED"]

MARKS: Final[dict[str, MarkKind]] = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "dfn": "em", "var": "em", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code", "sub": "sub", "sup": "sup", "u": "underline", "ins": "underline", "s": "strike",
    "del": "strike", "strike": "strike", "mark": "mark", "small": "small",
}  # fmt: skip
"""Phrasing elements that are marks."""

UNMARKED: Final = frozenset(
    "abbr acronym bdi bdo big blink data font label map marquee math nobr noindex output rb rtc ruby rp slot time wbr "
    "picture source track col colgroup area param".split()
)
"""Known elements whose words stay, and whose meaning has no mark."""

CONTAINERS: Final = frozenset(
    "address article body center dd details dialog div dl fieldset figcaption footer form header hgroup html legend li "
    "main nav optgroup search section tbody td tfoot th thead tr".split()
)
"""Elements that only hold blocks, or that the parser lets stand alone."""

DROPPED: Final = frozenset(
    "applet base basefont bgsound button canvas datalist frame frameset head input keygen link meta meter noembed "
    "noframes noscript optgroup option plaintext progress script select style svg template textarea title xmp".split()
)
"""Elements with no place in a story: each is noted with its words."""

RICH: Final = frozenset("blockquote dl figure h1 h2 h3 h4 h5 h6 hr img ol picture pre table ul".split())
"""What a cell of a plain table cannot hold."""

PLAYERS: Final = frozenset("audio embed iframe object video".split())
"""Elements that show what another site provides."""

BREAKING: Final = frozenset({"br"})
"""Elements that are a newline in plain words."""
