"""One spelling for each JSON value, and the entity tags that are made from it."""

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from newscore.article import Article
from newscore.errors import FormatError, NotVisible
from newscore.feed import Feed
from newscore.publication import Publication
from newscore.publishing.visibility import Audience, check_moment, visibility

__all__ = ["AUDIENCES", "canonical_json", "etag"]

AUDIENCES: Final[Mapping[str, Audience]] = {
    "json": "private",
    "ninjs": "trade",
    "newsml-g2": "trade",
    "nitf": "trade",
}
"""The channels that the public does not read; every other one is public."""

_ESCAPED: Final = re.compile(r'[\x00-\x1f"\\]')
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def canonical_json(value: Any) -> bytes:
    """Return *value*, made of what JSON has, in the one spelling that RFC 8785 gives it, as UTF-8.

    Numbers are IEEE 754 doubles, as the RFC has them: an integer beyond 2**53 loses its last digits. Raises FormatError
    for NaN and infinities, integers beyond any double, lone surrogates, keys that are no text, and other types.

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

    Raises NotVisible where *now* is given and the channel's audience may not see the content at that moment.

    >>> story = Article(headline="Storm hits coast")
    >>> etag(story, "rss") == etag(story.evolve(extra={"desk": 4}), "rss"), len(etag(story, "rss"))
    (True, 34)
    """
    audience: Audience = AUDIENCES.get(channel, "public")
    if now is not None:
        _hold_gate(content, audience, check_moment(now))
    left_out: Any = None if audience == "private" else {"extra"}
    if isinstance(content, Feed) and left_out:
        left_out = {"items": {"__all__": left_out}}
    parts = {
        "channel": channel,
        "content": content.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=left_out),
        "edition": edition,
        "publication": publication and publication.model_dump(mode="json", by_alias=True, exclude_defaults=True),
    }
    return f'"{urlsafe_b64encode(sha256(canonical_json(parts)).digest()[:24]).decode()}"'


def _hold_gate(content: Article | Feed, audience: Audience, now: datetime) -> None:
    for article in content.items if isinstance(content, Feed) else (content,):
        seen = visibility(article, now, audience)
        if not seen.visible:
            raise NotVisible("gate", f"expected a story that the {audience} may see, got one that is {seen.state}")


def _canonical(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
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
