"""Names in Han, kana, Hangul and Thai: told from the words they are written together with, and from each other."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from newscore.byline_tokens import CJK, Token, TokenKind, fold, is_cjk
from newscore.byline_words import Cues, cues_of, houses

__all__ = ["cjk_language", "split_glued", "split_names"]

# One sign behind a name says what its bearer did; signs that names often end in (文, 图) are not among them.
_SIGNS_BEHIND: Final = frozenset("著訳译譯摄攝绘繪")
# 王小明台北3日電: a name, a place, the day of the wire.
_WIRED: Final = re.compile(r"(?P<name>[\u3400-\u9fff]{2,3})(?P<place>[\u3400-\u9fff]{2,3})\d{1,2}日[電电].{0,4}")
# ロンドン共同: a place and the wire.
_WIRE: Final = re.compile(r"(?P<place>[ァ-ヿ]{2,8}|北京|上海|台北|香港)(?P<agency>共同|時事|ロイター)")
_REPORTED: Final = re.compile(r"(?P<place>[\u3400-\u9fff]{2,6})(?:报道|報導|報道|专电|專電)")
_KOREAN_AND: Final = re.compile(r"([\uac00-\ud7a3]{3,4})[와과]")
# The surnames of nearly all Koreans, and the first signs of those of two.
_SURNAMES: Final = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소"
    "석선설길연위표명기반왕금옥육인맹제모탁국"
)
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")


def cjk_language(text: str) -> str | None:
    """Return the language whose script *text* shows: Hangul, kana, or else Han; None where it has none of them.

    >>> cjk_language("記者：山田たろう"), cjk_language("홍길동 기자"), cjk_language("王小明"), cjk_language("Jane")
    ('ja', 'ko', 'zh', None)
    """
    if re.search("[\uac00-\ud7a3]", text):
        return "ko"
    if re.search("[\u3040-\u30fa\u30fc-\u30ff]", text):
        return "ja"
    if not _HAN.search(text):
        return None
    # Words that only Japanese bylines print.
    return "ja" if re.search("[著訳撮][者影]?|写真|執筆|編集", text) and not re.search("[译摄图记编]", text) else "zh"


def split_glued(tokens: Sequence[Token], cues: Cues) -> list[Token]:
    """Return *tokens* with words of roles and conjunctions cut from the names they are written together with.

    >>> from newscore.byline_tokens import tokenize
    >>> [token.text for token in split_glued(tokenize("新华社记者张三和李四"), cues_of("zh"))]
    ['新华社', '记者', '张三', '和', '李四']
    """
    found: list[Token] = []
    for token in tokens:
        if token.kind == "word" and is_cjk(token.text):
            found.extend(_cut(token, cues))
        elif token.kind == "word" and cues.language == "th":
            found.extend(_cut_thai(token, cues, first=not found))
        else:
            found.append(token)
    return found


def _cut(token: Token, cues: Cues) -> Iterator[Token]:
    """The parts of one run of signs; each cut leaves less, and a run is looked at once for each part."""
    text = token.text
    if cues.roles.holds([token]) or cues.behind.holds([token]) or cues.houses.holds([token]):
        yield token
        return
    reported = _REPORTED.fullmatch(text) if cues.language == "zh" else None
    if reported and not _role_words("zh").search(reported["place"]):
        if fold(reported["place"]) not in cues.asides:
            yield from _in_brackets(token, *reported.span("place"))
        return
    pair = text.partition("と")
    role = (
        None
        if pair[2] and cues.roles.holds([_part(token, 0, len(pair[0]))])
        else _role_words(cues.language).search(text)
    )
    if role and _is_cut(text[: role.start()], text[role.end() :]):
        if role.start():
            yield from _cut(_part(token, 0, role.start()), cues)
        yield _part(token, role.start(), role.end())
        rest = _part(token, role.end(), len(text))
        if reported := _REPORTED.fullmatch(rest.text):
            yield _part(rest, *reported.span("place"))  # 记者王小明报道: here it is a name.
        elif rest.text:
            yield from _cut(rest, cues)
        return
    roles = text.partition("と")
    if roles[2] and all(cues.roles.holds([_part(token, *span)]) for span in _around(roles)):
        yield _part(token, 0, len(roles[0]))
        yield _part(token, len(roles[0]), len(roles[0]) + 1, "and")
        yield _part(token, len(roles[0]) + 1, len(text))
        return
    others = re.fullmatch("(.{2,}?)(ほか|等|等人)", text)
    if others:
        yield _part(token, *others.span(1))
        yield _part(token, *others.span(2))
        return
    wire = _WIRE.fullmatch(text)
    if wire:
        yield _part(token, *wire.span("place"))
        yield Token("＝", "＝", "equals", token.start + wire.end("place"), token.start + wire.end("place"))
        yield _part(token, *wire.span("agency"))
        return
    if 3 <= len(text) <= (20 if re.search("[ァ-ヿ]", text) else 9) and text[-1] in _SIGNS_BEHIND:
        yield _part(token, 0, len(text) - 1)
        yield _part(token, len(text) - 1, len(text))
        return
    yield from _cut_pair(token, cues)


def _around(parts: tuple[str, str, str]) -> tuple[tuple[int, int], tuple[int, int]]:
    return (0, len(parts[0])), (len(parts[0]) + 1, len("".join(parts)))


def _cut_thai(token: Token, cues: Cues, *, first: bool) -> Iterator[Token]:
    """Thai writes "by" and "and" together with names: โดยสมชาย, ใจดีและสมหญิง."""
    text = token.text
    by = next((word for word in cues.by.words() if first and text.startswith(word) and len(text) > len(word)), "")
    if by:
        yield _part(token, 0, len(by))
        yield from _cut_thai(_part(token, len(by), len(text)), cues, first=False)
        return
    for word in cues.glued:
        at = text.find(word, 1)
        if 0 < at < len(text) - len(word):
            yield _part(token, 0, at)
            yield _part(token, at, at + len(word), "and")
            yield _part(token, at + len(word), len(text))
            return
    yield token


def _is_cut(before: str, after: str) -> bool:
    """Whether a role's word between *before* and *after* is one, and not a part of a name."""
    if not before:
        return len(after) != 1
    return len(before) >= 2 and len(after) != 1


