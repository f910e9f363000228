"""What a slug must know about a language besides its letters: number marks, apostrophes, symbols, native scripts."""

from typing import Final

from newscore.languages import parents, primary, script

__all__ = [
    "COLON_LANGUAGES",
    "GERESH_LANGUAGES",
    "find_symbol_words",
    "grouping_mark",
    "splits_apostrophes",
    "writes_natively",
]

# CLDR 47, decimal and grouping marks of the Latin digits. A tag stands where it differs from its parent; all spaces
# are one mark, and so are the two apostrophes. Everything else groups with a comma, as the root does.
_GROUPED_BY_POINT: Final = (
    "fy ms-Arab-BN ms-ID en-ID ln jgo su ca pt lld en-DK el id en-RO sc lij en-NL hsb ar-MA mk nl ia rw de da sr "
    "it ar-MR sw-CD tr mua bs ast uz-Arab rn az mgh eu en-PL kl ms-BN kkj yrl gl ar-LY vi jv sl ar-TN nnh en-IT "
    "es dsb en-DE en-SI wo sg qu-BO lb ar-DZ en-ES ar-LB ku seh fo fr-LU ps en-BE is hr kgp lo en-AT lu ro cnr"
)
_GROUPED_BY_SPACE: Final = (
    "en-SK tk lt ru bg pt-PT cs ie yav af ht pt-GQ ky kab pt-GW tzm en-HU blo ff se en-FI ka tg et pt-MO pt-CH nn "
    "ksf sv uk no ts sq nr ewo ss bas hy pt-MZ vec zgh nb tt nmg en-CZ en-FR lv be dyo es-CR kk sah shi uz pt-TL "
    "kea hu smn pt-LU br sk fi en-ZA pt-ST eo tok fr pt-AO pt-CV pl agq en-SE ve en-NO cv en-PT dua dje ses nso "
    "xh twq khq mfe"
)
_GROUPED_BY_APOSTROPHE: Final = "en-CH tn de-CH rm gsw de-LI it-CH"
_GROUPED_BY_COMMA: Final = (
    "es-SV es-PR es-HN es-BR es-PA es-US az-Arab es-GT es-DO es-NI es-CU es-419 es-PE es-MX kk-Arab es-BZ az-Cyrl"
)
_GROUPING: Final = {
    tag: mark
    for mark, tags in {
        ".": _GROUPED_BY_POINT,
        "\u00a0\u202f\u2009": _GROUPED_BY_SPACE,
        "'’": _GROUPED_BY_APOSTROPHE,
        ",": _GROUPED_BY_COMMA,
    }.items()
    for tag in tags.split()
}
# Languages that elide: the apostrophe stands between two words (l'eau). Elsewhere it stands inside one (don't).
_ELIDING: Final = frozenset("ca co fr frp fur it lij lld lmo oc pms rm sc scn vec wa".split())
# Scripts that a table of letters can bring into Latin; all others keep their own letters.
_ROMANIZED_SCRIPTS: Final = frozenset("Latn Cyrl Grek Geor Armn Hang Kore".split())
_NATIVE_LANGUAGES: Final = frozenset(
    "am ar arz as awa ary bgc bgn bho blt bn bo brx bs-Arab ckb dcc doi dv dz fa gan gu hak haz he hi hne hsn ii "
    "iu ja jje kn kok ks ks km lo lrc lzh mag mai ml mni mr my mzn nan ne nqo or pa ps prs raj sa sat sd si skr "
    "syr ta te th ti trw ug ur wal wuu yi yue zgh zh".split()
)
COLON_LANGUAGES: Final = frozenset({"fi"})
"""Languages that hang an ending on an abbreviation with a colon: EU:n."""
GERESH_LANGUAGES: Final = frozenset({"he", "yi"})
"""Languages that mark an abbreviation with a quotation mark inside the word: צה"ל."""

_SYMBOLS: Final = "& % € $ £ °".split()
_SYMBOL_WORDS: Final = {
    "en": "and percent euro dollar pound degrees",
    "de": "und prozent euro dollar pfund grad",
    "fr": "et pour-cent euro dollar livre degres",
    "es": "y por-ciento euro dolar libra grados",
    "it": "e per-cento euro dollaro sterlina gradi",
    "pt": "e por-cento euro dolar libra graus",
    "ca": "i per-cent euro dolar lliura graus",
    "nl": "en procent euro dollar pond graden",
    "da": "og procent euro dollar pund grader",
    "nb": "og prosent euro dollar pund grader",
    "nn": "og prosent euro dollar pund grader",
    "sv": "och procent euro dollar pund grader",
    "fi": "ja prosenttia euroa dollaria puntaa astetta",
    "et": "ja protsenti eurot dollarit naela kraadi",
    "pl": "i procent euro dolar funt stopni",
    "cs": "a procent euro dolar libra stupnu",
    "sk": "a percent euro dolar libra stupnov",
    "hu": "es szazalek euro dollar font fok",
    "ro": "si la-suta euro dolar lira grade",
    "tr": "ve yuzde euro dolar sterlin derece",
    "az": "ve faiz avro dollar funt derece",
    "uk": "i vidsotkiv yevro dolar funt hradusiv",
    "ru": "i protsentov yevro dollar funt gradusov",
}


def grouping_mark(tag: str) -> str:
    """Return the characters that group digits by thousands in that language: one mark in each of its spellings."""
    return next((_GROUPING[parent] for parent in parents(tag) if parent in _GROUPING), ",")


def splits_apostrophes(tag: str) -> bool:
    """Return whether an apostrophe parts two words in that language."""
    return primary(tag) in _ELIDING


def writes_natively(tag: str) -> bool:
    """Return whether no table can bring the language's own script into Latin letters."""
    written = script(tag)
    return written not in _ROMANIZED_SCRIPTS if written else primary(tag) in _NATIVE_LANGUAGES


def find_symbol_words(tag: str) -> dict[str, str]:
    """Return the word that a slug in that language writes for each symbol; empty where none are known."""
    return dict(zip(_SYMBOLS, _SYMBOL_WORDS.get(primary(tag), "").split(), strict=False))
