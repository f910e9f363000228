"""Korean by the Revised Romanization of 2000: syllables are written as they sound next to each other."""

import re
from typing import Final

__all__ = ["romanize_hangul"]

_FIRST: Final = 0xAC00
_MEDIALS: Final = 21
_FINALS: Final = 28
_CACHE_LIMIT: Final = 65_536

_INITIAL: Final = "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" ")
_MEDIAL: Final = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
# One row a final consonant, in the order of Unicode: how it closes a syllable · how it moves on before a vowel.
_CLOSING: Final = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".replace("-", "").split(" ")
_LINKING: Final = "- g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p -".replace("-", "").split(" ")

_SILENT, _RIEUL, _NIEUN, _MIEUM, _HIEUH = 11, 5, 2, 6, 18
_ASPIRATED: Final = {0: "k", 3: "t", 7: "p", 12: "ch"}  # ㄱ ㄷ ㅂ ㅈ after ㅎ
_NASAL: Final = {"k": "ng", "t": "n", "p": "m"}
# ㅎ in the passive and adverbial endings 히 혀: the only place where verbs and adverbs differ from nouns in writing.
_VERBAL: Final = frozenset("히혀혔힌힐")
_MERGED: Final = {1: "k", 7: "ch", 9: "lk", 11: "lp", 17: "p", 22: "ch", 5: "nch"}  # a final with such a ㅎ
_PALATAL: Final = {7: "j", 13: "lch", 25: "ch"}  # ㄷ ㄾ ㅌ before 이
# 신문로, 생산량: after a word of two syllables these endings keep their sound (Standard Pronunciation, §20).
_apart: Final = re.compile("[란량력례로론](?<=[가-힣][가-힣].)(?<![가-힣][가-힣][가-힣].)")


def romanize_hangul(text: str) -> str:
    """Return *text* with every run of Hangul syllables in Latin letters, in lower case; all else stays.

    Assimilation, liaison, aspiration and palatalisation follow from the syllables alone. What depends on the word
    (the ㄴ put in between in 학여울 and 알약) is out of reach.

    >>> romanize_hangul("독립문 설악산"), romanize_hangul("같이")
    ('dongnimmun seoraksan', 'gachi')

    Source: Proclamation 2000-8 of the Ministry of Culture and Tourism, §§2 and 3.
    """
    text = _apart.sub(_keep_nasal, text)
    return "".join(map(_pairs.__getitem__, zip(f" {text}", f"{text} ", strict=True)))[1:]


class _Pairs(dict[tuple[str, str], str]):
    """What a character gives before the next one, the next one's initial included; remembered, in bounds."""

    def __missing__(self, pair: tuple[str, str]) -> str:
        found = _join(*pair)
        if len(self) < _CACHE_LIMIT:
            self[pair] = found
        return found


_pairs: Final = _Pairs()


def _keep_nasal(match: re.Match[str]) -> str:
    """Write the ending with ㄴ where a ㄴ comes before it: the two are then said as they are written."""
    syllable = match[0]
    return (
        chr(ord(syllable) - (_RIEUL - _NIEUN) * _MEDIALS * _FINALS)
        if _final(match.string[match.start() - 1]) == 4
        else syllable
    )


def _medial(syllable: str) -> int:
    return (ord(syllable) - _FIRST) // _FINALS % _MEDIALS


def _final(syllable: str) -> int:
    return (ord(syllable) - _FIRST) % _FINALS


def _join(character: str, following: str) -> str:
    spoken = "가" <= following <= "힣"
    initial = (ord(following) - _FIRST) // (_MEDIALS * _FINALS)
    if not "가" <= character <= "힣":
        return character + (_INITIAL[initial] if spoken else "")
    vowel, final = _MEDIAL[_medial(character)], _final(character)
    return vowel + (_meet(final, initial, following) if spoken else _CLOSING[final])


def _meet(final: int, initial: int, following: str) -> str:
    closing = _CLOSING[final]
    if initial == _SILENT:
        palatal = following in "이인임입" and final in _PALATAL
        return _PALATAL[final] if palatal else _LINKING[final]
    if initial == _HIEUH and following in _VERBAL and final in _MERGED:
        return _MERGED[final]
    if final in {6, 15, 27} and initial in _ASPIRATED:  # ㄶ ㅀ ㅎ
        return {6: "n", 15: "l", 27: ""}[final] + _ASPIRATED[initial]
    if final == 27 and initial in {9, 10}:
        return _INITIAL[initial]
    if initial in {_NIEUN, _MIEUM, _RIEUL} and closing in _NASAL:
        return _NASAL[closing] + ("m" if initial == _MIEUM else "n")
    if initial == _RIEUL:
        return {"n": "ll", "l": "ll", "m": "mn", "ng": "ngn"}.get(closing, "r")
    if initial == _NIEUN and closing == "l":
        return "ll"
    return closing + _INITIAL[initial]
