"""Count the instructions of small functions with callgrind: repeatable figures on a noisy machine.

A benchmark calls `measure` like any function. It starts the same script again under valgrind, where only that one
measurement runs, and reads the counts back. Needs valgrind with its headers and a C compiler; says so and gives
nothing where they are absent.
"""

import ctypes
import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

TITLE = "NEWSCORE_ICOUNT_TITLE"
FOLDER = "NEWSCORE_ICOUNT_FOLDER"
SOURCE = Path(__file__).with_name("callgrind.c")


def measure(cases: dict[str, Callable[[], object]], *, items: int, base: str, title: str) -> dict[str, float]:
    """Print instructions per item of each case, and return each case as a multiple of *base*; empty without valgrind.

    Every case runs twice before it is counted, so caches are warm and lazy imports are done.
    """
    if TITLE in os.environ:
        if os.environ[TITLE] == title:
            _count(cases, base)
            os._exit(0)
        return {}
    counts = _run_under_callgrind(title)
    if not counts:
        print(f"\n## {title}: not measured, callgrind is not available (apt-get install valgrind gcc)")
        return {}
    empty = counts.pop("(empty)")
    ratios = {name: (counts[name] - empty) / (counts[base] - empty) for name in cases}
    print(f"\n## {title} (instructions; base: {base})\n{'case':56} {'kIr/item':>10} {'x base':>8}")
    for name, ratio in ratios.items():
        print(f"{name:56} {(counts[name] - empty) / items / 1000:10.2f} {ratio:8.3f}", flush=True)
    return ratios


def _count(cases: dict[str, Callable[[], object]], base: str) -> None:
    library = ctypes.CDLL(str(Path(os.environ[FOLDER], "callgrind.so")))
    for case in cases.values():
        case()
        case()
    gc.disable()
    # The first dump after start-up carries noise of its own, so the base runs once more before anything counts.
    for name, case in [("(discard)", cases[base]), ("(empty)", lambda: None), *cases.items()]:
        gc.collect()
        library.zero()
        case()
        library.dump(name.encode())


def _run_under_callgrind(title: str) -> dict[str, int]:
    compiler = shutil.which("cc")
    if not (shutil.which("valgrind") and compiler):
        return {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built = subprocess.run(
            [compiler, "-shared", "-fPIC", "-o", str(folder / "callgrind.so"), str(SOURCE)],
            capture_output=True,
            check=False,
        )
        if built.returncode:
            return {}
        valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
        environment = {**os.environ, TITLE: title, FOLDER: name, "PYTHONHASHSEED": "0"}
        child = subprocess.run(
            [*valgrind, sys.executable, *sys.orig_argv[1:]],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if child.returncode:
            raise RuntimeError(f"{title}: {child.stderr[-2000:]}")
        return dict(_read_dump(dump) for dump in folder.glob("out.*"))


def _read_dump(dump: Path) -> tuple[str, int]:
    text = dump.read_text()
    named = re.search(r"^desc: Trigger: Client Request: (.*)$", text, re.M)
    total = re.search(r"^(?:totals|summary): (\d+)", text, re.M)
    return (named[1] if named else "", int(total[1]) if total else 0)
