"""Write src/newscore/cldr/overlay.jsonl: what Babel's locale data lacks of the same CLDR.

Usage: python tools/cldr_overlay.py FOLDER [OUTPUT]

FOLDER holds the packages cldr-core, cldr-dates-full, cldr-cal-buddhist-full, cldr-cal-japanese-full,
cldr-cal-persian-full, cldr-misc-full, cldr-numbers-full and cldr-bcp47 of one CLDR version: the one that Babel carries.
They are on npm (not every version is) and at https://github.com/unicode-org/cldr-json.
docs/guide/dates.md tells how to refresh the overlay when CLDR moves.
"""

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.core import get_global
from babel.localedata import locale_identifiers

from newscore.cldr.source import lineage, read_flat

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNITS = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")
CALENDARS = ("generic", "buddhist", "japanese", "persian")
LENGTHS = ("full", "long", "medium", "short")
ERAS = {"eraNames": "wide", "eraAbbr": "abbreviated", "eraNarrow": "narrow"}
# Heisei and its neighbours are all a news archive meets; the eras before Meiji stay out.
FIRST_ERA = {"japanese": 232}
# What ICU ships although CLDR calls its coverage less than basic.
BELOW_BASIC = """
agq asa bas bem bez bm bo ccp ce cgg ckb dav dje dua dyo dz ebu ewo ff fur gsw guz gv haw jgo jmc kab kam kde khq ki
kkj kl kln ksb ksf ksh kw lag lg lkt ln lrc lu luo luy mas mer mfe mg mgh mgo mua mzn naq nd nmg nnh nus nyn os prg rn
rof rwk saq sbp se seh ses sg shi smn sn teo tok twq tzm vai vun wae xog yav yi zgh
""".split()
# Plain ASCII copies of patterns and other spellings that no public function reaches.
SKIPPED = ("-alt-", "intervalFormatFallback")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path, nargs="?", default=Path("src/newscore/cldr/overlay.jsonl"))
    options = parser.parse_args()
    version = read(options.folder, "cldr-core/supplemental/metaZones.json")["supplemental"]["version"]["_cldrVersion"]
    if version != get_global("cldr")["version"]:
        raise SystemExit(f"expected CLDR {get_global('cldr')['version']}, which Babel carries, got {version}")
    head = {
        "cldr": version,
        "licence": "Unicode-3.0; see UNICODE-LICENSE.txt in this folder",
        **zone_tables(options.folder),
        **preference_tables(options.folder),
    }
    # One line a locale: a reader parses only the lines it needs, and a refresh reads as a diff.
    rows = [head, *([name, tables] for name, tables in locale_repairs(options.folder).items())]
    text = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n" for row in rows)
    options.output.write_text(text, encoding="utf-8")
    print(f"{options.output}: {len(text.encode()):,} bytes, {len(rows) - 1} locales, CLDR {version}")


def read(folder: Path, path: str) -> Any:
    return json.loads((folder / path).read_text(encoding="utf-8"))


