"""Checks JSON-LD against the schema.org vocabulary: types, properties, which type may have which, and what values."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.support import shared

MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?")
ADDRESS = re.compile(r"https?://[^\s\"<>\\]+")
PIXELS = re.compile(r"[1-9]\d*")
# The vocabulary takes its members from IPTC's list and has not taken all of them; those are referred to.
IPTC = re.compile(r"http://cv\.iptc\.org/newscodes/digitalsourcetype/[A-Za-z0-9]+")
ENUMERATION = "schema:Enumeration"


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


def find_faults(document: Any) -> Iterator[str]:
    """Each fault of a whole document: what `_node` finds, and a context that is not the vocabulary's."""
    if not isinstance(document, dict) or document.get("@context") != "https://schema.org":
        yield "$: no @context of schema.org"
        return
    yield from _node({name: value for name, value in document.items() if name != "@context"}, "$")


def _node(node: dict[str, Any], path: str) -> Iterator[str]:
    """Each unknown type or property, property on the wrong type, value of the wrong kind, and empty value."""
    kind = f"schema:{node.get('@type')}"
    if "rdfs:Class" not in _kinds(kind):
        yield f"{path}: no type {kind}"
        return
    if set(node) <= {"@type"}:
        yield f"{path}: empty"
    for name, value in node.items():
        if name == "@type":
            continue
        if name == "@id":
            if not isinstance(value, str) or not ADDRESS.fullmatch(value):
                yield f"{path}.@id: no address"
            continue
        known = _vocabulary().get(f"schema:{name}")
        if known is None or "rdf:Property" not in _kinds(f"schema:{name}"):
            yield f"{path}.{name}: no property"
            continue
        if "schema:supersededBy" in known:
            yield f"{path}.{name}: superseded"
        # A Role stands between a node and the value of one of its properties, which it repeats.
        role = kind == "schema:Role" and path.endswith(f".{name}")
        if not role and not _ancestors(kind).intersection(_ids(known.get("schema:domainIncludes"))):
            yield f"{path}.{name}: no property of {kind}"
        ranges = frozenset(_ids(known.get("schema:rangeIncludes")))
        values = value if isinstance(value, list) else [value]
        if not values:
            yield f"{path}.{name}: empty"
        for each in values:
            yield from _value(each, name, ranges, f"{path}.{name}")


def _kinds(term: str) -> list[str]:
    said = _vocabulary().get(term, {}).get("@type", [])
    return said if isinstance(said, list) else [said]


def _value(value: Any, name: str, ranges: frozenset[str], path: str) -> Iterator[str]:
    if value is None or value == {} or value == [] or (isinstance(value, str) and not value.strip()):
        yield f"{path}: empty"
    elif isinstance(value, dict) and set(value) == {"@id"}:
        if "schema:IPTCDigitalSourceEnumeration" not in ranges or not IPTC.fullmatch(str(value["@id"])):
            yield f"{path}: a reference to nothing that is known"
    elif isinstance(value, dict):
        yield from _node(value, path)
        kind = f"schema:{value.get('@type')}"
        role = kind == "schema:Role" and name in value
        if kind in _vocabulary() and not role and not _ancestors(kind) & ranges:
            yield f"{path}: {kind} is none of {sorted(ranges)}"
    elif not _is_of(value, ranges):
        yield f"{path}: {value!r} is none of {sorted(ranges)}"


def _is_of(value: Any, ranges: frozenset[str]) -> bool:
    """Whether a text, number or truth value is one of the data types or enumeration members in *ranges*."""
    if isinstance(value, bool):
        return "schema:Boolean" in ranges
    if isinstance(value, int | float):
        return bool(ranges & {"schema:Number", "schema:Integer"})
    if not isinstance(value, str):
        return False
    return any(_is_text_of(value, kind) for kind in ranges)


def _is_text_of(value: str, kind: str) -> bool:
    above = _ancestors(kind)
    if kind == "schema:URL":
        return bool(ADDRESS.fullmatch(value))
    if "schema:Text" in above:
        return True
    if kind in ("schema:Date", "schema:DateTime"):
        return bool(MOMENT.fullmatch(value))
    if "schema:Quantity" in above:
        return bool(PIXELS.fullmatch(value))
    if ENUMERATION in above:
        member = value.replace("https://schema.org/", "schema:")
        return kind in _kinds(member)
    return False
