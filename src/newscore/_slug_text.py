"""From text to words joined by hyphens: the rules of one language and scheme, compiled once, applied in one pass."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from newscore._slug_locale import (
    COLON_LANGUAGES,
    GERESH_LANGUAGES,
    find_symbol_words,
    grouping_mark,
    splits_apostrophes,
)
from newscore._slug_script import holds, is_newer
from newscore.errors import SlugError, shorten
from newscore.languages import find_language, primary
from newscore.romanize import Scheme, context_rules, find_scheme, fold, letters_of, normalize

__all__ = ["MAX_INPUT", "Writer", "writer"]

MAX_INPUT: Final = 1_024
"""How many characters of a text are read: twice the longest headline."""

_TABLE_LIMIT: Final = 20_000
_APOSTROPHES: Final = "'’‘‛ʼʹʻʽ＇´`′՚ꞌ"
# Default-ignorable characters (UAX #44) but the joiners: soft hyphen, zero-width space, bidi controls, selectors.
_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_JOINERS: Final = "\u200c\u200d"
# Numbers that are no decimal digits: superscripts, subscripts, fractions, circled and bracketed figures.
_SMALL_NUMBERS: Final = "²³¹⁰⁴-⁹₀-₉"
_OTHER_NUMBERS: Final = "¼-¾⅐-⅟↉①-⒛⓪-⓿❶-➓㉈-㉏㉑-㉟㊱-㊿\U0001f100-\U0001f10c"

_special: Final = re.compile(f"[{_INVISIBLE}{_JOINERS}{_SMALL_NUMBERS}{_OTHER_NUMBERS}]").search
_invisible: Final = re.compile(f"[{_INVISIBLE}]+")
_joiners: Final = re.compile(f"[{_JOINERS}]+")
_small_numbers: Final = re.compile(f"[{_SMALL_NUMBERS}]+|[{_OTHER_NUMBERS}]")
# A pattern that begins with the mark itself is found at the speed of a search for one character.
_figure_apostrophe: Final = re.compile(rf"[{_APOSTROPHES}](?<=\d.)(?=\d)")
_colon: Final = re.compile(r":(?<=\w.)(?=[a-zäöå])")
_geresh: Final = re.compile("[\"“”„״׳'’](?<=[א-ת].)(?=[א-ת])")
_raised_dot: Final = re.compile("[·‧•](?<=[lL].)(?=[lL])")
# Arabic letters that do not join the next one, so that a non-joiner after them changes nothing (Joining_Type R and U).
_UNJOINED: Final = frozenset("آأؤإءاةدذرزوٱٲٳٵٶٷڈډڊڋڌڍڎڏڐڑڒړڔڕږڗژڙۀۃۄۅۆۇۈۉۊۋۍەۮۯ")
_JOINED: Final = "".join(
    letter for letter in map(chr, range(0x620, 0x700)) if letter.isalpha() and letter not in _UNJOINED
)
# All joiners but the commonest good one, a lone non-joiner between two Arabic letters that would join.
_odd_joiners: Final = re.compile(f"[{_JOINERS}](?<![{_JOINED}]\u200c(?=[{_JOINED}{''.join(_UNJOINED)}]))[{_JOINERS}]*")
_stray: Final = re.compile(rf"-[^\w]|[{_JOINERS}]-").search
_DROPPED_SYMBOLS: Final = frozenset("°©®™℠℗")
_EMOJI: Final = 0x2600

Repair = tuple[str, re.Pattern[str], str, str]
Steps = tuple[tuple[str, ...], tuple[Repair, ...]]
Trace = Callable[[str, str, str, str], object]


def writer(language: str | None, scheme: str | None, symbols: str, emoji: str) -> "Writer":
    """Return what writes texts of that language; SlugError for a scheme the language does not have."""
    if symbols not in {"drop", "words"} or emoji not in {"drop", "name"}:
        raise SlugError(f"expected symbols 'drop' or 'words', emoji 'drop' or 'name', got {shorten((symbols, emoji))}")
    if language is None and scheme is None and symbols == emoji == "drop":
        return _PlainWriter()
    tag = find_language(language or "und") or "und"
    return Writer(tag, find_scheme(tag, scheme), symbols, emoji)


class Writer:
    """Writes texts of one language, by one scheme, as words joined by hyphens; immutable but for what it remembers."""

    __slots__ = (
        "_bytes",
        "_context",
        "_dropped",
        "_grouped",
        "_native",
        "_plain_steps",
        "_source",
        "_steps",
        "_table",
        "scheme",
    )

    def __init__(self, tag: str, scheme: Scheme, symbols: str, emoji: str) -> None:
        marks = grouping_mark(tag)
        marks = _APOSTROPHES if "'" in marks else marks
        self.scheme, self._source, self._native = scheme.name, scheme.source, scheme.native
        self._context = context_rules(scheme) if scheme.context else None
        self._grouped = _grouped(marks + "٬")
        self._steps = (*marks, "٬"), _repairs(primary(tag))
        self._plain_steps = _plain(self._steps)
        letters = {} if scheme.name == "ascii" else letters_of(scheme)
        words = find_symbol_words(tag) if symbols == "words" else {}
        self._table: dict[int, str | None] = _Letters(
            letters, words, native=scheme.native, splits=splits_apostrophes(tag), names_emoji=emoji == "name"
        )
        self._bytes, self._dropped = _ascii_bytes(self._table)

    def __call__(self, text: str, trace: Trace | None = None) -> str:
        """Return the words of *text* joined by hyphens, without limit and possibly empty; tell *trace* of each rule."""
        if len(text) > MAX_INPUT:
            text = _told(trace, "input", text, _shorten(text), f"only {MAX_INPUT} characters are read")
        plain = text.isascii()
        if not plain:
            text = self._clean(text, trace)
        marks, repairs = self._plain_steps if plain else self._steps
        for mark in marks:
            if mark in text:
                text = _told(trace, "number", text, self._grouped(text), "the grouping mark of the language, CLDR")
                break
        for trigger, pattern, replacement, reason in repairs:
            if trigger in text:
                text = _told(trace, "punctuation", text, pattern.sub(replacement, text), reason)
        if plain and self._bytes is not None:
            return b"-".join(text.encode().translate(self._bytes, self._dropped).split()).decode()
        if self._context is not None:
            text = _told(trace, "neighbours", text, self._context(text), self._source)
        slug = "-".join(text.translate(self._table).split())
        return slug if slug.isascii() else _tidy(slug)

    def explain(self, text: str) -> Iterator[tuple[str, str, str, str]]:
        """Yield (rule, before, after, source) for each rule that changes *text*, in the order they apply."""
        steps: list[tuple[str, str, str, str]] = []
        self(text, lambda *step: steps.append(step))
        yield from steps
        yield from self._explain_letters(steps[-1][2] if steps else text)

    def _explain_letters(self, text: str) -> Iterator[tuple[str, str, str, str]]:
        foreign = dict.fromkeys(letter for letter in text if not letter.isascii() and letter.isalpha())
        changed = {letter: written for letter in foreign if (written := self._table[ord(letter)]) != letter}
        if changed:
            yield (
                "letters",
                " ".join(changed),
                " ".join(str(written).strip() for written in changed.values()),
                self._source,
            )
        dropped = dict.fromkeys(mark for mark in text if mark in _APOSTROPHES)
        if dropped:
            splits = self._table[ord("'")] == " "
            reason = "the language parts words by it" if splits else "it is inside a word"
            yield "apostrophe", " ".join(dropped), "-" if splits else "", reason

    def _clean(self, text: str, trace: Trace | None) -> str:
        if _special(text):
            seen = text
            if self._native:
                text = _odd_joiners.sub(_keep_joiner, normalize(_invisible.sub("", text)))
            else:
                text = _joiners.sub("", _invisible.sub("", text))
            text = _told(trace, "invisible", seen, text, "characters without a shape neither split nor join")
            text = _told(
                trace, "small-number", text, _small_numbers.sub(_apart, text), "a small number is a word of its own"
            )
        return _told(trace, "normal-form", text, normalize(text), "Unicode NFC")


class _PlainWriter(Writer):
    """Writes as python-slugify does with text-unidecode, apostrophes, digit commas and entities apart."""

    __slots__ = ()

    def __init__(self) -> None:
        self.scheme, self._source, self._native = "ascii", "text-unidecode, the tables of python-slugify", False
        self._context, self._grouped = None, _grouped(",")
        self._steps = self._plain_steps = (",",), ()
        self._table = _Folded()
        self._bytes, self._dropped = _ascii_bytes(self._table)

    def _clean(self, text: str, trace: Trace | None) -> str:
        return _told(trace, "normal-form", text, unicodedata.normalize("NFKD", normalize(text)), "Unicode NFKD")


class _Folded(dict[int, str | None]):
    """What python-slugify writes for a character, remembered in bounds."""

    def __init__(self) -> None:
        super().__init__({**_ascii_table(), ord("'"): None})

    def __missing__(self, code: int) -> str:
        written = fold(chr(code)).replace("-", " ")
        if len(self) < _TABLE_LIMIT:
            self[code] = written
        return written


class _Letters(dict[int, str | None]):
    """What one language writes for a character, worked out when it is first met and remembered in bounds.

    None drops a character without a trace; a space parts words.
    """

    __slots__ = ("_letters", "_names_emoji", "_native", "_words")

    def __init__(
        self, letters: dict[str, str], words: dict[str, str], *, native: bool, splits: bool, names_emoji: bool
    ) -> None:
        self._letters, self._words, self._native, self._names_emoji = letters, words, native, names_emoji
        apostrophes = dict.fromkeys(map(ord, _APOSTROPHES), " " if splits else None)
        symbols = {ord(symbol): f" {word} " for symbol, word in words.items()}
        joiners = {ord(joiner): joiner for joiner in _JOINERS if native}
        super().__init__({**_ascii_table(), **apostrophes, **symbols, **joiners})

    def __missing__(self, code: int) -> str:
        written = " " if is_newer(code) else self._write(chr(code))
        if len(self) < _TABLE_LIMIT:
            self[code] = written
        return written

    def _write(self, character: str) -> str:
        small = character.lower()
        if small in self._letters and not (self._native and holds(small)):
            return self._letters[small]
        match unicodedata.category(character)[0]:
            case "L":
                return self._write_letter(character, small)
            case "M":
                return self._write_mark(character)
            case "N":
                return self._write_number(character)
            case "S":
                return self._write_symbol(character)
            case _:
                return " "

    def _write_letter(self, letter: str, small: str) -> str:
        if self._native and holds(small) and letter != "ـ":
            return small
        for form in ("NFD", "NFKD"):
            parts = unicodedata.normalize(form, letter)
            if parts != letter and not "가" <= letter <= "힣":
                return "".join(self[ord(part)] or "" for part in parts).replace(" ", "")
        written = fold(small)
        # The tables for Han and kana end a syllable with a space; inside any other letter it would tear a word apart.
        return written.replace("-", " " if letter >= "\u2e80" else "")

    def _write_mark(self, mark: str) -> str:
        if self._native and holds(mark):
            return mark
        # The marks of Latin letters are written by nobody; their tables need not be read to know it.
        return "" if mark <= "\u0362" else fold(mark).replace("-", "")

    def _write_number(self, number: str) -> str:
        if self._native and holds(number):
            return number
        decimal = unicodedata.decimal(number, None)
        if decimal is not None:
            return str(decimal)
        value = unicodedata.numeric(number)
        return f" {int(value)} " if value == int(value) else " "

    def _write_symbol(self, symbol: str) -> str:
        if symbol in _DROPPED_SYMBOLS or unicodedata.category(symbol) == "Sc":
            return " "
        if symbol in "×✕":
            return "x"
        parts = unicodedata.normalize("NFKD", symbol)
        if parts != symbol:
            return "".join(self[ord(part)] or "" for part in parts)
        if self._names_emoji and ord(symbol) >= _EMOJI and unicodedata.category(symbol) == "So":
            return f" {_emoji_name(symbol)} "
        return " "


def _ascii_table() -> dict[int, str | None]:
    """ASCII: letters in lower case, digits, and a space for all else."""
    return {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def _ascii_bytes(table: dict[int, str | None]) -> tuple[bytes | None, bytes]:
    """Return the ASCII part of *table* for `bytes.translate`, and what it drops; no table where words stand in it."""
    written = [table[code] for code in range(128)]
    dropped = bytes(code for code, text in enumerate(written) if text is None)
    if any(text is not None and len(text) > 1 for text in written):
        return None, dropped
    return "".join(text or " " for text in written).encode().ljust(256), dropped


def _emoji_name(symbol: str) -> str:
    name = unicodedata.name(symbol, "").lower()
    if name.startswith("regional indicator"):
        return name[-1]
    return re.sub("[^a-z0-9]+", " ", name)


def _told(trace: Trace | None, rule: str, before: str, after: str, source: str) -> str:
    if trace is not None and before != after:
        trace(rule, before, after, source)
    return after


def _shorten(text: str) -> str:
    """Cut a text at the limit, and at the last blank before it: half a word is none."""
    kept = text[:MAX_INPUT]
    return kept if text[MAX_INPUT].isspace() else kept.rpartition(" ")[0] or kept


def _grouped(marks: str) -> Callable[[str], str]:
    """Return what joins figures that *marks* group by thousands (1,400 · 1,00,000)."""
    other = "".join(sorted({".", ",", "٫"} - set(marks)))
    # Groups of two before the last one are Indian. A figure after another mark is the fraction of a number: 3,141.592.
    figure = re.compile(rf"(?<![\d{marks}{other}])(?!0)\d{{1,3}}(?:[{marks}]\d{{2,3}})*[{marks}]\d{{3}}(?!\d)")
    mark, hint = re.compile(f"[{marks}]"), re.compile(rf"[{marks}]\d\d\d").search
    return lambda text: figure.sub(lambda match: mark.sub("", match[0]), text) if hint(text) else text


def _repairs(language: str) -> tuple[Repair, ...]:
    """Return (trigger, pattern, replacement, reason) for marks that only their neighbours explain."""
    reason = "an apostrophe between figures parts them"
    # An empty trigger is always there: beyond ASCII one search for every style is cheaper than a look for each.
    repairs: list[Repair] = [("'", _figure_apostrophe, " ", reason), ("", _figure_apostrophe, " ", reason)]
    repairs += [(dot, _raised_dot, "", "Catalan l·l is one sound") for dot in "·‧•"]
    if language in COLON_LANGUAGES:
        repairs.append((":", _colon, "", "a colon hangs an ending on an abbreviation"))
    if language in GERESH_LANGUAGES:
        repairs += [(mark, _geresh, "", "a mark of abbreviation is inside the word") for mark in '"“”„״׳']
    return tuple(repairs)


def _plain(steps: Steps) -> Steps:
    """Return the steps that ASCII can need."""
    marks, repairs = steps
    return tuple(mark for mark in marks if mark.isascii()), tuple(row for row in repairs if row[0] and row[0].isascii())


def _apart(match: re.Match[str]) -> str:
    return " " + "".join(_digits(number) for number in match[0]) + " "


def _digits(number: str) -> str:
    parts = unicodedata.normalize("NFKD", number)
    return parts if parts != number else str(int(unicodedata.numeric(number)))


def _keep_joiner(match: re.Match[str]) -> str:
    """Keep a joiner where the script needs it (RFC 5892, appendix A): by a virama, or between joining letters."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not (after and holds(after)):
        return ""
    if unicodedata.combining(before) == 9 or unicodedata.combining(after) == 9:
        return match[0][0]
    joins = "ء" < before <= "ۿ" and before not in _UNJOINED and unicodedata.category(before) != "Nd"
    return "\u200c" if joins and "\u200c" in match[0] and "ء" <= after <= "ۿ" else ""


def _tidy(slug: str) -> str:
    """Put a native slug in NFC, and free its words of marks that lost their letter."""
    slug = unicodedata.normalize("NFC", slug)
    if slug[0].isalnum() and slug[-1] not in _JOINERS and _stray(slug) is None:
        return slug
    return "-".join(filter(None, map(_trim, slug.split("-"))))


def _trim(word: str) -> str:
    while word and (word[0] in _JOINERS or unicodedata.category(word[0])[0] == "M"):
        word = word[1:]
    return word.rstrip(_JOINERS)
