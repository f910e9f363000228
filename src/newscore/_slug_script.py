"""The shape of a slug: which characters it may hold, Latin or in a language's own script."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final

__all__ = ["SLUG_PATTERN", "holds", "is_slug"]

# Small letters, marks and decimal digits of Unicode 14 outside the Latin script, compatibility forms left out.
# Unassigned code points and capitals between two small letters do not end a range, so that the class stays short.
_RANGES: Final = (
    "371-373 377-37d 390-3f3 3f8-481 483-487 48b-559 560-588 591-5bd 5bf 5c1-5c2 5c4-5c5 5c7-5f2 610-61a 620-63f "
    "641-669 66e-6d3 6d5-6dc 6df-6e8 6ea-6fc 6ff 710-7f5 7fa-7fd 800-82d 840-85b 860-887 889-88e 898-8e1 8e3-963 "
    "966-96f 971-9f1 9fc 9fe-a75 a81-aef af9-b6f b71 b82-bef c00-c6f c80-c83 c85-d4e d54-d57 d5f-d6f d7a-df3 e01-e3a "
    "e40-e4e e50-e59 e81-f00 f18-f19 f20-f29 f35 f37 f39 f3e-f72 f74 f7a-f80 f82-f84 f86-f92 f94-f9c f9e-fa1 fa3-fa6 "
    "fa8-fab fad-fb8 fba-fbc fc6 1000-1049 1050-109d 10d0-10fa 10fd-115e 1161-135f 1380-138f 13f8-13fd 1401-166c "
    "166f-167f 1681-169a 16a0-16ea 16ee-1734 1740-17b3 17b6-17d3 17d7 17dc-17e9 1810-193b 1946-19d9 1a00-1a1b "
    "1a20-1a99 1aa7 1ab0-1abd 1ac1-1acb 1b00-1b59 1b6b-1b73 1b80-1bf3 1c00-1c37 1c40-1c7d 1c80-1c88 1cd0-1cd2 "
    "1cd4-1cfa 1f00-1fb7 1fc2-1fc7 1fd0-1fd7 1fe0-1fe7 1ff2-1ff7 2c30-2c5f 2c81-2ce4 2cec-2cf3 2d00-2d67 2d7f-2dff "
    "2e2f 3005-3007 3021-302f 3031-3035 303b-303c 3041-309a 309d-309e 30a1-30fa 30fc-312f 31a0-31bf 31f0-31ff "
    "3400-4dbf 4e00-a48c a4d0-a4fd a500-a60c a610-a66f a674-a67d a67f-a6f1 a800-a827 a82c a840-a873 a880-a8c5 "
    "a8d0-a8f7 a8fb a8fd-a92d a930-a953 a960-a9c0 a9cf-a9d9 a9e0-aa59 aa60-aa76 aa7a-aadd aae0-aaef aaf2-ab2e "
    "ab70-abea abec-d7fb fa0e-fb1e fe20-fe2f fe73 10000-1b2fb 1e000-1e959 20000-3134a "
)
_NATIVE: Final = "".join("-".join(chr(int(end, 16)) for end in span.split("-")) for span in _RANGES.split())
_KEPT: Final = frozenset("Ll Lo Lm Mn Mc Nd Nl".split())
_WORD: Final = f"[a-z0-9{_NATIVE}]+(?:[\u200c\u200d][{_NATIVE}]+)*"

SLUG_PATTERN: Final = f"^{_WORD}(?:-{_WORD})*$"
"""A regular expression for a slug, for Python, Rust and ECMAScript alike: words joined by single hyphens.

A word is of ASCII small letters and digits, or of another script's letters, marks, digits and inner joiners.
"""


def is_slug(text: str) -> bool:
    """Return whether `slugify` could have given *text*: words in small letters or digits, joined by single hyphens.

    Words may be in a script of their own. Length and reserved words are the publication's matter, not the slug's.

    >>> is_slug("storm-hits-coast"), is_slug("北京-2026"), is_slug("Storm"), is_slug("a--b"), is_slug("")
    (True, True, False, False, False)
    """
    if _matcher()(text) is None:
        return False
    return text.isascii() or (text.lower() == text and unicodedata.is_normalized("NFC", text))


def holds(letter: str) -> bool:
    """Return whether a slug may hold that character of a script other than Latin."""
    return letter >= "\u0370" and unicodedata.category(letter) in _KEPT and _matcher()(letter) is not None


@cache
def _matcher() -> Callable[[str], re.Match[str] | None]:
    # Compiling the class takes milliseconds, and most programs never ask.
    return re.compile(SLUG_PATTERN.replace("$", r"\Z")).match
