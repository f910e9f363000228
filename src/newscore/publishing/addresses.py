"""What stands at a path at a moment: a story, a redirect to where it went, nothing any more, or nothing at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import itemgetter
from typing import Final, Literal, NamedTuple

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


_MISSING: Final = Resolution("missing")
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Claim:
    """What one story has to do with one path, with all that an answer needs: asking the story itself costs more."""

    article: Article
    opens: datetime
    """When it becomes public; never, if it is not published."""
    closes: datetime | None
    former: FormerPath | None
    """The record of its leaving, or None where it lives there."""
    location: str | None
    """Where it went, or None where it lives there."""

    def is_public(self, now: datetime) -> bool:
        return self.opens <= now and (self.closes is None or now < self.closes)


class Index:
    """All the paths of many articles, so that `resolve` answers in the same time however many there are.

    Built once in O(n) and never changed; build it again when an act changed a story. The clock needs no rebuilding.
    Drafts stand in it for `collisions` only. A story that has no path, since the template asks for a date or an id that
    it has not, answers nowhere and stands in `pathless`.
    """

    __slots__ = ("_claims", "pathless", "publication")

    def __init__(self, articles: Iterable[Article], *, publication: Publication | None = None) -> None:
        self.publication = publication
        # Nearly every path belongs to one story: a list only where it does not, so that a million stay small.
        self._claims: dict[str, _Claim | list[_Claim]] = {}
        self.pathless: list[Article] = []
        for article in articles:
            self._add(article)

    def _add(self, article: Article) -> None:
        try:
            path = path_of(article, self.publication)
        except PublishingError:
            self.pathless.append(article)
            return
        release = article.release if article.status == "published" else None
        opens, closes = release or _NEVER, article.expires_at
        self._file(path, _Claim(article, opens, closes, None, None))
        for former in article.former_paths:
            self._file(former.path, _Claim(article, opens, closes, former, path))

    def _file(self, path: str, claim: _Claim) -> None:
        there = self._claims.setdefault(plain_path(path), claim)
        if isinstance(there, list):
            there.append(claim)
        elif there is not claim:
            self._claims[plain_path(path)] = [there, claim]

    def living_at(self, path: str) -> tuple[Article, ...]:
        """The stories whose present path is *path*, the earliest released first, whatever their state."""
        living = (claim.article for claim in self._claims_to(plain_path(path)) if claim.former is None)
        return tuple(sorted(living, key=_seniority))

    def resolve(self, path: str, now: datetime) -> Resolution:
        """Return what stands at *path*; as the function `resolve`."""
        now = check_moment(now)
        key = plain_path(path)
        claim = self._claims.get(key)
        if claim is None:
            return _MISSING
        # One story living there, or one that left and nobody since, are nearly all that is ever asked for.
        if not isinstance(claim, _Claim) or not claim.is_public(now):
            return self._resolve_among_many(key, now)
        if claim.location is None:
            return Resolution("ok", claim.article, None, None, claim.closes)
        return Resolution("moved", None, claim.location, None, claim.closes)

    def _resolve_among_many(self, key: str, now: datetime) -> Resolution:
        living = self.living_at(key)
        for article in living:
            if is_public(article, now):
                return Resolution("ok", article, changes_at=article.expires_at)
        # What readers saw there last was taken back: to send them to the story before it would hide that.
        if gone := _find_gone(living, now):
            return gone
        left = self._left(key)
        for claim in left:
            if claim.is_public(now):
                return Resolution("moved", location=claim.location, changes_at=claim.closes)
        return _find_gone((claim.article for claim in left), now) or _MISSING

    def _claims_to(self, key: str) -> tuple[_Claim, ...]:
        claims = self._claims.get(key, ())
        return (claims,) if isinstance(claims, _Claim) else tuple(claims)

    def _left(self, key: str) -> list[_Claim]:
        """The claims of stories that once lived there, the one that left last first."""
        claims = [(claim.former.until, claim) for claim in self._claims_to(key) if claim.former is not None]
        return [claim for _, claim in sorted(claims, key=itemgetter(0), reverse=True)]

    def former_paths(self) -> Iterator[str]:
        """Every path that some story once had, as it was written."""
        for key in self._claims:
            if left := [claim.former.path for claim in self._claims_to(key) if claim.former is not None]:
                yield left[0]

    def collisions(self) -> Iterator[Collision]:
        """Yield every path to which several stories have a claim; as the function `collisions`."""
        for key, claims in self._claims.items():
            if isinstance(claims, _Claim):
                continue
            living, left = self.living_at(key), self._left(key)
            if len(living) > 1:
                yield Collision(key, "current", living)
            others = _others(left, living)
            if living and others:
                yield Collision(key, "taken-over", (*living, *others))
            if len(claimants := _others(left, ())) > 1:
                yield Collision(key, "former", claimants)


def resolve(
    path: str, articles: Index | Iterable[Article], now: datetime, *, publication: Publication | None = None
) -> Resolution:
    """Return what stands at *path* for the public *now*: ok, moved, gone or missing.

    A story that lives there comes before one that left it, also as gone; of two that live there the one released first.
    What never was public is missing, not gone, and no answer tells that it exists: a redirect holds until its release.
    The path may be percent-encoded or not. Pass an `Index` to answer in O(1); articles alone are indexed for this one
    question, on *publication*.

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


def _find_gone(articles: Iterable[Article], now: datetime) -> Resolution | None:
    """The answer of the first of *articles* that was public; none of them is any more."""
    gone = (article for article in articles if was_public(article, now))
    return next((Resolution("gone", withdrawal=article.withdrawal) for article in gone), None)


def _seniority(article: Article) -> tuple[bool, float, str]:
    release = article.release if article.status != "draft" else None
    return release is None, release.timestamp() if release else 0.0, article.id or ""


def _others(claims: Iterable[_Claim], living: tuple[Article, ...]) -> tuple[Article, ...]:
    """The articles of *claims* that do not live there themselves, each once."""
    known = {id(article) for article in living}
    return tuple({id(claim.article): claim.article for claim in claims if id(claim.article) not in known}.values())
