"""One slug for one story: candidates, claims against real databases, and histories that never loop."""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscore.errors import SlugError
from newscore.slugs import (
    SlugHistory,
    aclaim,
    aunique,
    candidates,
    claim,
    is_reserved,
    is_slug,
    slugify,
    taken_by_others,
    unique,
)

THREADS = 8
CLAIMS_EACH = 25
HEADLINE = "Storm hits the coast: 1,400 homes without power"


def first(count, *args, **options):
    return list(islice(candidates(*args, **options), count))


def test_candidates_come_in_the_order_an_editor_would_try_them():
    """Alone, with the section, with the day, then with a number from 2."""
    got = first(6, "Storm hits", section="World News", day=date(2026, 1, 5), language="en")
    assert got == [
        "storm-hits",
        "storm-hits-world-news",
        "storm-hits-2026-01-05",
        "storm-hits-2",
        "storm-hits-3",
        "storm-hits-4",
    ]


def test_candidates_leave_out_what_is_not_given():
    """Without section or day, numbers follow at once."""
    assert first(3, "Storm", section="World") == ["storm", "storm-world", "storm-2"]
    assert first(3, "Ураган", language="uk") == ["urahan", "urahan-2", "urahan-3"]


@given(st.text(max_size=40), st.integers(1, 40), st.one_of(st.none(), st.text(max_size=20)))
def test_candidates_are_distinct_within_the_limit_and_never_reserved(text, limit, section):
    """The ending counts: every candidate fits, and none comes twice."""
    got = first(30, text, section=section, day=date(2026, 1, 5), language="en", max_length=limit)
    assert len(set(got)) == len(got) == (30 if limit > 1 else len(got))
    assert all(is_slug(slug) and len(slug) <= limit for slug in got)
    if limit >= 8:
        assert not any(map(is_reserved, got))


def test_an_ending_counts_in_encoded_bytes_too():
    """A native candidate with its ending fits the encoded limit: here three words of Thai, then two."""
    got = first(2, "ข่าวด่วน วันนี้ มาก", section="โลก", language="th", max_encoded=180)
    assert got == ["ข่าวด่วน-วันนี้-มาก", "ข่าวด่วน-วันนี้-โลก"]


def test_candidates_are_lazy():
    """Nothing is computed that nobody asks for, so there is no end to reach."""
    found = candidates(HEADLINE, language="en")
    assert next(found) == slugify(HEADLINE, language="en")
    assert first(2_000, "Storm")[-1] == "storm-2000"


def test_unique_takes_a_question_or_a_container():
    """A set, a list, a dict or a function says what is taken."""
    for taken in ({"storm"}, ["storm"], {"storm": 1}, lambda slug: slug == "storm"):
        assert unique("Storm", taken=taken, language="en") == "storm-2"


def test_a_full_table_is_an_error_not_a_hang():
    """After a number of attempts the search ends, and says so."""
    with pytest.raises(SlugError, match="expected a free slug among 7 candidates for 'Storm', all are taken"):
        unique("Storm", taken=bool, attempts=7)
    with pytest.raises(SlugError, match="among 1000 candidates"):
        claim("Storm", claim="".__eq__)


def test_the_async_twins_do_the_same():
    """They await the question and the insertion."""
    table = {"storm"}

    async def is_taken(slug):
        await asyncio.sleep(0)
        return slug in table

    async def insert(slug):
        await asyncio.sleep(0)
        free = slug not in table
        table.add(slug)
        return free

    async def all_at_once():
        return await asyncio.gather(*(aclaim("Storm", claim=insert, language="en") for _ in range(20)))

    assert asyncio.run(aunique("Storm", taken=is_taken, language="en")) == "storm-2"
    assert sorted(asyncio.run(all_at_once())) == sorted(f"storm-{number}" for number in range(2, 22))
    with pytest.raises(SlugError):
        asyncio.run(aclaim("Storm", claim=insert, attempts=3))
    with pytest.raises(SlugError):
        asyncio.run(aunique("Storm", taken=is_taken, attempts=3))


