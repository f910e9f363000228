"""Front matter: the fields above a Markdown text, as YAML, TOML or Pelican's `Key: value` lines.

YAML is read from PyYAML's events, without its constructors: no tag, no anchor or alias, no merge key, no key twice,
sixteen levels, and every scalar is the text that stands there, so `no`, `1:30` and `2026-01-15` stay what they say.

Specifications: YAML 1.1, https://yaml.org/spec/1.1/; TOML 1.0, https://toml.io/en/v1.0.0; Python-Markdown's meta-data,
https://python-markdown.github.io/extensions/meta_data/.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from newscore.errors import FormatError, LimitExceeded, MissingExtra, Problem, shorten

__all__ = ["MAX_DEPTH", "MAX_FRONT_MATTER", "FrontMatter", "Value", "read_front_matter", "read_yaml", "write_yaml"]

Value = Any
"""A str, None for what was left empty, a list of values, or a dict of them by key."""

MAX_FRONT_MATTER: Final = 64 * 1024
"""Characters of front matter at most."""
MAX_DEPTH: Final = 16
"""Levels of lists and mappings at most."""

_FENCED: Final = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# https://python-markdown.github.io/extensions/meta_data/#syntax
_META: Final = re.compile(r"[ ]{0,3}([A-Za-z0-9_-]+):[ \t]*(.*)")
_MORE: Final = re.compile(r"[ ]{4,}(.*)")
_EMPTY: Final = frozenset({"", "~", "null", "Null", "NULL"})
_UNPRINTED: Final = re.compile("[\u007f-\u009f\u2028\u2029\ufeff]")


class FrontMatter(NamedTuple):
    """What stands above a text, and the text."""

    syntax: str
    """`yaml`, `toml`, `meta`, or nothing."""
    fields: dict[str, Value]
    body: str


def read_front_matter(text: str) -> FrontMatter:
    r"""Return the fields above *text*, and what stands below them.

    >>> read_front_matter("---\ntitle: No\ntags: [a, b]\n---\nIt rained.")
    FrontMatter(syntax='yaml', fields={'title': 'No', 'tags': ['a', 'b']}, body='It rained.')
    >>> read_front_matter("Title: Storm\nTags: a, b\n\nIt rained.").fields
    {'title': 'Storm', 'tags': 'a, b'}

    Raises FormatError where the fields cannot be read, LimitExceeded over 64 KiB or 16 levels, MissingExtra for YAML
    without the extra `markdown`.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if found := _FENCED.match(text):
        read = read_yaml if found[1] == "---" else _read_toml
        return FrontMatter("yaml" if found[1] == "---" else "toml", read(found[2]), text[found.end() :])
    return _read_meta(text)


def read_yaml(text: str) -> dict[str, Value]:
    """Return the mapping that one document of YAML holds; errors as for `read_front_matter`.

    >>> read_yaml('a: 1e3\\nb:\\nc: {d: "x"}')
    {'a': '1e3', 'b': None, 'c': {'d': 'x'}}
    """
    _check_size(text)
    try:
        import yaml  # The extra `markdown`: only front matter needs it.
    except ImportError as error:
        raise MissingExtra("reading front matter", "markdown") from error
    try:
        text.encode()
        events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        read = _Events(events).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else None  # The fence is line 1.
        raise _refused(str(getattr(error, "problem", None) or "no YAML"), line) from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, FormatError):
            raise
        raise _refused("a character or a depth that no text has") from error
    if not isinstance(read, dict) and read is not None:
        raise _refused("expected a mapping of keys to values")
    return read or {}


