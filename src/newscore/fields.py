"""The annotated pydantic types that models are made of, and the frozen base `Model`."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Final, Self, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    JsonValue,
    PlainSerializer,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from newscore import languages, links, text
from newscore.slugs import SLUG_PATTERN

__all__ = [
    "AS_OBJECT",
    "AS_TEXT",
    "Extra",
    "Identifier",
    "Language",
    "Line",
    "Model",
    "Moment",
    "Path",
    "Shorthand",
    "Slug",
    "Text",
    "Url",
    "to_utc",
]

JsonSchema = dict[str, Any]

AS_OBJECT: Final = "as-object"
AS_TEXT: Final = "as-text"
"""The names under which pydantic reports the two arms of a string shorthand."""


class Model(BaseModel):
    """The frozen base of every newscore model: unknown fields are refused, and a change is a new, validated copy."""

    # A part is built into the models that hold it; its own validator waits until somebody uses it alone.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        shown = handler(schema)
        described = handler.resolve_ref_schema(shown)
        # The first paragraph describes the model; examples for Python readers do not belong in a schema.
        described["description"] = described.get("description", "").partition("\n\n")[0]
        said = _field_docstrings(cls)
        for name, field in cls.model_fields.items():
            described.get("properties", {}).get(field.alias or name, {}).setdefault("description", said.get(name, ""))
        return shown

    def evolve(self, **changes: Any) -> Self:
        """Return a copy with *changes*, validated as a whole; pydantic's own `model_copy` does not validate.

        Raises pydantic.ValidationError where the result would break a rule.
        """
        kept = {field.alias or name: getattr(self, name) for name, field in self._set_fields()}
        return type(self).model_validate({**kept, **changes})

    def patch(self, document: Mapping[str, Any]) -> Self:
        """Return a copy changed by a JSON merge patch: a member replaces, null removes, objects merge, arrays do not.

        Raises pydantic.ValidationError where the result would break a rule. Source: RFC 7396 §2.
        """
        kept = {field.alias or name: getattr(self, name) for name, field in self._set_fields()}
        for name, change in document.items():
            if change is None:
                kept.pop(name, None)
            elif isinstance(change, Mapping):
                held = kept.get(name)
                kept[name] = _merge(
                    held.model_dump(mode="json", by_alias=True) if isinstance(held, Model) else held, change
                )
            else:
                kept[name] = change
        return type(self).model_validate(kept)

    def _set_fields(self) -> Iterable[tuple[str, Any]]:
        return ((name, field) for name, field in type(self).model_fields.items() if name in self.model_fields_set)


@cache
def _field_docstrings(model: type[Model]) -> dict[str, str]:
    """The string below each field in a model's source; read when a schema is asked for, because it takes parsing."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if not issubclass(kind, Model) or kind is Model:
            continue
        body = cast(ast.ClassDef, ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]).body
        for field, below in pairwise(body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(below, ast.Expr)
                and isinstance(below.value, ast.Constant)
            ):
                found[ast.unparse(field.target)] = inspect.cleandoc(str(below.value.value))
    return found


def _merge(target: Any, patch: Mapping[str, Any]) -> dict[str, Any]:
    """RFC 7396's MergePatch for an object."""
    merged = dict(target) if isinstance(target, Mapping) else {}
    for name, change in patch.items():
        if change is None:
            merged.pop(name, None)
        else:
            merged[name] = _merge(merged.get(name), change) if isinstance(change, Mapping) else change
    return merged


