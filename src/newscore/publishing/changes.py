"""How one version of a story becomes the next: validated, counted, and with every address it leaves kept."""

from datetime import datetime
from typing import Any, Final

from pydantic import ValidationError

from newscore.article import Article, FormerPath
from newscore.errors import PublishingError, VersionConflict
from newscore.publication import Publication
from newscore.publishing.visibility import was_public

__all__ = ["ANY_OUTLET", "KEEP", "Keep", "apply", "check_version", "path_of", "refuse"]

ANY_OUTLET: Final = Publication(name="Any outlet", url="https://localhost")
"""The outlet whose path template counts where the caller names none: "/{section}/{slug}"."""


class Keep:
    """The default of an argument for which None means something: leave the field as it is."""

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Final = Keep()


def path_of(article: Article, publication: Publication | None) -> str:
    """Return the path of *article* on *publication*, or by the plain template where that is None."""
    return (publication or ANY_OUTLET).path_for(article)


def check_version(article: Article, if_version: int | None) -> None:
    """Raise VersionConflict unless *article* still is the version that the caller saw."""
    if if_version is not None and article.version != if_version:
        raise VersionConflict(if_version, article.version)


def refuse(rule: str, expected: str, now: datetime, way_out: str) -> PublishingError:
    """Return the error that names the broken rule, the moment and the way out, and nothing of the story itself."""
    return PublishingError(rule, f"{expected}, at {now.isoformat().replace('+00:00', 'Z')}; {way_out}")


def apply(article: Article, now: datetime, publication: Publication | None, changes: dict[str, Any]) -> Article:
    """Return *article* with *changes* as its next version, or *article* itself where they change nothing.

    Where a story that was public moves, the path it leaves joins its former paths, and the one it takes leaves them.
    """
    # Most no-ops never need a validated copy.
    if all(_same(article, name, value) for name, value in changes.items()):
        return article
    changed = _evolve(article, now, changes)
    if changed == article:
        return article
    further: dict[str, Any] = {"version": article.version + 1}
    if was_public(article, now):
        former_paths = _move(article, changed, now, publication)
        if former_paths != article.former_paths:
            further["former_paths"] = former_paths
    return _evolve(changed, now, further)


def _same(article: Article, name: str, value: Any) -> bool:
    stored = "chosen_slug" if name == "slug" else name
    return (
        hasattr(article, stored) and type(getattr(article, stored)) is type(value) and getattr(article, stored) == value
    )


def _move(old: Article, new: Article, now: datetime, publication: Publication | None) -> tuple[FormerPath, ...]:
    left, taken = path_of(old, publication), path_of(new, publication)
    if left == taken:
        return new.former_paths
    kept = tuple(former for former in new.former_paths if former.path not in (left, taken))
    return (*kept, FormerPath(path=left, until=now))


def _evolve(article: Article, now: datetime, changes: dict[str, Any]) -> Article:
    try:
        return article.evolve(**changes)
    except ValidationError as error:
        # The refused value stays out of the message: it may be under embargo.
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or str(first.get("ctx", {}).get("field", "article"))
        raise refuse("invalid", f"{where}: {first['msg']}", now, "mend the value and repeat the act") from error