def _cut_pair(token: Token, cues: Cues) -> Iterator[Token]:
    text = token.text
    wired = _WIRED.fullmatch(text)
    korean = _KOREAN_AND.fullmatch(text)
    if wired:
        yield _part(token, *wired.span("name"))
        yield from _in_brackets(token, *wired.span("place"))
        return
    if korean and cues.language == "ko":
        yield _part(token, 0, len(text) - 1)
        yield _part(token, len(text) - 1, len(text), "and")
        return
    if cues.language == "zh" and _HAN.fullmatch(text) and 5 <= len(text) <= 9:
        for at in range(2, len(text) - 2):
            if text[at] in "和与與及暨" and at <= 4 and len(text) - at - 1 <= 4:
                yield _part(token, 0, at)
                yield _part(token, at, at + 1, "and")
                yield _part(token, at + 1, len(text))
                return
    yield token


def _in_brackets(token: Token, start: int, end: int) -> Iterator[Token]:
    """A place as the reader of brackets knows it."""
    at = token.start
    yield Token("(", "(", "open", at + start, at + start)
    yield _part(token, start, end)
    yield Token(")", ")", "close", at + end, at + end)


def _part(token: Token, start: int, end: int, kind: TokenKind = "word") -> Token:
    text = token.text[start:end]
    return Token(text, fold(text), kind, token.start + start, token.start + end)


@cache
def _role_words(language: str) -> re.Pattern[str]:
    """Words of roles and titles of two signs or more, the longest first."""
    cues = cues_of(language)
    words = {word for lexicon in (cues.roles, cues.behind, cues.titles) for word in lexicon.words() if len(word) > 1}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first)) or "(?!)")


def split_names(words: Sequence[Token], language: str) -> list[list[Token]]:
    """Return the names in a run of words between separators: where a space stands between two, and not within one.

    >>> from newscore.byline_tokens import tokenize
    >>> [[t.text for t in name] for name in split_names(tokenize("嶋田 健志"), "ja")]
    [['嶋田', '健志']]
    >>> [[t.text for t in name] for name in split_names(tokenize("张三 李四"), "zh")]
    [['张三'], ['李四']]
    """
    names: list[list[Token]] = []
    for word in words:
        if names and not _is_new(names[-1], word, language):
            names[-1].append(word)
        else:
            names.append([word])
    return names


def _is_new(name: list[Token], word: Token, language: str) -> bool:
    last = name[-1]
    if not (re.fullmatch(f"[{CJK}]+", last.text) and re.fullmatch(f"[{CJK}]+", word.text)):
        return False
    if houses().cities.holds([word]):
        return True
    if language == "ja":
        # A family and a given name of up to three signs each are one name; four signs together are a whole one.
        return len(name) > 1 or len(last.text) > 3 or len(word.text) > 3
    if language == "ko":
        # A foreign name's parts begin with no Korean surname; signs set apart are one name (홍 길 동).
        return len(word.text) > 1 and word.text[0] in _SURNAMES and len(name[0].text) > 1
    return len(name) > 1 or (2 <= len(last.text) <= 4 and 2 <= len(word.text) <= 4)