class _Pattern:
    """A str held to a Rust regular expression, refused with one plain sentence instead of the expression."""

    def __init__(self, code: str, pattern: str, limit: int, expected: str, **json_schema: Any) -> None:
        self.code, self.pattern, self.limit, self.expected = code, pattern, limit, expected
        self.json_schema = {"type": "string", "minLength": 1, "maxLength": limit, **json_schema}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.custom_error_schema(
            core_schema.str_schema(pattern=self.pattern, max_length=self.limit),
            custom_error_type=self.code,
            custom_error_message=f"expected {self.expected}",
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return dict(self.json_schema)


Line = Annotated[
    str,
    _Pattern(
        "line",
        text.LINE_PATTERN,
        text.MAX_LINE,
        f"one line of plain text, 1 to {text.MAX_LINE} characters, no controls or bidi overrides, not only blanks",
    ),
]
"""One line of plain text, never HTML."""

Text = Annotated[
    str,
    _Pattern(
        "text",
        text.TEXT_PATTERN,
        text.MAX_TEXT,
        f"plain text, 1 to {text.MAX_TEXT} characters, no controls or bidi overrides, not only blanks",
    ),
]
"""Plain text with newlines, never HTML."""

Url = Annotated[
    str,
    _Pattern(
        "url",
        links.URL_PATTERN,
        links.MAX_URL,
        "an absolute http(s) URL without credentials, spaces, quotes or backslashes",
        format="uri",
    ),
]
"""An absolute http(s) URL, kept as given."""

Slug = Annotated[
    str,
    _Pattern(
        "slug", SLUG_PATTERN, 200, "a slug: lower-case words joined by single hyphens", examples=["storm-hits-coast"]
    ),
]
"""One path segment that `slugify` can yield."""

Path = Annotated[
    str,
    _Pattern(
        "path",
        r"^/[^\x00-\x20\x22\x3c\x3e\x5c?#\x7f-\xa0\u2028-\u202e\ufdd0-\ufdef\ufffe\uffff]*$",
        2_048,
        "a path from the root of the site, such as '/world/storm-hits-coast'",
    ),
]
"""The path of a page on the publication's site: from the root, without query or fragment."""

Identifier = Annotated[
    str,
    _Pattern(
        "identifier",
        r"^[^\x00-\x20\x22\x3c\x3e\x5c\x7f-\xa0\u2028-\u202e\ufdd0-\ufdef\ufffe\uffff]+$",
        500,
        "an identifier of 1 to 500 visible characters without spaces, quotes or backslashes",
    ),
]
"""A URI or an opaque identifier: what stays the same while headline, slug and URL change."""


def _parse_language(value: str) -> str:
    found = languages.find_language(value)
    if found is None:
        raise PydanticCustomError("language", "expected a BCP 47 language tag such as 'en' or 'pt-BR'")
    return found


class _Language:
    """A tag in canonical case passes at Rust speed; anything else is brought into it, or refused."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        canonical = core_schema.str_schema(pattern=languages.LANGUAGE_PATTERN, max_length=languages.MAX_TAG)
        other = core_schema.no_info_after_validator_function(_parse_language, core_schema.str_schema())
        union = core_schema.union_schema([canonical, other], mode="left_to_right")
        return core_schema.custom_error_schema(
            union,
            custom_error_type="language",
            custom_error_message="expected a BCP 47 language tag such as 'en' or 'pt-BR'",
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {"type": "string", "maxLength": languages.MAX_TAG, "examples": ["en", "pt-BR", "zh-Hant-TW"]}


Language = Annotated[str, _Language()]
"""A BCP 47 language tag in canonical case."""


def to_utc(moment: datetime) -> datetime:
    """Return an aware *moment* in UTC; the same instant, seconds of historic offsets kept.

    >>> from datetime import timedelta, timezone
    >>> to_utc(datetime(2026, 1, 15, 11, 14, tzinfo=timezone(timedelta(hours=5)))).isoformat()
    '2026-01-15T06:14:00+00:00'
    """
    return moment.astimezone(UTC)


class _Moment:
    """RFC 3339 §5.6 text or an aware datetime; a bare number or a string of digits is never read as a moment."""

    EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
    LATEST: Final = datetime(8999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    RFC3339: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6}0*)?"
    EXPECTED: Final = (
        "expected an RFC 3339 moment with seconds and an offset, years 1900 to 8999, such as 2026-01-15T11:14:00Z"
    )

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        aware = core_schema.datetime_schema(tz_constraint="aware", ge=self.EARLIEST, le=self.LATEST)

        def printed(zone: str) -> CoreSchema:
            text_of_it = core_schema.str_schema(pattern=self.RFC3339 + zone, strict=True, max_length=64)
            return core_schema.chain_schema([text_of_it, aware])

        # What our own writer writes stays in Rust from end to end; the other arms move the instant to UTC in Python.
        already_utc = printed("(?:[Zz]|[+-]00:00)$")
        elsewhere = core_schema.no_info_after_validator_function(to_utc, printed("[+-][0-9]{2}:[0-9]{2}$"))
        instance = core_schema.chain_schema([core_schema.is_instance_schema(datetime), aware])
        arms = [already_utc, elsewhere, core_schema.no_info_after_validator_function(to_utc, instance)]
        union = core_schema.union_schema(list(arms), mode="left_to_right")
        return core_schema.custom_error_schema(union, custom_error_type="moment", custom_error_message=self.EXPECTED)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {"type": "string", "format": "date-time", "examples": ["2026-01-15T11:14:00Z"]}


Moment = Annotated[datetime, _Moment()]
"""An aware instant, held in UTC."""


class Shorthand:
    """Let a field also take a str, read by *parse*; the object stays the fast arm and the one the JSON Schema shows."""

    def __init__(self, parse: Callable[[str], Any]) -> None:
        self.parse = parse

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        written = core_schema.no_info_after_validator_function(self.parse, core_schema.str_schema(strict=True))
        return core_schema.union_schema([(handler(source), AS_OBJECT), (written, AS_TEXT)], mode="left_to_right")

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        arms: list[JsonSchema] = handler(schema)["anyOf"]
        return arms[0]


MAX_EXTRA_DEPTH: Final = 16
MAX_NUMBER: Final = 1e300


def _check_extra(value: dict[str, Any]) -> dict[str, Any]:
    """Refuse what JSON cannot hold: non-finite numbers, lone surrogates; and what is nested too deep."""
    layer: list[Any] = [value]
    for _ in range(MAX_EXTRA_DEPTH):
        below: list[Any] = []
        for item in layer:
            if isinstance(item, dict):
                below.extend(item)
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
            elif isinstance(item, int | float) and not -MAX_NUMBER <= item <= MAX_NUMBER:
                raise PydanticCustomError("number", "expected a finite number of at most 300 digits")
            elif isinstance(item, str) and any("\ud800" <= character <= "\udfff" for character in item):
                raise PydanticCustomError("text", "expected text without lone surrogates")
        if not below:
            return value
        layer = below
    raise PydanticCustomError("depth", "expected at most {limit} levels of nesting", {"limit": MAX_EXTRA_DEPTH})


def _sorted(value: Any) -> Any:
    """The same JSON with the keys of every object in order, so that equal articles are written alike."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


Extra = Annotated[
    dict[str, JsonValue], AfterValidator(_check_extra), PlainSerializer(_sorted, return_type=dict[str, JsonValue])
]
"""The newsroom's own JSON: kept in native JSON, never written to a public channel."""
