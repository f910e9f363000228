"""The few romanization rules that look at a letter's neighbours; each takes text and gives text, in the same case."""

import re
from collections.abc import Callable
from typing import Final

from newscore._romanize_hangul import romanize_hangul
from newscore.errors import MissingExtra

__all__ = ["CONTEXT", "WORD"]

_APOSTROPHE: Final = "'’ʼ‘`´′"
_LETTER: Final = r"[\w\u0300-\u036f]"
WORD: Final = re.compile(rf"{_LETTER}+(?:[{_APOSTROPHE}]{_LETTER}+)*")
"""A word as the rules see it: an apostrophe between letters is inside it."""

# An apostrophe between letters is inside the word, so the letter after it is not initial; one before it is a quote.
_START: Final = rf"(?<!{_LETTER})(?<!{_LETTER}[{_APOSTROPHE}])"
_END: Final = rf"(?!{_LETTER})"


def _rules(*rows: tuple[str, str, str, str]) -> Callable[[str], str]:
    """Compile (before, letters, after, written) rows into one substitution; the first row that fits wins."""
    pattern = re.compile("|".join(f"({before}{_both_cases(letters)}{after})" for before, letters, after, _ in rows))
    written = ["", *(row[3] for row in rows)]

    def write(match: re.Match[str]) -> str:
        found = written[match.lastindex or 0]
        return found.capitalize() if match[0][0].isupper() else found

    return lambda text: pattern.sub(write, text)


def _both_cases(letters: str) -> str:
    """Letters, or a class in brackets, matched in either case."""
    return "".join(
        f"[{part}{part.upper()}]" if len(part.upper()) == 1 else part for part in re.findall(r"\[.*?\]|.", letters)
    )


def _ukrainian() -> Callable[[str], str]:
    initial = [(_START, letter, "", written) for letter, written in zip("єїйюя", "ye yi y yu ya".split(), strict=True)]
    return _rules(*initial, ("", "зг", "", "zgh"))


def _bulgarian() -> Callable[[str], str]:
    # Transliteration Act of 2009: the state keeps its traditional name (art. 5), a final -ия is -ia (art. 4).
    return _rules((_START, "българия", _END, "bulgaria"), ("", "ия", _END, "ia"))


def _armenian() -> Callable[[str], str]:
    # BGN/PCGN 1981, notes 1–4: the rules hold at the start of a word and, for ե and և, after a vowel (ւ ends ու).
    vowel = "(?<=[աեէըիոօւԱԵԷԸԻՈՕՒ])"
    yev = [(place, letters, "", "yev") for place in (_START, vowel) for letters in ("եւ", "և")]
    return _rules(
        *yev,
        (f"{_START}(?=ԵՎ)", "եվ", _END, "yev"),
        ("", "եւ", "", "ev"),
        (_START, "ով", _END, "ov"),
        ("", "ու", "", "u"),
        (_START, "ո", "", "vo"),
        (_START, "ե", "", "ye"),
        (vowel, "ե", "", "ye"),
    )


def _greek() -> Callable[[str], str]:
    # ELOT 743: υ after α ε η sounds v or f by the next sound; an accent on the first vowel, or a diaeresis, parts them.
    # The class lists υ with an accent or a breathing of the old spelling, but never with a diaeresis.
    upsilon = "[υύὺὐὑὒὓὔὕὖὗῦΎὙὛὝὟ]"
    voiceless = "(?=[θκξπστφχψςΘΚΞΠΣΤΦΧΨ])"
    falling = [
        (letter, after, f"{vowel}{sound}")
        for letter, vowel in (("α", "a"), ("ε", "e"), ("η", "i"))
        for after, sound in ((voiceless, "f"), (_END, "f"), ("", "v"))
    ]
    return _rules(
        *(("", letter + upsilon, after, written) for letter, after, written in falling),
        ("", "ο" + upsilon, "", "ou"),
        ("", "γγ", "", "ng"),
        ("", "γξ", "", "nx"),
        ("", "γχ", "", "nch"),
        (_START, "μπ", "", "b"),
        ("", "μπ", _END, "b"),
    )


def _hanzi() -> Callable[[str], str]:
    # pypinyin brings a phrase dictionary of several megabytes: only a caller who asks for the scheme pays for it.
    try:
        from pypinyin import lazy_pinyin
    except ImportError as error:
        raise MissingExtra("the scheme 'zh-pinyin'", "zh") from error
    run = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]+")
    # Diacritics are folded as on maps: lü is written lu (its keyboard spelling lv is no pinyin).
    return lambda text: run.sub(lambda match: "".join(lazy_pinyin(match[0])).replace("ü", "u").replace("v", "u"), text)


def _kanji() -> Callable[[str], str]:
    # cutlet brings a morphological dictionary: only a caller who asks for the scheme pays for it.
    try:
        from cutlet import Cutlet
    except ImportError as error:
        raise MissingExtra("the scheme 'ja-hepburn'", "ja") from error
    reader = Cutlet(use_foreign_spelling=False, ensure_ascii=True)
    run = re.compile("[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]+")
    # Passport Hepburn of the Foreign Ministry: long vowels are not written, ん is m before b m p.
    long_vowel, before_lip = re.compile("(?<=o)[ou](?![aiueo])|(?<=u)u"), re.compile("n(?=[bmp])")

    def write(match: re.Match[str]) -> str:
        return f" {before_lip.sub('m', long_vowel.sub('', reader.romaji(match[0]).lower()))} "

    return lambda text: run.sub(write, text)


CONTEXT: Final[dict[str, Callable[[], Callable[[str], str]]]] = {
    "uk": _ukrainian,
    "bg": _bulgarian,
    "hy": _armenian,
    "el": _greek,
    "ko": lambda: romanize_hangul,
    "zh": _hanzi,
    "ja": _kanji,
}
"""Language → what builds its rules; built once, when the first text of the language comes."""
