"""Values of JSON-LD as producers write them: alone or in arrays, texts or nodes, references or the thing itself."""

import re
from typing import Any, Final

__all__ = ["MAX_VALUES", "Node", "find_first", "find_words", "plain_node", "spread", "types_of", "without_prefix"]

Node = dict[str, Any]

MAX_VALUES: Final = 500
"""Values of one property that are read."""
_PREFIX: Final = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)")
_CONTAINERS: Final = ("@value", "@list", "@set")


def plain_node(node: Node) -> Any:
    """Return a *node* as parsed in the one shape that is read: no prefixes, containers opened, microdata unfolded.

    >>> plain_node({"type": ["http://schema.org/Article"], "properties": {"schema:headline": ["Storm"]}})
    {'@type': ['http://schema.org/Article'], 'headline': ['Storm']}
    >>> plain_node({"@list": [1, 2]})
    [1, 2]

    Sources: JSON-LD 1.1 §4.1.4, §4.3; HTML, microdata §4.5, "Extracting JSON".
    """
    for name in _CONTAINERS:
        if name in node:
            return node[name]
    if isinstance(node.get("properties"), dict) and "type" in node:
        node = {"@type": node["type"], "@id": node.get("id"), **node["properties"]}
    return {without_prefix(name): value for name, value in node.items() if value is not None}


def without_prefix(name: str) -> str:
    """Return the name of a type or property without the vocabulary's address."""
    return _PREFIX.sub("", name)


def types_of(node: Any) -> list[str]:
    """Return the names of the node's types, without the vocabulary's address."""
    said = node.get("@type") if isinstance(node, dict) else None
    return [without_prefix(each) for each in (said if isinstance(said, list) else [said]) if isinstance(each, str)]


def spread(value: Any) -> list[Any]:
    """Return the values of a property: none, one, or several, in an array or in arrays of an array; 500 at most."""
    if not isinstance(value, list):
        return [] if value is None else [value]
    found: list[Any] = []
    for each in value[:MAX_VALUES]:
        found.extend(each[:MAX_VALUES] if isinstance(each, list) else [each])
    return found[:MAX_VALUES]


def find_words(value: Any) -> list[str]:
    """Return the words of a property's values: texts and numbers, or the names or addresses of nodes."""
    found = []
    for each in spread(value):
        if isinstance(each, dict):
            each = next((each[key] for key in ("value", "name", "url", "@id") if each.get(key)), None)
            each = each[0] if isinstance(each, list) and each else each
        if isinstance(each, str) and each.strip():
            found.append(each)
        elif isinstance(each, int) and not isinstance(each, bool):
            found.append(str(each)[:MAX_VALUES])
    return found


def find_first(node: Node, *names: str) -> str | None:
    """Return the first words that the first of *names* has any of, or None."""
    return next((words[0] for name in names if (words := find_words(node.get(name)))), None)
