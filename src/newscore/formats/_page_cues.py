"""What surrounds a story on a news page, in words: furniture, date labels, outlets' own phrases, by language."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

from newscore.languages import primary

__all__ = ["is_date_label", "is_furniture"]

# Words before a date that say it is the story's own and not the page's clock.
DATE_LABELS: Final = re.compile(
    r"(?:published|posted|updated|last updated|last modified|first published|stand|veröffentlicht|"
    r"aktualisiert|erstellt|publié|mis à jour|modifié|publicado|actualizado|atualizado|pubblicato|"
    r"aggiornato|gepubliceerd|bijgewerkt|publicerad|uppdaterad|opublikowano|aktualizacja|опубликовано|"
    r"обновлено|дата публикации|опубліковано|оновлено|жарияланды|жаңартылды|yayınlanma|yayınlandı|"
    r"güncellenme|güncelleme|son güncelleme|giriş|نشر|نُشر|تم النشر|آخر تحديث|公開|更新|配信|発行|发布|更新时间|입력|"
    r"수정)",
    re.IGNORECASE,
)


def is_date_label(text: str) -> bool:
    """Say whether *text*, which stands before a date, says that the date is the story's.

    >>> is_date_label("Last updated:"), is_date_label("The bridge, built on")
    (True, False)
    """
    return len(text) <= 60 and DATE_LABELS.match(text.strip(" :|·–-")) is not None


def is_furniture(line: str, language: str | None) -> bool:
    """Say whether a whole *line* is page furniture, in *language* or, without one, in any; English always counts.

    >>> is_furniture("Scroll to Top", "de"), is_furniture("5 min read", None), is_furniture("Share prices fell", "en")
    (True, True, False)
    """
    if len(line) > 120:
        return False
    return any(pattern.fullmatch(line.strip(" \u00a0»›>|·•↑▲▼→←+")) for pattern in _patterns(primary(language or "")))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    phrases = _phrases()
    chosen = {language, "en"} if language in phrases else phrases
    return tuple(_compile(tuple(phrases[code])) for code in chosen)


@cache
def _phrases() -> dict[str, list[str]]:
    """The phrases of each language, from the data file beside this module."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in files("newscore.formats").joinpath("page_furniture.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return found


@cache
def _compile(phrases: tuple[str, ...]) -> re.Pattern[str]:
    written = []
    for phrase in sorted(phrases, key=len, reverse=True):
        words = re.escape(phrase.strip("…"))
        number = r"\d+\s?" if phrase.startswith("…") else ""
        written.append(number + words.removeprefix("\\ ") + (".*" if phrase.endswith("…") else ""))
    return re.compile("|".join(written), re.IGNORECASE)
