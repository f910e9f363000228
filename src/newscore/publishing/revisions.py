"""The acts that change what a story says or where it stands: revise, correct, and the move of a whole section."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import ValidationError

from newscore.article import Article
from newscore.errors import PublishingError
from newscore.publication import Publication
from newscore.publishing.changes import (
    check_version,
    classify,
    derived_slug,
    evolve,
    latest_known,
    refuse,
    section_of,
    settle,
)
from newscore.publishing.visibility import check_moment, is_public, was_public
from newscore.section import Section

__all__ = ["correct", "rebase", "revise"]

_KEPT_BY_ACTS: Final = frozenset(
    "schema_version status modified_at withdrawal corrections version former_paths".split()
)
"""What only the acts themselves write."""

_KEPT_ONCE_PUBLISHED: Final = frozenset({"id", "published_at", "embargo_until", "expires_at"})
"""What a draft may plan, and `publish` decides."""


def revise(
    article: Article,
    now: datetime,
    *,
    minor: bool = False,
    if_version: int | None = None,
    publication: Publication | None = None,
    **changes: Any,
) -> Article:
    """Return *article* with *changes* to its fields as its next version, or *article* itself if nothing changes.

    A visible change to a story that is public moves modified_at to *now*, unless it is *minor*, such as a spelling.
    Until the story is public its slug follows the headline; from then on it stays, unless a *slug* is given (None makes
    one from the present headline), and the path that the story leaves joins its former paths. *publication* says what
    its paths look like; without one they are "/{section}/{slug}".

    Raises PublishingError by the rules `field` (another act decides it), `invalid`; VersionConflict where *if_version*
    is not the story's version.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    >>> story = Article(headline="Storm hits coast", id="storm-1", status="published", published_at=noon)
    >>> moved = revise(story, noon.replace(hour=13), slug="coast-storm")
    >>> moved.former_paths[0].path, moved.modified_at, moved.version
    ('/storm-hits-coast', None, 2)
    """
    now = check_moment(now)
    check_version(article, if_version, now)
    moment = latest_known(article, now)
    revised = _revised(article, now, changes)
    if not minor and is_public(article, moment) and classify(article, revised).kind == "visible":
        revised = evolve(revised, now, {"modified_at": moment})
    return settle(article, revised, now, publication)


def correct(
    article: Article,
    now: datetime,
    note: str,
    kind: Literal["correction", "clarification", "update"] = "correction",
    *,
    if_version: int | None = None,
    publication: Publication | None = None,
    **changes: Any,
) -> Article:
    """Return *article* with a correction that tells readers *note*, and with *changes* as `revise` makes them.

    Corrections are only ever added. modified_at moves to *now*; two corrections of one moment share it.

    Raises PublishingError by the rules `public` (readers must have seen it first), `field`, `invalid`; VersionConflict
    where *if_version* is not the story's version.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    >>> story = Article(headline="Storm hits coast", id="storm-1", status="published", published_at=noon)
    >>> correct(story, noon.replace(hour=13), "The storm had another name.").modified_at.hour
    13
    """
    now = check_moment(now)
    check_version(article, if_version, now)
    moment = latest_known(article, now)
    if article.status != "published" or not was_public(article, moment):
        way_out = "publish it again first" if article.status == "withdrawn" else "use revise before that"
        raise refuse("public", "expected a published story that readers have seen", now, way_out)
    revised = _revised(article, now, changes)
    added = {"at": moment, "note": note, "kind": kind}
    corrected = evolve(revised, now, {"corrections": (*article.corrections, added), "modified_at": moment})
    return settle(article, corrected, now, publication)


def rebase(
    articles: Iterable[Article],
    old_section: Section | str,
    new_section: Section | str,
    now: datetime,
    *,
    publication: Publication | None = None,
) -> tuple[Article, ...]:
    """Return *articles* with all that runs in *old_section*, or inside it, running in *new_section* instead.

    Each story that moves is its own next version, keeps modified_at, and redirects if it was public; every other one
    comes back as it is. Primary and further sections move alike.

    Raises PublishingError (rule `invalid`) where a section would be nested more than 8 deep, or a story has no room for
    another former path; it counts the articles from 0, and none moves.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    >>> story = Article(headline="Storm", section="World/Asia/Coast", status="published", published_at=noon)
    >>> moved, = rebase([story], "World/Asia", "Asia", noon)
    >>> moved.section.path, moved.former_paths[0].path
    ('asia/coast', '/world/asia/coast/storm')
    """
    now = check_moment(now)
    old, new = section_of(old_section, now), section_of(new_section, now)
    moved: list[Article] = []
    for article in articles:
        try:
            moved.append(_rebased(article, old, new, now, publication))
        except PublishingError as error:
            # By its place, since a story that is not public has no name in an error.
            refusal = PublishingError(error.rule, f"article {len(moved)}, counted from 0: {error}")
            refusal.at, refusal.way_out = error.at, error.way_out
            raise refusal from error
    return tuple(moved)


def _revised(article: Article, now: datetime, changes: dict[str, Any]) -> Article:
    """The story with its new fields, and the slug that belongs to it at this moment."""
    kept = _KEPT_BY_ACTS if article.status == "draft" else _KEPT_BY_ACTS | _KEPT_ONCE_PUBLISHED
    if refused := kept & changes.keys():
        field = min(refused)
        raise refuse("field", f"expected no new {field} in a revision", now, "publish, correct or withdraw decide it")
    revised = evolve(article, now, changes)
    return evolve(revised, now, {"slug": slug}) if (slug := _find_slug(article, revised, now, changes)) else revised


def _find_slug(article: Article, revised: Article, now: datetime, changes: dict[str, Any]) -> str | None:
    """The slug to freeze on a published story, or None where it has the right one.

    A story that came from elsewhere may have none that was chosen; it gets one when it would otherwise change.
    """
    if article.status == "draft":
        return None
    if "slug" in changes:
        return None if revised.chosen_slug or article.chosen_slug is None else derived_slug(revised)
    if was_public(article, latest_known(article, now)):
        return None if article.chosen_slug or article.slug == revised.slug else article.slug
    follows = article.chosen_slug is None or article.chosen_slug == derived_slug(article)
    slug = derived_slug(revised)
    return slug if follows and slug != revised.slug else None


def _rebased(article: Article, old: Section, new: Section, now: datetime, publication: Publication | None) -> Article:
    changes: dict[str, Any] = {}
    if article.section is not None and article.section.is_within(old):
        changes["section"] = _moved(article.section, old, new, now)
    if any(section.is_within(old) for section in article.also_in):
        moved = [_moved(section, old, new, now) for section in article.also_in]
        changes["also_in"] = tuple({section.path: section for section in moved}.values())
    return revise(article, now, publication=publication, **changes) if changes else article


def _moved(section: Section, old: Section, new: Section, now: datetime) -> Section:
    if not section.is_within(old):
        return section
    moved = new
    for part in section.lineage[len(old.lineage) :]:
        try:
            moved = Section(name=part.name, slug=part.slug, parent=moved)
        except ValidationError as error:
            raise refuse("invalid", "expected sections nested at most 8 deep", now, "move it elsewhere") from error
    return moved
