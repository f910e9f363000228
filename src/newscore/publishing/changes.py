"""How one version of a story becomes the next: validated, counted, and with every address it leaves kept."""

import json
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any, Final, Literal
from unicodedata import normalize
from urllib.parse import unquote

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from newscore.article import Article, FormerPath
from newscore.errors import PublishingError, VersionConflict
from newscore.fields import AS_OBJECT, AS_TEXT
from newscore.publication import Publication
from newscore.publishing.visibility import was_public
from newscore.section import Section
from newscore.slugs import slugify

__all__ = [
    "KEEP",
    "VISIBLE_FIELDS",
    "Change",
    "Keep",
    "check_version",
    "classify",
    "derived_slug",
    "evolve",
    "latest_known",
    "path_of",
    "plain_path",
    "refuse",
    "section_of",
    "settle",
]

VISIBLE_FIELDS: Final = frozenset(
    "headline subheadline kicker summary body byline image dateline backstory genre language provider "
    "digital_source_type corrections status withdrawal published_at".split()
)
"""What readers take for the story itself: a change here moves modified_at. Where it is filed, sold or kept is not."""

_OWN_JSON: Final = frozenset({"extra", "payload"})

_BOOKKEEPING: Final = frozenset({"schema_version", "version"})

_WORDS: Final = {"union_tag_invalid": "expected a known type", "value_error": "expected a value that can be read"}
"""What is said of the faults of which pydantic, or the reader of a printed line, would quote the refused value."""

_LARGEST: Final = 2**63 - 1

_ANY_OUTLET: Final = Publication(name="Any outlet", url="https://localhost")
"""The outlet whose path template counts where the caller names none: "/{section}/{slug}"."""


class Keep:
    """The default of an argument for which None means something: leave the field as it is."""

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Final = Keep()


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two versions of a story."""

    kind: Literal["none", "silent", "visible"]
    """Nothing, only what readers do not take for the story itself, or something that they do."""
    fields: tuple[str, ...]
    """The names of the fields that differ, in the model's order."""


def classify(old: Article, new: Article) -> Change:
    """Return whether *new* differs from *old* in nothing, silently or visibly, and in which fields.

    The count of versions is no difference. A slug counts as what it comes to, chosen or made from the headline.

    >>> story = Article(headline="Storm hits coast", urgency=4)
    >>> classify(story, story.evolve(urgency=2))
    Change(kind='silent', fields=('urgency',))
    >>> classify(story, story.evolve(headline="Storm passes coast"))
    Change(kind='visible', fields=('headline', 'slug'))
    """
    names = {"chosen_slug": "slug"}
    compared = (names.get(name, name) for name in Article.model_fields if name not in _BOOKKEEPING)
    differs = {"extra": _differs_in_extra(old, new)}
    fields = tuple(name for name in compared if differs.get(name, getattr(old, name) != getattr(new, name)))
    if not fields:
        return Change("none", ())
    return Change("silent" if VISIBLE_FIELDS.isdisjoint(fields) else "visible", fields)


def path_of(article: Article, publication: Publication | None) -> str:
    """Return the path of *article* on *publication*, or by the plain template where that is None."""
    return (publication or _ANY_OUTLET).path_for(article)


def plain_path(path: str) -> str:
    """Return *path* in the one form in which an index compares paths: percent-decoded, in NFC.

    Whoever keeps paths in a table holds and asks for them in this form, so that `resolve` and the table agree, however
    a browser has written one. Raises PublishingError (rule `path`) where *path* is no text.

    >>> plain_path("/caf%C3%A9") == plain_path("/cafe\\u0301")
    True
    """
    if not isinstance(path, str):
        raise PublishingError("path", f"expected a path as text, got {type(path).__name__}")
    return path if path.isascii() and "%" not in path else normalize("NFC", unquote(path))


def derived_slug(article: Article) -> str:
    """Return the slug that the headline of *article* makes, whatever slug was set."""
    return slugify(article.headline, language=article.language)


def latest_known(article: Article, now: datetime) -> datetime:
    """Return *now*, or the latest moment that *article* itself tells of where a clock runs behind that.

    The acts reckon from it: a moment that was told never moves back, and a slow clock hides nothing from readers who
    have seen it. What a draft tells is a plan, or another house's history.
    """
    if article.status == "draft":
        return now
    told = (
        article.modified_at,
        article.corrections[-1].at if article.corrections else None,
        article.former_paths[-1].until if article.former_paths else None,
        article.withdrawal.at if article.withdrawal else None,
    )
    return max((now, *(moment for moment in told if moment is not None)))


