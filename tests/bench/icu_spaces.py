"""Compare white space with raw ICU, through the library inside the icu4py wheel: python -m tests.bench.icu_spaces.

ICU 78 carries CLDR 48, so strings that differ in more than white space are counted as version skew; Node's Intl cannot
serve here, because it folds the narrow no-break space. Needs `pip install icu4py` (Linux wheels).
"""

import ctypes
import importlib.util
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from newscore.dates import DateStyle, formatter
from newscore.datestyle import Length
from tests.bench.icu_agreement import INSTANTS, SPACES, SPOKEN, ZONES

STYLES: dict[Length | None, int] = {**{length: number for number, length in enumerate(get_args(Length))}, None: -1}


def main() -> None:
    opened = _open_icu()
    if opened is None:
        print("## White space against raw ICU: not measured, icu4py is not installed")
        return
    counts: Counter[str] = Counter()
    for locale in SPOKEN:
        for zone in ZONES:
            for date in STYLES:
                for time in STYLES:
                    if date or time:
                        counts.update(_compare(opened, locale, zone, date, time))
    print(f"## White space against raw ICU 78 (CLDR 48), {len(SPOKEN)} most spoken languages")
    for name, count in counts.most_common():
        print(f"{name:34} {count:9,} {count / counts.total():9.3%}")
    apart = counts["same"] + counts["white space differs"]
    print(f"version skew apart, {counts['same']:,} of {apart:,} are the same ({counts['same'] / apart:.3%})")


def _compare(
    opened: Callable[[str, str, int, int], Callable[[float], str]],
    locale: str,
    zone: str,
    date: Length | None,
    time: Length | None,
) -> list[str]:
    theirs = opened(locale, zone, STYLES[time], STYLES[date])
    ours = formatter(DateStyle(date=date, time=time), locale=locale, zone=zone)
    found = []
    for text in INSTANTS:
        moment = datetime.fromisoformat(text).astimezone(UTC)
        one, two = ours(moment), theirs(moment.timestamp() * 1000)
        same_words = one.translate(SPACES) == two.translate(SPACES)
        found.append("same" if one == two else "white space differs" if same_words else "version skew")
    return found


def _open_icu() -> Callable[[str, str, int, int], Callable[[float], str]] | None:
    spec = importlib.util.find_spec("icu4py")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parents[1] / "icu4py.libs"
    for name in ("libicudata", "libicuuc", "libicui18n"):
        library = ctypes.CDLL(str(next(folder.glob(f"{name}-*"))), mode=ctypes.RTLD_GLOBAL)
    udat_open, udat_format = library.udat_open_78, library.udat_format_78
    udat_open.restype = ctypes.c_void_p
    udat_format.argtypes = [
        ctypes.c_void_p, ctypes.c_double, ctypes.c_void_p, ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p,
    ]  # fmt: skip
    room = (ctypes.c_uint16 * 400)()

    def open_format(locale: str, zone: str, time: int, date: int) -> Callable[[float], str]:
        status, name = ctypes.c_int(0), zone.encode("utf-16-le")
        handle = udat_open(time, date, locale.encode(), ctypes.c_char_p(name), len(zone), None, 0, ctypes.byref(status))

        def say(milliseconds: float) -> str:
            length = udat_format(handle, milliseconds, room, 400, None, ctypes.byref(status))
            return bytes(room)[: 2 * length].decode("utf-16-le")

        return say

    return open_format


if __name__ == "__main__":
    main()
