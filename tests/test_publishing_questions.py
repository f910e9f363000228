"""What editors and machines ask of stories: who is where, what differs, what turns, what is missing."""

import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from newscore import formats, publishing
from newscore.article import Article
from newscore.errors import Problem
from newscore.publication import Publication
from newscore.publishing import DEFAULT, Rule, diff, diff_words
from newscore.publishing.diffs import _compare
from newscore.section import Section

NOON = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITE = Publication(name="The Coast", url="https://coast.example", path_template="/{language}/{slug}")


def story(name: str, **fields) -> Article:
    known = {"headline": name, "id": name, "status": "published", "published_at": NOON}
    return Article.model_validate(known | fields)


def test_alternates_are_the_visible_members_of_the_group_and_name_each_other():
    """hreflang wants each page to list itself and all others, in both directions, and nothing that cannot be read."""
    english, german, kazakh = (story(name, language=name, translation_key="k") for name in ("en", "de", "kk"))
    hidden = story("fr", language="fr", translation_key="k", embargo_until=NOON + HOUR)
    other = story("es", language="es", translation_key="other")
    group = [english, hidden, german, other, kazakh]
    listed = {}
    for article in (english, german, kazakh):
        found = publishing.alternates(article, group, NOON, publication=SITE)
        listed[article.language] = [(each.language, each.url) for each in found]
    rows = [(language, f"https://coast.example/{language}/{language}") for language in ("de", "en", "kk")]
    assert listed == {"en": rows, "de": rows, "kk": rows}
    # Two in one language: the story itself before others, and of others the one released first.
    twin = story("de-2", language="de", translation_key="k", published_at=NOON - HOUR)
    for page, german_id in ((english, "de-2"), (german, "de"), (twin, "de-2")):
        found = publishing.alternates(page, [*group, twin], NOON, publication=SITE)
        assert [each.article.id for each in found] == [german_id, "en", "kk"]
    alone = story("x", language="en")
    assert publishing.alternates(alone, [alone, english], NOON, publication=SITE) == ()


def test_each_kind_of_collision_is_told():
    """Two at one address, one where another redirects from, two redirecting: the one that answers comes first."""
    first, second = story("A", slug="a"), story("B", slug="a", published_at=NOON + HOUR)
    left = story("C", slug="c", former_paths=[{"path": "/a", "until": NOON}, {"path": "/old", "until": NOON}])
    also = story("D", slug="d", former_paths=[{"path": "/old", "until": NOON + HOUR}])
    found = publishing.collisions([second, left, first, also])
    assert [(each.path, each.kind, [article.id for article in each.articles]) for each in found] == [
        ("/a", "current", ["A", "B"]),
        ("/a", "taken-over", ["A", "B", "C"]),
        ("/old", "former", ["D", "C"]),
    ]
    index = publishing.Index([second, left, first, also])
    assert publishing.resolve("/a", index, NOON + HOUR).article is first
    assert publishing.resolve("/old", index, NOON + HOUR).location == "/d"


def test_a_story_without_a_path_is_told():
    """Where the outlet's template asks for an id that a story has not, it answers nowhere, and the index says so."""
    nameless = story("A").evolve(id=None)
    site = SITE.evolve(path_template="/{id}")
    index = publishing.Index([nameless, story("B")], publication=site)
    assert (index.pathless, index.resolve("/B", NOON).status) == ([nameless], "ok")


