"""An article as the text of a JSON column, and back: what the column types of every object mapper share."""

import json
import re
from decimal import Decimal
from typing import Any, Final

from newscore.article import Article
from newscore.errors import FormatError, Problem
from newscore.formats import native
from newscore.formats._json import check_size

__all__ = ["read_column", "write_column"]

_NUL: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_EXPONENT: Final = re.compile(r"[0-9][eE][+-]?[0-9]")
_STRING_OR_EXPONENT: Final = re.compile(r'"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]+')


def write_column(article: Article, *, jsonb: bool = False) -> str:
    """Return native JSON for a column; with *jsonb* so that PostgreSQL's binary JSON gives back an equal article.

    JSONB holds numbers as decimals: 1e16 would come back as an integer, so it goes in as 10000000000000000.0. What it
    forgets are the order of keys and the sign of -0.0.

    Raises LimitExceeded where the text would be too long to be read again, and FormatError (code `text`) for U+0000,
    which JSONB cannot hold. TypeError where *article* is no Article.

    >>> write_column(Article(headline="Storm", extra={"area": 1e16}), jsonb=True)
    '{"schema_version":1,"headline":"Storm","extra":{"area":10000000000000000.0}}'

    Source: https://www.postgresql.org/docs/current/datatype-json.html
    """
    if not isinstance(article, Article):
        raise TypeError(f"expected an Article, got {type(article).__name__}; newscore.loads(…, 'json') makes one")
    text = native.dumps(article)
    if not jsonb:
        check_size(text)
        return text
    if _NUL.search(text):
        message = "expected text without U+0000, which JSONB cannot hold, in extra or in a block of a newer version"
        raise FormatError("json: 1 problem", [Problem(path="$", code="text", message=message)])
    if _EXPONENT.search(text):
        text = _STRING_OR_EXPONENT.sub(_positional, text)
    # PostgreSQL writes a blank after each comma and colon; what it gives back must be short enough to be read.
    check_size(text.replace(",", ", ").replace(":", ": "))
    return text


def read_column(value: Any) -> Article:
    """Return the article that a column holds: JSON text, or what a driver has already made of it.

    Older schema versions are upgraded and unknown blocks kept, as `newscore.loads` does. FormatError as there, and
    where the column holds a feed.
    """
    text = value if isinstance(value, str | bytes) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    content = native.loads(text).content
    if not isinstance(content, Article):
        raise FormatError("json: expected an article, got a feed")
    return content


def _positional(found: re.Match[str]) -> str:
    """A number without its exponent; a string as it is."""
    token = found[0]
    if token.startswith('"'):
        return token
    written = format(Decimal(token), "f")
    return written if "." in written else f"{written}.0"
