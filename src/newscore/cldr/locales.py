"""From any spelling of a locale to the data that serves it: BCP 47 and POSIX, aliases, likely subtags, -u- keywords."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from newscore.cldr import overlay
from newscore.cldr.calendars import CALENDARS
from newscore.cldr.digits import NUMBERING_SYSTEMS
from newscore.errors import UnknownLocale, shorten

__all__ = ["Negotiated", "negotiate_locale", "preferred_calendar"]

MAX_TAG: Final = 100
# unicode_locale_id of UTS #35: language, script, region, variants; the keywords of -u- come after.
_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3}|[a-z]{5,8})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)(?P<rest>(?:-[a-wyz\d](?:-[a-z\d]{2,8})*)*)(?:-x(?:-[a-z\d]{1,8})+)?"
)
_HOUR_CYCLES: Final = ("h11", "h12", "h23", "h24")
_CALENDAR_WORDS: Final = {"gregory": "gregorian", "iso8601": "gregorian"}


@dataclass(frozen=True, slots=True)
class Negotiated:
    """What a locale asked for came to.

    >>> negotiate_locale("fa-IR-u-nu-latn").numbering, negotiate_locale("sr-Cyrl-XX").exact
    ('latn', False)
    """

    locale: str
    """The Babel identifier of the data: `pt_BR`."""
    region: str
    """The region whose customs count: printed in the tag, or the likely one."""
    exact: bool
    """False where the tag named a language, script or region that the data does not have."""
    numbering: str | None = None
    calendar: str | None = None
    hour_cycle: str | None = None


@lru_cache(maxsize=1024)
def negotiate_locale(text: str) -> Negotiated:
    """Return the locale data that serves *text*, a BCP 47 tag in any case or a POSIX locale.

    >>> negotiate_locale("PT_br.UTF-8").locale, negotiate_locale("zh-TW").locale, negotiate_locale("iw").locale
    ('pt_BR', 'zh_Hant_TW', 'he')
    >>> negotiate_locale("sh").locale, negotiate_locale("no").locale, negotiate_locale("en-XX").exact
    ('sr_Latn', 'no', False)

    A variant or a private extension the data does not know is passed over. Raises UnknownLocale for what is no tag,
    and for a language without data. Source: UTS #35 part 1, LocaleId canonicalization, likely subtags, inheritance.
    """
    from babel.core import get_global  # Locale data: loaded on first use.
    from babel.localedata import exists

    found = _TAG.fullmatch(_bcp47(text)) if len(text) <= MAX_TAG else None
    if found is None:
        raise UnknownLocale(f"expected a locale such as 'en', 'pt-BR' or 'zh-Hant-TW', got {shorten(text)}")
    language, script, region = _resolved(found, get_global("language_aliases"), get_global("territory_aliases"))
    likely = get_global("likely_subtags")
    asked = "_".join(part for part in (language, script, region) if part)
    variants = [part for part in found["variants"].upper().split("-") if part]
    candidates = [f"{asked}_{variants[0]}"] if variants else []
    # A region whose usual script is not the language's: the data lies under the script.
    region_script = likely.get(f"{language}_{region}", "").split("_")[1:2] if region and not script else []
    usual_script = likely.get(language, "").split("_")[1:2]
    spelled = script or (region_script[0] if region_script and region_script != usual_script else "")
    shapes = ((language, spelled, region), (language, script, region), (language, spelled), (language,))
    candidates.extend("_".join(part for part in shape if part) for shape in shapes)
    if script and [script] == usual_script:
        candidates.insert(1 if not variants else 2, "_".join(part for part in (language, region) if part))
    for name in candidates:
        if exists(name) and name != "root":
            home = region or likely.get(name, likely.get(language, "")).rpartition("_")[2]
            exact = name == asked or _covers(name, language, script, region, likely)
            return Negotiated(name, home, exact, **_keywords(found["rest"]))
    raise UnknownLocale(f"expected a locale with CLDR data, got {shorten(text)}")


def _bcp47(text: str) -> str:
    """POSIX spelling as BCP 47: the encoding goes, the modifiers that name a script become it."""
    tag, _, modifier = text.strip().partition("@")
    tag = tag.partition(".")[0].replace("_", "-").lower()
    script = {"latin": "latn", "cyrillic": "cyrl", "devanagari": "deva"}.get(modifier.lower())
    if script:
        language, dash, rest = tag.partition("-")
        tag = f"{language}-{script}{dash}{rest}"
    return tag


def _resolved(
    found: re.Match[str], languages: Mapping[str, str], territories: Mapping[str, Any]
) -> tuple[str, str, str]:
    language, script, region = found["language"], (found["script"] or "").title(), (found["region"] or "").upper()
    # Babel knows "sh" only as sr_Latn, "mo" as ro; "no" has data of its own, from which nb inherits.
    replaced = {"cmn": "zh", "mo": "ro", "tl": "fil"}.get(language) or (
        language if language == "no" else languages.get(language, language)
    )
    language, *more = replaced.split("_")
    for part in more:
        if len(part) == 4:
            script = script or part
        else:
            region = region or part
    region = territories[region][0] if region in territories else region
    return language, script, region


def _covers(name: str, language: str, script: str, region: str, likely: Mapping[str, str]) -> bool:
    """Whether the data found says all that the tag said: a usual script or a likely region may stay unsaid."""
    full = likely.get(name, "").split("_")
    parts = name.split("_")
    held_script = next((part for part in parts[1:] if len(part) == 4), full[1] if len(full) > 1 else "")
    held_region = next((part for part in parts[1:] if len(part) in (2, 3)), full[2] if len(full) > 2 else "")
    return parts[0] == language and (not script or script == held_script) and (not region or region == held_region)


def _keywords(rest: str) -> dict[str, str | None]:
    """The keywords of the -u- extension that dates know; a value they do not know counts for none."""
    words = re.split(r"-(?=[a-z\d](?:-|$))", rest)
    found: dict[str, str] = {}
    for extension in words:
        if extension.startswith("u-"):
            for keyword in re.finditer(r"(?<=-)([a-z\d][a-z])((?:-[a-z\d]{3,8})*)(?=-|$)", extension):
                found.setdefault(keyword[1], keyword[2].lstrip("-"))
    numbering, calendar, hours = found.get("nu"), found.get("ca", ""), found.get("hc")
    calendar = _CALENDAR_WORDS.get(calendar, calendar)
    return {
        "numbering": numbering if numbering in NUMBERING_SYSTEMS or numbering == "native" else None,
        "calendar": calendar if calendar in CALENDARS else None,
        "hour_cycle": hours if hours in _HOUR_CYCLES else None,
    }


def preferred_calendar(region: str) -> str:
    """Return the calendar a region reads first; Gregorian where the first is one that newscore does not write."""
    found = str(overlay.head()["calendars"].get(region, "gregorian"))
    return found if found in CALENDARS else "gregorian"
