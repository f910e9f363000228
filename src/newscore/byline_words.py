"""The words of printed bylines, language by language: read from the tables in `byline_cues`, and from CLDR's lists.

A table is a text file, one a language, of lines `key: word | several words | …`; a key may stand on several lines.

| key | what it holds |
| --- | --- |
| by | what stands before an author's name; with `!` behind it, it counts in the middle of a line too |
| a role (author, editor, …) | its words; a word of `of` or `by`, or a colon, follows; with `!` the name at once |
| after-author, after-translator, … | words of that role that stand behind a name (Chinese, Japanese, Korean) |
| and | words between two names that CLDR's list patterns do not have |
| in, of | words before a place; words between a role and a name |
| title, topic, after | heads of titles (editor); words before a head (senior); words behind one (in chief) |
| the | articles that the name of a paper begins with, and that of a person does not |
| is | words between a name and its title ("Jane Doe is a fellow") |
| our | words before a title that belong to no name (our, the) |
| house | words that only names of organizations hold |
| group | people without names (others) |
| aside, label | what is no name (now, opinion); what no name follows (published) |
| name | words of names that look like one of the above (Art, وليد) |

`*` before a word of `title` or `house` means every word that ends so. `houses.txt` holds what no language owns:
agencies, dpa's regional services, top-level domains, what follows a name (Jr.), degrees, cities of several words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, NamedTuple, get_args

from newscore.byline_tokens import Token, fold, tokenize
from newscore.errors import UnknownLocale

__all__ = [
    "LANGUAGES",
    "SAME_TABLE",
    "Cues",
    "Houses",
    "Lexicon",
    "RoleCue",
    "RoleWord",
    "cues_of",
    "first_words",
    "houses",
]

RoleWord = Literal[
    "author",
    "editor",
    "photographer",
    "illustrator",
    "videographer",
    "translator",
    "narrator",
    "producer",
    "contributor",
    "agency",
    "as-told-to",
]

LANGUAGES: Final = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "ca", "tr", "id",
    "vi", "hr", "sl", "et", "lv", "lt", "is", "gl", "eu", "sq", "af", "ms", "sw", "az", "uz",
    "ru", "uk", "be", "bg", "sr", "mk", "kk", "el", "hy", "ka", "ar", "fa", "ur", "he", "hi", "bn", "th",
    "ja", "zh", "ko",
)  # fmt: skip
"""The languages that have a table; where a line comes without a language and several fit, the first counts."""

SAME_TABLE: Final = {"nn": "nb", "no": "nb", "bs": "hr", "sh": "hr", "yue": "zh", "fil": "en"}
"""Languages that are read with another's table."""
_LISTS: Final = tuple(
    f"list/{kind}/{place}" for kind in ("standard", "standard-short", "standard-narrow") for place in ("2", "end")
)


class RoleCue(NamedTuple):
    """What a phrase of a table says about the name that follows it."""

    role: RoleWord
    direct: bool
    """Whether the name follows at once, without a colon or a word for "by"."""


