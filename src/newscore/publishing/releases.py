"""The acts by which a story becomes public, and by which it is taken back: pure, and never read a clock."""

from datetime import datetime
from typing import Any, Literal

from newscore.article import Article
from newscore.publication import Publication
from newscore.publishing.changes import KEEP, Keep, check_version, derived_slug, evolve, latest_known, refuse, settle
from newscore.publishing.visibility import check_moment, is_public, was_public

__all__ = ["import_published", "publish", "unpublish", "withdraw"]


def publish(
    article: Article,
    now: datetime,
    *,
    at: datetime | None = None,
    embargo_until: datetime | Keep | None = KEEP,
    expires_at: datetime | Keep | None = KEEP,
    if_version: int | None = None,
    publication: Publication | None = None,
) -> Article:
    """Return *article* published: at once, or from the moment *at*, and never before *embargo_until*.

    Once it has been public, published_at and embargo_until stay; a new expires_at may still end or prolong it, and a
    story that was withdrawn without being retracted comes back under its old date. What comes back after readers lost
    sight of it is modified *now*. The slug is frozen. *embargo_until* and *expires_at* stay as they are unless given,
    None lifts them.

    Raises PublishingError by the rules `id` (a published story needs one), `published-at`, `embargo` (both: too late,
    it is public), `expiry` (it would never be seen), `retracted`, `invalid`; VersionConflict where *if_version* is not
    the story's version.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    >>> story = publish(Article(headline="Storm hits coast", id="storm-1"), noon, embargo_until=noon.replace(hour=18))
    >>> story.status, story.release.hour, story.version
    ('published', 18, 2)
    """
    now = check_moment(now)
    check_version(article, if_version, now)
    if article.id is None:
        raise refuse("id", "expected an id, which is what stays the same for ever", now, "set one with revise(id=…)")
    moment = latest_known(article, now)
    seen_before = was_public(article, moment)
    changes: dict[str, Any] = {"status": "published", "withdrawal": None}
    if seen_before:
        _check_history(article, now, at, embargo_until)
    else:
        changes["published_at"] = released = now if at is None else check_moment(at, "at")
        if article.modified_at is not None and not released <= article.modified_at <= now:
            # What nobody could see was not modified for anybody, and a page's clock may have run ahead of ours.
            changes["modified_at"] = None
        if not isinstance(embargo_until, Keep):
            changes["embargo_until"] = _find_moment(embargo_until, "embargo_until")
    if not isinstance(expires_at, Keep):
        changes["expires_at"] = _find_moment(expires_at, "expires_at")
    _check_expiry(article, now, changes)
    if article.chosen_slug is None and article.status != "published":
        changes["slug"] = article.slug
    if seen_before and not is_public(article, moment):
        changes["modified_at"] = moment
    return settle(article, evolve(article, now, changes), now, publication)


def import_published(
    article: Article,
    now: datetime,
    *,
    published_at: datetime | None = None,
    if_version: int | None = None,
    publication: Publication | None = None,
) -> Article:
    """Return *article*, which readers already know from elsewhere, published under its own dates.

    published_at is the one given, or the article's own; modified_at, expires_at, corrections and former_paths stay as
    the archive has them, and an expiry that has passed means: it was public, and its address is gone.

    Raises PublishingError by the rules `id`, `status` (only a draft is imported), `published-at` (it has none, or one
    still to come), `history` (modified_at, a correction or the end of a former path is still to come), `invalid`;
    VersionConflict where *if_version* is not the story's version.

    >>> from datetime import UTC
    >>> then = datetime(2009, 3, 1, tzinfo=UTC)
    >>> old = Article(headline="Bridge opens", id="bridge-1", published_at=then)
    >>> import_published(old, datetime(2026, 1, 15, tzinfo=UTC)).published_at == then
    True
    """
    now = check_moment(now)
    check_version(article, if_version, now)
    if article.id is None:
        raise refuse("id", "expected an id, which is what stays the same for ever", now, "set one with revise(id=…)")
    if article.status != "draft":
        raise refuse("status", f"expected a draft to import, got a story that is {article.status}", now, "use publish")
    moment = article.published_at if published_at is None else check_moment(published_at, "published_at")
    if moment is None or max(moment, article.embargo_until or moment) > now:
        raise refuse(
            "published-at", "expected a release that lies behind", now, "use publish for what is still to come"
        )
    told = [article.modified_at, *(each.at for each in article.corrections)]
    if any(each is not None and each > now for each in (*told, *(each.until for each in article.former_paths))):
        raise refuse(
            "history",
            "expected modified_at, corrections and former_paths to lie behind",
            now,
            "import what readers know by now, and mend the clock that ran ahead",
        )
    changes: dict[str, Any] = {"status": "published", "published_at": moment, "slug": article.slug}
    return settle(article, evolve(article, now, changes), now, publication)


