"""Publication logic: nothing leaks, no link is lost, no date lies."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscore import publishing
from newscore.article import Article
from newscore.errors import DateError, NewscoreError, PublishingError, VersionConflict
from newscore.publication import Publication

NOON = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITE = Publication(name="The Ledger", url="https://ledger.example", language="en")
DRAFT = Article(headline="Storm hits coast", id="urn:example:1", section="World", language="en")


def refused(act, *arguments, **options) -> str:
    with pytest.raises(PublishingError) as error:
        act(*arguments, **options)
    return error.value.rule


hours = st.integers(-5, 5).map(lambda number: NOON + number * HOUR)


@st.composite
def dated(draw):
    """Stories with nothing but dates, hours apart, so that they often fall on one another and on the question."""
    first, embargo = draw(hours), draw(st.none() | hours)
    release = max(first, embargo or first)
    fields = {
        "headline": "Storm",
        "id": draw(st.uuids()).urn,
        "status": draw(st.sampled_from(["draft", "published", "withdrawn"])),
    }
    fields |= {"published_at": first, "embargo_until": embargo}
    if draw(st.booleans()):
        fields["expires_at"] = release + draw(st.integers(1, 5)) * HOUR
    if fields["status"] == "withdrawn":
        fields["withdrawal"] = {"at": draw(hours), "kind": "takedown"}
    return Article.model_validate(fields)


@given(dated(), hours, st.sampled_from(["public", "trade", "private"]))
def test_visibility_is_the_rule(article, now, audience):
    """Public exactly if published and release <= now < expires_at; the trade under embargo; the newsroom all."""
    published = article.status == "published"
    ended = article.expires_at is not None and article.expires_at <= now
    held = article.embargo_until is not None and now < article.embargo_until
    begun = published and article.published_at <= now and not ended
    expected = {"public": begun and not held, "trade": begun, "private": True}
    seen = publishing.visibility(article, now, audience)
    assert seen.visible is expected[audience]
    moments = [article.published_at, article.release, article.expires_at] if published else []
    flips = [at for at in moments if at and at > now and publishing.visibility(article, at, audience) != seen]
    answers = [(at, publishing.visibility(article, at, audience)) for at in sorted(flips)]
    changed = [at for at, then in answers if (then.visible, then.state) != (seen.visible, seen.state)]
    assert seen.changes_at == (changed[0] if changed else None)


@pytest.mark.parametrize(
    ("published", "embargo", "expires", "states"),
    [
        # Hours after noon of each date, and the state at noon and at each hour after it.
        (0, None, None, "live live live live"),
        (1, None, 3, "scheduled live live expired"),
        (0, 2, 3, "embargoed embargoed live expired"),
        (1, 2, None, "embargoed embargoed live live"),
        (2, 1, None, "scheduled scheduled live live"),
        (2, 2, 3, "embargoed embargoed live expired"),
        (0, 0, 1, "live expired expired expired"),
    ],
)
def test_a_state_is_named_by_the_dates(published, embargo, expires, states):
    """The release itself is live, the expiry itself expired, and the later of two dates gives the name."""
    at, until, end = (None if hours is None else NOON + hours * HOUR for hours in (published, embargo, expires))
    story = publishing.publish(DRAFT, NOON, at=at, embargo_until=until, expires_at=end)
    found = [publishing.visibility(story, NOON + hours * HOUR).state for hours in range(4)]
    assert found == states.split()


def test_the_trade_is_told_when_its_own_answer_changes():
    """It sees an embargoed story from published_at on: that, and not the release, is when its caches end."""
    story = publishing.publish(DRAFT, NOON, at=NOON + HOUR, embargo_until=NOON + 2 * HOUR)
    answers = [publishing.visibility(story, NOON + hours * HOUR, "trade") for hours in range(3)]
    assert [answer.visible for answer in answers] == [False, True, True]
    assert [answer.changes_at for answer in answers] == [NOON + HOUR, NOON + 2 * HOUR, None]


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
    for ask in (
        lambda: publishing.next_changes([], naive),
        lambda: publishing.resolve("/", [], naive),
        lambda: publishing.feed([], now=naive, publication=SITE),
        lambda: publishing.redirects([], naive),
        lambda: publishing.alternates(DRAFT, [], naive, publication=SITE),
        lambda: publishing.rebase([DRAFT], "A", "B", naive),
        lambda: publishing.publish(DRAFT, NOON, at=naive),
        lambda: publishing.publish(DRAFT, NOON, embargo_until=naive),
        lambda: publishing.publish(DRAFT, NOON, at="2026-01-15T12:00:00Z"),
    ):
        with pytest.raises(DateError):
            ask()


def test_an_empty_revision_of_a_story_from_elsewhere_changes_nothing():
    """Its slug was never chosen, and need not be until it would change."""
    for at in (NOON - HOUR, NOON + HOUR):
        story = Article(headline="Storm hits coast", id="1", status="published", published_at=at)
        assert publishing.revise(story, NOON) is story
        assert publishing.revise(story, NOON, slug=None) is story
        assert publishing.publish(story, NOON, at=at) is story
    renamed = publishing.revise(story.evolve(published_at=NOON), NOON, headline="Bridge opens")
    assert (renamed.slug, renamed.former_paths) == ("storm-hits-coast", ())


@given(st.lists(dated(), max_size=9), hours, st.integers(0, 9))
def test_a_feed_holds_exactly_what_may_be_seen(stories, now, limit):
    """Newest first, nothing hidden, nothing left out but what the limit cuts; one pass is enough."""
    live = [story for story in stories if publishing.visibility(story, now).visible]
    newest = sorted(live, key=lambda story: (story.release, story.id), reverse=True)
    assert publishing.feed(iter(stories), now=now, publication=SITE, limit=limit).items == tuple(newest[:limit])


def test_a_page_whose_dates_ran_ahead_can_be_published():
    """A draft's modified_at that does not fit its publication goes, since nobody could see what was modified."""
    for modified_at in (NOON - HOUR, NOON + HOUR):
        story = publishing.publish(DRAFT.evolve(modified_at=modified_at), NOON)
        assert (story.published_at, story.modified_at) == (NOON, None)
    kept = publishing.publish(DRAFT.evolve(modified_at=NOON - HOUR), NOON, at=NOON - 2 * HOUR)
    assert kept.modified_at == NOON - HOUR


