"""Nothing that an audience may not see leaves: by no channel, no question, no error."""

import contextlib
import io
import traceback
from datetime import UTC, datetime, timedelta

import pytest

from newscore import formats, publishing
from newscore.__main__ import main
from newscore.article import Article, Withdrawal
from newscore.errors import NewscoreError, NotVisible, PublishingError
from newscore.feed import Feed
from newscore.formats import FORMATS, native
from newscore.publication import Publication

SECRET = "quixotlarch"
NOW = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITE = Publication(name="The Harbour Ledger", url="https://ledger.example", language="en", zone="Europe/Stockholm")
PLAIN = Article(headline="Bridge opens", id="urn:example:plain", status="published", published_at=NOW - HOUR,
                language="de", translation_key="pair")  # fmt: skip

EVERYWHERE = {
    "headline": f"The {SECRET} resigns",
    "subheadline": f"A {SECRET}",
    "kicker": f"{SECRET}!",
    "summary": f"About the {SECRET}.",
    "body": [
        {"type": "paragraph", "text": f"It was the {SECRET}."},
        {"type": "heading", "level": 2, "text": SECRET},
        {"type": "quote", "text": f"A {SECRET}", "attribution": SECRET},
        {"type": "figure", "image": {"url": f"https://img.example/{SECRET}.jpg", "alt": SECRET, "caption": SECRET}},
        {"type": "unknown", "kind": SECRET, "payload": {"type": SECRET, "words": SECRET}},
    ],
    "byline": f"By {SECRET.title()} Doe",
    "image": {"url": f"https://img.example/{SECRET}.jpg", "alt": f"The {SECRET}", "credit": SECRET},
    "dateline": SECRET,
    "backstory": f"We met the {SECRET}.",
    "section": f"World/{SECRET}",
    "also_in": [SECRET],
    "tags": [SECRET, {"name": SECRET, "kind": "person", "uri": f"urn:{SECRET}"}],
    "id": f"urn:example:{SECRET}",
    "slug": f"the-{SECRET}-resigns",
    "former_paths": [{"path": f"/world/{SECRET}/before", "until": NOW - 9 * HOUR}],
    "canonical_url": f"https://other.example/{SECRET}",
    "replaces": f"urn:example:{SECRET}:0",
    "provider": SECRET,
    "rights": {"holder": SECRET, "notice": SECRET, "terms": SECRET},
    "related": [f"https://ledger.example/{SECRET}"],
    "extra": {SECRET: SECRET},
    "language": "en",
    "translation_key": "pair",
}
DRAFT = Article.model_validate(EVERYWHERE)


def published(**dates) -> Article:
    return Article.model_validate(EVERYWHERE | {"status": "published", "published_at": NOW - 3 * HOUR} | dates)


def withdrawn(at: datetime, note: str) -> Article:
    return published().evolve(status="withdrawn", withdrawal=Withdrawal(at=at, kind="takedown", note=note))


# Each state, the story in it, and who may see it at NOW.
STATES = {
    "draft": (DRAFT, {"private"}),
    "draft with dates": (DRAFT.evolve(published_at=NOW - HOUR), {"private"}),
    "scheduled": (published(published_at=NOW + timedelta(microseconds=1)), {"private"}),
    "scheduled and embargoed": (published(published_at=NOW + HOUR, embargo_until=NOW + 2 * HOUR), {"private"}),
    "embargoed": (published(embargo_until=NOW + timedelta(microseconds=1)), {"private", "trade"}),
    "live": (published(embargo_until=NOW, expires_at=NOW + timedelta(microseconds=1)), {"private", "trade", "public"}),
    "expired": (published(expires_at=NOW), {"private"}),
    "withdrawn": (withdrawn(NOW - HOUR, "It was taken down."), {"private"}),
    "withdrawn before its release": (withdrawn(NOW - 4 * HOUR, SECRET), {"private"}),
}
CASES = [pytest.param(story, audiences, id=state) for state, (story, audiences) in STATES.items()]
HIDDEN = [pytest.param(story, id=state) for state, (story, audiences) in STATES.items() if "public" not in audiences]
CHANNELS = [pytest.param(row, id=row.name) for row in FORMATS.values()]


def options(row) -> dict[str, object]:
    return {} if row.name == "json" else {"publication": SITE}


def tells(thing: object) -> bool:
    """Whether the secret can be read from something, from an error's chain of causes above all."""
    text = f"{thing!r} {thing}"
    while isinstance(thing, BaseException):
        text += f"{thing!r} {thing} {thing.args!r} {getattr(thing, '__notes__', '')!r} {vars(thing)!r}"
        text += "".join(traceback.format_exception(thing))
        thing = thing.__cause__ or thing.__context__
    return SECRET in text.lower()


def test_the_detector_is_alive():
    """What holds the secret is found to tell it."""
    assert tells(DRAFT)
    assert tells(PublishingError("rule", f"the {SECRET}"))
    hidden = PublishingError("rule", "no")
    hidden.__cause__ = ValueError(SECRET)
    assert tells(hidden)


