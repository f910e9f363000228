"""The part of the day a moment falls in, as a language divides the day."""

from datetime import datetime
from functools import lru_cache

from newscore.cldr.pack import LocalePack, pack_of

__all__ = ["day_period"]


def day_period(pack: LocalePack, moment: datetime, width: str, *, exact_only: bool = False) -> str:
    """Return "in the morning", "noon" and the like; *exact_only* knows noon, midnight, and else AM and PM.

    Source: UTS #35 part 4, Day Period Rule Sets; fields `B` and `b`.
    """
    at = moment.hour * 3600 + moment.minute * 60 + moment.second
    half = "am" if moment.hour < 12 else "pm"
    exact, spans = _rules(pack.name)
    names = [] if at not in (0, 43200) else [exact.get(at, "")]
    if exact_only and not names and at in (0, 43200):
        names = ["noon" if at else "midnight"]
    if not exact_only:
        names += [
            name for start, stop, name in spans if (start <= at < stop if start < stop else at >= start or at < stop)
        ]
    for name in (*names, half):
        found = pack.find(f"day_periods/format/{width}/{name}") if name else None
        if found:
            return found
    return pack.need(f"day_periods/format/wide/{half}")


@lru_cache(maxsize=128)
def _rules(locale: str) -> tuple[dict[int, str], tuple[tuple[int, int, str], ...]]:
    exact: dict[int, str] = {}
    spans: list[tuple[int, int, str]] = []
    for path, rules in pack_of(locale).tables.items():
        if not path.startswith("day_period_rules/fallback/"):
            continue
        for rule in rules:
            name = path.rpartition("/")[2]
            if "at" in rule:
                exact[rule["at"] % 86400] = name
            else:
                spans.append((rule["from"], rule["before"], name))
    return exact, tuple(spans)
