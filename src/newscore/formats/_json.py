"""What pydantic refused in a JSON document, told as problems: path, line, column, stable code and the way out."""

import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from newscore.body.blocks import BLOCK_TYPES
from newscore.errors import MAX_PROBLEMS, FormatError, LimitExceeded, Problem, shorten
from newscore.fields import AS_OBJECT, AS_TEXT
from newscore.formats._locate import JsonPath, Location, find_locations
from newscore.text import find_unsafe

__all__ = [
    "MAX_BYTES",
    "MAX_OBJECTS",
    "MAX_VALUES",
    "as_text",
    "check_size",
    "duplicate_keys",
    "parse_error",
    "parse_path",
    "problems_of",
    "write_path",
]

MAX_BYTES: Final = 5 * 1024 * 1024
"""Bytes read at most."""

MAX_VALUES: Final = 150_000
"""Commas in a document at most: values in it, give or take those in its prose."""

MAX_OBJECTS: Final = 40_000
"""Opening braces in a document at most."""

MAX_ERRORS: Final = 5_000
"""Refusals that are still looked at one by one; a document with more is refused as a whole."""

SMALL: Final = 64 * 1024
"""A document of fewer bytes cannot hold enough of anything to hurt."""

_CODES: Final[Mapping[str, str]] = {
    "missing": "missing",
    "extra_forbidden": "unknown-field",
    "literal_error": "unknown-value",
    "union_tag_invalid": "unknown-block",
    "union_tag_not_found": "missing-type",
    "too_long": "too-many",
    "too_short": "too-few",
    "string_pattern_mismatch": "pattern",
    "string_too_long": "too-long",
    "greater_than_equal": "range",
    "less_than_equal": "range",
    "finite_number": "number",
    "recursion_loop": "depth",
}
"""Stable codes for pydantic's error types; newscore's own types are codes already, and every other one is `type`."""

_OWN: Final = frozenset(
    "line text url slug path identifier language moment rule marks byline depth number zone path-template "
    "unknown-block".split()
)

_HINTS: Final[Mapping[str, str]] = {
    "missing-type": 'every block needs a "type", such as "paragraph"',
    "moment": "write RFC 3339 with an offset; dates.parse_dateline reads printed dates",
    "url": "links.find_url repairs what can be repaired",
    "language": "write a BCP 47 tag; POSIX forms such as en_US are read too",
    "slug": "slugs.slugify makes one from any text",
    "unsafe-text": "text.clean removes what no channel may carry",
    "too-long": "text.truncate cuts between words",
    "newer-version": "upgrade newscore to read it",
}


def check_size(data: bytes | str) -> None:
    """Raise LimitExceeded where *data* is larger or holds more values than any news story.

    Refusing a value costs pydantic up to 2 kB, so a document of nothing but wrong values must be counted first.
    """
    if len(data) <= SMALL:
        return
    if len(data) > MAX_BYTES:
        raise LimitExceeded("bytes", len(data), MAX_BYTES)
    # Counting in an encoded copy is faster than a second signature, and a lone surrogate is reported elsewhere.
    counted = data.encode("utf-8", "replace") if isinstance(data, str) else data
    for what, sign, limit in (("values", b",", MAX_VALUES), ("objects", b"{", MAX_OBJECTS)):
        if (count := counted.count(sign)) > limit:
            raise LimitExceeded(what, count, limit)


def as_text(data: bytes | str) -> str:
    """Return the document as text, without a byte order mark; FormatError (code `encoding`) where it is not UTF-8."""
    try:
        if isinstance(data, str):
            data.encode()
            return data.removeprefix("\ufeff")
        return data.decode("utf-8-sig")
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        problem = Problem(
            path="$",
            code="encoding",
            message=f"expected UTF-8, got an ill-formed sequence at position {at}",
            hint="encode as UTF-8",
        )
        raise FormatError("json: not UTF-8", [problem]) from error


def write_path(path: JsonPath) -> str:
    """Return *path* in JSONPath's dot form (RFC 9535), `$` for the document itself.

    >>> write_path(("body", 3, "text")), write_path(("extra", "a b"))
    ('$.body[3].text', "$.extra['a b']")
    """
    written = "$"
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        elif re.fullmatch(r"[A-Za-z_]\w{0,60}", part, re.ASCII):
            written += f".{part}"
        else:
            written += f"[{shorten(part, 60)}]"
    return written


def parse_path(loc: tuple[str | int, ...]) -> JsonPath:
    """Return the document's own path for pydantic's *loc*, without the names of union arms and block types.

    >>> parse_path(("body", "as-object", 2, "paragraph", "text"))
    ('body', 2, 'text')
    """
    path: list[str | int] = []
    tagged = False
    for part in loc:
        at_block = not tagged and len(path) > 1 and isinstance(path[-1], int) and path[-2] in ("body", "blocks")
        tagged = at_block and part in BLOCK_TYPES
        if not tagged and part not in (AS_OBJECT, AS_TEXT):
            path.append(part)
    return tuple(path)


