"""What callers hand over in a wrong shape, or in another spelling: an error of the family, or the sensible reading."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from newscore import publishing
from newscore.article import Article
from newscore.errors import (
    DateError,
    FormatError,
    LanguageError,
    NewscoreError,
    PublishingError,
    UnknownFormat,
    VersionConflict,
)
from newscore.publication import Publication

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITE = Publication(name="The Ledger", url="https://ledger.example")
DRAFT = Article(headline="Storm hits coast", id="urn:example:1", section="World", language="en")
LIVE = publishing.publish(DRAFT, NOON)


def feed(*articles, now=NOON + 9 * HOUR, **options):
    return publishing.feed(articles, now=now, publication=options.pop("publication", SITE), **options)


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        (lambda: publishing.visibility(LIVE, NOON, "pubic"), PublishingError),
        (lambda: publishing.visibility(LIVE, NOON, ["public"]), PublishingError),
        (lambda: publishing.next_changes([LIVE], NOON, audience="trades"), PublishingError),
        (lambda: publishing.next_changes([LIVE], NOON, max_age=2), DateError),
        (lambda: publishing.etag(LIVE, "nosuchchannel"), UnknownFormat),
        (lambda: publishing.etag(LIVE, ["rss"]), UnknownFormat),
        (lambda: publishing.resolve(None, [LIVE], NOON), PublishingError),
        (lambda: publishing.resolve(b"/world/storm", [LIVE], NOON), PublishingError),
        (lambda: publishing.plain_path(None), PublishingError),
        (lambda: publishing.rebase([LIVE], None, "World", NOON), PublishingError),
        (lambda: publishing.rebase([LIVE], "World", 7, NOON), PublishingError),
        (lambda: publishing.was_public(LIVE, None), DateError),
        (lambda: publishing.was_public(LIVE, "2026-01-15"), DateError),
        (lambda: publishing.was_public(LIVE, NOON.replace(tzinfo=None)), DateError),
        (lambda: feed(LIVE, limit="5"), FormatError),
        (lambda: feed(LIVE, limit=-1), FormatError),
        (lambda: feed(LIVE, section=7), PublishingError),
        (lambda: feed(LIVE, section="A//B"), PublishingError),
        (lambda: feed(LIVE, language="English, please"), LanguageError),
        (lambda: feed(LIVE, language=7), LanguageError),
    ],
)
def test_a_slip_is_never_read_as_something_else(ask, kind):
    """A misspelt audience is not the public, and no wrong type ends in an error of Python's."""
    with pytest.raises(NewscoreError) as error:
        ask()
    assert isinstance(error.value, kind)


@pytest.mark.parametrize("wrong", [{"feed_url": "javascript:1"}, {"title": "a\x00b"}, {"title": 7}], ids=str)
def test_a_feed_says_which_of_its_own_words_is_wrong(wrong):
    """As a FormatError that names the field, with pydantic's own as its cause."""
    with pytest.raises(FormatError) as error:
        feed(LIVE, **wrong)
    assert [problem.path for problem in error.value.problems] == [f"$.{next(iter(wrong))}"]
    assert isinstance(error.value.__cause__, ValidationError)


@pytest.mark.parametrize(
    "version", ["2", 2.0, True, b"x" * 10_000_000, 10**5000, -(10**5000), [2]], ids=lambda v: type(v).__name__
)
def test_a_version_is_an_int(version):
    """Another type is told so by name, and whatever is handed over, the message stays short."""
    with pytest.raises(PublishingError) as error:
        publishing.revise(LIVE, NOON, if_version=version)
    assert (error.value.rule, isinstance(error.value, VersionConflict)) == ("version", False)
    assert len(str(error.value)) < 200


def test_a_language_is_kept_however_its_tag_is_written():
    """And a story without one is in the publication's, as hreflang has it."""
    american, silent, german = (
        LIVE.evolve(id=name, language=tag) for name, tag in (("us", "en-US"), ("none", None), ("de", "de"))
    )
    site = SITE.evolve(language="de")
    for tag, ids in (("en_us", {"us"}), ("EN-us", {"us"}), ("DE", {"none", "de"}), ("en", set())):
        found = feed(american, silent, german, language=tag, publication=site)
        assert {item.id for item in found.items} == ids
    assert feed(american, language="en_us").language == "en-US"


def test_a_section_may_be_written_as_text():
    """As in rebase: by its path, inside it included."""
    stories = [LIVE.evolve(id=name, section=name) for name in ("World", "World/Asia", "Sport")]
    assert {item.id for item in feed(*stories, section="World").items} == {"World", "World/Asia"}