@pytest.mark.parametrize("row", CHANNELS)
@pytest.mark.parametrize(("story", "audiences"), CASES)
def test_a_channel_writes_what_its_audience_may_see_and_nothing_else(row, story, audiences):
    """For every channel of the table and every state, alone and in a feed: the words leave, or an error without."""
    feed = Feed(title="All", url="https://ledger.example", publication=SITE, items=[PLAIN, story])
    kinds = {"article": [story], "feed": [feed], "both": [story, feed]}
    for content in kinds[row.writes]:
        if row.audience in audiences:
            extra = options(row) if content is story else {}
            assert SECRET in formats.dumps(content, row.name, at=NOW, **extra).lower()
            continue
        with pytest.raises(NotVisible) as refused:
            formats.dumps(content, row.name, at=NOW, **options(row))
        assert not tells(refused.value)
        assert "force=True" in str(refused.value)


@pytest.mark.parametrize("write", [formats.dumps, formats.stream], ids=["dumps", "stream"])
@pytest.mark.parametrize(("story", "audiences"), CASES)
def test_a_page_names_no_translation_that_may_not_be_seen(write, story, audiences):
    """A link to a translation tells its address, which its headline made."""
    options = {"publication": SITE, "translations": iter([story])}
    if "public" in audiences:
        assert SECRET in "".join(map(str, write(PLAIN, "webpage", at=NOW, **options))).lower()
        return
    with pytest.raises(NotVisible) as refused:
        write(PLAIN, "webpage", at=NOW, **options)
    assert not tells(refused.value)


STREAMS = [pytest.param(row, id=row.name) for row in FORMATS.values() if hasattr(row.module, "iterate")]


@pytest.mark.parametrize("row", STREAMS)
@pytest.mark.parametrize(("story", "audiences"), CASES)
def test_a_stream_holds_the_gate_before_each_story(row, story, audiences):
    """Not a byte of what may not be seen is written before the refusal, wherever in the stream the story comes."""
    empty = Feed(title="All", url="https://ledger.example", publication=SITE, updated=NOW)
    written = b""
    with contextlib.ExitStack() as refusal:
        if row.audience not in audiences:
            refused = refusal.enter_context(pytest.raises(NotVisible))
        for piece in formats.stream(empty, row.name, at=NOW, items=iter([PLAIN, story])):
            written += piece
    assert (SECRET in written.decode().lower()) == (row.audience in audiences)
    assert row.audience in audiences or not tells(refused.value)


@pytest.mark.parametrize("row", CHANNELS)
@pytest.mark.parametrize(("story", "audiences"), CASES)
def test_an_etag_is_told_to_those_who_may_see_the_story(row, story, audiences):
    """A tag would tell that a story is there, and when it changes; asked with a moment, it holds the same gate."""
    feed = Feed(title="All", url="https://ledger.example", items=[PLAIN, story])
    for content in (story, feed):
        if row.audience in audiences:
            assert not tells(publishing.etag(content, row.name, now=NOW))
            continue
        with pytest.raises(NotVisible) as refused:
            publishing.etag(content, row.name, now=NOW)
        assert not tells(refused.value)


@pytest.mark.parametrize("row", CHANNELS)
def test_publishing_knows_each_channels_audience(row):
    """The gate of an etag asks for those that the table of channels names."""
    assert publishing.AUDIENCES[row.name] == row.audience


@pytest.mark.parametrize("story", HIDDEN)
def test_no_question_tells_what_is_hidden(story):
    """Feed, resolution, redirects, alternates, turns and collisions: nothing of it in any answer or its repr."""
    both = [PLAIN, story]
    assert not tells(publishing.feed(both, now=NOW, publication=SITE))
    assert not tells(publishing.alternates(PLAIN, both, NOW, publication=SITE))
    assert publishing.alternates(story, both, NOW, publication=SITE) == ()
    assert publishing.redirects(both, NOW, publication=SITE) == ()
    assert not tells(list(publishing.next_changes(both, NOW)))
    assert not tells(list(publishing.next_changes(both, NOW, audience="trade")))
    assert not tells(publishing.visibility(story, NOW))
    for path in (SITE.path_for(story), story.former_paths[0].path, "/nowhere"):
        assert not tells(publishing.resolve(path, both, NOW, publication=SITE))
    # Collisions are for editors and name the path; what stands there is not in what a log would show.
    collision = publishing.collisions([story, story.evolve(id="urn:example:twin")], publication=SITE)[0]
    assert collision.articles[0] is story
    assert not tells(repr(collision).replace(collision.path, ""))