def parse_error(channel: str, text: str, error: ValidationError) -> FormatError:
    """Return the FormatError that tells every problem of *error*, placed in the document *text*."""
    count = error.error_count()
    if count > MAX_ERRORS:
        return LimitExceeded("problems", count, MAX_ERRORS)
    found = list(problems_of(error, text))
    shown, more = found[:MAX_PROBLEMS], len(found) > MAX_PROBLEMS
    many = "1 problem" if len(found) == 1 else f"{len(found)} problems"
    return FormatError(f"{channel}: {many}", shown, more=more)


def problems_of(error: ValidationError, text: str | None = None) -> Iterator[Problem]:
    """Yield each refusal in *error* as a Problem, with line and column where the document's *text* is given."""
    details = _without_echoes([detail for detail in error.errors(include_url=False) if _meant(detail)])
    paths = [_path(detail) for detail in details]
    places = find_locations(text, paths[:MAX_PROBLEMS]) if text is not None else {}
    for detail, path in zip(details, paths, strict=True):
        yield _problem(detail, path, places.get(path))


def _meant(detail: ErrorDetails) -> bool:
    """Of the two arms of a shorthand, only the one that the document chose is worth a word."""
    loc, kind = detail["loc"], detail["type"]
    if AS_TEXT in loc:
        return not (loc[-1] == AS_TEXT and kind == "string_type")
    return not (AS_OBJECT in loc and loc[-1] == AS_OBJECT and isinstance(detail.get("input"), str))


def _context(detail: ErrorDetails, name: str) -> Any:
    return detail.get("ctx", {}).get(name, "")


def _without_echoes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out the list that is "too short" only because its own items were refused."""
    refused = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in refused]


def _path(detail: ErrorDetails) -> JsonPath:
    loc = detail["loc"]
    # What a shorthand's parser refused lies inside one string of the document.
    loc = loc[: loc.index(AS_TEXT)] if AS_TEXT in loc else loc
    if detail["type"] == "rule":
        loc = (*loc, str(_context(detail, "field")))
    if detail["type"] == "json_invalid":
        loc = ()
    return parse_path(loc)


def _problem(detail: ErrorDetails, path: JsonPath, place: Location | None) -> Problem:
    code, message = _code_and_message(detail, path)
    if code == "json-syntax" and (found := re.search(r" at line (\d+) column (\d+)$", message)):
        message, place = message[: found.start()], (int(found[1]), int(found[2]))
    line, column = place or (None, None)
    return Problem(path=write_path(path), code=code, message=message, hint=_hint(code, path), line=line, column=column)


def _code_and_message(detail: ErrorDetails, path: JsonPath) -> tuple[str, str]:
    kind, value = detail["type"], detail.get("input")
    name = shorten(path[-1] if path else "document", 60)
    if kind == "json_invalid":
        return "json-syntax", "expected JSON: " + str(_context(detail, "error"))
    if kind in ("line", "text") and isinstance(value, str):
        return _text_fault(kind, value, detail["msg"])
    if kind == "missing":
        return "missing", f"expected a field {name}"
    if kind == "extra_forbidden":
        return "unknown-field", f"got a field {name} that newscore does not know"
    if kind == "union_tag_invalid":
        return "unknown-block", f"expected a known block type, got {shorten(_context(detail, 'tag'))}"
    if kind == "literal_error" and path == ("schema_version",):
        return "newer-version", f"expected schema version {_context(detail, 'expected')}, got {shorten(value)}"
    message = detail["msg"] if kind in _OWN else detail["msg"].replace("Input should", "expected input to", 1)
    shown = "" if isinstance(value, dict | list) or kind == "rule" else f", got {shorten(value)}"
    return kind if kind in _OWN else _CODES.get(kind, "type"), message + shown


def _text_fault(kind: str, value: str, expected: str) -> tuple[str, str]:
    unsafe = next(find_unsafe(value, line=kind == "line"), None)
    if unsafe:
        return (
            "unsafe-text",
            f"expected text that every channel can carry, got {unsafe[1]} at character {unsafe[0] + 1}",
        )
    limit = 500 if kind == "line" else 100_000
    if len(value) > limit:
        return "too-long", f"expected at most {limit} characters, got {len(value)}"
    return "blank", f"{expected}, got {shorten(value)}"


def _hint(code: str, path: JsonPath) -> str:
    if code == "unknown-field":
        close = get_close_matches(str(path[-1])[:60], _known_fields(), n=1)
        return (
            f"did you mean {close[0]!r}? the newsroom's own data belongs in 'extra'"
            if close
            else "the newsroom's own data belongs in 'extra'"
        )
    return _HINTS.get(code, "")


def _known_fields() -> list[str]:
    from newscore.article import Article  # Only a refused document pays for it.

    return [field.alias or name for name, field in Article.model_fields.items()]


def duplicate_keys(text: str) -> list[str]:
    """Return each key that stands twice in one object of the JSON *text*; readers keep only its last value."""
    found: list[str] = []

    def note(pairs: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen and len(found) < MAX_PROBLEMS:
                found.append(key)
            seen.add(key)

    json.loads(text, object_pairs_hook=note, parse_int=str, parse_float=str)
    return found
