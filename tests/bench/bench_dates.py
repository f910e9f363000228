"""What a date costs, beside Babel, PyICU and Node: python -m tests.bench.bench_dates.

Paired timing in one process: each round runs every case once, in a new order, and the table has the median of the
rounds' ratios. PyICU and Node (NEWSCORE_NODE, or on PATH) are measured where they are installed.
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from newscore.dates import DateStyle, display_ago, display_date, find_dateline, formatter, rfc3339
from tests.bench import icu_agreement, icu_spaces
from tests.bench.icount import measure

FULL = DateStyle(date="full", time="full")
ZONE = "America/New_York"
MOMENTS = [datetime(2026, 1, 15, 16, 14, tzinfo=UTC) + timedelta(hours=37 * step) for step in range(500)]
ROUNDS = 15
NODE = """
const moments = JSON.parse(process.argv[1]), locale = process.argv[2];
const written = new Intl.DateTimeFormat(locale, {dateStyle: "full", timeStyle: "full", timeZone: "America/New_York"});
let best = Infinity;
for (let round = 0; round < 40; round++) {
  const start = process.hrtime.bigint();
  for (const moment of moments) written.format(moment);
  best = Math.min(best, Number(process.hrtime.bigint() - start));
}
console.log(best / moments.length / 1000);
"""


def main() -> None:
    for locale in ("en_US", "de_DE", "ar_EG", "ja_JP"):
        _paired(locale)
    _counted()
    icu_agreement.main()
    icu_spaces.main()


def _paired(locale: str) -> None:
    place, say = ZoneInfo(ZONE), formatter(FULL, locale=locale, zone=ZONE)
    cases: dict[str, Callable[[datetime], object]] = {
        "newscore formatter": say,
        "newscore display_date": lambda moment: display_date(moment, locale=locale, zone=ZONE, style=FULL),
        "babel format_datetime": lambda moment: format_datetime(moment, "full", tzinfo=place, locale=locale),
    }
    try:
        import icu
    except ImportError:
        print("PyICU is not installed (pip install PyICU): not measured")
    else:
        peer = icu.DateFormat.createDateTimeInstance(icu.DateFormat.FULL, icu.DateFormat.FULL, icu.Locale(locale))
        peer.setTimeZone(icu.TimeZone.createTimeZone(ZONE))
        cases[f"PyICU, cached (ICU {icu.ICU_VERSION})"] = peer.format
    times: dict[str, list[float]] = {name: [] for name in cases}
    order = list(cases)
    for _ in range(ROUNDS):
        random.shuffle(order)
        for name in order:
            case = cases[name]
            start = time.perf_counter()
            for moment in MOMENTS:
                case(moment)
            times[name].append((time.perf_counter() - start) / len(MOMENTS) * 1e6)
    print(f"\n## full date and time with its zone, {locale} (paired, {ROUNDS} rounds of {len(MOMENTS)})")
    print(f"{'case':40} {'µs':>8} {'newscore / it':>14}")
    for name, spent in times.items():
        ratio = statistics.median(
            ours / theirs for ours, theirs in zip(times["newscore formatter"], spent, strict=True)
        )
        print(f"{name:40} {statistics.median(spent):8.2f} {ratio:14.3f}")
    node = os.environ.get("NEWSCORE_NODE") or shutil.which("node")
    if node:
        stamps = json.dumps([int(moment.timestamp() * 1000) for moment in MOMENTS])
        run = [node, "-e", NODE, stamps, locale.replace("_", "-")]
        done = subprocess.run(run, capture_output=True, text=True, check=True)
        print(f"{'Node Intl, cached (own process, best)':40} {float(done.stdout):8.2f}")


def _counted() -> None:
    place, say = ZoneInfo(ZONE), formatter(FULL, locale="en_US", zone=ZONE)
    long = formatter("long", locale="en_US", zone=ZONE)
    some = MOMENTS[:50]
    measure(
        {
            "babel format_datetime full/full": lambda: [
                format_datetime(moment, "full", tzinfo=place, locale="en_US") for moment in some
            ],
            "formatter full/full": lambda: [say(moment) for moment in some],
            "formatter long day": lambda: [long(moment) for moment in some],
            "display_date long day": lambda: [display_date(moment, locale="en_US", zone=ZONE) for moment in some],
            "display_ago": lambda: [display_ago(-count, "hour", locale="uk") for count in range(50)],
            "find_dateline of a date": lambda: [
                find_dateline("Thursday, January 15, 2026 11:14 AM", language="en") for _ in some
            ],
            "find_dateline of no date": lambda: [
                find_dateline("The ferry left at 6 with 40 passengers aboard", language="en") for _ in some
            ],
            "rfc3339": lambda: [rfc3339(moment) for moment in some],
        },
        items=50,
        base="babel format_datetime full/full",
        title="dates",
    )


if __name__ == "__main__":
    main()