def test_a_story_taken_off_can_be_retracted_later():
    """Without being shown again; the moment stays, a retraction is final, and saying it again changes nothing."""
    off = publishing.withdraw(publishing.publish(DRAFT, NOON), NOON + HOUR, "unpublish")
    retracted = publishing.withdraw(off, NOON + 2 * HOUR, "retraction", "It was not so.")
    assert (retracted.withdrawal.at, retracted.withdrawal.kind, retracted.version) == (NOON + HOUR, "retraction", 4)
    assert publishing.withdraw(retracted, NOON + 3 * HOUR, "retraction", "It was not so.") is retracted
    assert refused(publishing.withdraw, retracted, NOON + 3 * HOUR, "takedown") == "retracted"
    assert refused(publishing.publish, retracted, NOON + 3 * HOUR) == "retracted"


def test_what_comes_back_has_its_old_date_and_a_new_change():
    """A story taken off, or expired, is published again under the date that readers were told."""
    story = publishing.publish(DRAFT, NOON, expires_at=NOON + HOUR)
    off = publishing.withdraw(story, NOON, "takedown")
    for gone in (story, off):
        assert refused(publishing.publish, gone, NOON + 2 * HOUR) == "expiry"
        back = publishing.publish(gone, NOON + 2 * HOUR, expires_at=None)
        assert (back.published_at, back.modified_at, back.withdrawal) == (NOON, NOON + 2 * HOUR, None)


def test_a_moment_that_was_told_never_moves_back():
    """The clock of another machine may be behind; what readers were told is not taken back."""
    story = publishing.correct(publishing.publish(DRAFT, NOON), NOON + 2 * HOUR, "First.")
    behind = publishing.revise(story, NOON + HOUR, headline="Storm passes coast")
    assert behind.modified_at == NOON + 2 * HOUR
    again = publishing.correct(story, NOON + HOUR, "Second.")
    assert [correction.at for correction in again.corrections] == [NOON + 2 * HOUR] * 2


def test_true_is_not_one_in_the_newsrooms_own_json():
    """Python takes them for equal; a change of one into the other is a change all the same."""
    story = DRAFT.evolve(extra={"flag": 1})
    changed = publishing.revise(story, NOON, extra={"flag": True})
    assert (changed.extra["flag"] is True, changed.version) == (True, 2)
    assert publishing.classify(story, changed).fields == ("extra",)
    assert publishing.revise(changed, NOON, extra={"flag": True}) is changed


