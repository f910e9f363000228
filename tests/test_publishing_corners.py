"""The corners that docs/guide/publishing.md decides, each once."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from newscore import publishing
from newscore.article import Article
from newscore.errors import DateError, LimitExceeded, PublishingError, VersionConflict
from newscore.publication import Publication

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITE = Publication(name="The Ledger", url="https://ledger.example")
DRAFT = Article(headline="Storm hits coast", id="urn:example:1", section="World", language="en")
LIVE = publishing.publish(DRAFT, NOON)
SCHEDULED = publishing.publish(DRAFT, NOON, at=NOON + 2 * HOUR)
EMBARGOED = publishing.publish(DRAFT, NOON, embargo_until=NOON + 2 * HOUR)


def rule_of(act, *arguments, **options) -> str:
    with pytest.raises(PublishingError) as error:
        act(*arguments, **options)
    return error.value.rule


def test_publish_without_a_moment_is_at_once():
    """Whatever the draft planned and however the story was scheduled; its own moment leaves it where it is."""
    for story in (DRAFT.evolve(published_at=NOON + 9 * HOUR), SCHEDULED):
        assert publishing.publish(story, NOON + HOUR).published_at == NOON + HOUR
    later = publishing.publish(SCHEDULED, NOON + HOUR, at=SCHEDULED.published_at, expires_at=NOON + 9 * HOUR)
    assert (later.published_at, later.expires_at) == (NOON + 2 * HOUR, NOON + 9 * HOUR)


def test_a_date_in_the_past_is_a_date():
    """A story that nobody saw may be dated back, and is public now."""
    story = publishing.publish(DRAFT, NOON, at=NOON - 900 * HOUR)
    assert (story.published_at, publishing.visibility(story, NOON).state) == (NOON - 900 * HOUR, "live")


@pytest.mark.parametrize("story", [DRAFT, SCHEDULED, EMBARGOED, LIVE], ids=["draft", "scheduled", "embargoed", "live"])
def test_an_expiry_must_leave_a_moment_to_see_it_in(story):
    """Not now and not before, and not at the release; what ends now is withdrawn."""
    for expires_at in (NOON - HOUR, NOON, NOON + HOUR):
        assert rule_of(publishing.publish, story, NOON + HOUR, expires_at=expires_at) == "expiry"
    assert rule_of(publishing.publish, DRAFT, NOON, at=NOON + HOUR, expires_at=NOON + HOUR) == "expiry"


def test_the_embargo_stays_unless_it_is_lifted():
    """None lifts it, nothing given keeps it; one before published_at is allowed and holds nothing back."""
    assert publishing.publish(EMBARGOED, NOON + HOUR).embargo_until == NOON + 2 * HOUR
    lifted = publishing.publish(EMBARGOED, NOON + HOUR, embargo_until=None)
    assert (lifted.embargo_until, lifted.published_at) == (None, NOON + HOUR)
    early = publishing.publish(DRAFT, NOON, at=NOON + 2 * HOUR, embargo_until=NOON + HOUR)
    assert early.release == NOON + 2 * HOUR


def test_an_embargo_that_has_passed_is_history():
    """The same one is no change; another, or none, would rewrite when readers first saw the story."""
    later = NOON + 3 * HOUR
    assert publishing.publish(EMBARGOED, later, embargo_until=EMBARGOED.embargo_until) is EMBARGOED
    for embargo_until in (None, NOON, NOON + HOUR, later + HOUR):
        assert rule_of(publishing.publish, EMBARGOED, later, embargo_until=embargo_until) == "embargo"
    # At the release itself it is public already.
    assert rule_of(publishing.publish, EMBARGOED, NOON + 2 * HOUR, embargo_until=later) == "embargo"
    assert publishing.publish(EMBARGOED, NOON + 2 * HOUR - timedelta(microseconds=1), embargo_until=later).version == 3


def test_publishing_again_changes_nothing():
    """And with its own moment neither; another moment is refused."""
    assert publishing.publish(LIVE, NOON + HOUR) is LIVE
    assert publishing.publish(LIVE, NOON + HOUR, at=NOON) is LIVE
    assert rule_of(publishing.publish, LIVE, NOON + HOUR, at=NOON + HOUR) == "published-at"


def test_what_was_withdrawn_before_its_release_is_like_a_draft():
    """Even retracted: nobody saw it. It can be published, or unpublished."""
    for kind in ("retraction", "takedown", "unpublish"):
        taken = publishing.withdraw(SCHEDULED, NOON + HOUR, kind)
        assert publishing.publish(taken, NOON + 5 * HOUR).published_at == NOON + 5 * HOUR
        assert publishing.unpublish(taken, NOON + 5 * HOUR).status == "draft"


def test_unpublish_keeps_plans_and_gives_the_slug_back():
    """Embargo and expiry stay, the date goes; a slug that is the headline's follows it again, a chosen one stays."""
    story = publishing.publish(DRAFT, NOON, embargo_until=NOON + 2 * HOUR, expires_at=NOON + 9 * HOUR)
    draft = publishing.unpublish(story, NOON + HOUR)
    assert (draft.published_at, draft.embargo_until, draft.expires_at) == (None, NOON + 2 * HOUR, NOON + 9 * HOUR)
    assert (draft.chosen_slug, draft.version) == (None, 3)
    assert publishing.unpublish(draft, NOON + HOUR) is draft
    chosen = publishing.unpublish(publishing.publish(DRAFT.evolve(slug="mine"), NOON, at=NOON + HOUR), NOON)
    assert chosen.chosen_slug == "mine"


