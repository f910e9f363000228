"""Random acts on several stories under a running clock, held act by act to a second account of the rules."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from newscore import publishing
from newscore.article import Article
from newscore.errors import PublishingError, VersionConflict
from newscore.formats import native
from newscore.publication import Publication
from tests import publication_model as model

START = datetime(2026, 1, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
SITE = Publication(name="The Steppe", url="https://steppe.example")
LANGUAGES = ["en", "de", "fr", "en"]

stories = st.integers(0, len(LANGUAGES) - 1)
# Few words, so that stories collide at one address and come back to where they were.
headlines = st.sampled_from(sorted(model.SLUGS))
slugs = st.sampled_from(["rain", "vote-today", "bridge", None])
sections = st.sampled_from(["World", "World/Asia", "Sport", None])
kinds = st.sampled_from(["retraction", "takedown", "unpublish"])
# An hour is the smallest step of clock and dates alike, so that acts often fall on the very moment of a release.
hours = st.integers(-3, 6)
no_hours = st.none() | hours
flags = st.booleans()


class Newsroom(RuleBasedStateMachine):
    """Some stories twice, as articles and as the model's dicts, and what a reader who never sleeps has seen."""

    steps = 0

    @initialize(words=st.tuples(headlines, headlines, headlines, headlines))
    def open_the_newsroom(self, words: tuple[str, ...]) -> None:
        self.now = START
        self.updated: datetime | None = None
        self.in_world: datetime | None = None
        self.models = [model.draft(headline, number, "World") for number, headline in enumerate(words)]
        self.articles = [
            Article(headline=headline, id=f"s-{number}", section="World", language=language, translation_key="k")
            for number, (headline, language) in enumerate(zip(words, LANGUAGES, strict=True))
        ]
        # For each story the addresses at which it was live, and the published_at that readers were told.
        self.seen: list[set[str]] = [set() for _ in words]
        self.told: list[datetime | None] = [None for _ in words]
        self.look()

    def look(self) -> None:
        for number, story in enumerate(self.models):
            if model.is_live(story, self.now):
                self.seen[number].add(SITE.path_for(self.articles[number]))
                self.told[number] = self.told[number] or self.articles[number].published_at

    def act(
        self, number: int, ours: Callable[[Article], Article], theirs: Callable[[model.Story], model.Story]
    ) -> None:
        """Do one act in both accounts: both refuse it by one rule and change nothing, or both make the same story."""
        article, story = self.articles[number], self.models[number]
        try:
            expected = theirs(story)
        except model.Refused as refused:
            with pytest.raises(PublishingError) as error:
                ours(article)
            assert error.value.rule in refused.rules
            assert self.now.isoformat().replace("+00:00", "Z") in str(error.value)
            assert article.headline not in str(error.value)
            return
        new = ours(article)
        assert (new is article) == (expected is story)
        assert as_dict(new) == expected
        self.articles[number], self.models[number] = new, expected
        self.look()

    @rule(by=st.integers(1, 5))
    def time_passes(self, by: int) -> None:
        for _ in range(by):
            self.now += HOUR
            self.look()

    @rule(number=stories, at=no_hours, embargo=no_hours, expires=no_hours, given=st.sets(st.sampled_from("ex")))
    def publish(self, number: int, at: int | None, embargo: int | None, expires: int | None, given: set[str]) -> None:
        options: dict[str, Any] = {} if at is None else {"at": self.now + at * HOUR}
        if "e" in given:
            options["embargo_until"] = None if embargo is None else self.now + embargo * HOUR
        if "x" in given:
            options["expires_at"] = None if expires is None else self.now + expires * HOUR
        self.act(
            number,
            lambda article: publishing.publish(article, self.now, publication=SITE, **options),
            lambda story: model.publish(story, self.now, **options),
        )

    @rule(number=stories)
    def publish_again(self, number: int) -> None:
        """With the dates it has: what an impatient editor does."""
        at = self.models[number]["published_at"]
        self.act(
            number,
            lambda article: publishing.publish(article, self.now, at=at, publication=SITE),
            lambda story: model.publish(story, self.now, at=at),
        )

    @rule(number=stories)
    def unpublish(self, number: int) -> None:
        self.act(
            number,
            lambda article: publishing.unpublish(article, self.now, publication=SITE),
            lambda story: model.unpublish(story, self.now),
        )

    @rule(number=stories, kind=kinds, note=st.sampled_from(["It was not so.", None]))
    def withdraw(self, number: int, kind: Any, note: str | None) -> None:
        self.act(
            number,
            lambda article: publishing.withdraw(article, self.now, kind, note, publication=SITE),
            lambda story: model.withdraw(story, self.now, kind, note),
        )

    @rule(number=stories, headline=st.none() | headlines)
    def correct(self, number: int, headline: str | None) -> None:
        changes = {} if headline is None else {"headline": headline}
        self.act(
            number,
            lambda article: publishing.correct(article, self.now, "It was two.", publication=SITE, **changes),
            lambda story: model.correct(story, self.now, "It was two.", **changes),
        )

    @rule(
        number=stories,
        minor=flags,
        changes=st.fixed_dictionaries(
            {},
            optional={"headline": headlines, "urgency": st.integers(1, 3), "slug": slugs, "section": sections},
        ),
    )
    def revise(self, number: int, minor: bool, changes: dict[str, Any]) -> None:
        self.act(
            number,
            lambda article: publishing.revise(article, self.now, minor=minor, publication=SITE, **changes),
            lambda story: model.revise(story, self.now, minor, **changes),
        )

    @rule(old=sections.filter(bool), new=sections.filter(bool))
    def rebase(self, old: str, new: str) -> None:
        moved = publishing.rebase(self.articles, old, new, self.now, publication=SITE)
        for number, article in enumerate(moved):
            self.act(
                number,
                lambda _, article=article: article,
                lambda story: model.rebase(story, old, new, self.now),
            )

    @rule(number=stories, ago=hours)
    def import_published(self, number: int, ago: int) -> None:
        then = self.now - ago * HOUR
        if self.models[number]["status"] == "draft":  # An archive's dates are its own; a draft's plans go.
            self.articles[number] = self.articles[number].evolve(embargo_until=None, expires_at=None)
            self.models[number] |= {"embargo_until": None, "expires_at": None}
        self.act(
            number,
            lambda article: publishing.import_published(article, self.now, published_at=then, publication=SITE),
            lambda story: model.import_published(story, self.now, then),
        )

    @rule(number=stories, off=st.integers(-2, 2).filter(bool), which=st.integers(0, 4))
    def act_on_another_version(self, number: int, off: int, which: int) -> None:
        """A conflict comes before every other rule, and before a no-op."""
        acts = [publishing.publish, publishing.unpublish, publishing.revise, publishing.withdraw, publishing.correct]
        article = self.articles[number]
        arguments: list[Any] = ["note"] if acts[which] is publishing.correct else []
        with pytest.raises(VersionConflict) as error:
            acts[which](article, self.now, *arguments, if_version=article.version + off)
        assert (error.value.expected, error.value.found) == (article.version + off, article.version)

    @rule(number=stories, back=st.integers(1, 6))
    def ask_by_a_slow_clock(self, number: int, back: int) -> None:
        """Whose story itself tells that readers saw it stays public; by the model's other clock, and changing none."""
        article, story, then = self.articles[number], self.models[number], self.now - back * HOUR
        if not model.was_live(story, model.told(story, then)):
            return
        with pytest.raises(PublishingError) as error:
            publishing.unpublish(article, then)
        assert error.value.rule == "never-public"
        assert publishing.was_public(publishing.withdraw(article, then, "retraction"), self.now)

    @invariant()
    def count_the_step(self) -> None:
        type(self).steps += 1

    @invariant()
    def visibility_is_the_rule(self) -> None:
        """State and answer are the model's, and hold until `changes_at`, not a microsecond less or more."""
        for article, story in zip(self.articles, self.models, strict=True):
            seen = publishing.visibility(article, self.now)
            assert (seen.visible, seen.state) == (model.is_live(story, self.now), model.state(story, self.now))
            assert seen.changes_at == next(iter(model.turns(story, self.now)), None)
            if seen.changes_at:
                before = publishing.visibility(article, seen.changes_at - TICK)
                assert (before.visible, before.state) == (seen.visible, seen.state)
                assert publishing.visibility(article, seen.changes_at).visible != seen.visible
            trade = publishing.visibility(article, self.now, "trade")
            assert (trade.visible, trade.state) == (model.trade_sees(story, self.now), seen.state)
            flips = [story["published_at"], *model.turns(story, self.now)] if story["status"] == "published" else []
            ahead = [at for at in flips if at > self.now and model.trade_sees(story, at) != trade.visible]
            assert trade.changes_at == min([*ahead, *model.turns(story, self.now)], default=None)

    @invariant()
    def what_was_public_stays_so(self) -> None:
        """Nothing claims a publicity it never had, nothing denies it, and published_at is what readers were told."""
        for number, article in enumerate(self.articles):
            known = model.was_live(self.models[number], self.now)
            assert publishing.was_public(article, self.now) == known
            if self.told[number]:
                assert known
                assert article.published_at == self.told[number]

    @invariant()
    def no_link_is_lost(self) -> None:
        """Every address answers as the model says, and one at which a story was live never is missing."""
        index = publishing.Index(self.articles, publication=SITE)
        for number, article in enumerate(self.articles):
            for path in self.seen[number] | {SITE.path_for(article)}:
                answer = publishing.resolve(path, index, self.now)
                found = answer.article.id if answer.article else answer.location
                assert (answer.status, found) == model.resolve(path, self.models, self.now)
                if path in self.seen[number]:
                    assert answer.status != "missing"
                if answer.location:
                    assert publishing.resolve(answer.location, index, self.now).status == "ok"
        rows = publishing.redirects(index, self.now)
        assert not {row.source for row in rows} & {row.target for row in rows}
        former = sorted({path for story in self.models for path, _ in story["former_paths"]})
        answers = {path: model.resolve(path, self.models, self.now) for path in former}
        expected = [(path, found) for path, (status, found) in answers.items() if status == "moved"]
        assert [(row.source, row.target) for row in rows] == expected

    @invariant()
    def the_feed_holds_what_may_be_seen(self) -> None:
        """Exactly that, newest first; its date is never ahead and never goes back, also in a section's."""
        feed = publishing.feed(iter(self.articles), now=self.now, publication=SITE)
        assert [article.id for article in feed.items] == model.feed(self.models, self.now)
        assert feed.updated is None or feed.updated <= self.now
        assert self.updated is None or (feed.updated is not None and feed.updated >= self.updated)
        self.updated = feed.updated
        world = publishing.feed(self.articles, now=self.now, publication=SITE, section="World")
        assert [article.id for article in world.items] == model.feed(self.models, self.now, "World")
        assert self.in_world is None or (world.updated is not None and self.in_world <= world.updated <= self.now)
        self.in_world = world.updated
        newest = publishing.feed(self.articles, now=self.now, publication=SITE, limit=2)
        assert newest.items == feed.items[:2]

    @invariant()
    def turns_come_in_order(self) -> None:
        """The stream is the model's: sorted, ahead, complete."""
        turns = [turn.at for turn in publishing.next_changes(self.articles, self.now)]
        assert turns == sorted(at for story in self.models for at in model.turns(story, self.now))

    @invariant()
    def translations_know_each_other(self) -> None:
        """Alternates are the live stories of the group, one a language, the story itself among them."""
        live = {LANGUAGES[number] for number, story in enumerate(self.models) if model.is_live(story, self.now)}
        for article, story in zip(self.articles, self.models, strict=True):
            found = publishing.alternates(article, self.articles, self.now, publication=SITE)
            if not model.is_live(story, self.now):
                assert found == ()
                continue
            assert [alternate.language for alternate in found] == sorted(live)
            assert article in [alternate.article for alternate in found]

    @invariant()
    def collisions_are_told(self) -> None:
        """Two stories at one address are never silent."""
        paths = [model.path_of(story) for story in self.models]
        doubled = sorted({path for path in paths if paths.count(path) > 1})
        told = publishing.collisions(self.articles, publication=SITE)
        assert sorted(collision.path for collision in told if collision.kind == "current") == doubled

    def teardown(self) -> None:
        """Whatever the acts made is what native JSON gives back."""
        for article in getattr(self, "articles", ()):
            assert native.loads(native.dumps(article)).content == article


def as_dict(article: Article) -> model.Story:
    """What the model keeps of an article."""
    withdrawal = article.withdrawal
    section = "/".join(section.name for section in article.section.lineage) if article.section else None
    return {name: getattr(article, name) for name in model.draft("", 0, None)} | {
        "slug": article.chosen_slug,
        "section": section,
        "withdrawal": withdrawal and (withdrawal.at, withdrawal.kind, withdrawal.note),
        "corrections": tuple((correction.at, correction.note) for correction in article.corrections),
        "former_paths": tuple((former.path, former.until) for former in article.former_paths),
    }


def test_every_rule_holds_under_random_acts() -> None:
    """Over many thousand random acts no embargo leaks, no link is lost and no date is changed."""
    Newsroom.steps = 0
    run_state_machine_as_test(Newsroom, settings=settings(stateful_step_count=75))
    print(f"{Newsroom.steps:,} steps")
    if settings.default and settings.default.max_examples >= 200:
        assert Newsroom.steps >= 10_000
