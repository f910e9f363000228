"""Numerals: twelve decimal systems and more, and whole numbers grouped as a locale groups them."""

from functools import lru_cache
from typing import Final

from newscore.errors import DateError, shorten

__all__ = ["NUMBERING_SYSTEMS", "Digits", "digits_of"]

# The zero of each decimal system; the nine others follow it. Source: CLDR numberingSystems, Unicode Nd.
_ZEROS: Final = {
    "latn": "0", "arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "gujr": "૦", "guru": "੦", "knda": "೦",
    "khmr": "០", "laoo": "໐", "mlym": "൦", "mymr": "၀", "orya": "୦", "tamldec": "௦", "telu": "౦", "thai": "๐",
    "tibt": "༠", "fullwide": "０", "adlm": "𞥐", "cakm": "𑄶", "java": "꧐", "mtei": "꯰", "nkoo": "߀", "olck": "᱐",
    "mong": "᠐", "limb": "᥆", "lepc": "᱀", "sund": "᮰", "bali": "᭐", "hmnp": "𞅀", "rohg": "𐴰", "vaii": "꘠", "talu": "᧐",
}  # fmt: skip
_HANIDEC: Final = "〇一二三四五六七八九"
NUMBERING_SYSTEMS: Final = frozenset(_ZEROS) | {"hanidec"}
"""The numbering systems that dates can be written in."""

MAX_KNOWN: Final = 2048


class Digits:
    """One numbering system: small numbers ready made, large ones translated."""

    __slots__ = ("_known", "plain", "system", "table", "two")

    def __init__(self, system: str) -> None:
        zero = _ZEROS.get(system, "0")
        figures = _HANIDEC if system == "hanidec" else "".join(chr(ord(zero) + value) for value in range(10))
        self.system = system
        self.table = None if system == "latn" else str.maketrans("0123456789", figures)
        self._known: dict[tuple[int, int], str] = {}
        self.plain = tuple(self.write(str(value)) for value in range(100))
        self.two = tuple(self.write(f"{value:02}") for value in range(100))

    def write(self, figures: str) -> str:
        """Return ASCII *figures* in this system."""
        return figures if self.table is None else figures.translate(self.table)

    def padded(self, value: int, count: int) -> str:
        """Return a number of at least *count* figures; it is remembered, because years come again."""
        text = self._known.get((value, count))
        if text is None:
            text = self.write(f"{value:0{count}}")
            if len(self._known) < MAX_KNOWN:
                self._known[value, count] = text
        return text

    def grouped(self, value: int, *, pattern: str, separator: str, least: int) -> str:
        """Return a whole number of zero or more as the decimal *pattern* groups it.

        Groups appear only where *least* digits stand before the first separator.
        """
        text = str(value)
        last, other = _group_sizes(pattern)
        if not last or len(text) < last + least:
            return self.write(text)
        groups, rest = [text[-last:]], text[:-last]
        while rest:
            groups.append(rest[-other:])
            rest = rest[:-other]
        return self.write(separator.join(reversed(groups)))


@lru_cache(maxsize=64)
def digits_of(system: str) -> Digits:
    """Return the digits of a numbering *system*; DateError for one that is not decimal."""
    if system not in NUMBERING_SYSTEMS:
        raise DateError(f"expected a decimal numbering system such as 'latn' or 'arab', got {shorten(system)}")
    return Digits(system)


@lru_cache(maxsize=64)
def _group_sizes(pattern: str) -> tuple[int, int]:
    parts = pattern.partition(".")[0].split(",")
    if len(parts) == 1:
        return 0, 0
    return len(parts[-1]), len(parts[-2]) if len(parts) > 2 else len(parts[-1])