@pytest.mark.parametrize("state", [state for state, (_, who) in STATES.items() if "public" not in who])
def test_what_never_was_public_is_missing(state):
    """To those who guess an address, a story to come is like one that never will be; no date tells of it either."""
    story, _ = STATES[state]
    known = state in ("expired", "withdrawn")
    for path in (SITE.path_for(story), story.former_paths[0].path):
        answer = publishing.resolve(path, [PLAIN, story], NOW, publication=SITE)
        nowhere = publishing.resolve("/nowhere", [PLAIN, story], NOW, publication=SITE)
        assert answer.status == ("gone" if known else "missing")
        assert answer == nowhere or known
        assert answer.changes_at is None
    feed = publishing.feed([story], now=NOW, publication=SITE)
    assert (feed.items, feed.updated is None) == ((), not known)


@pytest.mark.parametrize("story", HIDDEN)
def test_no_act_tells_what_it_refuses(story):
    """Whatever an act refuses, and why, neither the message nor its causes repeat a word of the story or the change."""
    bad = {
        "headline": f"{SECRET}\u202e", "summary": f"{SECRET}\x00", "slug": SECRET.upper(), "section": f"{SECRET}/" * 9,
        "byline": f"{SECRET}\x00", "body": [{"type": SECRET}], "extra": {SECRET: object()}, "tags": [f"{SECRET}\x00"],
        "image": SECRET, "language": f"{SECRET}!", "canonical_url": f"javascript:{SECRET}", "genre": SECRET,
        "urgency": SECRET, "created_at": SECRET, "related": [SECRET], "translation_key": f"{SECRET} x",
        "status": SECRET,
    }  # fmt: skip
    bad_body = [{"type": "unknown", "kind": "poll", "payload": {SECRET: object()}}]
    acts = [
        lambda name=name, value=value: publishing.revise(story, NOW, **{name: value}) for name, value in bad.items()
    ]
    acts += [
        lambda: publishing.revise(story, NOW, body=bad_body),
        lambda: publishing.revise(story, NOW, if_version=9, headline=SECRET),
        lambda: publishing.revise(published(), NOW, id=SECRET),
        lambda: publishing.publish(story, NOW, at=NOW - HOUR, expires_at=NOW - HOUR),
        lambda: publishing.publish(story, NOW, if_version=9),
        lambda: publishing.publish(published(), NOW, embargo_until=NOW + HOUR),
        lambda: publishing.publish(published(), NOW, at=NOW),
        lambda: publishing.publish(published().evolve(id=None), NOW),
        lambda: publishing.unpublish(published(), NOW),
        lambda: publishing.withdraw(DRAFT, NOW, "takedown", SECRET),
        lambda: publishing.withdraw(published(), NOW, "takedown", f"{SECRET}\x00"),
        lambda: publishing.withdraw(published(), NOW, SECRET),
        lambda: publishing.correct(DRAFT, NOW, SECRET),
        lambda: publishing.correct(published(), NOW, f"{SECRET}\x00"),
        lambda: publishing.import_published(published(), NOW),
        lambda: publishing.import_published(DRAFT, NOW, published_at=NOW + HOUR),
        lambda: publishing.rebase([story], f"{SECRET}/" * 9, "x", NOW),
        lambda: publishing.rebase([story], f"World/{SECRET}", "a/b/c/d/e/f/g/" + "h/" * 9, NOW),
        lambda: SITE.evolve(path_template="/{year}/{slug}").path_for(DRAFT),
    ]
    for number, act in enumerate(acts):
        with pytest.raises(NewscoreError) as refused:
            act()
        assert not tells(refused.value), (number, str(refused.value))


@pytest.mark.parametrize("row", [*CHANNELS, pytest.param(None, id="publish")])
@pytest.mark.parametrize("story", HIDDEN)
def test_no_problem_tells_what_is_hidden(row, story):
    """What a channel would frown upon is said by field and number, so that it may be logged."""
    found = formats.problems(story, row.name if row else "publish", **(options(row) if row else {}))
    assert not tells(found)


def test_the_command_line_holds_the_gate(tmp_path):
    """A file that the public may not see does not become a public one, and the refusal says nothing of it."""
    outlet = tmp_path / "outlet.json"
    outlet.write_text(SITE.model_dump_json(exclude_defaults=True), "utf-8")
    ahead, behind = datetime(8000, 1, 1, tzinfo=UTC), datetime(1999, 1, 1, tzinfo=UTC)
    hidden = {
        "draft": DRAFT,
        "scheduled": published(published_at=ahead),
        "embargoed": published(published_at=behind, embargo_until=ahead),
        "expired": published(published_at=behind, expires_at=behind + HOUR),
        "withdrawn": withdrawn(NOW, "It was taken down."),
    }
    for state, story in hidden.items():
        path = tmp_path / "story.json"
        path.write_text(native.dumps(story), "utf-8")
        for row in FORMATS.values():
            if row.audience != "public" or row.writes == "feed":
                continue
            said = io.StringIO()
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = main(["convert", str(path), "--from", "json", "--to", row.name, "--publication", str(outlet)])
            assert (code, state in said.getvalue(), tells(said.getvalue())) == (1, True, False), (state, row.name)