def test_an_index_answers_as_the_plain_rule_does():
    """Whether one story or many lay claim to a path: the shortcuts change nothing."""
    chance = random.Random(4)
    for _ in range(300):
        paths = ["/a", "/b", "/c"]
        articles = []
        for number in range(chance.randrange(1, 5)):
            chance.shuffle(paths)
            former = [
                {"path": path, "until": NOON + chance.randrange(3) * HOUR} for path in paths[1 : chance.randrange(1, 4)]
            ]
            dates = {
                "published_at": NOON + chance.randrange(-2, 3) * HOUR,
                "slug": paths[0][1:],
                "former_paths": former,
            }
            if chance.random() < 0.3:
                dates |= {"status": "withdrawn", "withdrawal": {"at": NOON, "kind": "takedown"}}
            articles.append(story(f"s{number}", **dates))
        index = publishing.Index(articles)
        for path in ("/a", "/b", "/c", "/d"):
            living = [each for each in articles if f"/{each.slug}" == path]
            left = [(known.until, each) for each in articles for known in each.former_paths if known.path == path]
            live = sorted((each.release, each.id) for each in living if publishing.visibility(each, NOON).visible)
            went = [until for until, each in left if publishing.visibility(each, NOON).visible]
            answer = publishing.resolve(path, index, NOON)
            if live:
                assert (answer.status, answer.article.id) == ("ok", live[0][1])
            elif any(publishing.was_public(each, NOON) for each in living):
                assert answer.status == "gone"
            elif went:
                assert answer.status == "moved"
                assert answer.location in {f"/{each.slug}" for until, each in left if until == max(went)}
            else:
                known = any(publishing.was_public(each, NOON) for _, each in left)
                assert answer.status == ("gone" if known else "missing")


