"""Where a path lies in a JSON text: line and column, found without reading the rest twice."""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

__all__ = ["Location", "find_locations", "position"]

JsonPath = tuple[str | int, ...]
Location = tuple[int, int]

_skip_blanks = re.compile(r"[ \t\r\n]*").match
# C code steps over every value nobody asked for; numbers stay text, so their size costs nothing.
_decoder: Final = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_scan_value: Final[Any] = _decoder.scan_once  # type: ignore[attr-defined]  # The decoder's C scanner has no stub.


def position(text: str, offset: int) -> Location:
    r"""Return the line and the column, both from 1 and in code points, of *offset* in *text*.

    >>> position("{\n  x", 4)
    (2, 3)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def find_locations(text: str, paths: Iterable[JsonPath]) -> dict[JsonPath, Location]:
    r"""Return line and column of the value at each of *paths*; of its nearest ancestor where it does not exist.

    Of a key that stands twice in an object, the last counts, as for every JSON reader. Costs one pass in C over the
    text, and Python only along the paths asked for. Empty where *text* is no JSON.

    >>> find_locations('{"body": [\n{"text": 1}]}', [("body", 0, "text"), ("headline",)])
    {('headline',): (1, 1), ('body', 0, 'text'): (2, 10)}
    """
    wanted: dict[str | int, Any] = {}
    for path in sorted(set(paths), key=len):
        node = wanted
        for part in path:
            node = node.setdefault(part, {})
    offsets: dict[JsonPath, int] = {}
    try:
        _walk(text, _after_blanks(text, 0), wanted, (), offsets)
    except (StopIteration, IndexError, ValueError, RecursionError):
        offsets.setdefault((), 0)
    located = {}
    for path in sorted(set(paths), key=len):
        nearest = path
        while nearest not in offsets:
            nearest = nearest[:-1]
        located[path] = position(text, offsets[nearest])
    return located


def _after_blanks(text: str, at: int) -> int:
    found = _skip_blanks(text, at)
    return found.end() if found else at


def _walk(text: str, at: int, wanted: dict[str | int, Any], path: JsonPath, offsets: dict[JsonPath, int]) -> int:
    """Note the offset of the value at *at*, look inside for what is wanted, and return where it ends."""
    offsets[path] = at
    opening = text[at]
    if not wanted or opening not in "{[":
        return int(_scan_value(text, at)[1])
    at, index = _after_blanks(text, at + 1), 0
    while text[at] not in "}]":
        key: str | int = index
        if opening == "{":
            key, at = _scan_value(text, at)
            at = _after_blanks(text, _after_blanks(text, at) + 1)
        at = _walk(text, at, wanted[key], (*path, key), offsets) if key in wanted else int(_scan_value(text, at)[1])
        at, index = _after_blanks(text, at), index + 1
        if text[at] == ",":
            at = _after_blanks(text, at + 1)
    return at + 1