def test_the_slug_follows_until_the_release():
    """Scheduled, it goes with the headline unless it was chosen; from the release on it stays."""
    follows = publishing.revise(SCHEDULED, NOON + HOUR, headline="Storm passes")
    assert (follows.slug, follows.former_paths) == ("storm-passes", ())
    stays = publishing.revise(SCHEDULED, NOON + 2 * HOUR, headline="Storm passes")
    assert stays.slug == "storm-hits-coast"
    chosen = publishing.publish(DRAFT.evolve(slug="mine"), NOON, at=NOON + 2 * HOUR)
    assert publishing.revise(chosen, NOON + HOUR, headline="Storm passes").slug == "mine"
    assert publishing.revise(chosen, NOON + HOUR, slug=None).slug == "storm-hits-coast"


def test_only_a_path_that_readers_knew_redirects():
    """Before the release nobody knew it; a draft from an archive keeps its old ones, and gains none."""
    old = DRAFT.evolve(former_paths=[{"path": "/2009/storm", "until": NOON - HOUR}])
    for story in (old, publishing.publish(old, NOON, at=NOON + 2 * HOUR)):
        moved = publishing.revise(story, NOON + HOUR, slug="storm", section="Sport")
        assert [former.path for former in moved.former_paths] == ["/2009/storm"]


def test_a_path_is_kept_once():
    """A record that names its present path among the former ones is mended when the story moves."""
    story = LIVE.evolve(former_paths=[{"path": "/world/storm-hits-coast", "until": NOON}])
    moved = publishing.revise(story, NOON + HOUR, slug="storm")
    assert [(former.path, former.until) for former in moved.former_paths] == [("/world/storm-hits-coast", NOON + HOUR)]


def test_what_nobody_sees_is_not_modified():
    """Expired or withdrawn, scheduled or embargoed: a revision counts a version and moves no date; the path is kept."""
    expired = publishing.publish(DRAFT, NOON, expires_at=NOON + HOUR)
    taken = publishing.withdraw(LIVE, NOON + HOUR)
    for story, known in ((expired, True), (taken, True), (SCHEDULED, False), (EMBARGOED, False)):
        revised = publishing.revise(story, NOON + HOUR, headline="Storm passes", section="Sport")
        assert (revised.modified_at, revised.version) == (None, story.version + 1)
        assert bool(revised.former_paths) == known
    moved = publishing.revise(taken, NOON + 2 * HOUR, section="Sport")
    for path in ("/sport/storm-hits-coast", "/world/storm-hits-coast"):
        assert publishing.resolve(path, [moved], NOON + 3 * HOUR).status == "gone"
        assert publishing.resolve(path, [publishing.publish(moved, NOON + 3 * HOUR)], NOON + 3 * HOUR).code in (
            200,
            301,
        )


def test_a_withdrawal_is_no_modification_but_moves_the_feed():
    """The story's dates stay; a reader of the feed must learn that something left."""
    taken = publishing.withdraw(LIVE, NOON + HOUR, "takedown")
    assert taken.modified_at is None
    assert publishing.feed([taken], now=NOON + 2 * HOUR, publication=SITE).updated == NOON + HOUR


def test_a_feed_is_sorted_by_release():
    """By when readers could first see a story, not by the date it bears: they differ under embargo."""
    held = publishing.publish(DRAFT.evolve(id="held"), NOON, embargo_until=NOON + 2 * HOUR)
    between = publishing.publish(DRAFT.evolve(id="between"), NOON, at=NOON + HOUR)
    for limit, ids in ((2, ["held", "between"]), (1, ["held"])):
        feed = publishing.feed([held, between], now=NOON + 3 * HOUR, publication=SITE, limit=limit)
        assert [item.id for item in feed.items] == ids


