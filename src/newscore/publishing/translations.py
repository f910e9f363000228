"""The same story in other languages, as far as readers may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from newscore.article import Article
from newscore.errors import PublishingError
from newscore.publication import Publication
from newscore.publishing.visibility import check_moment, is_public

__all__ = ["Alternate", "alternates"]


@dataclass(frozen=True, slots=True)
class Alternate:
    """One language that a story can be read in: a line of hreflang."""

    language: str
    """The language, BCP 47."""
    url: str
    """Where it is read."""
    article: Article
    """The story in that language; the public may see it."""


def alternates(
    article: Article, articles: Iterable[Article], now: datetime, *, publication: Publication
) -> tuple[Alternate, ...]:
    """Return *article* and its translations among *articles* that the public may see *now*, sorted by language.

    Translations share a translation_key. A story that itself cannot be seen has no alternates, nor has one without a
    key. A language stands once: *article* before others, then the one released first. Stories without a language are
    in the publication's, and one without a path, as the template wants an id that it has not, is left out. One pass;
    hand over the group alone where a database can find it.

    Source: https://developers.google.com/search/docs/specialty/international/localized-versions

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    >>> shared = {"translation_key": "storm", "status": "published", "published_at": noon}
    >>> pair = [Article(headline="Storm", language="en", **shared), Article(headline="Sturm", language="de", **shared)]
    >>> site = Publication(name="The Coast", url="https://coast.example", path_template="/{language}/{slug}")
    >>> [alternate.url for alternate in alternates(pair[0], pair, noon, publication=site)]
    ['https://coast.example/de/sturm', 'https://coast.example/en/storm']
    """
    now = check_moment(now)
    key = article.translation_key
    if key is None or not is_public(article, now):
        return ()
    group = [other for other in articles if other.translation_key == key and is_public(other, now)]
    if _find_url(article, publication) is None:
        return ()
    chosen: dict[str, Alternate] = {}
    for each in (article, *sorted(group, key=_seniority)):
        language = each.language or publication.language
        if language not in chosen and (url := _find_url(each, publication)):
            chosen[language] = Alternate(language, url, each)
    return tuple(chosen[language] for language in sorted(chosen))


def _find_url(article: Article, publication: Publication) -> str | None:
    try:
        return publication.url_for(article)
    except PublishingError:
        return None


def _seniority(article: Article) -> tuple[float, str]:
    release = article.release
    assert release is not None  # Only what is public was put into the group.
    return release.timestamp(), article.id or ""
