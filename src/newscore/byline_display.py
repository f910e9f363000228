"""A byline said to a reader: the word for "by", the list of names, places and titles, in the reader's language."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from newscore.cldr.lists import join_names
from newscore.cldr.locales import negotiate_locale
from newscore.cldr.pack import pack_of
from newscore.languages import writing_direction
from newscore.text import direction

__all__ = ["Shown", "isolate", "say_byline"]


class Shown(NamedTuple):
    """One name of a byline, and what is said with it."""

    name: str
    title: str | None = None
    place: str | None = None


# The word before the names, in languages that print one before any name, of one or several, man or woman.
_PREFIXES: Final = {
    "af": "Deur", "ar": "بقلم", "ca": "Per", "da": "Af", "de": "Von", "en": "By", "es": "Por", "fr": "Par", "gl": "Por",
    "he": "מאת", "id": "Oleh", "it": "Di", "ms": "Oleh", "nb": "Av", "nl": "Door", "nn": "Av", "no": "Av", "pt": "Por",
    "ro": "De", "sq": "Nga", "sv": "Av", "th": "โดย",
}  # fmt: skip
# The word before a place that changes neither with the place nor the place with it. French (à, en, au), Portuguese
# (em, no, na) and Swedish (i, på) choose by the place; Slavic and Finnic languages inflect it: those print brackets.
_WITHIN: Final = {"ar": "في", "de": "in", "en": "in", "es": "en", "fa": "در", "id": "di", "ms": "di", "nl": "in"}
# What stands for those who are left out, as the last of the list; by plural category where it differs.
_OTHERS: Final[dict[str, dict[str, str]]] = {
    "be": {"other": "яшчэ {n}"}, "bg": {"other": "още {n}"}, "ca": {"other": "{n} més"},
    "cs": {"other": "{n} dalších", "one": "{n} další", "few": "{n} další"},
    "da": {"other": "{n} andre", "one": "{n} anden"},
    "de": {"other": "{n} weitere", "one": "{n} weitere Person"}, "el": {"other": "{n} ακόμη"},
    "en": {"other": "{n} others", "one": "{n} other"}, "es": {"other": "{n} más"},
    "fi": {"other": "{n} muuta", "one": "{n} muu"}, "fr": {"other": "{n} autres", "one": "{n} autre"},
    "he": {"other": "עוד {n}"}, "hr": {"other": "još {n}"}, "id": {"other": "{n} lainnya"},
    "it": {"other": "altri {n}", "one": "un altro"}, "mk": {"other": "уште {n}"},
    "nb": {"other": "{n} andre", "one": "{n} annen"}, "nl": {"other": "{n} anderen", "one": "{n} ander"},
    "no": {"other": "{n} andre", "one": "{n} annen"},
    "pl": {"other": "{n} innych osób", "one": "{n} inna osoba", "few": "{n} inne osoby"},
    "pt": {"other": "mais {n}"}, "ru": {"other": "ещё {n}"}, "sl": {"other": "še {n}"}, "sr": {"other": "још {n}"},
    "sv": {"other": "{n} till"}, "tr": {"other": "{n} kişi daha"}, "uk": {"other": "ще {n}"},
    "vi": {"other": "{n} người khác"},
}  # fmt: skip
_OTHERS_LATIN: Final = {"sr": {"other": "još {n}"}}
# Languages that write brackets as wide as their signs, and without a space before them.
_WIDE: Final = frozenset(["ja", "zh", "yue"])


def say_byline(
    people: Sequence[Shown],
    *,
    locale: str,
    prefix: bool = True,
    max_names: int | None = None,
    places: bool = True,
    titles: bool = False,
    serial_comma: bool | None = None,
) -> str:
    """Return the byline of *people* as a reader in *locale* would print it; no people, an empty str.

    >>> people = [Shown("Ana"), Shown("Isabel", place="Madrid"), Shown("Luis")]
    >>> say_byline(people, locale="en"), say_byline(people, locale="ja", max_names=1)
    ('By Ana, Isabel in Madrid, and Luis', 'Ana…')
    >>> say_byline(people, locale="es", max_names=2)
    'Por Ana, Isabel en Madrid y 1 más'

    Raises UnknownLocale where CLDR has no list for *locale*.
    """
    tag = negotiate_locale(locale).locale.replace("_", "-")
    language = tag.partition("-")[0]
    word = _PREFIXES.get(language) if prefix else None
    shown = people if max_names is None else people[:max_names]
    alone = len(people) == 1 and word is None
    plain = alone and not (places and people[0].place) and not (titles and people[0].title)
    own = writing_direction(tag)

    def isolated(text: str) -> str:
        return text if plain else isolate(text, own)

    items = [_say_person(person, language, isolated, places=places, titles=titles) for person in shown]
    names = _say_list(items, len(people) - len(items), tag, serial_comma)
    return f"{word} {names}" if word and names else names


def _say_person(person: Shown, language: str, isolated: Callable[[str], str], *, places: bool, titles: bool) -> str:
    title = isolated(person.title) if titles and person.title else None
    place = isolated(person.place) if places and person.place else None
    within = _WITHIN.get(language)
    bracketed = [part for part in (title, None if within else place) if part]
    said = isolated(person.name)
    if bracketed:
        comma = "、" if language in _WIDE else "، " if language in ("ar", "fa", "ur") else ", "
        inner = comma.join(bracketed)
        said += f"（{inner}）" if language in _WIDE else f" ({inner})"
    return f"{said} {within} {place}" if within and place else said


def _say_list(items: Sequence[str], left_out: int, tag: str, serial_comma: bool | None) -> str:
    if not left_out:
        return join_names(items, locale=tag, serial_comma=serial_comma)
    language = tag.partition("-")[0]
    phrases = (_OTHERS_LATIN if "-Latn" in tag else _OTHERS).get(language)
    if phrases is None:
        # What every language reads: the beginning of a longer list, and that it goes on.
        joined = join_names([*items, "\ue000", "\ue001"], locale=tag).partition("\ue000")[0]
        return f"{joined.rstrip(' ,،、')}{'' if language in _WIDE else ' '}…"
    category = pack_of(tag.replace("-", "_")).plural(left_out)
    phrase = phrases.get(category, phrases["other"]).format(n=left_out)
    return join_names([*items, phrase], locale=tag, serial_comma=serial_comma)


def isolate(text: str, own: str) -> str:
    """Return *text* in a first-strong isolate where any of it runs against the direction *own* of the line.

    >>> isolate("Jane Doe", "ltr"), isolate("2026", "rtl"), isolate("Jane Doe", "rtl") == "\\u2068Jane Doe\\u2069"
    ('Jane Doe', '2026', True)

    Source: UAX #9, 2.4 and HL3; W3C, Inline markup and bidirectional text: isolate what you cannot see around.
    """
    other = any(direction(mark) not in ("neutral", own) for mark in text)
    return f"\u2068{text}\u2069" if other else text