class Lexicon:
    """Phrases by their first word: the longest that stands at a place of a line is found in one look.

    >>> lexicon = Lexicon.of(["as told to", "as well as"])
    >>> lexicon.match(tokenize("and as told to Jane"), 1), lexicon.match(tokenize("as it is"), 0)
    (3, 0)
    """

    def __init__(self, phrases: Mapping[tuple[str, ...], Any]) -> None:
        self._values = phrases
        self._lengths: dict[str, tuple[int, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for phrase in phrases:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}

    @classmethod
    def of(cls, words: Iterable[str]) -> "Lexicon":
        """Return the lexicon of *words*, each of one word or more."""
        return cls({phrase: True for word in words if (phrase := _phrase(word))})

    def match(self, tokens: Sequence[Token], at: int) -> int:
        """Return how many tokens the longest phrase at *at* has; 0 where none stands there."""
        for length in self._lengths.get(tokens[at].fold, ()) if at < len(tokens) else ():
            phrase = tuple(token.fold for token in tokens[at : at + length])
            if len(phrase) == length and phrase in self._values:
                return length
        return 0

    def value(self, tokens: Sequence[Token], at: int, length: int) -> Any:
        """Return what stands with the phrase of *length* tokens at *at*."""
        return self._values[tuple(token.fold for token in tokens[at : at + length])]

    def words(self) -> Iterator[str]:
        """Yield the phrases of one word."""
        return (phrase[0] for phrase in self._values if len(phrase) == 1)

    def holds(self, tokens: Sequence[Token]) -> bool:
        """Say whether *tokens*, all of them, are one phrase."""
        return tuple(token.fold for token in tokens) in self._values


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The words of one language."""

    language: str
    by: Lexicon
    """Each with whether it counts in the middle of a line."""
    roles: Lexicon
    """Each with its RoleCue."""
    behind: Lexicon
    """Words of roles behind a name, each with its role."""
    ands: Lexicon
    glued: tuple[str, ...]
    """Words for "and" that are written together with the name after them."""
    within: Lexicon
    """Words before a place."""
    of: Lexicon
    our: frozenset[str]
    articles: frozenset[str]
    """Articles that the names of papers begin with (Le, El, Der), and those of people do not."""
    links: frozenset[str]
    """Words between a name and its title: "is"."""
    titles: Lexicon
    title_ends: tuple[str, ...]
    topics: frozenset[str]
    after: frozenset[str]
    houses: Lexicon
    house_ends: tuple[str, ...]
    groups: Lexicon
    asides: frozenset[str]
    labels: Lexicon
    names: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Houses:
    """The names and marks that no language owns."""

    agencies: frozenset[str]
    """As printed, and where they are longer than an acronym, folded too."""
    services: frozenset[str]
    """The regional services of dpa, which print "dpa/lno"."""
    domains: frozenset[str]
    after_name: frozenset[str]
    degrees: frozenset[str]
    cities: Lexicon


@cache
def cues_of(language: str) -> Cues:
    """Return the words of *language*, a primary subtag; a language without a table has CLDR's conjunctions alone.

    >>> cues_of("de").ands.match(tokenize("und"), 0), cues_of("ar").glued
    (1, ('و',))
    """
    language = SAME_TABLE.get(language, language)
    table = _read(language) if language in LANGUAGES else {}
    roles = {
        phrase: RoleCue(role, word.endswith("!"))
        for role in get_args(RoleWord)
        for word in table.get(role, ())
        if (phrase := _phrase(word.rstrip("!")))
    }
    behind = {_phrase(word): role for role in get_args(RoleWord) for word in table.get(f"after-{role}", ())}
    spaced, glued = _conjunctions(language)
    whole, ends = _split_ends(table.get("title", ()))
    house_words, house_ends = _split_ends(table.get("house", ()))
    return Cues(
        language=language,
        by=Lexicon({_phrase(word.rstrip("!")): word.endswith("!") for word in table.get("by", ())}),
        roles=Lexicon(roles),
        behind=Lexicon(behind),
        ands=Lexicon.of([*spaced, *table.get("and", ())]),
        glued=glued,
        within=Lexicon.of(table.get("in", ())),
        of=Lexicon.of([*table.get("of", ()), *(word.rstrip("!") for word in table.get("by", ()) if " " not in word)]),
        our=_folded(table.get("our", ())),
        articles=_folded(table.get("the", ())),
        titles=Lexicon.of(whole),
        title_ends=ends,
        topics=_folded(table.get("topic", ())),
        after=_folded(table.get("after", ())),
        links=_folded(table.get("is", ())),
        houses=Lexicon.of(house_words),
        house_ends=house_ends,
        groups=Lexicon.of(table.get("group", ())),
        asides=_folded(table.get("aside", ())),
        labels=Lexicon.of(table.get("label", ())),
        names=_folded(table.get("name", ())),
    )


def first_words(language: str) -> dict[str, set[str]]:
    """Return the first word of each phrase in the table of *language*, by its key; every role's under "role".

    Unlike `cues_of` this reads no locale data: all tables together are read where a line comes without a language.

    >>> "und" in first_words("de")["and"], "foto" in first_words("de")["role"]
    (True, True)
    """
    found: dict[str, set[str]] = {}
    for key, words in _read(language).items():
        role = key in get_args(RoleWord)
        # "With" and "for" are words of every text, and say nothing about its language.
        telling = [word.strip("*!") for word in words if not (role and word.endswith("!"))]
        found.setdefault("role" if role else key, set()).update(
            phrase[0] for word in telling if (phrase := _phrase(word))
        )
    return found


@cache
def houses() -> Houses:
    """Return the names and marks that no language owns."""
    table = _read("houses")
    return Houses(
        agencies=frozenset(table["agency"]) | {fold(name) for name in table["agency"] if len(name) > 4},
        services=_folded(table["dpa"]),
        domains=_folded(table["domain"]),
        after_name=_folded(table["after-name"]),
        degrees=_folded(table["degree"]),
        cities=Lexicon.of(table["city"]),
    )


def _read(name: str) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for line in files("newscore").joinpath("byline_cues", f"{name}.txt").read_text("utf-8").splitlines():
        key, _, words = line.partition(": ")
        table.setdefault(key, []).extend(word.strip() for word in words.split(" | "))
    return table


def _phrase(word: str) -> tuple[str, ...]:
    return tuple(token.fold for token in tokenize(word))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _split_ends(words: Iterable[str]) -> tuple[list[str], tuple[str, ...]]:
    """Whole words, and the ends that `*` marks; an end is a whole word too."""
    words = list(words)
    return [word.strip("*") for word in words], tuple(fold(word[1:]) for word in words if word.startswith("*"))


def _conjunctions(language: str) -> tuple[list[str], tuple[str, ...]]:
    """The words between two names in CLDR's lists: those that stand alone, and those written with the next name."""
    # Locale data: loaded when the first byline is read.
    from newscore.cldr.locales import negotiate_locale
    from newscore.cldr.pack import pack_of

    try:
        tables = pack_of(negotiate_locale(language).locale).tables
    except UnknownLocale:
        return [], ()
    between = {str(tables[path]).partition("{0}")[2].partition("{1}")[0] for path in _LISTS if path in tables}
    words = {text: found[0] for text in between if (found := re.search(r"[^\W\d_]+(?:\s[^\W\d_]+)*", text))}
    spaced = sorted({word for text, word in words.items() if text.endswith((" ", "\u00a0"))})
    return spaced, tuple(sorted({word for text, word in words.items() if text.endswith(word)}))
