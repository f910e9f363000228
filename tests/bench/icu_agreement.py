"""Compare every display date with a Node whose Intl carries the same CLDR: python -m tests.bench.icu_agreement [NODE].

NODE is Node 24.0 to 24.2 (ICU 77, CLDR 47); `npm install node@24.2.0` brings one. Its Intl folds the narrow no-break
space to a plain one, so white space is folded on both sides here, and it prints the wide form of `a`, which UTS #35
and ICU 78 do not. Each difference is put in a class; the classes are explained in docs/pitfalls-dates.md.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.localedata import locale_identifiers

from newscore.cldr.locales import negotiate_locale
from newscore.cldr.pack import pack_of
from newscore.dates import DateStyle, formatter

LENGTHS = (None, "full", "long", "medium", "short")
PAIRS = [(date, time) for date in LENGTHS for time in LENGTHS if date or time]
INSTANTS = (
    "2026-01-15T16:14:00Z", "2026-07-15T04:05:06Z", "1999-12-31T23:59:59Z", "2024-02-29T12:00:00Z",
    "2010-10-31T01:30:00Z",
)  # fmt: skip
ZONES = ("America/New_York", "Asia/Kolkata", "Europe/Dublin", "America/St_Johns")
# By speakers of the language, first and second, in the script and region most of them read.
SPOKEN = """
en zh hi es ar fr bn pt ru ur id de ja pcm mr te tr ta vi tl ko ha sw it th gu kn fa ml pl pa jv uk my om ps ro uz nl
am ku ig yo az sd ceb zu ne si mg km kk hu el cs sv be xh so bg sr ca fi da he nb sk hr tk ky tt ka hy mn lt sl lv et
sq mk bs gl eu is ga cy af rw sn tg ug as or ks lo ti wo mt lb fo gd br ast qu
""".split()
SPACES = dict.fromkeys((0xA0, 0x2009, 0x202F), " ")
# What ICU 77 has otherwise than CLDR 47's published JSON, or says without names that CLDR holds.
KNOWN = {
    "vai-Latn": "no month names", "rof": "no month names", "fr-ML": "ICU's own data", "sr-Cyrl-ME": "ICU's own data",
    "se-FI": "ICU's own data",
}  # fmt: skip


def main() -> None:
    node = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("NEWSCORE_NODE") or shutil.which("node")
    if node is None:
        print("## Agreement with ICU: not measured, no Node")
        return
    rows = agreement(node, [name.replace("_", "-") for name in locale_identifiers()])
    peer = next(rows)
    total: Counter[str] = Counter()
    places: dict[str, set[str]] = {}
    spoken: Counter[bool] = Counter()
    for locale, classes in rows:
        total.update(classes)
        for name in classes:
            places.setdefault(name, set()).add(locale)
        if locale in SPOKEN:
            spoken[True] += classes["same"]
            spoken[False] += classes.total() - classes["same"]
    print(f"## Display dates against Node's Intl (ICU {peer['icu']}, CLDR {peer['cldr']}), white space folded")
    print(f"{'class':34} {'strings':>9} {'share':>9} {'locales':>8}")
    for name, count in total.most_common():
        print(f"{name:34} {count:9,} {count / total.total():9.3%} {len(places[name]):8}")
    print(f"{'all':34} {total.total():9,}")
    print(f"most spoken languages: {spoken[True]:,} of {spoken.total():,} ({spoken[True] / spoken.total():.3%})")


def agreement(node: str, locales: list[str]) -> Iterator[Any]:
    """Yield the peer's versions, then for each shared locale how many strings fall in each class."""
    moments = {zone: [int(datetime.fromisoformat(text).timestamp() * 1000) for text in INSTANTS] for zone in ZONES}
    with tempfile.TemporaryDirectory() as folder:
        questions = Path(folder, "questions.json")
        questions.write_text(json.dumps({"locales": locales, "pairs": PAIRS, "moments": moments}), encoding="utf-8")
        script = Path(__file__).with_name("icu_peer.js")
        answered = subprocess.run([node, str(script), str(questions)], capture_output=True, check=True, text=True)
    first, *lines = answered.stdout.splitlines()
    yield json.loads(first)
    for line in lines:
        locale, answers = json.loads(line)
        yield locale, _classes(locale, iter(answers))


def _classes(locale: str, answers: Iterator[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for date, time in PAIRS:
        style = DateStyle(date=date, time=time)  # type: ignore[arg-type]  # Lengths, listed above.
        for zone in ZONES:
            say, place = formatter(style, locale=locale, zone=zone), ZoneInfo(zone)
            for text in INSTANTS:
                moment = datetime.fromisoformat(text).astimezone(UTC)
                found[_class(locale, say(moment), next(answers), moment.astimezone(place).hour)] += 1
    return found


def _class(locale: str, ours: str, theirs: str, hour: int) -> str:
    ours, theirs = ours.translate(SPACES), theirs.translate(SPACES)
    if ours == theirs:
        return "same"
    pack, half = pack_of(negotiate_locale(locale).locale), "am" if hour < 12 else "pm"
    short, wide = (
        pack.need(f"day_periods/format/{width}/{half}").translate(SPACES) for width in ("abbreviated", "wide")
    )
    if ours.replace(short, wide) == theirs:
        return "wide AM/PM for `a` (ICU 77)"
    return next((why for name, why in KNOWN.items() if locale == name or locale.startswith(f"{name}-")), "unexplained")


if __name__ == "__main__":
    main()
