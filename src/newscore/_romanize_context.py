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

# Each rule below stands after the letter it begins with, so "." in a look-behind is that letter. An apostrophe between
# letters is inside the word, so the letter after it is not initial; one before the word is a quotation mark.
_INITIAL: Final = rf"(?<!{_LETTER}.)(?<!{_LETTER}[{_APOSTROPHE}].)"
_FINAL: Final = rf"(?!{_LETTER})"


def _rules(first: str, *rows: tuple[str, str]) -> Callable[[str], str]:
    """Compile (what fits, what is written) rows into one substitution; the first row that fits wins.

    *first* lists the letters a rule can begin with: a search for them alone is several times faster than trying rows.
    """
    fits = "|".join(f"({fit})" for fit, _ in rows)
    return _groups(f"[{first}{first.upper()}](?:{fits})", *(written for _, written in rows))


def _groups(pattern: str, *written: str) -> Callable[[str], str]:
    """Compile one substitution that writes, for the group that took part, its text in the case of the match."""
    compiled, texts = re.compile(pattern), ("", *written)

    def write(match: re.Match[str]) -> str:
        found = texts[match.lastindex or 0]
        return found.capitalize() if match[0][0].isupper() else found

    return lambda text: compiled.sub(write, text)


def _after(letters: str, between: str = "") -> str:
    """What fits if the letter begun with is one of *letters*, with *between* before it."""
    return f"(?<={between}[{letters}{letters.upper()}])"


def _ukrainian() -> Callable[[str], str]:
    # Resolution 55 of 2010: five letters differ at the start of a word, and зг is kept apart from ж.
    initial = [
        (_after(letter) + _INITIAL, latin) for letter, latin in zip("єїйюя", ("ye", "yi", "y", "yu", "ya"), strict=True)
    ]
    return _rules("єїйюяз", *initial, (_after("з") + "[гГ]", "zgh"))


def _bulgarian() -> Callable[[str], str]:
    # Transliteration Act of 2009: the state keeps its traditional name, and a final -ия is -ia.
    state = "[лЛ][гГ][аА][рР][иИ][яЯ]"
    return _rules("иъ", (_after("и") + "[яЯ]" + _FINAL, "ia"), (rf"(?<=\b[бБ][ъЪ]){state}{_FINAL}", "ulgaria"))


def _armenian() -> Callable[[str], str]:
    # BGN/PCGN 1981, notes 1 to 4: the rules hold at the start of a word and, for ե and և, after a vowel (ւ ends ու).
    # Every fifth letter is one of these, so the letter is asked first, and then only what concerns it.
    opens = f"(?:{_INITIAL}|(?<=[աեէըիոօւԱԵԷԸԻՈՕՒ].))"
    vo = f"(?<=[ոՈ])(?:([ւՒ])|{_INITIAL}(?:([վՎ]{_FINAL})|()))"
    ye = f"(?<=[եԵ])(?:{opens}(?:([ւՒ]|(?<=Ե)Վ(?![ա-և]))|())|([ւՒ]))"
    return _groups(f"[եոևԵՈ](?:{vo}|{ye}|(?<=և)(?:{opens}()|()))", *"u ov vo yev ye ev yev ev".split())


def _greek() -> Callable[[str], str]:
    # ELOT 743: υ after α ε η sounds v or f by the next sound; an accent on the first vowel, or a diaeresis, parts them.
    # The list has υ with an accent or a breathing of the old spelling, but never with a diaeresis.
    upsilon = "υύὺὐὑὒὓὔὕὖὗῦ"
    return _rules(
        f"{upsilon}γμ",
        ("(?<=[οΟ][^γΓμΜ])", "u"),
        (f"(?<=[αεηΑΕΗ][^γΓμΜ])(?:(?=[θκξπστφχψςΘΚΞΠΣΤΦΧΨ])|{_FINAL})", "f"),
        ("(?<=[αεηΑΕΗ][^γΓμΜ])", "v"),
        (_after("γ") + "(?=[γξχΓΞΧ])", "n"),
        (_after("μ") + f"(?:{_INITIAL}[πΠ]|[πΠ]{_FINAL})", "b"),
    )


def _hanzi() -> Callable[[str], str]:
    # pypinyin brings a phrase dictionary of several megabytes: only a caller who asks for the scheme pays for it.
    try:
        from pypinyin import lazy_pinyin
    except ImportError as error:
        raise MissingExtra("the scheme 'zh-pinyin'", "zh") from error
    run = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]+")

    def write(match: re.Match[str]) -> str:
        # Diacritics are folded as on maps: lü is written lu (its keyboard spelling lv is no pinyin).
        return "".join(lazy_pinyin(match[0])).replace("v", "u")

    # The gazetteer doubles the vowel of one province to tell it from Shanxi (山西).
    province = re.compile("[陕陝]西")
    return lambda text: run.sub(write, province.sub("shaanxi", text))


def _kanji() -> Callable[[str], str]:
    # cutlet brings a morphological dictionary: only a caller who asks for the scheme pays for it.
    try:
        from cutlet import Cutlet  # pyright: ignore[reportMissingImports]  # An extra that type checks do without.
    except ImportError as error:
        raise MissingExtra("the scheme 'ja-hepburn'", "ja") from error
    reader = Cutlet(use_foreign_spelling=False, ensure_ascii=True)
    run = re.compile("[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]+")
    # Passport Hepburn of the Foreign Ministry: long vowels are not written, ん is m before b m p.
    long_vowel, before_lip = re.compile("(?<=o)[ou]|(?<=u)u"), re.compile("n(?=[bmp])")
    drawn_out = re.compile("([aei])(?<=\\1\\1)")

    def write(match: re.Match[str]) -> str:
        read = before_lip.sub("m", long_vowel.sub("", reader.romaji(match[0]).lower()))
        return f" {drawn_out.sub('', read) if 'ー' in match[0] else read} "

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
