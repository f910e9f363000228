"""The pieces of print that a byline is made of: words, separators, brackets, addresses; each with its place."""

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

__all__ = ["CJK", "Token", "TokenKind", "fold", "is_cjk", "tokenize"]

TokenKind = Literal["word", "comma", "semicolon", "bar", "equals", "slash", "and", "dash", "colon", "open", "close",
                    "email", "handle", "url", "date", "known"]  # fmt: skip

CJK: Final = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
"""Han, kana and Hangul, for a character class: scripts whose names stand beside words without a space."""

_SEPARATORS: Final[dict[str, TokenKind]] = {
    **dict.fromkeys(",，、،؛", "comma"), **dict.fromkeys(";；", "semicolon"),
    **dict.fromkeys("|｜丨¦‖©•●■◆▪○·・‧→>‹›", "bar"), **dict.fromkeys("=＝", "equals"),
    **dict.fromkeys("/／\\", "slash"), **dict.fromkeys("&＆+＋", "and"),
    **dict.fromkeys("-–—―−", "dash"),
    **dict.fromkeys(":：\u055d", "colon"),
    **dict.fromkeys("([{（【〔［〖<《「『", "open"), **dict.fromkeys(")]}）】〕］〗》」』", "close"),
}  # fmt: skip

# One alternative for each kind of token; none of them can begin where another did and failed, so a line is read once.
_TOKEN: Final = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s()\[\]（）]+)"
    r"|(?P<email>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})"
    r"|(?P<handle>[@＠][\w.]+)"
    # A middle dot inside a word (il·lustració) or a foreign name (尼古拉·特斯拉) is a letter of it; so are a slash in
    # u/name, a colon in EU:n, a dash in a double name.
    r"|(?P<word>(?:(?<!\S)[ur]/(?=\w)|(?<=[a-zA-ZÀ-ɏ])·(?=[a-zA-ZÀ-ɏ])|(?<=[ァ-ヿ])[・＝=](?=[ァ-ヿA-Z])|(?<=[A-Z])・(?=[ァ-ヿ])"
    r"|(?<=[\u3400-\u9fff])·(?=[\u3400-\u9fff])"
    r"|(?<=[^\W\d_])[:](?=[a-zà-ÿ])|(?<=[^\W_])[-–](?=[\w])|(?<=\w)&(?=\w)"
    r"|[^\s,，、،؛;；|｜丨¦‖©•●■◆▪○·・‧→>‹›=＝/／\\&＆+＋\-–—―−:：\u055d()\[\]{}（）【】〔〕［］〖〗<《》「」『』])+)"
    r"|(?P<mark>\S)"
)
_EMPTY: Final = re.compile("[-–'’\"“”„«»`*_.\u200b-\u200f]+")
_DROPPED: Final = re.compile("[\u200b-\u200f\u061c\u2066-\u2069\ufeff\u00ad\u0307\u0640]")


_KINDS: Final[dict[str, TokenKind]] = {"url": "url", "email": "email", "handle": "handle", "word": "word"}


class Token(NamedTuple):
    """One piece of a printed line."""

    text: str
    fold: str
    """The text as it is compared."""
    kind: TokenKind
    start: int
    end: int


def fold(text: str) -> str:
    """Return *text* as words are compared: caseless, without joiners and tatweel, apostrophes and Turkish i made one.

    >>> fold("FOTO’S"), fold("YAZI") == fold("yazı")
    ("foto's", True)
    """
    folded = _DROPPED.sub("", text.casefold()).replace("’", "'").replace("ı", "i").replace("ё", "е")
    # The stop of a sentence; that of a short word may be its abbreviation's.
    return folded[:-1] if len(folded) > 4 and folded[-1] == "." and "." not in folded[:-1] else folded


def is_cjk(text: str) -> bool:
    """Say whether *text* holds a character of Han, kana or Hangul.

    >>> is_cjk("山田"), is_cjk("Jane")
    (True, False)
    """
    return re.search(f"[{CJK}]", text) is not None


def tokenize(line: str, *, spans: Sequence[tuple[int, int, TokenKind]] = ()) -> list[Token]:
    """Return the tokens of *line*; each of the *spans*, in order, is one token of the kind it names.

    >>> [(token.text, token.kind) for token in tokenize("Ann-Sofie O’Hara/AFP")]
    [('Ann-Sofie', 'word'), ('O’Hara', 'word'), ('/', 'slash'), ('AFP', 'word')]
    """
    tokens: list[Token] = []
    at = 0
    for start, end, kind in spans:
        _add_tokens(tokens, line, at, start)
        tokens.append(Token(line[start:end], "", kind, start, end))
        at = end
    _add_tokens(tokens, line, at, len(line))
    return tokens


def _add_tokens(tokens: list[Token], line: str, start: int, end: int) -> None:
    for match in _TOKEN.finditer(line, start, end):
        kind, text = match.lastgroup, match[0]
        if kind == "word" and _EMPTY.fullmatch(text):
            kind = "mark"
        if kind == "mark":
            named = _SEPARATORS.get(text[:1])
            if named is not None:
                tokens.append(Token(text, text, named, match.start(), match.end()))
        else:
            tokens.append(Token(text, fold(text), _KINDS[kind or "word"], match.start(), match.end()))
