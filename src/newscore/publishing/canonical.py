"""One spelling for each JSON value, and the entity tags that are made from it."""

import json
import re
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from newscore.article import Article
from newscore.errors import FormatError, UnknownFormat, shorten
from newscore.feed import Feed
from newscore.publication import Publication
from newscore.publishing.gate import AUDIENCES, hold_gate
from newscore.publishing.visibility import Audience

__all__ = ["canonical_json", "etag"]

_ESCAPED: Final = re.compile(r'[\x00-\x1f"\\]')
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def canonical_json(value: Any) -> bytes:
    """Return *value*, made of what JSON has, in the one spelling that RFC 8785 gives it, as UTF-8.

    Raises FormatError for NaN and infinities, lone surrogates, keys that are no text, other types, nesting beyond
    Python's recursion, and an integer that no IEEE 754 double holds exactly: the RFC would change it without a word.

    >>> canonical_json({"b": [1.0, 1e21, 0.000001], "a": "\\u20ac\\n"}).decode()
    '{"a":"€\\\\n","b":[1,1e+21,0.000001]}'

    Source: RFC 8785, https://www.rfc-editor.org/rfc/rfc8785
    """
    try:
        return _canonical(value).encode()
    except (ValueError, OverflowError, RecursionError) as error:
        raise FormatError(f"canonical JSON: expected what RFC 8785 can write, got {type(error).__name__}") from error


def etag(
    content: Article | Feed,
    channel: str,
    *,
    now: datetime | None = None,
    publication: Publication | None = None,
    edition: str = "",
) -> str:
    """Return the strong entity tag (RFC 9110 §8.8.3) of *content* in *channel*, quotes included.

    It is a digest: the same content, channel, *publication* and *edition* have the same tag, any other have another,
    and nothing of a story can be read from it. Only the newsroom's own JSON counts `extra`. Change *edition* when your
    templates or your newscore change, since they change the bytes. With *now*, it holds the gate as `dumps` does.

    Raises NotVisible where *now* is given and the channel's audience may not see the content at that moment;
    UnknownFormat where there is no such channel.

    >>> story = Article(headline="Storm hits coast")
    >>> etag(story, "rss") == etag(story.evolve(extra={"desk": 4}), "rss"), len(etag(story, "rss"))
    (True, 34)
    """
    audience = _audience_of(channel)
    if now is not None:
        hold_gate(content, audience, now, channel=channel)
    left_out: Any = None if audience == "private" else {"extra"}
    if isinstance(content, Feed) and left_out:
        left_out = {"items": {"__all__": left_out}}
    parts = {
        "channel": channel,
        "content": content.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=left_out),
        "edition": edition,
        "publication": publication and publication.model_dump(mode="json", by_alias=True, exclude_defaults=True),
    }
    return f'"{urlsafe_b64encode(sha256(canonical_json(_exactly(parts))).digest()[:24]).decode()}"'


def _audience_of(channel: str) -> Audience:
    if isinstance(channel, str) and channel in AUDIENCES:
        return AUDIENCES[channel]
    raise UnknownFormat(f"expected a channel ({', '.join(AUDIENCES)}), got {shorten(channel)}")


def _exactly(value: Any) -> Any:
    """The same JSON with each integer that no double holds in a form of its own, so that it still counts."""
    if isinstance(value, dict):
        return {key: _exactly(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_exactly(inner) for inner in value]
    return value if not isinstance(value, int) or _is_exact(value) else {"$integer": str(value)}


def _is_exact(value: int) -> bool:
    return -(2**53) <= value <= 2**53 or int(float(value)) == value


def _canonical(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int) and not _is_exact(value):
        raise ValueError("integer")
    if isinstance(value, int | float):
        return _number(float(value))
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_canonical, value))}]"
    if isinstance(value, dict):
        keys = sorted(value, key=_sort_key)
        return "{" + ",".join(f"{_quoted(key)}:{_canonical(value[key])}" for key in keys) + "}"
    raise ValueError(type(value).__name__)


def _sort_key(key: Any) -> bytes:
    """RFC 8785 §3.2.3: keys are sorted by their UTF-16 code units."""
    if not isinstance(key, str):
        raise ValueError("key")
    return key.encode("utf-16-be")


def _quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda sign: _SHORT.get(sign[0]) or f"\\u{ord(sign[0]):04x}", text) + '"'


def _number(value: float) -> str:
    """The number as ECMAScript writes it (RFC 8785 §3.2.2.3): the same digits as Python's, the point elsewhere."""
    if value == 0:
        return "0"
    mantissa, _, exponent = repr(abs(value)).partition("e")
    if not mantissa[0].isdigit():
        raise ValueError("number")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    # `point` is n of ECMA-262 Number::toString: the value is 0.digits × 10**point.
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    sign = "-" if value < 0 else ""
    if 0 < point <= 21:
        head = digits[:point].ljust(point, "0")
        return sign + head + (f".{digits[point:]}" if len(digits) > point else "")
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{rest}e{point - 1:+d}"
