"""What importing costs, against importing pydantic's names alone.

python -m tests.bench.bench_imports
"""

import statistics
import subprocess
import sys

ROUNDS = 21
NAMES = "AfterValidator BaseModel ConfigDict Field GetCoreSchemaHandler GetJsonSchemaHandler JsonValue PlainSerializer"
MORE = "SerializerFunctionWrapHandler ValidationInfo field_serializer model_serializer model_validator"
BASE = f"from pydantic import {', '.join([*NAMES.split(), *MORE.split()])}"
CASES = {
    "pydantic's names": BASE,
    "pydantic's names and one model": f"{BASE}\nclass One(BaseModel):\n    name: str",
    "import newscore": "import newscore",
    "from newscore import Article": "from newscore import Article",
    "and slugify a headline": "from newscore import Article; Article(headline='Storm hits coast').slug",
    "and display a date": "import newscore as nc; from datetime import datetime, UTC; "
    "nc.display_date(datetime(2026, 1, 15, tzinfo=UTC), locale='de', zone='UTC')",
}


def main() -> None:
    """Print the processor time of each import in fresh processes, and its ratio to the base, paired round by round."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(ROUNDS):
        for name, statement in CASES.items():
            times[name].append(_seconds(statement))
    base = times["pydantic's names"]
    print(f"\n## imports (ms of processor time, median of {ROUNDS} rounds; base: pydantic's names)")
    print(f"{'case':40} {'ms':>8} {'x base':>8}")
    for name, taken in times.items():
        ratio = statistics.median(one / other for one, other in zip(taken, base, strict=True))
        print(f"{name:40} {statistics.median(taken) * 1000:8.1f} {ratio:8.2f}")


def _seconds(statement: str) -> float:
    code = f"import time; start = time.process_time()\n{statement}\nprint(time.process_time() - start)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(answer.stdout)


if __name__ == "__main__":
    main()