def test_only_a_departure_that_shows_moves_the_feed():
    """A story older than the oldest that the feed holds would not stand in it, and its leaving changes nothing."""
    newer = publishing.publish(DRAFT.evolve(id="2"), NOON + HOUR)
    taken = publishing.withdraw(LIVE, NOON + 3 * HOUR)
    for limit, updated in ((1, NOON + HOUR), (2, NOON + 3 * HOUR)):
        feed = publishing.feed([newer, taken], now=NOON + 4 * HOUR, publication=SITE, limit=limit)
        assert feed.updated == updated


def test_only_what_readers_could_see_is_corrected():
    """Expired yes, withdrawn, scheduled or embargoed no; the note is required, and nothing goes before the last one."""
    expired = publishing.publish(DRAFT, NOON, expires_at=NOON + HOUR)
    assert publishing.correct(expired, NOON + 2 * HOUR, "So.").modified_at == NOON + 2 * HOUR
    for story in (DRAFT, SCHEDULED, EMBARGOED, publishing.withdraw(LIVE, NOON + HOUR)):
        assert rule_of(publishing.correct, story, NOON + HOUR, "So.") == "public"
    assert rule_of(publishing.correct, LIVE, NOON + HOUR, " ") == "invalid"
    ahead = LIVE.evolve(corrections=[{"at": NOON + 5 * HOUR, "note": "First."}])
    assert [each.at for each in publishing.correct(ahead, NOON + HOUR, "Second.").corrections] == [NOON + 5 * HOUR] * 2


def test_what_publish_decides_is_not_revised():
    """A draft may plan its dates and id; from publish on they are history. What the acts write is theirs alone."""
    planned = publishing.revise(DRAFT, NOON, published_at=NOON + HOUR, embargo_until=NOON + 2 * HOUR, id="urn:other")
    assert (planned.release, planned.id) == (NOON + 2 * HOUR, "urn:other")
    for field in ("id", "published_at", "embargo_until", "expires_at"):
        assert rule_of(publishing.revise, SCHEDULED, NOON, **{field: None}) == "field"
    for field in ("status", "version", "withdrawal", "corrections", "former_paths", "modified_at", "schema_version"):
        for story in (DRAFT, LIVE):
            assert rule_of(publishing.revise, story, NOON, **{field: None}) == "field"
            if story is LIVE:
                assert rule_of(publishing.correct, story, NOON, "So.", **{field: None}) == "field"


def test_an_archive_comes_with_its_own_dates():
    """Modified, expired and corrected as it was; what is still to come is publish's, and only drafts are imported."""
    old = DRAFT.evolve(
        published_at=NOON - 9 * HOUR, modified_at=NOON - 8 * HOUR, embargo_until=NOON - 8 * HOUR,
        expires_at=NOON - 7 * HOUR, corrections=[{"at": NOON - 8 * HOUR, "note": "So."}],
    )  # fmt: skip
    story = publishing.import_published(old, NOON)
    kept = ("published_at", "modified_at", "embargo_until", "expires_at", "corrections")
    assert [getattr(story, name) for name in kept] == [getattr(old, name) for name in kept]
    assert publishing.resolve(SITE.path_for(story), [story], NOON, publication=SITE).status == "gone"
    assert rule_of(publishing.import_published, DRAFT, NOON) == "published-at"
    assert rule_of(publishing.import_published, DRAFT, NOON, published_at=NOON + HOUR) == "published-at"
    held = DRAFT.evolve(embargo_until=NOON + HOUR)
    assert rule_of(publishing.import_published, held, NOON, published_at=NOON - HOUR) == "published-at"
    assert rule_of(publishing.import_published, LIVE, NOON, published_at=NOON) == "status"
    assert rule_of(publishing.import_published, old, NOON, published_at=NOON - HOUR) == "invalid"


def test_a_conflict_comes_first():
    """Before a no-op and before every rule, whether the version asked for is older or newer; it names both."""
    for version in (LIVE.version - 1, LIVE.version + 1):
        with pytest.raises(VersionConflict) as error:
            publishing.revise(LIVE, NOON, if_version=version)
        assert (error.value.expected, error.value.found, error.value.at) == (version, LIVE.version, NOON)
        assert rule_of(publishing.unpublish, LIVE, NOON, if_version=version) == "version"
    assert publishing.revise(LIVE, NOON, if_version=LIVE.version) is LIVE


