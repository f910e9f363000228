"""What stands at a path at a moment: a story, a redirect to where it went, nothing any more, or nothing at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Final, Literal, NamedTuple, TypeVar

from newscore.article import Article, FormerPath, Withdrawal
from newscore.errors import PublishingError
from newscore.publication import Publication
from newscore.publishing.changes import path_of, plain_path
from newscore.publishing.visibility import check_moment, is_public, was_public

__all__ = ["CODES", "Collision", "Index", "Redirect", "Resolution", "collisions", "redirects", "resolve"]

CODES: Final = {"ok": 200, "moved": 301, "gone": 410, "missing": 404}
"""The HTTP status (RFC 9110) of each answer."""


class Resolution(NamedTuple):  # A frozen dataclass takes three times as long to make.
    """What stands at a path; it holds nothing that the public may not see."""

    status: Literal["ok", "moved", "gone", "missing"]
    """A story, a permanent redirect, a story that was taken back or expired, or nothing that ever was public."""
    article: Article | None = None
    """The story; only where the status is ok."""
    location: str | None = None
    """The path it moved to, which answers ok at once; only where the status is moved."""
    withdrawal: Withdrawal | None = None
    """Why it is gone and what readers are told; None where it expired."""
    changes_at: datetime | None = None
    """When the story that is found expires. No other change is told: a release to come is nobody's business."""

    @property
    def code(self) -> int:
        """The HTTP status: 200, 301, 410 or 404."""
        return CODES[self.status]


