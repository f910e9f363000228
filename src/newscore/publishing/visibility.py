"""Who may see an article at a moment, and until when that answer holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, get_args

from newscore.article import Article
from newscore.errors import DateError, PublishingError, shorten

__all__ = [
    "LATEST",
    "Audience",
    "State",
    "Visibility",
    "check_moment",
    "is_public",
    "state_of",
    "unknown_audience",
    "visibility",
    "was_public",
]

Audience = Literal["public", "trade", "private"]
"""Who reads a channel: everyone, customers who are bound by the embargo they are told of, or the newsroom itself."""

State = Literal["draft", "scheduled", "embargoed", "live", "expired", "withdrawn"]
"""Where a story stands at a moment; only draft and withdrawn are stored as such, the others follow from the clock."""

_EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(8999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
"""The last moment that a story, or a question, can have."""


@dataclass(frozen=True, slots=True)
class Visibility:
    """The answer to "may they see it now?", and how long the answer holds."""

    visible: bool
    """Whether that audience may see it."""
    state: State
    """Where the story stands, whoever asks."""
    reason: str
    """Why, in words for an editor."""
    changes_at: datetime | None
    """The next moment, after now, at which `visible` or `state` changes by the clock alone; None if never."""


def visibility(article: Article, now: datetime, audience: Audience = "public") -> Visibility:
    """Return whether *audience* may see *article* at the moment *now*, why, and when that changes.

    The public sees a published story from its release (the later of published_at and embargo_until) until it expires.
    The trade sees it from published_at on, because its channels carry the embargo. The newsroom sees everything.

    >>> noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    >>> story = Article(headline="Storm hits coast", status="published", published_at=noon)
    >>> visibility(story, noon).state, visibility(story, noon.replace(hour=11)).changes_at == noon
    ('live', True)

    Raises DateError where *now* is naive: guessing a zone is how embargoes break; PublishingError (rule `audience`)
    where nobody is called like that.
    """
    now = check_moment(now)
    state = state_of(article, now)
    if audience == "private":
        visible = True
    elif audience == "trade":
        published_at = article.published_at
        visible = state == "live" or (state == "embargoed" and published_at is not None and published_at <= now)
    elif audience == "public":
        visible = state == "live"
    else:
        raise unknown_audience(audience)
    changes_at = min((moment for moment in _turns(article, audience) if moment > now), default=None)
    return Visibility(visible, state, _reason(article, state), changes_at)


def unknown_audience(audience: object) -> PublishingError:
    """Return the error for an *audience* that is none: to take it for the public would hide a slip."""
    return PublishingError("audience", f"expected one of {', '.join(get_args(Audience))}, got {shorten(audience)}")


def state_of(article: Article, now: datetime) -> State:
    """Return where *article* stands at the aware moment *now*; before its release, what holds it longest names it."""
    if article.status != "published":
        return article.status
    published_at, embargo_until, expires_at = article.published_at, article.embargo_until, article.expires_at
    assert published_at is not None  # The article holds this together itself.
    if embargo_until is not None and embargo_until >= published_at:
        if now < embargo_until:
            return "embargoed"
    elif now < published_at:
        return "scheduled"
    return "live" if expires_at is None or now < expires_at else "expired"


def is_public(article: Article, now: datetime) -> bool:
    """Say whether the public may see *article* at the aware moment *now*."""
    # `resolve` and `feed` ask this of every story, so it is answered without naming the state.
    if article.status != "published":
        return False
    published_at, embargo_until, expires_at = article.published_at, article.embargo_until, article.expires_at
    assert published_at is not None  # The article holds this together itself.
    return (
        published_at <= now
        and (embargo_until is None or embargo_until <= now)
        and (expires_at is None or now < expires_at)
    )


def was_public(article: Article, now: datetime) -> bool:
    """Say whether the public could see *article* at some moment up to *now*: its address is known, its dates are told.

    A story withdrawn before its release never was public. `publish` refuses an expiry that has passed, so a published
    story with a release behind it was seen. Raises DateError where *now* is no aware moment.
    """
    now = check_moment(now)
    release = article.release
    if article.status == "draft" or article.published_at is None or release is None:
        return False
    return release <= (now if article.withdrawal is None else min(now, article.withdrawal.at))


def check_moment(moment: datetime, what: str = "now") -> datetime:
    """Return *moment* in UTC. Raises DateError where it is none, naive, or outside the years 1900 to 8999.

    >>> check_moment(datetime(2026, 1, 15, 12), "at")
    Traceback (most recent call last):
    newscore.errors.DateError: at: expected an aware datetime, got 2026-01-15T12:00:00; give it a tzinfo
    """
    if not isinstance(moment, datetime):
        raise DateError(f"{what}: expected an aware datetime, got {type(moment).__name__}")
    if moment.tzinfo is UTC and _EARLIEST <= moment <= LATEST:
        return moment
    if moment.utcoffset() is None:
        raise DateError(f"{what}: expected an aware datetime, got {moment.isoformat()}; give it a tzinfo")
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        moment = datetime.max.replace(tzinfo=UTC)
    if not _EARLIEST <= moment <= LATEST:
        raise DateError(f"{what}: expected a moment in the years 1900 to 8999, got {shorten(moment.isoformat())}")
    return moment


def _turns(article: Article, audience: Audience) -> Iterator[datetime]:
    """The moments at which the clock alone changes what *audience* may see of a published story, in order."""
    if article.status == "published" and article.published_at is not None and article.release is not None:
        if audience == "trade":
            yield article.published_at
        yield article.release
        if article.expires_at is not None:
            yield article.expires_at


def _reason(article: Article, state: State) -> str:
    if state == "draft":
        return "it is a draft"
    if state == "withdrawn":
        kind = article.withdrawal.kind if article.withdrawal else "unpublish"
        return f"it was withdrawn ({kind})"
    if state == "expired":
        return f"it expired at {_told(article.expires_at)}"
    if state == "live":
        return f"it is public since {_told(article.release)}"
    return f"it is {state} until {_told(article.release)}"


def _told(moment: datetime | None) -> str:
    return moment.isoformat().replace("+00:00", "Z") if moment else "an unknown moment"
