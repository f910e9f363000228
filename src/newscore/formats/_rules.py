"""What a channel refuses or frowns upon, held as data: one rule a sentence of its specification."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from newscore.article import Article
from newscore.errors import MAX_PROBLEMS, FormatError, Problem, Severity
from newscore.feed import Feed
from newscore.formats._stories import ascii_url, find_url
from newscore.publication import Publication
from newscore.timestamps import require_aware

__all__ = ["FeedRule", "Rule", "Story", "check"]


@dataclass(frozen=True, slots=True)
class Story:
    """An article as a channel sees it: with the outlet, the moment it is looked at, and its address."""

    article: Article
    publication: Publication | None
    at: datetime | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a channel asks of a story."""

    code: str
    """A stable word for programs."""
    path: str
    """The field it is about."""
    expected: str
    """What the channel expects, for people."""
    hint: str
    """The way out."""
    source: str
    """Where the channel says so."""
    find: Callable[[Story], object]
    """What is wrong with a story: something true, whose words go into the message where it is a str."""
    severity: Severity = "warning"
    """`error` where the channel refuses, `warning` where it frowns."""


@dataclass(frozen=True, slots=True)
class FeedRule:
    """One thing that a channel asks of a feed as a whole."""

    code: str
    path: str
    expected: str
    hint: str
    source: str
    find: Callable[[Feed, Publication | None], object]
    severity: Severity = "warning"


def check(
    content: Article | Feed,
    *,
    publication: Publication | None,
    at: datetime | None,
    rules: Iterable[Rule],
    feed_rules: Iterable[FeedRule] = (),
) -> tuple[Problem, ...]:
    """Return what *rules* find wrong with *content*, at most 100 problems, in the order of the stories.

    Rules about age need *at*; without it they find nothing. DateError where it is naive.
    """
    if at is not None:
        require_aware(at)
    return tuple(
        problem
        for problem, _ in zip(
            _find(content, publication, at, tuple(rules), feed_rules), range(MAX_PROBLEMS), strict=False
        )
    )


def _find(
    content: Article | Feed,
    publication: Publication | None,
    at: datetime | None,
    rules: tuple[Rule, ...],
    feed_rules: Iterable[FeedRule],
) -> Iterator[Problem]:
    if isinstance(content, Article):
        yield from _of_story(content, publication, at, rules, "$")
        return
    outlet = content.publication or publication
    for rule in feed_rules:
        if found := rule.find(content, outlet):
            yield _problem(rule, found, rule.path)
    for number, article in enumerate(content.items):
        yield from _of_story(article, outlet, at, rules, f"$.items[{number}]")


def _of_story(
    article: Article, publication: Publication | None, at: datetime | None, rules: tuple[Rule, ...], root: str
) -> Iterator[Problem]:
    try:
        url = find_url(article, publication, "")
    except FormatError:
        url = None
    story = Story(article, publication, at, url and ascii_url(url))
    for rule in rules:
        if found := rule.find(story):
            yield _problem(rule, found, root + rule.path.removeprefix("$"))


def _problem(rule: Rule | FeedRule, found: object, path: str) -> Problem:
    message = f"expected {rule.expected}" + (f", got {found}" if isinstance(found, str) else "")
    return Problem(
        path=path, code=rule.code, message=message, severity=rule.severity, hint=rule.hint, source=rule.source
    )
