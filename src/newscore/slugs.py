"""Slugs: a headline in any language becomes a path segment, as its newsroom would have chosen it, and unique.

>>> slugify("Шторм обрушився на узбережжя", language="uk")
'shtorm-obrushyvsia-na-uzberezhzhia'
>>> unique("Storm hits coast", taken={"storm-hits-coast"}, language="en")
'storm-hits-coast-2'
"""

from newscore._slug_script import SLUG_PATTERN
from newscore._slugify import RESERVED, TABLES, Explanation, SlugOptions, Step, explain, is_reserved, is_slug, slugify
from newscore.slug_claims import SlugHistory, aclaim, aunique, candidates, claim, taken_by_others, unique

__all__ = [
    "RESERVED",
    "SLUG_PATTERN",
    "TABLES",
    "Explanation",
    "SlugHistory",
    "SlugOptions",
    "Step",
    "aclaim",
    "aunique",
    "candidates",
    "claim",
    "explain",
    "is_reserved",
    "is_slug",
    "slugify",
    "taken_by_others",
    "unique",
]
