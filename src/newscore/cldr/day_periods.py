"""The part of the day a moment falls in, as a language divides the day."""

from datetime import datetime
from functools import lru_cache

from newscore.cldr.pack import LocalePack

__all__ = ["day_period"]


def day_period(pack: LocalePack, moment: datetime, width: str, *, exact_only: bool = False) -> str:
    """Return "in the morning", "noon" and the like; *exact_only* knows noon, midnight, and else AM and PM.

    Source: UTS #35 part 4, Day Period Rule Sets; fields `B` and `b`.
    """
    at = moment.hour * 3600 + moment.minute * 60 + moment.second
    half = "am" if moment.hour < 12 else "pm"
    names = [half]
    if not exact_only:
        names = [
            name
            for start, stop, name in _spans(pack)
            if (start <= at < stop if start < stop else not stop <= at < start)
        ] + names
    # Noon is said where the language has a rule for it, or on request. Midnight never is: "midnight on Friday" names
    # two moments a day apart, and ICU keeps silent too.
    if at == 43200 and (exact_only or "day_period_rules/fallback/noon" in pack.tables):
        names.insert(0, "noon")
    for name in names:
        found = pack.find(f"day_periods/format/{width}/{name}")
        if found:
            return found
    return pack.need(f"day_periods/format/wide/{half}")


@lru_cache(maxsize=128)
def _spans(pack: LocalePack) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (rule["from"], rule["before"], path.rpartition("/")[2])
        for path, rules in pack.tables.items()
        if path.startswith("day_period_rules/fallback/")
        for rule in rules
        if "from" in rule
    )