class _Events:
    """One document built from a parser's events; whatever is more than text, lists and mappings is refused."""

    def __init__(self, events: Iterable[Any]) -> None:
        self.events = iter(events)
        self.depth = 0

    def document(self) -> Value:
        kinds = {"StreamStartEvent", "DocumentStartEvent"}
        event = next(self.events)
        while type(event).__name__ in kinds:
            event = next(self.events)
        if type(event).__name__ == "StreamEndEvent":
            return None
        read = self.value(event)
        if [type(event).__name__ for event in self.events] != ["DocumentEndEvent", "StreamEndEvent"]:
            raise _refused("expected one document")
        return read

    def value(self, event: Any) -> Value:
        kind = type(event).__name__
        line = event.start_mark.line + 2
        if kind == "AliasEvent" or event.anchor is not None:
            raise _refused("anchors and aliases are not read", line)
        if event.tag is not None:
            raise _refused(f"tags are not read, got {shorten(event.tag)}", line)
        if kind == "ScalarEvent":
            event.value.encode()  # The parser in Python lets escapes make lone surrogates.
            return None if event.style in (None, "") and event.value in _EMPTY else event.value
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise LimitExceeded("levels of front matter", self.depth, MAX_DEPTH)
        read = self.sequence() if kind == "SequenceStartEvent" else self.mapping()
        self.depth -= 1
        return read

    def sequence(self) -> list[Value]:
        found = []
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            found.append(self.value(event))
        return found

    def mapping(self) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            line = event.start_mark.line + 2
            key = self.value(event)
            if key is None or not isinstance(key, str):
                raise _refused("expected a key that is a text", line)
            if key == "<<":
                raise _refused("merge keys are not read", line)
            if key in found:
                raise _refused(f"the key {shorten(key)} stands twice", line)
            found[key] = self.value(next(self.events))
        return found


def _read_toml(text: str) -> dict[str, Value]:
    _check_size(text)
    try:
        read: dict[str, Value] = _plain(tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        if isinstance(error, FormatError):
            raise
        raise _refused(f"no TOML: {shorten(str(error))}") from error
    return read


def _plain(value: Any, depth: int = 1) -> Value:
    """A value of TOML as it would stand in YAML."""
    if depth > MAX_DEPTH:
        raise LimitExceeded("levels of front matter", depth, MAX_DEPTH)
    if isinstance(value, dict):
        return {key: _plain(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, depth + 1) for each in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read_meta(text: str) -> FrontMatter:
    """Pelican's lines, up to the first empty one; they are fields only where one of them is a title."""
    head, _, body = text.partition("\n\n")
    fields: dict[str, Value] = {}
    last = ""
    for line in head.rstrip("\n").split("\n") if len(head) <= MAX_FRONT_MATTER else ():
        more = _MORE.fullmatch(line)
        found = None if more else _META.fullmatch(line)
        if found:
            last = found[1].lower()
            if last in fields:
                raise _refused(f"the key {shorten(last)} stands twice")
            fields[last] = found[2].strip()
        elif more and last:
            fields[last] = f"{fields[last]}\n{more[1]}".strip()
        else:
            return FrontMatter("", {}, text)
    if not fields.get("title"):
        return FrontMatter("", {}, text)
    return FrontMatter("meta", {key: value or None for key, value in fields.items()}, body)


def write_yaml(fields: Mapping[str, Value]) -> str:
    r"""Return *fields* as YAML between fences, every str quoted; a bool is `true` or `false`.

    >>> print(write_yaml({"title": "No: \"yes\"", "draft": True, "tags": ["a"], "image": {"alt": "b"}}))
    ---
    title: "No: \"yes\""
    draft: true
    tags:
      - "a"
    image:
      alt: "b"
    ---
    <BLANKLINE>
    """
    return "\n".join(["---", *_yaml_lines(fields, ""), "---", ""])


def _yaml_lines(fields: Mapping[str, Value], indent: str) -> list[str]:
    written: list[str] = []
    for key, value in fields.items():
        if isinstance(value, dict):
            written += [f"{indent}{key}:", *_yaml_lines(value, f"{indent}  ")]
        elif isinstance(value, list):
            written.append(f"{indent}{key}:")
            for each in value:
                inner = _yaml_lines(each, f"{indent}    ") if isinstance(each, dict) else [quoted(each)]
                written += [f"{indent}  - {inner[0].lstrip()}", *inner[1:]]
        else:
            written.append(f"{indent}{key}: {str(value).lower() if isinstance(value, bool) else quoted(value)}")
    return written


def quoted(text: str) -> str:
    """A text in double quotes: JSON's are YAML's, but for line separators and controls that YAML reads otherwise."""
    return _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _check_size(text: str) -> None:
    if len(text) > MAX_FRONT_MATTER:
        raise LimitExceeded("characters of front matter", len(text), MAX_FRONT_MATTER)


def _refused(message: str, line: int | None = None) -> FormatError:
    problem = Problem(path="front matter", code="front-matter", message=message, line=line, column=line and 1)
    return FormatError("markdown: the front matter cannot be read", [problem])
