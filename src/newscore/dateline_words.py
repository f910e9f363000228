"""The words of printed dates in one language: months, weekdays, halves of the day, taken from CLDR and from print."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from newscore.errors import UnknownLocale

__all__ = ["LANGUAGES", "Words", "candidates", "fold", "words_of"]

LANGUAGES: Final = (
    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "el", "ru", "uk",
    "bg", "sr", "kk", "tr", "az", "uz", "ar", "fa", "he", "hi", "id", "vi", "th", "ja", "zh", "ko",
)  # fmt: skip
"""The languages that are tried, in this order, where a line comes without one."""

# Regional names of months stand beside the usual ones: يناير and كانون الثاني, Januar and Jänner.
_VARIANTS: Final = {
    "ar": ("ar_LB", "ar_DZ", "ar_MA", "ar_SA"), "de": ("de_AT",), "en": ("en_AU", "en_CA"), "fr": ("fr_CA",),
    "es": ("es_MX", "es_US"), "pt": ("pt_PT",), "zh": ("zh_Hant", "zh_Hant_HK"), "fa": ("fa_AF",),
    "sr": ("sr_Latn",),
    "no": ("nb", "nn"), "nb": ("nn",), "az": ("az_Cyrl",), "uz": ("uz_Cyrl",),
}  # fmt: skip
# What papers print and CLDR does not list: (month or weekday number, other spellings).
_PRINTED_MONTHS: Final[dict[str, dict[int, str]]] = {
    "en": {9: "sept sep", 1: "jan", 6: "june", 7: "july"},
    "de": {1: "jan jaen", 3: "mrz maerz", 2: "feber"},
    "fr": {2: "fev", 7: "juill", 12: "dec", 9: "sept", 4: "avr", 8: "aout"},
    "es": {9: "sept set setiembre"},
    "pt": {9: "set"},
    "ru": {3: "мар", 5: "май", 6: "июн", 7: "июл", 9: "сен", 11: "ноя"},
    "kk": {1: "каңтар"},
    "tr": {2: "şub", 8: "ağus"},
}
_PRINTED_DAYS: Final[dict[str, dict[int, str]]] = {
    "en": {1: "tues", 2: "weds", 3: "thurs thur"},
    "zh": {0: "周一 礼拜一 禮拜一", 1: "周二", 2: "周三", 3: "周四", 4: "周五", 5: "周六", 6: "周日 星期天 礼拜天"},
}
_PRINTED_HALVES: Final[dict[str, dict[str, str]]] = {
    "en": {"am": "am a.m. a.m", "pm": "pm p.m. p.m", "noon": "noon"},
    "es": {"am": "am a.m.", "pm": "pm p.m."},
    "hi": {"am": "am", "pm": "pm"},
    "ar": {"am": "صباحا am", "pm": "مساء pm", "noon": "ظهرا"},
    "el": {"am": "π.μ. πμ", "pm": "μ.μ. μμ"},
    "fa": {"am": "صبح", "pm": "عصر بعدازظهر"},
    "tr": {"am": "öö", "pm": "ös"},
}
_MARKS_LEFT_OUT: Final = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_SAME: Final = dict(zip("−–—‐‑’‘ʼ`：（）／．，、。ı٬؍٫", "-----'''':()/.,,.i,/.", strict=True))


def fold(text: str) -> tuple[str, list[int]]:
    """Return *text* as it is compared, and for each character of that its place in *text*.

    Lower case, ASCII digits, plain spaces and hyphens, no accents, no invisible marks; Hangul stays composed.

    >>> fold("15 Févr. ٢٠٢٦")[0]
    '15 fevr. 2026'
    """
    folded: list[str] = []
    places: list[int] = []
    for place, mark in enumerate(text):
        if mark in _MARKS_LEFT_OUT:
            continue
        for bare in _bare(mark):
            folded.append(bare)
            places.append(place)
    places.append(len(text))
    return "".join(folded), places


@lru_cache(maxsize=4096)
def _bare(mark: str) -> str:
    if mark.isascii():
        return mark.lower() if not mark.isspace() else " "
    if mark in _SAME:
        return _SAME[mark]
    figure = unicodedata.decimal(mark, None)
    if figure is not None:
        return str(int(figure))
    if mark.isspace():
        return " "
    if "\uac00" <= mark <= "\ud7a3":
        return mark
    parts = unicodedata.normalize("NFD", mark.lower())
    return "".join(_SAME.get(part, part) for part in parts if not unicodedata.combining(part))


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one language, folded, and the expressions built of them."""

    months: Mapping[str, int]
    persian_months: Mapping[str, int]
    weekdays: Mapping[str, int]
    halves: Mapping[str, tuple[int, int]]
    """For each word for a part of the day, the seconds at which it begins and ends, past midnight beyond 86,400."""
    order: str
    """How this language and region order a date of three numbers: `dmy`, `mdy`, `ymd`; empty where they differ."""
    month_words: str
    weekday: re.Pattern[str] | None
    half_words: str


