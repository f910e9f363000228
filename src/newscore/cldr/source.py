"""Babel's locale data as flat, private tables: parents merged, aliases resolved, the overlay laid on top."""

import pickle
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from newscore.cldr import overlay
from newscore.errors import UnknownLocale, shorten

__all__ = ["PLURAL", "find_territory", "flat_tables", "lineage", "read_flat"]

PLURAL: Final = "plural_form"

_SECTIONS: Final = (
    "date_fields", "date_formats", "datetime_formats", "datetime_skeletons", "day_periods", "day_period_rules", "days",
    "eras", "interval_formats", "list_patterns", "meta_zones", "months", "quarters", "time_formats", "time_zones",
    "zone_formats", "decimal_formats", "number_symbols", "territories", "unit_patterns",
)  # fmt: skip
_SCALARS: Final = (PLURAL, "default_numbering_system", "numbering_systems", "week_data")

# CLDR's root says these by alias; Babel's importer drops the aliases, so "AM" and bare numbers shine through.
_DAY_PERIOD_ALIASES: Final = (
    ("format/abbreviated", "format/wide"),
    ("format/narrow", "format/abbreviated"),
    ("stand-alone/wide", "format/wide"),
    ("stand-alone/abbreviated", "format/abbreviated"),
    ("stand-alone/narrow", "format/narrow"),
)
_LIST_ALIASES: Final = (
    ("standard-short", "standard"),
    ("standard-narrow", "standard-short"),
    ("or-short", "or"),
    ("or-narrow", "or-short"),
    ("unit-short", "unit"),
    ("unit-narrow", "unit-short"),
)


def flat_tables(name: str) -> Mapping[str, Any]:
    """Return every table of the Babel locale *name* ("pt_BR") as one mapping from a path to a text.

    Paths are such as `months/format/wide/1`, `time/short`, `field/day-short/past/one`.
    """
    return overlay.laid_on(read_flat(name), lineage(name))


def lineage(name: str) -> tuple[str, ...]:
    """Return *name* and what it inherits from, the root first.

    Source: CLDR parentLocales, as Babel holds them.
    """
    from babel.core import get_global  # Imported on first use: importing babel costs more than all of newscore.dates.
    from babel.localedata import exists

    exceptions, likely, chain = get_global("parent_exceptions"), get_global("likely_subtags"), [name]
    while name != "root":
        shorter, _, last = name.rpartition("_")
        # A script that is not the usual one for its language shares nothing with the bare language.
        is_other_script = "_" not in shorter and len(last) == 4 and f"_{last}_" not in likely.get(shorter, "")
        name = exceptions.get(name) or ("root" if is_other_script or not shorter else shorter)
        if exists(name):
            chain.append(name)
    return tuple(reversed(chain))


@lru_cache(maxsize=8)
def _raw(name: str) -> Mapping[str, Any]:
    # Not localedata.load: what that returns is shared with every other user of Babel in the process, and Babel's own
    # lookups write resolved aliases of one language into it for all (python-babel #1234).
    from babel.localedata import resolve_locale_filename

    with open(resolve_locale_filename(name), "rb") as file:  # noqa: PTH123 - Babel gives a text path
        data: dict[str, Any] = pickle.load(file)
    return {key: data[key] for key in (*_SECTIONS, *_SCALARS) if key in data}


def find_territory(name: str, territory: str) -> str | None:
    """Return what the Babel locale *name* calls a territory ("UA"), or None."""
    for ancestor in reversed(lineage(name)):
        found = _raw(ancestor).get("territories", {}).get(territory)
        if found:
            return str(found)
    return None