def locale_repairs(folder: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """Every leaf where CLDR says other than Babel, after what an ancestor's repair already mended."""
    # ICU and this overlay hold what is confirmed. Where ICU has no data, Babel's unconfirmed names beat the root's.
    covered = read(folder, "cldr-core/coverageLevels.json")["effectiveCoverageLevels"]
    names = {
        path.name.replace("-", "_")
        for path in (folder / "cldr-dates-full/main").iterdir()
        if any(path.name == tag or path.name.startswith(f"{tag}-") for tag in (*covered, *BELOW_BASIC))
    } | {"root"}
    babel = set(locale_identifiers()) | {"root"}
    repairs: dict[str, dict[str, Any]] = {}
    for name in sorted(babel & names, key=lambda name: (len(lineage(name)), name)):
        tag = "und" if name == "root" else name.replace("_", "-")
        expected, found = expected_tables(folder, tag), read_flat(name)
        for ancestor in lineage(name):
            for path, value in repairs.get(ancestor, {}).items():
                found.pop(path, None) if value is None else found.__setitem__(path, value)
        changes = {path: value for path, value in expected.items() if found.get(path) != value and not NO_NAME(value)}
        # What Babel says and CLDR does not: only where the lookup would wrongly find it.
        changes |= {path: None for path in found if path not in expected and path.split("/")[0] in REMOVABLE}
        if changes:
            repairs[name] = changes
    return {name: nested(changes) for name, changes in sorted(repairs.items())}


# The root's stand-in for a month without a name: whatever Babel holds unconfirmed reads better.
NO_NAME = re.compile(r"M\d\d").fullmatch
REMOVABLE = {"metazone", "zone", "skeleton", "date", "time", "at", "glue", "day_periods", *CALENDARS}


def nested(changes: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    tree: dict[str, dict[str, Any]] = {}
    for path, value in sorted(changes.items()):
        section, _, leaf = path.partition("/")
        tree.setdefault(section, {})[leaf] = value
    return tree


def expected_tables(folder: Path, tag: str) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    gregorian = calendar(folder, "cldr-dates-full", tag, "gregorian")
    flat.update(gregorian_tables(gregorian))
    generic: dict[str, Any] = {}
    for name in CALENDARS:
        package = "cldr-dates-full" if name == "generic" else f"cldr-cal-{name}-full"
        tables = dict(calendar_tables(calendar(folder, package, tag, name), name))
        base = {} if name == "generic" else generic
        if name == "generic":
            generic = tables
        for leaf, value in tables.items():
            # Where a lookup falls back on its own: from Persian and the like to generic, and from there to Gregorian.
            if leaf.startswith(("months/", "eras/")) or value != base.get(leaf, flat.get(leaf)):
                flat[f"{name}/{leaf}"] = value
    flat.update(field_tables(main_of(folder, "cldr-dates-full", tag, "dateFields")["dates"]["fields"]))
    flat.update(name_tables(main_of(folder, "cldr-dates-full", tag, "timeZoneNames")["dates"]["timeZoneNames"]))
    flat.update(number_tables(main_of(folder, "cldr-numbers-full", tag, "numbers")["numbers"]))
    for kind, table in main_of(folder, "cldr-misc-full", tag, "listPatterns")["listPatterns"].items():
        flat.update({f"list/{kind.removeprefix('listPattern-type-')}/{part}": text for part, text in table.items()})
    return flat


def main_of(folder: Path, package: str, tag: str, file: str) -> Any:
    return read(folder, f"{package}/main/{tag}/{file}.json")["main"][tag]


def calendar(folder: Path, package: str, tag: str, name: str) -> Any:
    return main_of(folder, package, tag, f"ca-{name}")["dates"]["calendars"][name]


def pattern(value: Any) -> str:
    """A pattern, which is an object where some of its numbers are written in a system of their own."""
    if isinstance(value, str):
        return value
    return f"{value['_value']}\n{value['_numbers']}" if "_numbers" in value else str(value["_value"])


def gregorian_tables(data: Any) -> Iterator[tuple[str, Any]]:
    for key in ("months", "quarters"):
        yield from leaves(data[key], key)
    for context, widths in data["days"].items():
        for width, table in widths.items():
            yield from ((f"days/{context}/{width}/{DAYS.index(day)}", text) for day, text in table.items())
    yield from leaves(data["dayPeriods"], "day_periods")
    for width, name in ERAS.items():
        yield from ((f"eras/{name}/{era}", data["eras"][width][era]) for era in ("0", "1"))
    for length in LENGTHS:
        yield f"date/{length}", pattern(data["dateFormats"][length])
        yield f"time/{length}", pattern(data["timeFormats"][length])
        yield f"glue/{length}", data["dateTimeFormats"][length]
        if data["dateTimeFormats-atTime"]["standard"][length] != data["dateTimeFormats"][length]:
            yield f"at/{length}", data["dateTimeFormats-atTime"]["standard"][length]
    yield from skeletons(data["dateTimeFormats"])
    for key, text in data["dateTimeFormats"]["appendItems"].items():
        yield f"append/{key}", text
    for skeleton, table in data["dateTimeFormats"]["intervalFormats"].items():
        if skeleton == "intervalFormatFallback":
            yield "interval/fallback", table
        else:
            yield from (
                (f"interval/{skeleton}/{letter}", text) for letter, text in table.items() if "-alt-" not in letter
            )


def skeletons(data: Any) -> Iterator[tuple[str, str]]:
    for skeleton, text in data["availableFormats"].items():
        if "-alt-" not in skeleton and "-count-" not in skeleton:
            yield f"skeleton/{skeleton}", pattern(text)


def calendar_tables(data: Any, name: str) -> Iterator[tuple[str, Any]]:
    """What another calendar says itself: dates, not times."""
    if name == "persian":
        names = data["months"]
        for path, text in leaves(names, "months"):
            if text != names["format"]["wide"][path.rpartition("/")[2]] or "format/wide" in path:
                yield path, text
    if name != "generic":
        first = FIRST_ERA.get(name, 0)
        for key, width in ERAS.items():
            yield from (
                (f"eras/{width}/{era}", text)
                for era, text in data["eras"][key].items()
                if era.isdigit() and int(era) >= first
            )
    for length in LENGTHS:
        yield f"date/{length}", pattern(data["dateFormats"][length])
        yield f"glue/{length}", data["dateTimeFormats"][length]
        yield f"at/{length}", data["dateTimeFormats-atTime"]["standard"][length]
    yield from (
        (path, text)
        for path, text in skeletons(data["dateTimeFormats"])
        if not set(path.removeprefix("skeleton/")) & set("hHBmsvWw")
    )


def leaves(node: Any, path: str) -> Iterator[tuple[str, Any]]:
    for key, value in node.items():
        if any(skip in key for skip in SKIPPED):
            continue
        if isinstance(value, dict):
            yield from leaves(value, f"{path}/{key}")
        else:
            yield f"{path}/{key}", value


def field_tables(data: Any) -> Iterator[tuple[str, str]]:
    for unit in UNITS:
        for width in ("", "-short", "-narrow"):
            table = data[f"{unit}{width}"]
            for key, value in table.items():
                if key.startswith("relative-type-"):
                    offset = key.removeprefix("relative-type-")
                    base = data[unit].get(key) if width else None
                    if value != base:
                        yield f"field/{unit}{width}/at/{offset}", value
                elif key.startswith("relativeTime-type-"):
                    tense = key.removeprefix("relativeTime-type-")
                    for count, text in value.items():
                        yield f"field/{unit}{width}/{tense}/{count.rpartition('-')[2]}", text


def name_tables(data: Any) -> Iterator[tuple[str, str]]:
    yield "zones/gmt", data["gmtFormat"].replace("{0}", "%s")
    for key, name, usual in (("gmtZeroFormat", "zero", "GMT"), ("hourFormat", "hour", "+HH:mm;-HH:mm")):
        if data[key] != usual:
            yield f"zones/{name}", data[key]
    yield "zones/region", data["regionFormat"].replace("{0}", "%s")
    yield "zones/fallback", data["fallbackFormat"].replace("{0}", "%(0)s").replace("{1}", "%(1)s")
    yield from leaves(data.get("metazone", {}), "metazone")
    for path, text in leaves(data["zone"], "zone"):
        if not path.endswith("/_type"):
            yield path.replace("/exemplarCity", "/city"), text


def number_tables(data: Any) -> Iterator[tuple[str, str]]:
    yield "numbers/default", data["defaultNumberingSystem"]
    if data["otherNumberingSystems"].get("native"):
        yield "numbers/native", data["otherNumberingSystems"]["native"]
    yield "numbers/least_grouped", data["minimumGroupingDigits"]
    system = data["defaultNumberingSystem"]
    symbols = data.get(f"symbols-numberSystem-{system}", data["symbols-numberSystem-latn"])
    yield "symbol/group", symbols["group"]
    formats = data.get(f"decimalFormats-numberSystem-{system}", data["decimalFormats-numberSystem-latn"])
    yield "decimal/fallback", formats["standard"]


def zone_tables(folder: Path) -> dict[str, Any]:
    """Canonical names of zones, the metazone of each at each time, and the zone that stands for a metazone."""
    tree = read(folder, "cldr-core/supplemental/metaZones.json")["supplemental"]["metaZones"]
    periods: dict[str, list[list[str]]] = {}

    def walk(node: Any, path: str) -> None:
        for key, value in node.items():
            if isinstance(value, dict):
                walk(value, f"{path}{key}/")
            else:
                periods[path + key] = [
                    [
                        use["usesMetazone"].get("_from", ""),
                        use["usesMetazone"].get("_to", ""),
                        use["usesMetazone"]["_mzone"],
                    ]
                    for use in value
                ]

    walk(tree["metazoneInfo"]["timezone"], "")
    aliases = {}
    for entry in read(folder, "cldr-bcp47/bcp47/timezone.json")["keyword"]["u"]["tz"].values():
        if isinstance(entry, dict) and "_alias" in entry:
            canonical, *others = entry["_alias"].split()
            aliases |= dict.fromkeys(others, canonical)
    golden: dict[str, dict[str, str]] = {}
    for row in tree["metazones"]:
        zone = row["mapZone"]
        golden.setdefault(zone["_other"], {})[zone["_territory"]] = zone["_type"]
    return {
        "zone_aliases": aliases,
        "metazones": {
            # A single metazone for all time is the usual case, and is one text.
            zone: rows[0][2] if len(rows) == 1 and not rows[0][0] and not rows[0][1] else rows
            for zone, rows in periods.items()
        },
        "golden_zones": golden,
        "primary_zones": read(folder, "cldr-core/supplemental/primaryZones.json")["supplemental"]["primaryZones"],
    }


def preference_tables(folder: Path) -> dict[str, Any]:
    hours = read(folder, "cldr-core/supplemental/timeData.json")["supplemental"]["timeData"]
    calendars = read(folder, "cldr-core/supplemental/calendarPreferenceData.json")["supplemental"]
    return {
        "hours": {place: [row["_preferred"], row["_allowed"].split()[0]] for place, row in hours.items()},
        "calendars": {
            place: order[0] for place, order in calendars["calendarPreferenceData"].items() if order[0] != "gregorian"
        },
    }


if __name__ == "__main__":
    main()
