"""How a headline becomes a slug: the options, the limits, and what happens to a slug that is reserved or empty."""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal, TypedDict

from newscore.errors import SlugError, shorten

if TYPE_CHECKING:
    from newscore._slug_text import Writer

__all__ = [
    "MAX_ENCODED",
    "MAX_LENGTH",
    "MIN_ENCODED",
    "RESERVED",
    "TABLES",
    "Explanation",
    "SlugOptions",
    "Step",
    "encoded_length",
    "explain",
    "fit",
    "fit_encoded",
    "is_reserved",
    "is_slug",
    "slugify",
]

TABLES: Final = "2026.1"
"""The edition of the tables: within an edition, the same headline and options give the same slug for ever."""

MAX_LENGTH: Final = 80
MAX_ENCODED: Final = 720
"""The default limits: characters, and bytes of the percent-encoded form (nine a character of most native scripts)."""

MIN_ENCODED: Final = 12
"""What one character can take: four bytes of UTF-8, three characters each."""

FALLBACK: Final = "story"

RESERVED: Final = frozenset(
    "account admin amp api assets atom cdn-cgi delete edit favicon feed feeds graphql index login logout new null "
    "preview register robots rss search sign-in sign-up signin signup sitemap static undefined well-known "
    "wp-admin wp-content wp-includes wp-json wp-login xmlrpc".split()
)
"""Path segments that belong to the site itself. Years and dates (2026, 2026-11, 2026-11-24) are reserved as well."""

_is_ascii_slug: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z").match
_DATE: Final = re.compile(r"(?:1[89]|2[01])\d\d(?:-(?:0?[1-9]|1[0-2])(?:-(?:0?[1-9]|[12]\d|3[01]))?)?\Z")


class SlugOptions(TypedDict, total=False):
    """The keyword options of `slugify`, for those who pass them on."""

    language: str | None
    max_length: int | None
    max_encoded: int | None
    scheme: str | None
    symbols: Literal["drop", "words"]
    emoji: Literal["drop", "name"]
    stop_words: Collection[str]
    reserved: Collection[str]
    fallback: str
    tables: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a rule did on the way from headline to slug."""

    rule: str
    """A stable word for programs: `apostrophe`, `number`, `letters`, `cut` …"""
    before: str
    after: str
    source: str
    """The standard, or the reason, in words an editor can read."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A slug, and every rule that shaped it, in order."""

    slug: str
    scheme: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        lines = (f"{step.rule}: {step.before!r} → {step.after!r} ({step.source})" for step in self.steps)
        return "\n".join((f"{self.slug} [{self.scheme}]", *lines))


def slugify(
    text: str,
    *,
    language: str | None = None,
    max_length: int | None = MAX_LENGTH,
    max_encoded: int | None = MAX_ENCODED,
    scheme: str | None = None,
    symbols: Literal["drop", "words"] = "drop",
    emoji: Literal["drop", "name"] = "drop",
    stop_words: Collection[str] = (),
    reserved: Collection[str] = RESERVED,
    fallback: str = FALLBACK,
    tables: str = TABLES,
) -> str:
    """Return the slug of a headline: never empty, at most *max_length* characters, cut after a whole word.

    *language* is a BCP 47 tag; it decides letters, apostrophes and number marks. Without one (None), letters are
    written as python-slugify writes them with text-unidecode. A language that no table can romanize keeps its own
    script; such a slug is also held to *max_encoded* bytes in its percent-encoded form.
    *scheme* is one of `romanize.schemes(language)`. *symbols* "words" writes & % € $ £ ° out where the language's
    words are known; *emoji* "name" writes an emoji's Unicode name. *stop_words* are left out unless none would remain.
    A slug that is *reserved*, or looks like a year or a date, gets "-" and the *fallback* after it; a text without
    any letter or digit gives the *fallback*. Only the first 1,024 characters of *text* are read.

    >>> slugify("Қазақстан жаңалықтары", language="kk"), slugify("Zürich: 2,5 % für Straßen", language="de")
    ('qazaqstan-zhangalyqtary', 'zuerich-2-5-fuer-strassen')
    >>> slugify("L’eau n’est plus potable", language="fr"), slugify("It’s Europe’s water", language="en")
    ('l-eau-n-est-plus-potable', 'its-europes-water')
    >>> slugify("Admin"), slugify("2026", language="en"), slugify("!?"), slugify("أخبار اليوم", language="ar")
    ('admin-story', '2026-story', 'story', 'أخبار-اليوم')

    Raises SlugError for an unknown scheme or edition, a limit below 1, or a fallback that is no slug.
    """
    if tables != TABLES:
        raise SlugError(f"expected the table edition {TABLES!r}, got {shorten(tables)}")
    write = _writer(language, scheme, symbols, emoji)
    slug = write(text)
    if stop_words and slug:
        slug = _drop_stop_words(slug, write, stop_words)
    if max_length is not None and len(slug) > max_length:
        slug = fit(slug, max_length)
    if max_encoded is not None and not slug.isascii():
        slug = fit_encoded(slug, max_encoded)
    if not slug or slug in reserved or (reserved and slug[0] in "12" and _DATE.match(slug)):
        return _fall_back(slug, fallback, max_length)
    return slug