def read_flat(name: str) -> dict[str, Any]:
    """Return Babel's own data of *name*, flat, without the overlay."""
    from babel.localedata import exists  # Locale data: loaded on first use.

    if name != "root" and not exists(name):
        raise UnknownLocale(f"expected a locale that Babel knows, got {shorten(name)}")
    chain = lineage(name)
    merged: dict[str, Any] = {}
    for ancestor in chain:
        _merge(merged, _raw(ancestor))
    own: dict[str, Any] = {}
    for ancestor in chain[1:]:
        _merge(own, {key: _raw(ancestor)[key] for key in ("day_periods", "list_patterns") if key in _raw(ancestor)})
    flat: dict[str, Any] = {}
    for section, prefix in (
        ("months", "months"),
        ("days", "days"),
        ("quarters", "quarters"),
        ("eras", "eras"),
        ("date_formats", "date"),
        ("time_formats", "time"),
        ("datetime_formats", "glue"),
        ("datetime_skeletons", "skeleton"),
        ("interval_formats", "interval"),
        ("date_fields", "field"),
        ("meta_zones", "metazone"),
        ("time_zones", "zone"),
        ("zone_formats", "zones"),
        ("day_period_rules", "day_period_rules"),
        ("decimal_formats", "decimal"),
    ):
        flat.update(_leaves(merged, merged.get(section) or {}, prefix))
    _day_periods(flat, own.get("day_periods", {}))
    _lists(flat, own.get("list_patterns", {}))
    _field_aliases(flat)
    symbols = merged.get("number_symbols", {}).get("latn", {})
    flat |= {f"symbol/{key}": symbols[key] for key in ("group", "minusSign", "plusSign") if key in symbols}
    minutes = merged.get("unit_patterns", {}).get("duration-minute", {})
    # The root says the long form by alias of the short one.
    minutes = minutes.get("short", {}) | minutes.get("long", {})
    flat.update({f"minute/{key}": text for key, text in minutes.items()})
    flat["numbers/default"] = merged["default_numbering_system"]
    flat["numbers/native"] = merged["numbering_systems"].get("native", "latn")
    flat[PLURAL] = merged[PLURAL]
    # CLDR's mark for "none here, whatever the parent says".
    return {path: value for path, value in flat.items() if value != "∅∅∅"}


def _merge(into: dict[str, Any], data: Mapping[str, Any]) -> None:
    """Babel's merge, on tables of our own: a table over an alias keeps both, the alias first."""
    for key, value in data.items():
        if value is None:
            continue
        if not isinstance(value, dict):
            into[key] = value
            continue
        held = into.get(key)
        if isinstance(held, tuple):
            alias, table = held[0], dict(held[1])
        elif isinstance(held, dict):
            alias, table = None, dict(held)
        else:
            alias, table = held, {}
        _merge(table, value)
        into[key] = table if alias is None else (alias, table)


def _leaves(root: Mapping[str, Any], node: Any, path: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield each leaf under *node*, after following what is an alias of another place in the same locale."""
    if isinstance(node, tuple):
        alias, table = node
        yield from _leaves(root, alias, path, depth + 1)
        yield from _leaves(root, table, path, depth)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(root, value, f"{path}/{'fallback' if key is None else key}", depth)
    elif hasattr(node, "keys"):
        target: Any = root
        for key in node.keys:
            if isinstance(target, tuple):
                target = dict(target[1]) if key in target[1] else target[0]
            target = target[key]
        if depth < 9:
            yield from _leaves(root, target, path, depth + 1)
    elif isinstance(node, list) and node and isinstance(node[0], str):
        yield path, "".join(node)
    else:
        yield path, getattr(node, "pattern", node)


def _day_periods(flat: dict[str, Any], own: Mapping[str, Any]) -> None:
    tables = {f"{context}/{width}": dict(table) for context, widths in own.items() for width, table in widths.items()}
    tables["format/wide"] = {"am": "AM", "pm": "PM"} | tables.get("format/wide", {})
    for target, origin in _DAY_PERIOD_ALIASES:
        tables[target] = tables[origin] | tables.get(target, {})
    for where, table in tables.items():
        flat.update({f"day_periods/{where}/{key}": text for key, text in table.items()})


def _lists(flat: dict[str, Any], own: Mapping[str, Any]) -> None:
    root = dict.fromkeys(("start", "middle", "end", "2"), "{0}, {1}")
    tables = {kind: dict(table) for kind, table in own.items()}
    tables["standard"] = root | tables.get("standard", {})
    tables["unit"] = root | tables.get("unit", {})
    tables["or"] = root | {"end": "{0}, or {1}", "2": "{0} or {1}"} | tables.get("or", {})
    for target, origin in _LIST_ALIASES:
        tables[target] = tables[origin] | tables.get(target, {})
    for kind, table in tables.items():
        flat.update({f"list/{kind}/{part}": pattern for part, pattern in table.items()})


def _field_aliases(flat: dict[str, Any]) -> None:
    units = {path.split("/")[1] for path in flat if path.startswith("field/")}
    base = sorted({unit.partition("-")[0] for unit in units})
    leaves: dict[str, dict[str, Any]] = {unit: {} for unit in units}
    for path in [path for path in flat if path.startswith("field/")]:
        _, unit, leaf = path.split("/", 2)
        leaves[unit][leaf] = flat[path]
    for unit in base:
        for target, origin in ((f"{unit}-short", unit), (f"{unit}-narrow", f"{unit}-short")):
            leaves[target] = leaves.get(origin, {}) | leaves.get(target, {})
            flat.update({f"field/{target}/{leaf}": text for leaf, text in leaves[target].items()})
