"""Checks JSON-LD against the schema.org vocabulary: types, properties, and which type may have which property."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.support import shared


@cache
def _vocabulary() -> dict[str, dict[str, Any]]:
    path = shared("schemas", "schema.org", "schemaorg-current-https.jsonld")
    return {node["@id"]: node for node in json.loads(path.read_text(encoding="utf-8"))["@graph"]}


def _ids(value: Any) -> list[str]:
    return [each["@id"] for each in (value if isinstance(value, list) else [value] if value else [])]


@cache
def _ancestors(kind: str) -> frozenset[str]:
    above = _ids(_vocabulary()[kind].get("rdfs:subClassOf"))
    return frozenset({kind}.union(*(_ancestors(each) for each in above if each.startswith("schema:"))))


def find_faults(node: Any, path: str = "$") -> Iterator[str]:
    """Each unknown type, unknown property, property on the wrong type, and empty value in *node*."""
    if isinstance(node, list):
        for number, each in enumerate(node):
            yield from find_faults(each, f"{path}[{number}]")
        if not node:
            yield f"{path}: empty"
    elif isinstance(node, dict):
        kind = f"schema:{node.get('@type')}"
        if kind not in _vocabulary():
            yield f"{path}: no type {kind}"
            return
        for name, value in node.items():
            if not name.startswith("@"):
                known = _vocabulary().get(f"schema:{name}")
                domain = _ids(known.get("schema:domainIncludes")) if known else []
                if not _ancestors(kind).intersection(domain):
                    yield f"{path}.{name}: no property of {kind}"
                yield from find_faults(value, f"{path}.{name}")
        if not node:
            yield f"{path}: empty"
    elif node is None or node == "":
        yield f"{path}: empty"