@dataclass(frozen=True, slots=True)
class Redirect:
    """One permanent redirect; its target is the address of a story that can be seen, and never redirects itself."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Collision:
    """Several stories with a claim to one path; for editors, since it may name what is not public."""

    path: str
    kind: Literal["current", "taken-over", "former"]
    """Two stories live there, one lives where another redirects from, or two redirect from there."""
    articles: tuple[Article, ...] = field(repr=False)
    """The stories, the one that answers first; not in the repr, which may end in a log."""


@dataclass(frozen=True, slots=True)
class _Claim:
    former: FormerPath
    article: Article
    location: str


_Entry = TypeVar("_Entry")


class Index:
    """All the paths of many articles, so that `resolve` answers in the same time however many there are.

    Built once in O(n) and never changed; build it again when an act changed a story. The clock needs no rebuilding.
    Drafts stand in it for `collisions` only. A story that has no path, since the template asks for a date or an id that
    it has not, answers nowhere and stands in `pathless`.
    """

    __slots__ = ("_current", "_former", "pathless", "publication")

    def __init__(self, articles: Iterable[Article], *, publication: Publication | None = None) -> None:
        self.publication = publication
        # Nearly every path belongs to one story: a list only where it does not, so that a million stay small.
        self._current: dict[str, Article | list[Article]] = {}
        self._former: dict[str, _Claim | list[_Claim]] = {}
        self.pathless: list[Article] = []
        for article in articles:
            self._add(article)

    def _add(self, article: Article) -> None:
        try:
            path = path_of(article, self.publication)
        except PublishingError:
            self.pathless.append(article)
            return
        _file(self._current, plain_path(path), article)
        for former in article.former_paths:
            _file(self._former, plain_path(former.path), _Claim(former, article, path))

    def living_at(self, path: str) -> tuple[Article, ...]:
        """The stories whose present path is *path*, the earliest released first, whatever their state."""
        there = self._current.get(plain_path(path), ())
        return (there,) if isinstance(there, Article) else tuple(sorted(there, key=_seniority))

    def resolve(self, path: str, now: datetime) -> Resolution:
        """Return what stands at *path*; as the function `resolve`."""
        now = check_moment(now)
        key = plain_path(path)
        there = self._current.get(key)
        # One story living there, or one that left and nobody since, are nearly all that is ever asked for.
        if isinstance(there, Article):
            if is_public(there, now):
                return Resolution("ok", there, None, None, there.expires_at)
        elif there is None:
            claim = self._former.get(key)
            if claim is None:
                return Resolution("missing")
            if isinstance(claim, _Claim) and is_public(claim.article, now):
                return Resolution("moved", None, claim.location, None, claim.article.expires_at)
        return self._resolve_among_many(key, now)

    def _resolve_among_many(self, key: str, now: datetime) -> Resolution:
        living = self.living_at(key)
        for article in living:
            if is_public(article, now):
                return Resolution("ok", article, changes_at=article.expires_at)
        claims = self._claims_to(key)
        for claim in claims:
            if is_public(claim.article, now):
                return Resolution("moved", location=claim.location, changes_at=claim.article.expires_at)
        for article in (*living, *(claim.article for claim in claims)):
            if was_public(article, now):
                return Resolution("gone", withdrawal=article.withdrawal)
        return Resolution("missing")

    def _claims_to(self, path: str) -> tuple[_Claim, ...]:
        """The stories that once lived at *path*, the one that left last first."""
        claims = self._former.get(plain_path(path), ())
        if isinstance(claims, _Claim):
            return (claims,)
        return tuple(sorted(claims, key=lambda claim: claim.former.until, reverse=True))

    def former_paths(self) -> Iterator[str]:
        """Every path that some story once had, as it was written."""
        return ((there if isinstance(there, _Claim) else there[0]).former.path for there in self._former.values())

    def collisions(self) -> Iterator[Collision]:
        """Yield every path to which several stories have a claim; as the function `collisions`."""
        for key, there in self._current.items():
            living = self.living_at(key)
            if isinstance(there, list):
                yield Collision(key, "current", living)
            if others := _others(self._claims_to(key) if key in self._former else (), living):
                yield Collision(key, "taken-over", (*living, *others))
        for key in self._former:
            claimants = _others(self._claims_to(key), ())
            if len(claimants) > 1:
                yield Collision(key, "former", claimants)


def resolve(
    path: str, articles: Index | Iterable[Article], now: datetime, *, publication: Publication | None = None
) -> Resolution:
    """Return what stands at *path* for the public *now*: ok, moved, gone or missing.

    A story that lives there comes before one that left it; of two that live there the one released first. What never
    was public is missing, not gone, and no answer tells that it exists. The path may be percent-encoded or not. Pass an
    `Index` to answer in O(1); articles alone are indexed for this one question, on *publication*.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    >>> index = Index([Article(headline="Storm hits coast", status="published", published_at=noon)])
    >>> [resolve("/storm-hits-coast", index, moment).code for moment in (noon.replace(hour=11), noon)]
    [404, 200]
    """
    index = articles if isinstance(articles, Index) else Index(articles, publication=publication)
    return index.resolve(path, now)


def redirects(
    articles: Index | Iterable[Article], now: datetime, *, publication: Publication | None = None
) -> tuple[Redirect, ...]:
    """Return every redirect that `resolve` answers *now*, sorted by source: each one hop long, none in a circle."""
    index = articles if isinstance(articles, Index) else Index(articles, publication=publication)
    now = check_moment(now)
    found = ((path, index.resolve(path, now).location) for path in index.former_paths())
    return tuple(Redirect(path, location) for path, location in sorted(found, key=itemgetter(0)) if location)


def collisions(articles: Index | Iterable[Article], *, publication: Publication | None = None) -> tuple[Collision, ...]:
    """Return every path to which several stories have a claim, drafts included, so that an editor can choose.

    >>> collisions([Article(headline="Storm", id="1"), Article(headline="Storm", id="2")])[0].path
    '/storm'
    """
    index = articles if isinstance(articles, Index) else Index(articles, publication=publication)
    return tuple(index.collisions())


def _file(folder: dict[str, _Entry | list[_Entry]], key: str, entry: _Entry) -> None:
    there = folder.setdefault(key, entry)
    if isinstance(there, list):
        there.append(entry)
    elif there is not entry:
        folder[key] = [there, entry]


def _seniority(article: Article) -> tuple[bool, float, str]:
    release = article.release if article.status != "draft" else None
    return release is None, release.timestamp() if release else 0.0, article.id or ""


def _others(claims: Iterable[_Claim], living: tuple[Article, ...]) -> tuple[Article, ...]:
    """The articles of *claims* that do not live there themselves, each once."""
    known = {id(article) for article in living}
    return tuple({id(claim.article): claim.article for claim in claims if id(claim.article) not in known}.values())
