"""Publication logic: nothing leaks, no link is lost, no date lies."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscore import publishing
from newscore.article import Article
from newscore.errors import DateError, PublishingError, VersionConflict
from newscore.publication import Publication
from newscore.testing import articles, moments

NOON = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITE = Publication(name="The Ledger", url="https://ledger.example", language="en")
DRAFT = Article(headline="Storm hits coast", id="urn:example:1", section="World", language="en")


def refused(act, *arguments, **options) -> str:
    with pytest.raises(PublishingError) as error:
        act(*arguments, **options)
    return error.value.rule


@given(articles(), moments(), st.sampled_from(["public", "trade", "private"]))
def test_visibility_is_the_rule(article, now, audience):
    """Public exactly if published and release <= now < expires_at; the newsroom sees all; the trade sees embargoes."""
    seen = publishing.visibility(article, now, audience)
    live = (
        article.status == "published"
        and article.release is not None
        and article.release <= now
        and (article.expires_at is None or now < article.expires_at)
    )
    assert publishing.visibility(article, now).visible is live
    assert seen.visible is (
        audience == "private" or live or (audience == "trade" and seen.visible and seen.state == "embargoed")
    )
    if seen.changes_at is not None:
        assert seen.changes_at > now
        before = publishing.visibility(article, max(now, seen.changes_at - timedelta(microseconds=1)), audience)
        assert (before.visible, before.state) == (seen.visible, seen.state)


def test_a_scheduled_story_goes_live_by_the_clock_alone():
    """No act is needed at the moment itself, and the answer says how long it holds."""
    story = publishing.publish(DRAFT, NOON, at=NOON + HOUR, expires_at=NOON + 3 * HOUR)
    states = [publishing.visibility(story, NOON + hours * HOUR).state for hours in range(4)]
    assert states == ["scheduled", "live", "live", "expired"]
    assert publishing.visibility(story, NOON).changes_at == NOON + HOUR


def test_an_embargo_after_publication_is_refused():
    """What readers have seen cannot be un-published by a date."""
    story = publishing.publish(DRAFT, NOON)
    assert refused(publishing.publish, story, NOON + HOUR, embargo_until=NOON + 2 * HOUR) == "embargo"
    assert refused(publishing.unpublish, story, NOON + HOUR) == "never-public"


def test_a_withdrawn_scheduled_story_never_answers_gone():
    """It never was public, so its address is missing and tells nothing."""
    story = publishing.publish(DRAFT, NOON, at=NOON + HOUR)
    path = SITE.path_for(story)
    withdrawn = publishing.withdraw(story, NOON + timedelta(minutes=1), kind="unpublish")
    for moment in (NOON, NOON + 2 * HOUR):
        assert publishing.resolve(path, [withdrawn], moment, publication=SITE).status == "missing"


def test_a_past_expiry_claims_no_publicity():
    """A back-dated publication that would never be seen is refused."""
    assert refused(publishing.publish, DRAFT, NOON, at=NOON - 2 * HOUR, expires_at=NOON - HOUR) == "expiry"


def test_a_withdrawn_public_story_is_gone_and_says_why():
    """Its address answers gone; what never existed is missing."""
    story = publishing.publish(DRAFT, NOON)
    path = SITE.path_for(story)
    gone = publishing.withdraw(story, NOON + HOUR, kind="retraction", note="The figures were wrong.")
    answer = publishing.resolve(path, [gone], NOON + 2 * HOUR, publication=SITE)
    assert answer.status == "gone"
    assert publishing.resolve("/nowhere", [gone], NOON, publication=SITE).status == "missing"
    assert publishing.resolve(path, [story], NOON + HOUR, publication=SITE).status == "ok"


def test_a_moved_story_redirects_once_and_for_ever():
    """A new slug after publication leaves a redirect, one hop from each former path; moving back drops it."""
    story = publishing.publish(DRAFT, NOON, publication=SITE)
    first = SITE.path_for(story)
    second = publishing.revise(story, NOON + HOUR, slug="storm-hits-the-coast", publication=SITE)
    third = publishing.revise(second, NOON + 2 * HOUR, slug="the-storm", publication=SITE)
    for path in (first, SITE.path_for(second)):
        answer = publishing.resolve(path, [third], NOON + 3 * HOUR, publication=SITE)
        assert (answer.status, answer.location) == ("moved", SITE.path_for(third))
    back = publishing.revise(third, NOON + 3 * HOUR, slug="storm-hits-coast", publication=SITE)
    assert publishing.resolve(first, [back], NOON + 4 * HOUR, publication=SITE).status == "ok"
    hops = {
        redirect.source: redirect.target for redirect in publishing.redirects([back], NOON + 4 * HOUR, publication=SITE)
    }
    assert not set(hops) & set(hops.values())


def test_dates_do_not_lie():
    """published_at never moves; modified_at moves for a visible change, not for a minor one, and for no no-op."""
    story = publishing.publish(DRAFT, NOON)
    minor = publishing.revise(story, NOON + HOUR, minor=True, headline="Storm hit coast")
    assert (minor.published_at, minor.modified_at, minor.version) == (NOON, story.modified_at, story.version + 1)
    visible = publishing.revise(minor, NOON + 2 * HOUR, headline="Storm hits the coast")
    assert (visible.published_at, visible.modified_at) == (NOON, NOON + 2 * HOUR)
    assert publishing.revise(visible, NOON + 3 * HOUR) == visible
    assert publishing.revise(visible, NOON + 3 * HOUR, headline=visible.headline) == visible
    assert visible.slug == story.slug


def test_a_correction_is_appended_and_moves_the_date():
    """Only once public, never lost, always later."""
    assert refused(publishing.correct, DRAFT, NOON, "x") != ""
    story = publishing.publish(DRAFT, NOON)
    corrected = publishing.correct(story, NOON + HOUR, "It was two harbours.")
    again = publishing.correct(corrected, NOON + 2 * HOUR, "It was three.")
    assert [correction.note for correction in again.corrections] == ["It was two harbours.", "It was three."]
    assert again.modified_at == NOON + 2 * HOUR


def test_two_editors_cannot_overwrite_each_other():
    """The version asked for must be the version there is."""
    story = publishing.publish(DRAFT, NOON)
    changed = publishing.revise(story, NOON + HOUR, headline="A", if_version=story.version)
    with pytest.raises(VersionConflict):
        publishing.revise(changed, NOON + HOUR, headline="B", if_version=story.version)


def test_a_story_needs_an_id_to_be_published():
    """What stays the same for ever must be there before anybody sees the story."""
    assert refused(publishing.publish, Article(headline="x"), NOON) == "id"


def test_a_naive_moment_is_refused_everywhere():
    """Guessing a zone is how embargoes break."""
    naive = datetime(2026, 1, 15, 12, 0)  # noqa: DTZ001 - a naive datetime is the point.
    for act in (publishing.publish, publishing.visibility, publishing.withdraw, publishing.unpublish):
        with pytest.raises(DateError):
            act(DRAFT, naive)


@given(st.lists(articles(), max_size=6), moments())
def test_a_feed_holds_exactly_what_may_be_seen(stories, now):
    """Newest first, nothing hidden, nothing left out."""
    unique = list({story.id: story for story in stories if story.id}.values())
    held = publishing.feed(unique, now=now, publication=SITE, limit=100)
    assert {story.id for story in held.items} == {
        story.id for story in unique if publishing.visibility(story, now).visible
    }
    releases = [story.release for story in held.items]
    assert releases == sorted(releases, reverse=True)


@given(articles())
def test_an_etag_is_the_contents_own(article):
    """The same for the same article, another for another."""
    assert publishing.etag(article, "rss") == publishing.etag(article.evolve(), "rss")
    assert publishing.etag(article, "rss") != publishing.etag(article.evolve(headline="Something else entirely"), "rss")


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ({"b": 1, "a": [True, None, "€"]}, '{"a":[true,null,"€"],"b":1}'),
        ([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27], "[333333333.3333333,1e+30,4.5,0.002,1e-27]"),
        (
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "1": "One"},
            '{"\\r":"Carriage Return","1":"One","€":"Euro Sign"}',
        ),
    ],
)
def test_canonical_json_is_that_of_rfc_8785(value, want):
    """Sorted by UTF-16 units, ECMAScript's numbers: the examples of §3.2.2 and §3.2.3."""
    assert publishing.canonical_json(value) == want.encode()