def test_a_refusal_names_the_rule_the_moment_and_the_way_out():
    """For people in its words, for programs as attributes."""
    with pytest.raises(PublishingError) as error:
        publishing.unpublish(LIVE, NOON + HOUR)
    refused = error.value
    assert (refused.rule, refused.at) == ("never-public", NOON + HOUR)
    assert str(refused).endswith(f", at 2026-01-15T13:00:00Z; {refused.way_out}")
    assert refused.way_out


def test_nothing_is_dropped_at_a_limit():
    """500 former paths fit; the next move is refused, and the story is what it was."""
    former = [{"path": f"/old/{number}", "until": NOON} for number in range(500)]
    assert rule_of(publishing.revise, LIVE.evolve(former_paths=former), NOON + HOUR, slug="storm") == "invalid"


def test_any_zone_tells_the_moment():
    """The same instant gives the same answer and the same story, wherever the clock stands."""
    almaty, john = ZoneInfo("Asia/Almaty"), timezone(timedelta(hours=-3, minutes=-30))
    for zone in (almaty, john):
        assert publishing.publish(
            DRAFT, NOON.astimezone(zone), at=(NOON + HOUR).astimezone(zone)
        ) == publishing.publish(DRAFT, NOON, at=NOON + HOUR)
        assert publishing.visibility(EMBARGOED, NOON.astimezone(zone)) == publishing.visibility(EMBARGOED, NOON)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1899, 12, 31, 23, 59, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC),
        datetime.max.replace(tzinfo=timezone(-HOUR)), datetime.min.replace(tzinfo=timezone(HOUR)),
    ],
    ids=str,
)  # fmt: skip
def test_a_moment_beyond_all_calendars_is_refused(moment):
    """Years 1900 to 8999, also where reading it in UTC would overflow."""
    with pytest.raises(DateError, match="1900 to 8999"):
        publishing.visibility(DRAFT, moment)


def test_a_section_cannot_sink_too_deep():
    """A move that would nest a story's section more than 8 deep is refused, and no story moves."""
    deep = DRAFT.evolve(section="A/B/C/D/E/F/G/H")
    for story in (deep, LIVE.evolve(section="World", also_in=["A/B/C/D/E/F/G/H"])):
        assert rule_of(publishing.rebase, [DRAFT, story], "A", "X/Y", NOON) == "invalid"
    for wrong in ("", "A//B", "/".join("ABCDEFGHI")):
        assert rule_of(publishing.rebase, [DRAFT], wrong, "X", NOON) == "invalid"


def test_an_act_that_moves_nothing_keeps_every_redirect():
    """An archive's former path may be what another template makes of the story; only a move takes a path back."""
    site = SITE.evolve(path_template="/{year}/{slug}")
    former = [{"path": "/world/storm-hits-coast", "until": NOON - 500 * HOUR}]
    old = DRAFT.evolve(published_at=NOON - 1000 * HOUR, former_paths=former)
    known = publishing.import_published(old, NOON, publication=site)
    later = NOON + HOUR
    stories = [
        known,
        publishing.import_published(old, NOON),
        publishing.correct(known, later, "So."),
        publishing.withdraw(known, later),
        publishing.publish(publishing.withdraw(known, later), later),
        publishing.publish(known, later, expires_at=NOON + 9 * HOUR),
        publishing.revise(known, later, summary="Waves."),
    ]
    for story in stories:
        assert story.former_paths == old.former_paths
    moved = publishing.revise(known, later, slug="storm", publication=site)
    assert [path.path for path in moved.former_paths] == ["/world/storm-hits-coast", "/2025/storm-hits-coast"]


@pytest.mark.parametrize(
    "told",
    [
        {"modified_at": NOON + HOUR},
        {"corrections": [{"at": NOON + HOUR, "note": "So."}]},
        {"former_paths": [{"path": "/2009/storm", "until": NOON + HOUR}]},
    ],
    ids=lambda told: next(iter(told)),
)
def test_no_archive_knows_what_is_to_come(told):
    """A date ahead of the clock would hide every later change; at the very moment it is history."""
    old = DRAFT.evolve(published_at=NOON - HOUR, **told)
    with pytest.raises(PublishingError) as error:
        publishing.import_published(old, NOON)
    assert (error.value.rule, error.value.at, bool(error.value.way_out)) == ("history", NOON, True)
    known = publishing.import_published(old, NOON + HOUR)
    assert publishing.correct(known, NOON + 2 * HOUR, "So.").modified_at == NOON + 2 * HOUR