def test_turns_are_all_there_and_in_order():
    """Releases, expiries, the age at which a news sitemap drops a story, and what the trade sees of an embargo."""
    stories = [
        story("a", expires_at=NOON + 5 * HOUR),
        story("b", embargo_until=NOON + 2 * HOUR),
        story("c", published_at=NOON + HOUR, embargo_until=NOON + 3 * HOUR),
        story("d", status="draft"),
        story("e", status="withdrawn", withdrawal={"at": NOON, "kind": "takedown"}, expires_at=NOON + HOUR),
    ]

    def told(**options):
        turns = publishing.next_changes(iter(stories), NOON, **options)
        return [((turn.at - NOON) // HOUR, turn.article.id, turn.state) for turn in turns]

    assert told() == [(2, "b", "live"), (3, "c", "live"), (5, "a", "expired")]
    assert (1, "c", "embargoed") in told(audience="trade")
    # A story that is not yet released when it is that old, or has expired by then, cannot leave the window.
    assert told(max_age=HOUR) == [(1, "a", "live"), (2, "b", "live"), (3, "c", "live"), (5, "a", "expired")]
    aged = [(6, "b", "live"), (7, "c", "live")]
    assert told(max_age=6 * HOUR) == [(2, "b", "live"), (3, "c", "live"), (5, "a", "expired"), *aged]
    assert told(max_age=4 * HOUR) == [
        (2, "b", "live"), (3, "c", "live"), (4, "a", "live"), (4, "b", "live"), (5, "a", "expired"), (5, "c", "live"),
    ]  # fmt: skip


def test_a_change_is_named_and_weighed():
    """Nothing, silently, or visibly, with the fields."""
    old = story("Storm", slug="storm")
    assert publishing.classify(old, old.evolve(version=9)).kind == "none"
    for field, value, kind in (
        ("summary", "Rain.", "visible"), ("body", "Rain.", "visible"), ("byline", "By Ana", "visible"),
        ("urgency", 3, "silent"), ("section", "World", "silent"), ("slug", "rain", "silent"), ("tags", ["x"], "silent"),
        ("access", "subscriber", "silent"), ("extra", {"a": 1}, "silent"),
    ):  # fmt: skip
        change = publishing.classify(old, old.evolve(**{field: value}))
        assert (change.kind, change.fields) == (kind, (field,))


words = st.lists(st.sampled_from(["a", "b", "storm", "sea", "calm", "."]), max_size=30).map(" ".join)


@given(words, words)
def test_the_edits_make_the_new_text_of_the_old(old, new):
    """What is kept and deleted is the old text, what is kept and inserted the new one."""
    edits = diff_words(old, new)
    assert "".join(edit.text for edit in edits if edit.kind != "insert") == old
    assert "".join(edit.text for edit in edits if edit.kind != "delete") == new
    assert all(edit.text for edit in edits)


def test_a_text_that_is_too_long_is_shown_as_replaced():
    """Over 20,000 words there is one deletion and one insertion."""
    edits = diff_words("storm " * 20_001, "sea " * 3)
    assert [(edit.kind, edit.text) for edit in edits] == [("delete", "storm " * 20_001), ("insert", "sea " * 3)]


def test_a_difference_is_of_one_of_three_kinds():
    """Put in, taken away, or changed; words are compared where both are text, and blocks where they are of one type."""
    old = story("x", summary="Rain.", byline="By Ana", body=[{"type": "paragraph", "text": "It rained."}])
    new = old.evolve(summary=None, kicker="Live", urgency=2, byline="By Ana Lima", body=[{"type": "divider"}])
    told = {each.path: (each.kind, bool(each.edits)) for each in diff(old, new)}
    assert told == {
        "$.kicker": ("inserted", False), "$.summary": ("deleted", False), "$.body[0]": ("changed", False),
        "$.byline": ("changed", False), "$.urgency": ("inserted", False),
    }  # fmt: skip
    (reworded,) = diff(old, old.evolve(body="It rained again."))
    assert [(edit.kind, edit.text) for edit in reworded.edits if edit.kind != "keep"] == [("insert", " again")]


def test_words_are_found_again_between_those_that_were_found():
    """A word that stands twice is no anchor for the whole, and one for each stretch between the anchors."""
    edits = diff_words("P x1 k y1 Q x3 k y3 R", "P x2 k y2 Q x4 k y4 R")
    kept = " ".join(edit.text for edit in edits if edit.kind == "keep").split()
    assert kept == ["P", "k", "Q", "k", "R"]


@given(st.lists(words.filter(str.strip), max_size=6), st.lists(words.filter(str.strip), max_size=6))
def test_the_differences_of_bodies_are_complete(old, new):
    """Deleting and inserting what is told, and keeping the rest, makes the new body of the old one."""
    before, after = (story("x", body=[{"type": "paragraph", "text": text} for text in texts]) for texts in (old, new))
    told = diff(before, after)
    # By the objects themselves, since two blocks may well say the same.
    gone = {id(each.old) for each in told if each.kind in ("changed", "deleted")}
    come = {id(each.new) for each in told if each.kind in ("changed", "inserted")}
    kept = [
        [block for block in body if id(block) not in out] for body, out in ((before.body, gone), (after.body, come))
    ]
    assert kept[0] == kept[1]
    assert (told == ()) == (before.body == after.body)


class Counted(str):
    """A word that counts how often it is looked at."""

    looks = 0

    def __eq__(self, other):
        Counted.looks += 1
        return str.__eq__(self, other)

    def __hash__(self):
        Counted.looks += 1
        return str.__hash__(self)


@pytest.mark.parametrize("kind", ["random", "repeated", "reversed", "nested", "all-alike"])
def test_a_comparison_is_never_quadratic(kind):
    """Eight times the words cost at most twelve times the looks, whatever the texts: difflib's worst case is cubic."""

    def looks(size):
        chance = random.Random(size)
        plain = {
            "random": lambda: [chance.randrange(size) for _ in range(size)],
            "repeated": lambda: [chance.randrange(4) for _ in range(size)],
            "reversed": lambda: list(range(size)),
            "nested": lambda: [number ^ (number >> 1) for number in range(size)],
            "all-alike": lambda: [0] * size,
        }[kind]
        old, new = plain(), plain()[::-1]
        Counted.looks = 0
        list(_compare([Counted(word) for word in old], [Counted(word) for word in new]))
        return Counted.looks

    assert looks(8_000) <= 12 * looks(1_000) + 1_000


def test_readiness_is_what_a_house_asks():
    """The default policies by code; only an id is an error, since nothing is published without."""
    long = Article(headline="H" * 111, summary="s" * 161, genre="opinion", image="https://img.example/a.jpg")
    found = formats.problems(long, "publish")
    assert {problem.code for problem in found} == {
        "id-missing", "headline-too-long", "summary-too-long", "body-missing", "section-missing", "language-missing",
        "byline-missing", "image-alt-missing",
    }  # fmt: skip
    assert {problem.code for problem in found if problem.severity == "error"} == {"id-missing"}
    assert all(problem.hint and problem.path.startswith("$.") for problem in found)
    ready = Article(
        headline="H" * 110, summary="s" * 160, genre="opinion", id="1", body="x", section="World", language="en",
        byline="By Ana Lima", image={"url": "https://img.example/a.jpg", "alt": "A pier"},
    )  # fmt: skip
    assert formats.problems(ready, "publish", publication=SITE) == ()
    bare = {problem.code for problem in formats.problems(Article(headline="x"), "publish")}
    assert "image-missing" in bare
    assert not bare & {"image-alt-missing", "byline-missing", "summary-too-long"}


def test_a_house_adds_rules_as_data_and_as_functions():
    """A rule survives JSON; a function may ask for anything; what a rule asks is a field that exists."""
    house = [Rule(code="summary-short", path="summary", at_least=20, severity="error"),
             Rule(code="too-many-tags", path="tags", at_most=1, genres=("news",))]  # fmt: skip
    house = [Rule.model_validate_json(rule.model_dump_json()) for rule in house]

    def no_shouting(article):
        if article.headline.isupper():
            yield Problem(path="$.headline", code="shouting", message="expected a headline in lower case")

    loud = Article(headline="STORM", summary="Rain.", tags=["a", "b"])
    codes = [problem.code for problem in formats.problems(loud, "publish", policies=[*house, no_shouting])]
    assert codes == ["summary-short", "too-many-tags", "shouting"]
    assert formats.problems(loud.evolve(genre="opinion", summary=None), "publish", policies=house) == ()
    bounds = [Rule(code="tags", path="tags", at_least=2, at_most=3)]
    asked = [
        formats.problems(Article(headline="x", tags=["t"] * count), "publish", policies=bounds) for count in range(5)
    ]
    assert [bool(found) for found in asked] == [False, True, False, False, True]
    for path in ("nonsense", "image.nonsense", "image.model_dump", "byline.__class__", "headline.upper", "image.alt.x"):
        with pytest.raises(ValidationError):
            Rule(code="x", path=path)
    assert {rule.code for rule in DEFAULT} >= {"summary-too-long", "image-missing", "image-alt-missing"}


def test_a_path_that_cannot_be_made_is_a_problem():
    """A story without the id that the outlet's template needs is told so before it is published."""
    site = SITE.evolve(path_template="/{year}/{id}")
    codes = [
        problem.code for problem in formats.problems(Article(headline="x"), "publish", policies=(), publication=site)
    ]
    assert codes == ["path"]


def test_a_feed_keeps_a_section_and_a_language():
    """Those that run in the section or inside it, as primary or further one."""
    stories = [
        story("a", section="World/Asia", language="en"), story("b", section="Sport", also_in=["World"], language="de"),
        story("c", section="Worldly"), story("d"),
    ]  # fmt: skip

    def ids(**options):
        return {item.id for item in publishing.feed(stories, now=NOON, publication=SITE, **options).items}

    assert ids(section=Section.parse("World")) == {"a", "b"}
    assert ids(language="de") == {"b"}
    assert ids() == {"a", "b", "c", "d"}


def test_publishing_needs_no_locale_data():
    """Every act and question works where babel cannot be imported at all."""
    code = """
import sys
sys.modules["babel"] = None  # Any import of it raises ImportError.
from datetime import UTC, datetime
import newscore as nc
now = datetime(2026, 1, 15, 12, tzinfo=UTC)
site = nc.Publication(name="The Coast", url="https://coast.example", zone="Asia/Almaty")
story = nc.Article(headline="Storm hits coast", id="1", section="World", language="en", translation_key="k", body="x")
p = nc.publishing
story = p.publish(story, now, publication=site)
story = p.revise(story, now, slug="storm", publication=site)
story = p.correct(story, now, "It was two.", publication=site)
(story,) = p.rebase([story], "World", "Asia", now, publication=site)
assert p.visibility(story, now).visible and p.diff(story, story.evolve(headline="x")) and p.etag(story, "rss", now=now)
assert p.feed([story], now=now, publication=site).items and p.alternates(story, [story], now, publication=site)
assert p.to_nginx(p.redirects([story], now, publication=site)) and p.resolve("/x", [story], now).code == 404
assert not list(p.next_changes([story], now)) and p.collisions([story]) == () and nc.problems(story, "publish")
assert p.withdraw(story, now, "takedown").status == "withdrawn"
assert all(getattr(p, name) is not None for name in p.__all__)
assert sorted(name for name in sys.modules if name.startswith("babel")) == ["babel"]
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")
