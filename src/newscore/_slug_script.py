"""The shape of a slug: which characters it may hold, Latin or in a language's own script."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from typing import Final

__all__ = ["SLUG_PATTERN", "holds", "is_newer"]

# Small letters, marks and decimal digits of Unicode 14 outside the Latin script, compatibility forms left out.
# Unassigned code points and capitals between two small letters do not end a range, so that the class stays short.
_RANGES: Final = (
    "371-373 377-37d 390-3f3 3f8-481 483-487 48b-559 560-588 591-5bd 5bf 5c1-5c2 5c4-5c5 5c7-5f2 610-61a 620-63f "
    "641-669 66e-6d3 6d5-6dc 6df-6e8 6ea-6fc 6ff 710-7f5 7fa-7fd 800-82d 840-85b 860-887 889-88e 898-8e1 8e3-963 "
    "966-96f 971-9f1 9fc 9fe-a75 a81-aef af9-b6f b71 b82-bef c00-c6f c80-c83 c85-d4e d54-d57 d5f-d6f d7a-df3 "
    "e01-e3a e40-e4e e50-e59 e81-f00 f18-f19 f20-f29 f35 f37 f39 f3e-f72 f74 f7a-f80 f82-f84 f86-f92 f94-f9c "
    "f9e-fa1 fa3-fa6 fa8-fab fad-fb8 fba-fbc fc6 1000-1049 1050-109d 10d0-10fa 10fd-115e 1161-135f 1380-138f "
    "13f8-13fd 1401-166c 166f-167f 1681-169a 16a0-16ea 16ee-1734 1740-17b3 17b6-17d3 17d7 17dc-17e9 1810-193b "
    "1946-19d9 1a00-1a1b 1a20-1a99 1aa7 1ab0-1abd 1ac1-1acb 1b00-1b59 1b6b-1b73 1b80-1bf3 1c00-1c37 1c40-1c7d "
    "1c80-1c88 1cd0-1cd2 1cd4-1cfa 1f00-1fb7 1fc2-1fc7 1fd0-1fd7 1fe0-1fe7 1ff2-1ff7 2c30-2c5f 2c81-2ce4 2cec-2cf3 "
    "2d00-2d67 2d7f-2dff 2e2f 3005-3007 3021-302f 3031-3035 303b-303c 3041-309a 309d-309e 30a1-30fa 30fc-312f "
    "31a0-31bf 31f0-31ff 3400-4dbf 4e00-a48c a4d0-a4fd a500-a60c a610-a66f a674-a67d a67f-a6f1 a800-a827 a82c "
    "a840-a873 a880-a8c5 a8d0-a8f7 a8fb a8fd-a92d a930-a953 a960-a9c0 a9cf-a9d9 a9e0-aa59 aa60-aa76 aa7a-aadd "
    "aae0-aaef aaf2-ab2e ab70-abea abec-d7fb fa0e-fb1e fe20-fe2f fe73 10000-1b2fb 1e000-1e959 20000-3134a "
)
# Assigned in Unicode 15 to 18: no letter yet for this edition of the tables, whichever Python reads it.
_NEWER: Final = (
    "558 58b-58c 5c8-5c9 88f 897 b53-b54 c5c cdc cf3 ece 1acf-1af0 1b4e-1b4f 1b7f 1c89-1c8a 208f 209d-209f "
    "20c1-20c4 2427-2429 2b96 2e60-2e63 2ffc-2fff 31e4-31e5 31ef a7cb-a7cf a7d2 a7d4 a7da-a7dd a7e2 a7f1 ab6c-ab6d "
    "fbc3-fbd2 fd90-fd91 fdc8-fdce 105c0-105f3 107bb-107bf 10940-10959 10d40-10d65 10d69-10d85 10d8e-10d8f "
    "10ec2-10ec7 10ec9-10eee 10ef0-10eff 1123f-11241 11380-11389 1138b 1138e 11390-113b5 113b7-113c0 113c2 113c5 "
    "113c7-113ca 113cc-113d5 113d7-113d8 113e1-113e2 116d0-116e3 11b00-11b0a 11b60-11b67 11bc0-11be1 11bf0-11bf9 "
    "11db0-11ddb 11de0-11de9 11df0-11df1 11f00-11f10 11f12-11f3a 11f3e-11f5a 1246f 12475-1247f 12550-12686 1342f "
    "13439-13455 13460-143fa 16100-16139 16d40-16d79 16ea0-16eb8 16ebb-16ed3 16ff2-16ff6 187f8-187ff 18cd6-18cda "
    "18cff 18d09-18d20 18d80-18df2 18e00-19191 191a0-191d2 1b123-1b128 1b132 1b155 1b168 1cc00-1ccfc 1cd00-1ceb3 "
    "1ceba-1ced0 1ced2-1ced4 1cedd-1cefd 1d127-1d128 1d1eb-1d1ff 1d250-1d281 1d2c0-1d2d3 1d6a6 1db00-1db1c "
    "1df1f-1df81 1df90-1df96 1dfcd-1dfff 1e030-1e06d 1e08f 1e4d0-1e4f9 1e5d0-1e5fa 1e5ff 1e6c0-1e6de 1e6e0-1e6f5 "
    "1e6fe-1e6ff 1f1ae 1f6d8-1f6d9 1f6dc 1f774-1f77f 1f7d9-1f7db 1f7f1-1f7ff 1f8b2-1f8bb 1f8c0-1f8c1 1f8d0-1f8d8 "
    "1fa54-1fa57 1fa75-1fa77 1fa87-1fa8f 1faad-1faaf 1fabb-1fabf 1fac6 1fac8 1facc-1facf 1fada-1fadd 1fadf "
    "1fae8-1faeb 1faef 1faf7-1fafa 1fbcb-1fbef 1fbfa 2b739-2b73f 2b81e 2cea2-2cead 2ebf0-2ee5d 31350-33479 "
    "3d000-3fc3f "
)
_KEPT: Final = frozenset("Ll Lo Lm Mn Mc Nd Nl".split())
_NATIVE: Final = "".join("-".join(chr(int(end, 16)) for end in span.split("-")) for span in _RANGES.split())
_WORD: Final = f"[a-z0-9{_NATIVE}]+(?:[\u200c\u200d][a-z0-9{_NATIVE}]+)*"

SLUG_PATTERN: Final = f"^{_WORD}(?:-{_WORD})*$"
"""A regular expression for a slug, for Python, Rust and ECMAScript alike: words joined by single hyphens.

A word is of ASCII small letters and digits, or of another script's letters, marks, digits and inner joiners. Every
slug matches; of what matches, `is_slug` refuses a few texts more, such as those in capitals or not in NFC.
"""


def holds(letter: str) -> bool:
    """Return whether a slug may hold that character of a script other than Latin."""
    return letter >= "\u0370" and unicodedata.category(letter) in _KEPT and _native()(letter) is not None


def is_newer(code: int) -> bool:
    """Return whether that code point was assigned after the edition's Unicode 14."""
    edges = _newer_edges()
    return bisect_right(edges, code) % 2 == 1


@cache
def _native() -> Callable[[str], re.Match[str] | None]:
    # Compiling the class takes milliseconds, and most programs never ask.
    return re.compile(f"[{_NATIVE}]").match


@cache
def _newer_edges() -> tuple[int, ...]:
    """The first code point of each range, and the first one after it."""
    spans = (span.split("-") for span in _NEWER.split())
    return tuple(edge for ends in spans for edge in (int(ends[0], 16), int(ends[-1], 16) + 1))