def test_what_was_taken_back_is_not_answered_by_another_story():
    """Readers who look for a retracted story learn so, and are not sent to the one that had the path before."""
    before = publishing.revise(publishing.publish(DRAFT.evolve(slug="x"), NOON), NOON + HOUR, slug="y")
    there = DRAFT.evolve(id="urn:example:2", slug="x")
    live = publishing.publish(there, NOON + 2 * HOUR, expires_at=NOON + 6 * HOUR)
    taken = publishing.withdraw(live, NOON + 4 * HOUR, "retraction", "We were wrong.")
    answer = publishing.resolve("/world/x", [before, taken], NOON + 5 * HOUR)
    assert (answer.status, answer.location, answer.withdrawal.note) == ("gone", None, "We were wrong.")
    assert publishing.resolve("/world/x", [before, live], NOON + 6 * HOUR).status == "gone"
    for story, now in ((taken, NOON + 5 * HOUR), (live, NOON + 5 * HOUR), (live, NOON + 6 * HOUR)):
        assert publishing.redirects([before, story], now) == ()


@pytest.mark.parametrize("kind", ["scheduled", "draft", "taken off unseen"])
def test_a_redirect_holds_until_the_next_tenant_is_seen(kind):
    """A story that readers never saw at a path says nothing there, also by no other status and no date."""
    before = publishing.revise(publishing.publish(DRAFT.evolve(slug="x"), NOON), NOON + HOUR, slug="y")
    there = DRAFT.evolve(id="urn:example:2", slug="x")
    coming = publishing.publish(there, NOON + HOUR, at=NOON + 9 * HOUR)
    story = {"scheduled": coming, "draft": there, "taken off unseen": publishing.withdraw(coming, NOON + 2 * HOUR)}[
        kind
    ]
    answer = publishing.resolve("/world/x", [before, story], NOON + 5 * HOUR)
    assert answer == publishing.resolve("/world/x", [before], NOON + 5 * HOUR)
    assert (answer.code, answer.location, answer.changes_at) == (301, "/world/y", None)
    assert [row.source for row in publishing.redirects([before, story], NOON + 5 * HOUR)] == ["/world/x"]


def test_a_slow_clock_hides_nothing_that_the_story_tells():
    """Its correction, its former path, its withdrawal prove that readers saw it, however early another clock is."""
    early = NOON - HOUR
    corrected = publishing.correct(LIVE, NOON + HOUR, "So.")
    moved = publishing.revise(LIVE, NOON + HOUR, slug="z")
    taken = publishing.withdraw(LIVE, NOON + HOUR, "retraction")
    for story in (corrected, moved, taken):
        assert rule_of(publishing.unpublish, story, early) == "never-public"
    for story in (corrected, moved):
        assert rule_of(publishing.publish, story, early, at=NOON + 5 * HOUR) == "published-at"
        assert publishing.publish(story, early) is story
        gone = publishing.withdraw(story, early)
        assert (gone.withdrawal.at, publishing.was_public(gone, NOON + HOUR)) == (NOON + HOUR, True)
        assert publishing.correct(story, early, "So too.").corrections[-1].at == NOON + HOUR
        revised = publishing.revise(story, early, headline="Storm passes", slug="zz")
        assert (revised.modified_at, revised.former_paths[-1].until) == (NOON + HOUR, NOON + HOUR)
    assert rule_of(publishing.publish, taken, early) == "retracted"
    # Where the story tells nothing, nobody can know.
    assert publishing.unpublish(LIVE, early).status == "draft"


def test_an_import_needs_an_id_too():
    """Whatever is public has one."""
    assert rule_of(publishing.import_published, DRAFT.evolve(id=None), NOON, published_at=NOON) == "id"


def test_a_path_that_cannot_be_made_yet_loses_no_former_one():
    """A draft of a dated site has no path before its date; what an archive told of it stays."""
    site = SITE.evolve(path_template="/{year}/{slug}")
    old = DRAFT.evolve(former_paths=[{"path": "/2009/storm", "until": NOON}])
    revised = publishing.revise(old, NOON, headline="Storm passes", publication=site)
    assert revised.former_paths == old.former_paths


def test_a_feed_holds_as_many_as_a_feed_can():
    """More than 100,000 is a limit error, none at all is an empty feed."""
    with pytest.raises(LimitExceeded):
        publishing.feed([LIVE], now=NOON, publication=SITE, limit=100_001)
    assert publishing.feed([LIVE], now=NOON, publication=SITE, limit=0).items == ()