def check_version(article: Article, if_version: int | None, now: datetime) -> None:
    """Raise VersionConflict unless *article* still is the version that the caller saw."""
    if if_version is None:
        return
    # A stranger's number may have more digits than Python prints.
    if type(if_version) is not int or abs(if_version) > _LARGEST:
        kind = "a number beyond all versions" if isinstance(if_version, int) else type(if_version).__name__
        raise refuse("version", f"expected if_version to be an int, got {kind}", now, "give the version that was read")
    if article.version != if_version:
        raise VersionConflict(if_version, article.version, at=now)


def refuse(rule: str, expected: str, now: datetime, way_out: str) -> PublishingError:
    """Return the error that names the broken rule, the moment and the way out, and nothing of the story itself."""
    return PublishingError(rule, expected, at=now, way_out=way_out)


def section_of(section: Section | str, now: datetime) -> Section:
    """Return *section*, or the one that a text such as "World/Asia" means; PublishingError (rule `invalid`) if none."""
    if isinstance(section, Section):
        return section
    cause: ValueError | None = None
    if isinstance(section, str):
        try:
            return Section.parse(section)
        except ValueError as error:
            cause = error
    raise refuse("invalid", "expected sections such as 'World/Asia'", now, "at most 8 deep, none empty") from cause


def evolve(article: Article, now: datetime, changes: dict[str, Any]) -> Article:
    """Return *article* with *changes*, validated; PublishingError (rule `invalid`) where they break the model."""
    try:
        return article.evolve(**changes)
    except ValidationError as error:
        refusal, cause = _refusal_of(error, now)
    raise refusal from cause


def _refusal_of(error: ValidationError, now: datetime) -> tuple[PublishingError, ValidationError | None]:
    """What to raise for *error*, and *error* itself as its cause where that tells nothing of the refused value.

    The value may be under embargo. pydantic hides it, but for the type of a block, the keys of a newsroom's JSON and
    what a reader of printed text says of it.
    """
    errors = error.errors(include_url=False, include_input=False)
    # Of a str that stands for an object, what pydantic says of the object is beside the point.
    first = next((each for each in errors if not _is_of_the_other_arm(each)), errors[0])
    where = _place(first["loc"]) or str(first.get("ctx", {}).get("field", "article"))
    found = _WORDS.get(first["type"], first["msg"])
    tells = any(each["type"] in _WORDS or _OWN_JSON & set(each["loc"]) for each in errors)
    refusal = refuse("invalid", f"{where}: {found}", now, "mend the value and repeat the act")
    return refusal, None if tells else error


def _place(location: tuple[int | str, ...]) -> str:
    """Where the fault is, by fields and numbers: what lies inside a newsroom's own JSON has names of its own."""
    known = list(takewhile(lambda part: part not in _OWN_JSON, location))
    parts = location[: len(known) + 1]
    return ".".join(str(part) for part in parts if part not in (AS_OBJECT, AS_TEXT))[:80]


def _is_of_the_other_arm(error: ErrorDetails) -> bool:
    return AS_OBJECT in error["loc"] and error["type"] in {"model_type", "tuple_type"}


def settle(old: Article, new: Article, now: datetime, publication: Publication | None) -> Article:
    """Return *new* as the version after *old*, or *old* itself where nothing differs.

    Where a story that was public moves, the path it leaves joins its former paths, and the one it takes leaves them.
    """
    if new == old and not _differs_in_extra(old, new):
        return old
    moment = latest_known(old, now)
    seen = was_public(old, moment)
    taken = path_of(new, publication) if seen else _find_path(new, publication)
    left = _find_path(old, publication)
    # A story that stays where it is loses none: its paths may be those of another template, or of another house.
    if taken is not None and taken != left and (seen or new.former_paths):
        new = evolve(new, now, {"former_paths": _former_paths(new, left if seen else None, taken, moment)})
    return evolve(new, now, {"version": old.version + 1})


def _former_paths(new: Article, left: str | None, taken: str, moment: datetime) -> tuple[FormerPath, ...]:
    """The former paths without the one that is *taken*, and with the one that readers knew and that is *left*."""
    renewed = {plain_path(path) for path in (taken, left) if path is not None}
    kept = tuple(former for former in new.former_paths if plain_path(former.path) not in renewed)
    return kept if left is None else (*kept, FormerPath(path=left, until=moment))


def _find_path(article: Article, publication: Publication | None) -> str | None:
    """The path of *article*, or None while it has no date or id that its path needs."""
    try:
        return path_of(article, publication)
    except PublishingError:
        return None


def _differs_in_extra(old: Article, new: Article) -> bool:
    """Whether JSON sees a difference where Python sees none: true is not 1 there."""
    return old.extra != new.extra or json.dumps(old.extra, sort_keys=True) != json.dumps(new.extra, sort_keys=True)