def test_a_former_path_is_known_however_it_is_written():
    """Percent-encoded or not: an archive's spelling of the present path is no redirect onto itself."""
    old = Article.model_validate(
        {
            "headline": "Café", "slug": "кафе", "id": "1", "published_at": NOON,
            "former_paths": [{"path": "/кафе", "until": NOON}, {"path": "/old", "until": NOON}],
        }
    )  # fmt: skip
    story = publishing.import_published(old, NOON)
    assert [row.source for row in publishing.redirects([story], NOON)] == ["/old"]
    moved = publishing.revise(story, NOON + HOUR, slug="storm")
    assert [former.path for former in moved.former_paths] == ["/old", "/%D0%BA%D0%B0%D1%84%D0%B5"]
    back = publishing.revise(moved, NOON + 2 * HOUR, slug="кафе")
    assert [former.path for former in back.former_paths] == ["/old", "/storm"]
    for path in ("/кафе", "/%D0%BA%D0%B0%D1%84%D0%B5", "/%d0%ba%d0%b0%d1%84%d0%b5"):
        assert publishing.resolve(path, [back], NOON + 2 * HOUR).status == "ok"


def test_a_section_moves_with_all_that_runs_in_it():
    """Every story inside it, one version later, redirecting, and unmodified; the others are the same objects."""
    inside, deeper, beside = (
        publishing.publish(DRAFT.evolve(id=name, section=section, also_in=["World/Asia/Sea"]), NOON, publication=SITE)
        for name, section in (("a", "World/Asia"), ("b", "World/Asia/Coast"), ("c", "World/Asiatic"))
    )
    other = publishing.publish(DRAFT.evolve(id="d", section="Sport"), NOON, publication=SITE)
    moved = publishing.rebase([inside, deeper, beside, other], "World/Asia", "Asia", NOON + HOUR, publication=SITE)
    assert [story.section.path for story in moved] == ["asia", "asia/coast", "world/asiatic", "sport"]
    assert [story.also_in[0].path for story in moved[:3]] == ["asia/sea"] * 3
    assert [len(story.former_paths) for story in moved] == [1, 1, 0, 0]
    assert {story.modified_at for story in moved} == {None}
    assert moved[3] is other


def test_paths_with_dates_and_ids_move_and_redirect_too():
    """The outlet's template decides what a path is: the day stays, since published_at does."""
    site = SITE.evolve(path_template="/{year}/{month}/{slug}-{id}", zone="Asia/Almaty")
    story = publishing.publish(DRAFT.evolve(id="7"), datetime(2025, 12, 31, 20, tzinfo=UTC), publication=site)
    assert site.path_for(story) == "/2026/01/storm-hits-coast-7"
    moved = publishing.revise(story, NOON, slug="storm", section="Sport", publication=site)
    answer = publishing.resolve("/2026/01/storm-hits-coast-7", [moved], NOON, publication=site)
    assert (answer.status, answer.location) == ("moved", "/2026/01/storm-7")


FIELDS = sorted({field.alias or name for name, field in Article.model_fields.items()})
junk = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9), st.binary(max_size=3), hours,
    st.lists(st.text(max_size=3), max_size=3), st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip


def do(act, story, now, first, second, changes):
    """One act with whatever values for its arguments."""
    match act:
        case "publish":
            return publishing.publish(story, now, at=first, embargo_until=second, expires_at=changes.get("slug"))
        case "import":
            return publishing.import_published(story, now, published_at=first)
        case "unpublish":
            return publishing.unpublish(story, now, publication=SITE)
        case "withdraw":
            return publishing.withdraw(story, now, first, second)
        case "correct":
            return publishing.correct(story, now, first, **changes)
        case "rebase":
            return publishing.rebase([story], str(first), str(second), now)[0]
    return publishing.revise(story, now, publication=SITE, **changes)


acts = st.sampled_from(["publish", "import", "unpublish", "withdraw", "correct", "rebase", "revise"])


@given(dated(), hours, acts, junk, junk, st.dictionaries(st.sampled_from(FIELDS), junk, max_size=2))
def test_whatever_is_asked_an_act_gives_a_next_version_or_our_error(story, now, act, first, second, changes):
    """No value of any type escapes the family; a version more is a difference with a name, none the same object."""
    try:
        new = do(act, story, now, first, second, changes)
    except NewscoreError:
        return
    assert (new is story) == (publishing.classify(story, new).kind == "none")
    assert new.version == story.version + (new is not story)
    assert new.id == story.id or story.status == "draft"
