"""The outlet: its name, address, language, zone and policies, and the URL of each story."""

import re
from functools import lru_cache
from typing import Annotated, Final, Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from newscore.article import Article
from newscore.errors import PublishingError
from newscore.fields import Language, Line, Model, Text, Url
from newscore.media import ImageField

__all__ = ["PATH_FIELDS", "Policy", "Publication", "find_zone"]

PATH_FIELDS: Final = ("section", "slug", "id", "year", "month", "day", "language")
"""What a path template may name."""

_FIELD: Final = re.compile(r"([^{}]*)(?:\{([a-z]+)\})?")
_is_plain: Final = re.compile(r"[A-Za-z0-9_.~-]*\Z").match
"""Whether a value needs no percent-encoding: RFC 3986 §2.3, unreserved characters."""
_is_plain_path: Final = re.compile(r"[A-Za-z0-9_.~/-]*\Z").match
"""The same of a value that is segments of a path."""

PolicyKind = Literal[
    "publishing-principles", "corrections", "ethics", "fact-checking", "unnamed-sources", "no-bylines", "diversity",
    "diversity-staffing", "masthead", "ownership", "mission", "feedback",
]  # fmt: skip


def find_zone(name: str) -> ZoneInfo | None:
    """Return the IANA time zone of that *name*, or None; total on any text.

    >>> find_zone("Asia/Almaty").key, find_zone("../etc/passwd")
    ('Asia/Almaty', None)
    """
    # A name that fits the pattern can still be a folder of the zone database, which zoneinfo reports as an OSError.
    try:
        return ZoneInfo(name) if re.fullmatch(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}", name) else None
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return None


@lru_cache(maxsize=64)
def _parts_of(template: str) -> tuple[tuple[str, str], ...]:
    """The literals of a path template, each with the field that follows it."""
    return tuple(part for part in _FIELD.findall(template) if any(part))


def _check_zone(name: str) -> str:
    if find_zone(name) is None:
        raise PydanticCustomError("zone", "expected an IANA time zone such as 'Europe/Berlin'")
    return name


def _check_template(template: str) -> str:
    fields = re.findall(r"\{([^{}]*)\}", template)
    if not template.startswith("/") or re.search(r"[{}\s?#\\]", re.sub(r"\{[a-z]+\}", "", template)):
        raise PydanticCustomError("path-template", "expected a path from the root, such as '/{section}/{slug}'")
    if unknown := [field for field in fields if field not in PATH_FIELDS]:
        raise PydanticCustomError(
            "path-template",
            "expected only {known}, got {unknown}",
            {"known": ", ".join(PATH_FIELDS), "unknown": unknown[0][:40]},
        )
    if not {"slug", "id"} & set(fields):
        raise PydanticCustomError("path-template", "expected {slug} or {id}, or all stories share one path")
    return template


class Policy(Model):
    """A page on which the newsroom states how it works."""

    kind: PolicyKind
    """Which policy. JSON-LD publishingPrinciples, correctionsPolicy, ethicsPolicy …"""
    url: Url
    """Where it stands."""


class Publication(Model, defer_build=False):
    """The outlet a story is published by.

    >>> site = Publication(name="The Steppe", url="https://steppe.example", language="en", zone="Asia/Almaty")
    >>> site.url_for(Article(headline="Storm hits coast", section="World"))
    'https://steppe.example/world/storm-hits-coast'
    """

    name: Line
    """The name readers know. RSS channel title · JSON-LD publisher name · og:site_name · news:name."""
    url: Url
    """The home page. RSS channel link · JSON Feed home_page_url."""
    language: Language = "en"
    """The language of the outlet itself. RSS channel language."""
    zone: Annotated[Line, AfterValidator(_check_zone)] = "UTC"
    """The IANA zone its dates are printed in; dated paths use it too."""
    description: Text | None = None
    """What the outlet is. RSS channel description."""
    path_template: Annotated[Line, AfterValidator(_check_template)] = "/{section}/{slug}"
    """The path of a story, from section, slug, id, year, month, day and language."""
    logo: ImageField | None = None
    """The logo. JSON-LD publisher logo · RSS channel image."""
    same_as: Annotated[tuple[Url, ...], Field(max_length=50)] = ()
    """Other pages that are this outlet. JSON-LD sameAs."""
    policies: Annotated[tuple[Policy, ...], Field(max_length=50)] = ()
    """Where it states how it works. JSON-LD publishingPrinciples and its kin."""
    twitter: Annotated[str, Field(pattern=r"^@[A-Za-z0-9_]{1,15}$")] | None = None
    """Its account, with the at sign. twitter:site."""

    def path_for(self, article: Article) -> str:
        """Return the path of *article* on this site, percent-encoded where a segment needs it.

        A story without a section drops that segment. Raises PublishingError where the template needs an id or a date
        that the story has not.
        """
        path = ""
        # A feed asks for the path of every story, so only what the template names is looked up.
        for literal, field in _parts_of(self.path_template):
            path += literal
            if field:
                value = article.slug if field == "slug" else self._value_of(field, article)
                if value is None:
                    raise PublishingError(
                        "path", f"the path {self.path_template!r} needs {field}, which the article has not"
                    )
                if field == "section":
                    path += value if _is_plain_path(value) else quote(value)
                else:
                    path += value if _is_plain(value) else quote(value, safe="")
        return re.sub(r"/{2,}", "/", path) if "//" in path else path

    def _value_of(self, field: str, article: Article) -> str | None:
        if field == "section":
            return article.section.path if article.section else ""
        if field == "language":
            return article.language or self.language
        if field == "id":
            return article.id
        if article.published_at is None:
            return None
        local = article.published_at.astimezone(ZoneInfo(self.zone))
        return f"{local.year:04}" if field == "year" else f"{getattr(local, field):02}"

    def url_for(self, article: Article) -> str:
        """Return the absolute URL of *article* on this site; errors as for `path_for`."""
        return self.url.rstrip("/") + self.path_for(article)