def claim_from_threads(open_table):
    """Claim one headline from eight threads at once, each with its own connection; what each was given."""

    def work(_):
        insert, close = open_table()
        try:
            return [claim(HEADLINE, claim=insert, language="en", max_length=40) for _ in range(CLAIMS_EACH)]
        finally:
            close()

    with ThreadPoolExecutor(THREADS) as pool:
        return [slug for slugs in pool.map(work, range(THREADS)) for slug in slugs]


def assert_every_claim_got_its_own(slugs):
    assert len(slugs) == len(set(slugs)) == THREADS * CLAIMS_EACH
    assert all(len(slug) <= 40 for slug in slugs)


def test_claims_are_race_safe_on_a_sqlite_file(tmp_path):
    """Eight threads, one headline, one file: as many slugs as claims."""
    path = tmp_path / "stories.db"
    with sqlite3.connect(path) as setup:
        setup.execute("CREATE TABLE story (slug TEXT PRIMARY KEY)")
    setup.close()

    def open_table():
        connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        connection.execute("PRAGMA synchronous=OFF")

        def insert(slug):
            return connection.execute("INSERT OR IGNORE INTO story VALUES (?)", (slug,)).rowcount == 1

        return insert, connection.close

    slugs = claim_from_threads(open_table)
    assert_every_claim_got_its_own(slugs)
    reader = sqlite3.connect(path)
    assert {slug for (slug,) in reader.execute("SELECT slug FROM story")} == set(slugs)
    reader.close()


def test_claims_are_race_safe_on_postgresql(postgresql):
    """The unique index decides; a lost race is a row that was not inserted."""
    import psycopg

    with psycopg.connect(postgresql, autocommit=True) as setup:
        setup.execute("CREATE TABLE claimed (slug text PRIMARY KEY)")

    def open_table():
        connection = psycopg.connect(postgresql, autocommit=True)

        def insert(slug):
            return connection.execute("INSERT INTO claimed VALUES (%s) ON CONFLICT DO NOTHING", (slug,)).rowcount == 1

        return insert, connection.close

    slugs = claim_from_threads(open_table)
    assert_every_claim_got_its_own(slugs)
    with psycopg.connect(postgresql) as reader:
        assert {slug for (slug,) in reader.execute("SELECT slug FROM claimed")} == set(slugs)


def test_there_and_back_again_leaves_no_loop():
    """A → B → A: B redirects to A, and A to nothing."""
    history = SlugHistory("a").rename("b").rename("a")
    assert history == SlugHistory("a", ("b",))
    assert history.redirects() == {"b": "a"}


def test_renaming_to_the_present_slug_changes_nothing():
    """A no-op leaves no trace."""
    history = SlugHistory("a", ("b",))
    assert history.rename("a") is history


@pytest.mark.parametrize(
    ("current", "former"), [("a", ("a",)), ("a", ("b", "b")), ("A", ()), ("a", ("b c",)), ("", ())], ids=str
)
def test_a_history_holds_each_slug_once(current, former):
    """What is no slug, or stands twice, is refused."""
    with pytest.raises(SlugError, match="expected"):
        SlugHistory(current, former)


slug_names = st.sampled_from([f"s{number}" for number in range(8)])


@given(st.lists(slug_names, min_size=1, max_size=20))
def test_redirects_are_one_hop_and_acyclic(names):
    """However a story moves, each former slug leads straight to the present one, and that one nowhere."""
    history = SlugHistory(names[0])
    for name in names[1:]:
        history = history.rename(name)
    redirects = history.redirects()
    assert history.current == names[-1]
    assert set(redirects) == set(names) - {names[-1]}
    assert all(target == history.current and target not in redirects for target in redirects.values())
    assert all(map(history.owns, names))


@given(st.lists(st.tuples(st.sampled_from("abc"), slug_names), max_size=30))
def test_a_former_slug_stays_taken_for_others_and_free_for_its_owner(moves):
    """Whatever three stories ask for in turn, no slug, present or former, ever has two owners."""
    histories = {}
    for owner, wish in moves:
        slug = unique(wish, taken=taken_by_others(histories, owner))
        histories[owner] = histories[owner].rename(slug) if owner in histories else SlugHistory(slug)
        if all(not held.owns(wish) for other, held in histories.items() if other != owner):
            assert histories[owner].current == wish
    owned = [slug for held in histories.values() for slug in (held.current, *held.former)]
    assert len(owned) == len(set(owned))