def unpublish(
    article: Article, now: datetime, *, if_version: int | None = None, publication: Publication | None = None
) -> Article:
    """Return *article* as a draft again, without its published_at, provided that it never was public.

    Raises PublishingError by the rule `never-public`: what readers have seen can only be withdrawn. VersionConflict
    where *if_version* is not the story's version.
    """
    now = check_moment(now)
    check_version(article, if_version, now)
    if article.status == "draft":
        return article
    if was_public(article, latest_known(article, now)):
        raise refuse("never-public", "expected a story that was never public", now, "use withdraw for what was")
    changes: dict[str, Any] = {"status": "draft", "published_at": None, "modified_at": None, "withdrawal": None}
    if article.chosen_slug == derived_slug(article):
        changes["slug"] = None
    return settle(article, evolve(article, now, changes), now, publication)


def withdraw(
    article: Article,
    now: datetime,
    kind: Literal["retraction", "takedown", "unpublish"] = "unpublish",
    note: str | None = None,
    *,
    if_version: int | None = None,
    publication: Publication | None = None,
) -> Article:
    """Return *article* withdrawn: retracted, taken down for others' reasons, or simply taken off the site.

    *note* is what readers are told. Its address answers gone if it was public, and missing if it never was. A story
    that is withdrawn already keeps the moment of it, and takes the new kind and note: what was taken off the site while
    it was being checked can be retracted without being shown again.

    Raises PublishingError by the rules `status` (a draft cannot be withdrawn), `retracted` (a retraction stays one),
    `invalid`; VersionConflict where *if_version* is not the story's version. The same kind and note change nothing.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    >>> story = Article(headline="Storm hits coast", id="storm-1", status="published", published_at=noon)
    >>> withdraw(story, noon.replace(hour=13), "retraction", "It never happened.").withdrawal.at.hour
    13
    """
    now = check_moment(now)
    check_version(article, if_version, now)
    if article.status == "draft":
        raise refuse("status", "expected a published story, got a draft", now, "a draft needs no withdrawal")
    known = article.withdrawal
    if known is not None and known.kind == "retraction" and kind != "retraction":
        raise refuse("retracted", "expected a retraction to stay one", now, "publish a new story that replaces it")
    at = latest_known(article, now) if known is None else known.at
    changes = {"status": "withdrawn", "withdrawal": {"at": at, "kind": kind, "note": note}}
    return settle(article, evolve(article, now, changes), now, publication)


def _find_moment(moment: datetime | None, what: str) -> datetime | None:
    return None if moment is None else check_moment(moment, what)


def _check_history(article: Article, now: datetime, at: datetime | None, embargo_until: datetime | Keep | None) -> None:
    """Refuse what would rewrite when readers first saw a story, or hide what they have seen."""
    if article.withdrawal is not None and article.withdrawal.kind == "retraction":
        raise refuse(
            "retracted", "expected a story that was not retracted", now, "publish a new story that replaces it"
        )
    if at is not None and check_moment(at, "at") != article.published_at:
        raise refuse("published-at", "expected published_at to stay, it has been public", now, "leave out at")
    if isinstance(embargo_until, Keep):
        return
    if _find_moment(embargo_until, "embargo_until") != article.embargo_until:
        raise refuse("embargo", "expected embargo_until to stay, it has been public", now, "withdraw takes it back")


def _check_expiry(article: Article, now: datetime, changes: dict[str, Any]) -> None:
    """Refuse an expiry that would leave no moment to see the story in: it would claim a publicity it never had."""
    expires_at = changes.get("expires_at", article.expires_at)
    if expires_at is None:
        return
    moments = (changes.get("published_at", article.published_at), changes.get("embargo_until", article.embargo_until))
    release = max((moment for moment in moments if moment is not None), default=now)
    if expires_at <= max(now, release):
        raise refuse(
            "expiry", "expected an expires_at after now and after the release", now, "give a later one or None"
        )