@lru_cache(maxsize=64)
def words_of(tag: str) -> Words:
    """Return the words for a canonical language tag; a language without CLDR data has none."""
    # Locale data: loaded on first use.
    from newscore.cldr.locales import negotiate_locale
    from newscore.cldr.pack import pack_of

    months: dict[str, int] = {}
    persian: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    halves: dict[str, tuple[int, int]] = {}
    order = ""
    try:
        found = negotiate_locale(tag)
    except UnknownLocale:
        found = None
    if found is not None:
        language = tag.partition("-")[0]
        for name in (found.locale, language, *_VARIANTS.get(language, ())):
            try:
                tables = pack_of(name).tables
            except UnknownLocale:
                continue
            _gather(tables, months, persian, weekdays, halves)
        for number, spellings in _PRINTED_MONTHS.get(language, {}).items():
            months |= {fold(word)[0]: number for word in spellings.split()}
        for number, spellings in _PRINTED_DAYS.get(language, {}).items():
            weekdays |= {fold(word)[0]: number for word in spellings.split()}
        for half, spellings in _PRINTED_HALVES.get(language, {}).items():
            halves |= {fold(word)[0]: _HALVES[half] for word in spellings.split()}
        order = _order(pack_of(found.locale).tables["date/short"], tag)
    return Words(
        months, persian, weekdays, halves, order,
        _alternation([*months, *persian]),
        re.compile(rf"(?<![^\W\d_]){_alternation(weekdays)}(?![^\W\d_])\.?") if weekdays else None,
        _alternation(halves),
    )  # fmt: skip


_HALVES: Final = {"am": (0, 43200), "pm": (43200, 86400), "noon": (43200, 43200)}


def _gather(
    tables: Mapping[str, Any],
    months: dict[str, int],
    persian: dict[str, int],
    weekdays: dict[str, int],
    halves: dict[str, tuple[int, int]],
) -> None:
    for path, text in tables.items():
        kind, _, rest = path.partition("/")
        if kind not in ("months", "days", "day_periods", "persian") or "/narrow/" in rest or not isinstance(text, str):
            continue
        word = fold(text)[0].strip(" .")
        if (len(word) < 2 and (word.isascii() or kind != "day_periods")) or any(mark.isdigit() for mark in word):
            continue
        key = rest.rpartition("/")[2]
        if kind == "months":
            months.setdefault(word, int(key))
        elif kind == "days" and "/short/" not in rest:
            weekdays.setdefault(word, int(key))
        elif kind == "persian" and rest.startswith("months/"):
            persian.setdefault(word, int(key))
        elif kind == "day_periods":
            span = _HALVES.get(key) or _span(tables.get(f"day_period_rules/fallback/{key}"))
            if key in ("am", "pm"):
                # A word such as 오전 is also the name of a shorter part; the half is the wider meaning.
                halves[word] = _HALVES[key]
            elif span:
                halves.setdefault(word, span)


def _span(rules: list[dict[str, int]] | None) -> tuple[int, int] | None:
    for rule in rules or ():
        if "from" in rule:
            return rule["from"], rule["before"] + (86400 if rule["before"] <= rule["from"] else 0)
    return None


def _order(short: str, tag: str) -> str:
    # Readers of English print both orders; the country decides.
    if tag == "en":
        return ""
    letters = [mark for mark in short if mark in "yMd"]
    return "".join(dict.fromkeys(letters)).lower()


def _alternation(words: Any) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"


@lru_cache(maxsize=1)
def _languages_of_words() -> Mapping[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for language in LANGUAGES:
        words = words_of(language)
        for word in (*words.months, *words.persian_months, *words.weekdays):
            index.setdefault(word.split()[0].strip("."), []).append(language)
    return {word: tuple(dict.fromkeys(languages)) for word, languages in index.items()}


def candidates(folded: str) -> tuple[str, ...]:
    """Return the languages whose months or weekdays stand in a folded line, the likeliest first; "" reads numbers."""
    index = _languages_of_words()
    counts: dict[str, int] = {}
    for word in re.findall(r"[^\s\d.,;:()/|-]+", folded):
        for language in (*index.get(word, ()), *index.get(word.removeprefix("ב"), ())):
            counts[language] = counts.get(language, 0) + 1
    return (
        *sorted(counts, key=lambda language: (-counts[language], LANGUAGES.index(language))),
        *_by_script(folded),
        "",
    )


def _by_script(folded: str) -> tuple[str, ...]:
    if any("\uac00" <= mark <= "\ud7a3" for mark in folded):
        return ("ko",)
    return ("ja", "zh") if "年" in folded or "月" in folded else ()
