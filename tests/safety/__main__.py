"""Print the figures of the safety run; exit 1 where anything was found, 2 where it cannot be run.

python -m tests.safety [--every N] [--door NAME ...] [--channel NAME ...]
"""

import argparse
import sys
from time import perf_counter

from tests.safety.chromium import missing, started
from tests.safety.corpus import injections
from tests.safety.doors import DOORS
from tests.safety.outputs import CHANNELS
from tests.safety.run import Figures, look


def main() -> int:
    """Run all injection strings, or every Nth, through all doors and out of all channels, or some."""
    options = argparse.ArgumentParser(prog="python -m tests.safety")
    options.add_argument("--every", type=int, default=1, help="take every Nth string of the corpus")
    options.add_argument("--door", action="append", choices=list(DOORS), help="this way in alone; may be repeated")
    options.add_argument("--channel", action="append", choices=list(CHANNELS), help="this way out alone")
    chosen = options.parse_args()
    texts = injections(chosen.every)
    if lacking := missing() or ("" if texts else "the shared injection corpus is not here; set NEWSCORE_SHARED"):
        print(f"safety run: {lacking}", file=sys.stderr)
        return 2
    at = perf_counter()
    with started() as chromium:
        print(f"{len(texts)} injection strings, {chromium.version}", flush=True)
        figures = look(chromium, texts, doors=chosen.door or DOORS, channels=chosen.channel or CHANNELS)
    _print(figures)
    print(f"{perf_counter() - at:.0f} s")
    return 1 if figures.attempts or figures.dom or figures.escapes else 0


def _print(figures: Figures) -> None:
    for title, counts in (("in by", figures.stories), ("out by", figures.outputs), ("refused", figures.refused)):
        print(f"\n{title}")
        for name, count in sorted(counts.items()):
            print(f"  {name:14} {count:7}")
    print(f"\n{'':24} {'newscore':>10} {'raw control':>12}")
    print(f"{'script attempts':24} {figures.attempts:10} {figures.control_attempts:12}")
    print(f"{'dangerous DOM':24} {figures.dom:10} {figures.control_dom:12}")
    print(f"{'container escapes':24} {figures.escapes:10}")
    for finding in figures.findings:
        print(f"- {finding}")


if __name__ == "__main__":
    sys.exit(main())
