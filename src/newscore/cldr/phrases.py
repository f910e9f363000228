"""Phrases that count: "3 hours ago", "in 2 days", "yesterday", in a locale's grammar and digits."""

from functools import lru_cache

from newscore.cldr.digits import digits_of
from newscore.cldr.locales import negotiate_locale
from newscore.cldr.pack import LocalePack, pack_of
from newscore.cldr.writing import numbering_of

__all__ = ["minutes_phrase", "relative_phrase", "whole_number"]


def relative_phrase(amount: int, unit: str, *, locale: str, named: bool, width: str) -> str:
    """Return CLDR's phrase for *amount* of *unit* from now; *named* prefers a word such as "yesterday".

    Raises UnknownLocale. Source: UTS #35 part 4, Calendar Fields.
    """
    pack = pack_of(negotiate_locale(locale).locale)
    field = unit if width == "long" else f"{unit}-{width}"
    if named:
        word = pack.find(f"field/{field}/at/{amount}") or pack.find(f"field/{unit}/at/{amount}")
        if word:
            return word
    count = abs(amount)
    return _phrase(pack, field, "past" if amount < 0 else "future", pack.plural(count)).replace(
        "{0}", whole_number(count, locale=locale)
    )


def minutes_phrase(count: int, *, locale: str) -> str:
    """Return "5 minutes" in the locale's plural.

    >>> minutes_phrase(2, locale="ar"), minutes_phrase(3, locale="pl")
    ('دقيقتان', '3 minuty')

    Source: CLDR units, duration-minute.
    """
    pack = pack_of(negotiate_locale(locale).locale)
    pattern = pack.find(f"minute/{pack.plural(count)}") or pack.find("minute/other") or "{0} min"
    return pattern.replace("{0}", whole_number(count, locale=locale))


@lru_cache(maxsize=4096)
def _phrase(pack: LocalePack, field: str, tense: str, category: str) -> str:
    found = pack.find(f"field/{field}/{tense}/{category}") or pack.find(f"field/{field}/{tense}/other")
    return found or pack.need(f"field/{field.partition('-')[0]}/{tense}/other")


def whole_number(value: int, *, locale: str, numbering: str = "locale") -> str:
    """Return a whole number of zero or more in the digits and groups of a locale.

    >>> whole_number(1234567, locale="en-IN"), whole_number(1234, locale="es")
    ('12,34,567', '1234')
    """
    found = negotiate_locale(locale)
    tables = pack_of(found.locale).tables
    digits = digits_of(numbering_of(numbering, found))
    if value < 1000:
        return digits.write(str(value))
    return digits.grouped(
        value,
        pattern=tables.get("decimal/fallback", "#,##0.###"),
        separator=tables.get("symbol/group", ","),
        least=int(tables.get("numbers/least_grouped", "1")),
    )