def is_slug(text: str) -> bool:
    """Return whether `slugify` could have given *text*: words in small letters or digits, joined by single hyphens.

    Words may be in a script of their own. Length and reserved words are the publication's matter, not the slug's.

    >>> is_slug("storm-hits-coast"), is_slug("北京-2026"), is_slug("Storm"), is_slug("a--b"), is_slug("")
    (True, True, False, False, False)
    """
    if text.isascii():
        return _is_ascii_slug(text) is not None
    return _writer("und", "native", "drop", "drop")(text) == text


def is_reserved(slug: str, reserved: Collection[str] = RESERVED) -> bool:
    """Return whether *slug* belongs to the site, or looks like a year or a date; nothing is, where *reserved* is empty.

    >>> is_reserved("feed"), is_reserved("2026-11"), is_reserved("feed-the-world")
    (True, True, False)
    """
    return slug in reserved or (bool(reserved) and _DATE.match(slug) is not None)


def explain(
    text: str,
    *,
    language: str | None = None,
    max_length: int | None = MAX_LENGTH,
    max_encoded: int | None = MAX_ENCODED,
    scheme: str | None = None,
    symbols: Literal["drop", "words"] = "drop",
    emoji: Literal["drop", "name"] = "drop",
    stop_words: Collection[str] = (),
    reserved: Collection[str] = RESERVED,
    fallback: str = FALLBACK,
    tables: str = TABLES,
) -> Explanation:
    """Return the slug that `slugify` gives for the same arguments, and which rule did what on the way.

    >>> print(explain("Über 1.500 Höfe", language="de"))
    ueber-1500-hoefe [de-press]
    number: 'Über 1.500 Höfe' → 'Über 1500 Höfe' (the grouping mark of the language, CLDR)
    letters: 'Ü ö' → 'ue oe' (ä ö ü ß as in DIN 5007-2 and the German press)

    Raises what `slugify` raises.
    """
    final = slugify(
        text,
        language=language,
        max_length=max_length,
        max_encoded=max_encoded,
        scheme=scheme,
        symbols=symbols,
        emoji=emoji,
        stop_words=stop_words,
        reserved=reserved,
        fallback=fallback,
        tables=tables,
    )
    write = _writer(language, scheme, symbols, emoji)
    steps = [Step(*step) for step in write.explain(text)]
    slug = write(text)

    def note(rule: str, after: str, source: str) -> str:
        if after != slug:
            steps.append(Step(rule, slug, after, source))
        return after

    if stop_words and slug:
        slug = note("stop-words", _drop_stop_words(slug, write, stop_words), "words the caller leaves out")
    if max_length is not None:
        slug = note("cut", fit(slug, max_length), f"at most {max_length} characters, whole words")
    if max_encoded is not None and not slug.isascii():
        slug = note("cut", fit_encoded(slug, max_encoded), f"at most {max_encoded} percent-encoded bytes")
    note("reserved" if slug else "fallback", final, "never empty, and never a path of the site itself")
    return Explanation(final, write.scheme, tuple(steps))


@lru_cache(maxsize=512)
def _writer(language: str | None, scheme: str | None, symbols: str, emoji: str) -> "Writer":
    # The rules of every language take 5 ms to import, which a program that only reads slugs need not pay.
    from newscore._slug_text import writer

    return writer(language, scheme, symbols, emoji)


def _drop_stop_words(slug: str, write: Callable[[str], str], stop_words: Collection[str]) -> str:
    dropped = {write(word) for word in stop_words}
    return "-".join(word for word in slug.split("-") if word not in dropped) or slug


def fit(slug: str, limit: int) -> str:
    """Return the slug cut after a whole word so that it has at most *limit* characters; SlugError below 1."""
    if limit < 1:
        raise SlugError(f"expected a max_length of at least 1, got {limit}")
    if len(slug) <= limit:
        return slug
    end = slug.rfind("-", 0, limit + 1)
    if end > 0:
        return slug[:end]
    # One word longer than the limit: a script's marks and joiners stay with their letter.
    end = limit
    while end > 1 and (unicodedata.category(slug[end])[0] in "MC" or unicodedata.combining(slug[end - 1]) == 9):
        end -= 1
    return slug[:end].rstrip("\u200c\u200d")


def fit_encoded(slug: str, limit: int) -> str:
    """Return the slug cut after a whole word so that its percent-encoded form has at most *limit* bytes.

    SlugError below `MIN_ENCODED`.
    """
    if limit < MIN_ENCODED:
        raise SlugError(f"expected a max_encoded of at least {MIN_ENCODED}, got {limit}")
    if encoded_length(slug) <= limit:
        return slug
    end = length = -1
    for word in slug.split("-"):
        length += encoded_length(word) + 1
        if length > limit:
            break
        end += len(word) + 1
    if end > 0:
        return slug[:end]
    return fit(slug, sum(length <= limit for length in accumulate(map(encoded_length, slug[:limit]))))


def encoded_length(text: str) -> int:
    """Return how many bytes *text* takes in a URL: three for each byte beyond ASCII."""
    plain = len(text.encode("ascii", "ignore"))
    return plain + 3 * (len(text.encode()) - plain)


def _fall_back(slug: str, fallback: str, limit: int | None) -> str:
    if not is_slug(fallback):
        raise SlugError(f"expected a slug as fallback, got {shorten(fallback)}")
    if not slug:
        return fallback if limit is None else fit(fallback, limit)
    if limit is not None:
        if limit < len(fallback) + 2:
            return fit(fallback, limit)
        slug = fit(slug, limit - len(fallback) - 1)
    return f"{slug}-{fallback}"