@pytest.mark.parametrize("template", ["/{section}/{slug}", "/{language}/{section}/{slug}"])
def test_a_move_out_of_a_feed_is_a_change_of_it(template):
    """By revise, by rebase and back again: `updated` is when readers of the section found something else there."""
    site = SITE.evolve(path_template=template)
    (moved,) = publishing.rebase([LIVE], "World", "Sport", NOON + HOUR, publication=site)
    again = publishing.revise(moved, NOON + 2 * HOUR, section="Weather", publication=site)
    back = publishing.revise(again, NOON + 3 * HOUR, section="World", publication=site)
    taken = publishing.withdraw(moved, NOON + 4 * HOUR, publication=site)
    steps = [(LIVE, 0), (moved, 1), (again, 1), (back, 3), (taken, 1)]
    for story, hours in steps:
        assert feed(story, section="World", publication=site).updated == NOON + hours * HOUR
    # Where it never ran, nothing changed; nor did anything once readers had lost sight of it.
    assert feed(again, section="Culture", publication=site).updated is None
    off = publishing.revise(publishing.withdraw(LIVE, NOON + HOUR), NOON + 2 * HOUR, section="Sport", publication=site)
    assert feed(off, section="World", publication=site).updated == NOON + HOUR


def test_a_change_of_language_is_told_where_the_path_names_it():
    """Where it does not, nothing tells of it."""
    for template, updated in (("/{language}/{slug}", NOON + HOUR), ("/{slug}", None)):
        site = SITE.evolve(path_template=template)
        moved = publishing.revise(LIVE, NOON + HOUR, minor=True, language="de", publication=site)
        assert feed(moved, language="en", publication=site).updated == updated


def test_no_turn_lies_beyond_all_calendars():
    """However long a window is: what never comes is no turn."""
    for max_age in (timedelta.max, timedelta(days=366 * 8000)):
        assert list(publishing.next_changes([LIVE], NOON, max_age=max_age)) == []
    last = datetime(8999, 12, 31, 23, tzinfo=UTC)
    late = publishing.publish(DRAFT, NOON, at=last)
    assert [turn.at for turn in publishing.next_changes([late], NOON, max_age=2 * HOUR)] == [last]
    turns = publishing.next_changes([late], NOON, max_age=HOUR / 2)
    assert [turn.at for turn in turns] == [last, last + HOUR / 2]
    assert list(publishing.next_changes([LIVE], NOON, max_age=timedelta.min)) == []


def test_a_translation_without_a_path_is_left_out():
    """As an index does; a story that itself has none names no other."""
    site = SITE.evolve(path_template="/{id}")
    shared = {"translation_key": "k", "status": "published", "published_at": NOON}
    english = Article(headline="Storm", id="en", language="en", **shared)
    nameless = Article(headline="Sturm", language="de", **shared)
    german = Article(headline="Sturm", id="de", language="de", **shared | {"published_at": NOON + HOUR})
    group = [english, nameless, german]
    found = publishing.alternates(english, group, NOON + HOUR, publication=site)
    assert [(each.language, each.article.id) for each in found] == [("de", "de"), ("en", "en")]
    assert publishing.alternates(nameless, group, NOON + HOUR, publication=site) == ()


def test_a_whole_move_names_the_story_that_stops_it():
    """By its place, never by its words; none of them moves."""
    full = [{"path": f"/old/{number}", "until": NOON} for number in range(500)]
    stopped = LIVE.evolve(headline="Quixotlarch", slug="quixotlarch", former_paths=full)
    with pytest.raises(PublishingError, match=r"^article 2, counted from 0: former_paths") as error:
        publishing.rebase([LIVE, DRAFT, stopped], "World", "Sport", NOON + HOUR)
    assert (error.value.rule, error.value.at, bool(error.value.way_out)) == ("invalid", NOON + HOUR, True)
    assert "quixotlarch" not in str(error.value).lower()


def test_two_corrections_of_one_moment_share_it():
    """Both are told; modified_at is the moment of both."""
    once = publishing.correct(LIVE, NOON + HOUR, "First.")
    twice = publishing.correct(once, NOON + HOUR, "Second.")
    assert [each.at for each in twice.corrections] == [NOON + HOUR] * 2
    assert (twice.modified_at, twice.version) == (NOON + HOUR, once.version + 1)


def test_a_chosen_slug_stays():
    """A draft's whatever it is; once published, when every slug is written down, if the headline would make another."""
    for slug in ("mine", "storm-hits-coast"):
        assert publishing.revise(DRAFT.evolve(slug=slug), NOON, headline="Storm passes").slug == slug
    for state in ("scheduled", "withdrawn"):
        for slug, kept in (("mine", "mine"), ("storm-hits-coast", "storm-passes")):
            story = publishing.publish(DRAFT.evolve(slug=slug), NOON, at=NOON + 9 * HOUR)
            story = publishing.withdraw(story, NOON) if state == "withdrawn" else story
            assert publishing.revise(story, NOON, headline="Storm passes").slug == kept
