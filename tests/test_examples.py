"""The example newsrooms, driven through HTTP: one list of promises for every framework and database."""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any
from unicodedata import normalize
from urllib.parse import quote

import httpx
import pytest

from newscore.article import Article
from tests.support import ROOT, configure_django, load_example

pytest.importorskip("fastapi", reason="needs FastAPI, in newscore[test]")
pytest.importorskip("sqlalchemy", reason="needs SQLAlchemy, in newscore[test]")
from fastapi import FastAPI

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
EVENING = NOON.replace(hour=18)
THREADS = 8


@dataclass
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class Newsroom:
    """An example application with a clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def send(self, method: str, path: str, document: object = None, **headers: str) -> Answer:
        """Send a request; a keyword such as `If_Match` is a header."""
        raise NotImplementedError

    def close(self) -> None:
        """Leave nothing open."""

    def in_thread(self, work: Callable[[int], Any], number: int) -> Any:
        """What a thread of its own does, and leaves no connection open."""
        return work(number)

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, **headers)

    def draft(self, headline: str = "Storm hits coast", **fields: Any) -> str:
        """The id of a new draft."""
        made = self.send("POST", "/desk/stories", {"headline": headline, "language": "en", **fields})
        assert (made.status, made.headers["ETag"]) == (201, '"1"')
        return str(made.json["id"])

    def act(self, story: str, act: str, document: object = None, *, version: int | None = None) -> Answer:
        """Do something to a story, in its present version or one that was read before."""
        path = f"/desk/stories/{story}"
        tag = f'"{version}"' if version else self.get(path).headers["ETag"]
        if act == "revise":
            return self.send("PATCH", path, document, If_Match=tag)
        return self.send("POST", f"{path}/{act}", document or {}, If_Match=tag)

    def live(self, headline: str = "Storm hits coast", **fields: Any) -> str:
        """The id of a story that is public."""
        story = self.draft(headline, **fields)
        published = self.act(story, "publish")
        assert published.status == 200, published.text
        return story

    def feed_urls(self) -> list[str]:
        return [item["url"] for item in self.get("/feeds/jsonfeed").json["items"]]


def send_to(app: FastAPI, method: str, path: str, document: object = None, **headers: str) -> Answer:
    """The answer of *app* to one request, with a JSON document or a text that is meant to be one."""
    sent = {"Content-Type": "application/json"} | {name.replace("_", "-"): text for name, text in headers.items()}
    content = document if isinstance(document, str) else None if document is None else json.dumps(document)

    async def request() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return await client.request(method, path, content=content, headers=sent)

    got = asyncio.run(request())
    return Answer(got.status_code, got.headers, got.text)


class FastApiNewsroom(Newsroom):
    def __init__(self, url: str) -> None:
        super().__init__()
        module = load_example("fastapi_newsroom")
        self.app = module.create_app(url)
        module.Base.metadata.drop_all(self.app.state.engine)
        module.Base.metadata.create_all(self.app.state.engine)
        self.app.dependency_overrides[module.clock] = lambda: self.now

    def send(self, method: str, path: str, document: object = None, **headers: str) -> Answer:
        return send_to(self.app, method, path, document, **headers)

    def close(self) -> None:
        self.app.state.engine.dispose()


class DjangoNewsroom(Newsroom):
    def __init__(self, database: dict[str, Any] | None) -> None:
        configure_django()
        from django.db import connections
        from django.test import Client

        super().__init__()
        self.module, self.connections, self.client = load_example("django_newsroom"), connections, Client
        self.kept = connections.settings["default"], self.module.clock
        connections.close_all()
        if database:
            connections.settings["default"] = connections.settings["default"] | {"OPTIONS": {}} | database
            connections["default"] = connections.create_connection("default")
        self.module.clock = lambda: self.now
        self.module.create_tables()

    def send(self, method: str, path: str, document: object = None, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): text for name, text in headers.items()}
        content = document if isinstance(document, str) else json.dumps(document) if document is not None else ""
        got = self.client().generic(method, path, content, "application/json", headers=sent)
        return Answer(got.status_code, got.headers, got.content.decode())

    def in_thread(self, work: Callable[[int], Any], number: int) -> Any:
        try:
            return work(number)
        finally:
            self.connections.close_all()

    def close(self) -> None:
        with self.connections["default"].schema_editor() as editor:
            editor.delete_model(self.module.Address)
            editor.delete_model(self.module.Story)
        self.connections.close_all()
        self.connections.settings["default"], self.module.clock = self.kept
        self.connections["default"] = self.connections.create_connection("default")


@pytest.fixture(params=["fastapi-sqlite", "fastapi-postgresql", "django-sqlite", "django-postgresql"])
def newsroom(request, tmp_path):
    framework, _, database = request.param.partition("-")
    parts = {}
    if database == "postgresql":
        parts = dict(part.split("=") for part in request.getfixturevalue("postgresql").split())
    if framework == "django":
        pytest.importorskip("django", reason="needs Django, in newscore[test]")
        engine = {"ENGINE": "django.db.backends.postgresql", "USER": "news", "HOST": parts.get("host")}
        engine["NAME"] = "postgres"
        found: Newsroom = DjangoNewsroom(engine if parts else None)
    elif parts:
        found = FastApiNewsroom(f"postgresql+psycopg://{parts['user']}@/{parts['dbname']}?host={parts['host']}")
    else:
        found = FastApiNewsroom(f"sqlite:///{tmp_path}/newsroom.db")
    yield found
    found.close()


def unlike(answer: Answer, other: Answer) -> dict[str, object]:
    """What tells two answers apart, but for the date of the day."""
    told = {name: (answer.headers.get(name), other.headers.get(name)) for name in {*answer.headers, *other.headers}}
    told |= {"status": (answer.status, other.status), "text": (answer.text, other.text)}
    return {name: pair for name, pair in told.items() if pair[0] != pair[1] and name.lower() != "date"}


def test_a_story_lives_from_draft_to_withdrawal(newsroom):
    """Publish, wait, correct, move, withdraw: at every step readers get what the rules say, and caches how long."""
    nowhere = newsroom.get("/never-was")
    feeds = {channel: newsroom.get(f"/feeds/{channel}") for channel in ("rss", "jsonfeed", "sitemap")}
    assert [nowhere.status, *(answer.status for answer in feeds.values())] == [404, 200, 200, 404]

    # A draft, and a story that is scheduled: nobody can tell them from nothing.
    story = newsroom.draft(section="World", body="It rained.")
    assert newsroom.act(story, "publish", {"at": EVENING.isoformat()}).status == 200
    newsroom.now = EVENING - timedelta(seconds=1)
    assert unlike(newsroom.get("/world/storm-hits-coast"), nowhere) == {}
    for channel, before in feeds.items():
        assert unlike(newsroom.get(f"/feeds/{channel}"), before) == {}

    # The clock moves; nothing else does.
    newsroom.now = EVENING
    page = newsroom.get("/world/storm-hits-coast")
    assert (page.status, page.headers["Cache-Control"]) == (200, "max-age=300")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "It rained." in page.text
    same = newsroom.get("/world/storm-hits-coast", If_None_Match=page.headers["ETag"])
    assert (same.status, same.text, same.headers["ETag"]) == (304, "", page.headers["ETag"])
    assert newsroom.send("HEAD", "/world/storm-hits-coast").status == 200
    assert newsroom.feed_urls() == ["https://coast.example/world/storm-hits-coast"]
    assert "<loc>https://coast.example/world/storm-hits-coast</loc>" in newsroom.get("/feeds/sitemap").text
    feed = newsroom.get("/feeds/rss")
    assert feed.headers["Last-Modified"] == "Thu, 15 Jan 2026 18:00:00 GMT"
    assert newsroom.get("/feeds/rss", If_None_Match=feed.headers["ETag"]).status == 304
    assert newsroom.get("/feeds/rss", If_Modified_Since=feed.headers["Last-Modified"]).status == 304

    # Corrected.
    newsroom.now = EVENING + timedelta(hours=1)
    changes = {"body": [{"type": "paragraph", "text": "It snowed."}]}
    corrected = newsroom.act(story, "correct", {"note": "It was snow.", "changes": changes})
    assert (corrected.status, corrected.json["modified_at"]) == (200, "2026-01-15T19:00:00Z")
    page = newsroom.get("/world/storm-hits-coast", If_None_Match=page.headers["ETag"])
    assert page.status == 200
    assert "It snowed." in page.text
    assert newsroom.get("/feeds/rss", If_Modified_Since=feed.headers["Last-Modified"]).status == 200

    # Moved, twice: each old address leads to the new one in one hop.
    assert newsroom.act(story, "revise", {"slug": "snow-hits-coast"}).status == 200
    assert newsroom.act(story, "revise", {"section": "Weather"}).status == 200
    for old in ("/world/storm-hits-coast", "/world/snow-hits-coast"):
        moved = newsroom.get(old)
        assert (moved.status, moved.headers["Location"]) == (301, "/weather/snow-hits-coast")
    assert newsroom.get("/weather/snow-hits-coast").status == 200
    assert newsroom.feed_urls() == ["https://coast.example/weather/snow-hits-coast"]

    # Withdrawn: every address it ever had says so, and feed and sitemap hold it no more.
    newsroom.now = EVENING + timedelta(hours=2)
    note = "The storm never came."
    assert newsroom.act(story, "withdraw", {"kind": "retraction", "note": note}).status == 200
    for path in ("/weather/snow-hits-coast", "/world/storm-hits-coast", "/world/snow-hits-coast"):
        gone = newsroom.get(path)
        assert (gone.status, gone.text) == (410, note)
    assert newsroom.feed_urls() == []
    assert newsroom.get("/feeds/rss").headers["Last-Modified"] == "Thu, 15 Jan 2026 20:00:00 GMT"
    assert unlike(newsroom.get("/feeds/sitemap"), nowhere) == {}
    assert newsroom.act(story, "publish").json["rule"] == "retracted"


def test_a_page_is_kept_until_it_expires_and_no_longer(newsroom):
    """`changes_at` is the lifetime of a cached page, redirect or feed, where that is nearer than the house's limit."""
    story = newsroom.live("Tickets on sale")
    assert newsroom.act(story, "revise", {"slug": "tickets"}).status == 200
    assert newsroom.act(story, "publish", {"expires_at": EVENING.isoformat()}).status == 200
    for before, lifetime in ((3600, 300), (150, 150), (1, 1)):
        newsroom.now = EVENING - timedelta(seconds=before)
        for path in ("/tickets", "/tickets-on-sale", "/feeds/rss"):
            assert newsroom.get(path).headers["Cache-Control"] == f"max-age={lifetime}"
    newsroom.now = EVENING
    assert [newsroom.get(path).status for path in ("/tickets", "/tickets-on-sale")] == [410, 410]
    assert newsroom.feed_urls() == []


def test_an_embargo_holds_everywhere_until_its_moment(newsroom):
    """Published, and under embargo: missing for readers, in full for the desk."""
    story = newsroom.draft("Prize goes to Doe")
    assert newsroom.act(story, "publish", {"embargo_until": EVENING.isoformat()}).status == 200
    assert newsroom.get("/prize-goes-to-doe").status == 404
    assert newsroom.feed_urls() == []
    assert newsroom.get(f"/desk/stories/{story}").json["embargo_until"] == "2026-01-15T18:00:00Z"
    newsroom.now = EVENING
    assert newsroom.get("/prize-goes-to-doe").status == 200


def test_an_edit_of_a_version_that_is_gone_is_refused(newsroom):
    """If-Match names the version that was read: 412 where it is no longer the present one, 428 without it."""
    story = newsroom.draft()
    assert newsroom.act(story, "revise", {"urgency": 2}, version=1).headers["ETag"] == '"2"'
    for act, document in (("revise", {"urgency": 3}), ("publish", {}), ("withdraw", {}), ("correct", {"note": "x"})):
        refused = newsroom.act(story, act, document, version=1)
        assert (refused.status, refused.json["rule"]) == (412, "version")
    assert newsroom.send("PATCH", f"/desk/stories/{story}", {"urgency": 3}).status == 428
    assert newsroom.get(f"/desk/stories/{story}").json["urgency"] == 2
    assert newsroom.act(story, "revise", {"urgency": 2}).headers["ETag"] == '"2"'


def together(newsroom: Newsroom, work: Callable[[int], Answer]) -> list[Answer]:
    """The answers to what eight threads do at the same moment."""
    ready = Barrier(THREADS)

    def go(number: int) -> Answer:
        ready.wait(60)
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(lambda number: newsroom.in_thread(go, number), range(THREADS)))


def test_of_eight_editors_at_once_one_wins(newsroom):
    """UPDATE … WHERE version = ? decides; the others hear 409 (lost the race) or 412 (came after it)."""
    story = newsroom.live()
    before = newsroom.get(f"/desk/stories/{story}")
    version = int(before.headers["ETag"].strip('"'))
    answers = together(
        newsroom, lambda number: newsroom.act(story, "revise", {"kicker": f"Editor {number}"}, version=version)
    )
    statuses = [answer.status for answer in answers]
    assert statuses.count(200) == 1, statuses
    assert set(statuses) <= {200, 409, 412}
    after = newsroom.get(f"/desk/stories/{story}")
    assert after.headers["ETag"] == f'"{version + 1}"'
    assert after.json["kicker"] == f"Editor {statuses.index(200)}"


def test_eight_stories_with_one_headline_get_eight_addresses(newsroom):
    """The unique index decides who has the headline's own slug; nobody is refused, and nobody shares."""
    stories = [newsroom.draft("Storm hits coast") for _ in range(THREADS)]
    answers = together(newsroom, lambda number: newsroom.act(stories[number], "publish", version=1))
    assert [answer.status for answer in answers] == [200] * THREADS
    slugs = {answer.json["slug"] for answer in answers}
    assert slugs == {"storm-hits-coast", *(f"storm-hits-coast-{number}" for number in range(2, THREADS + 1))}
    for number, answer in enumerate(answers):
        assert stories[number] in newsroom.get(f"/{answer.json['slug']}").text


def test_of_eight_stories_that_want_one_address_one_gets_it(newsroom):
    """An editor who chooses a slug gets that one or a refusal; the losers stay where they were."""
    stories = [newsroom.live(f"Storm {number}") for number in range(THREADS)]
    answers = together(newsroom, lambda number: newsroom.act(stories[number], "revise", {"slug": "storm"}))
    statuses = [answer.status for answer in answers]
    assert sorted(statuses) == [200] + [409] * (THREADS - 1)
    winner = statuses.index(200)
    for number in range(THREADS):
        assert newsroom.get(f"/storm-{number}").status == (301 if number == winner else 200)


def test_a_former_address_is_never_given_to_another_story(newsroom):
    """A link that was shared leads to its story for ever: its slug is free for its own story alone."""
    first = newsroom.live("Storm")
    assert newsroom.act(first, "revise", {"slug": "gale"}).status == 200
    assert newsroom.act(newsroom.draft("Storm"), "publish").json["slug"] == "storm-2"
    other = newsroom.live("Vote")
    refused = newsroom.act(other, "revise", {"slug": "storm"})
    assert (refused.status, refused.json["rule"]) == (409, "path")
    assert newsroom.get("/vote").status == 200
    assert newsroom.act(first, "revise", {"slug": "storm"}).status == 200
    assert newsroom.get("/storm").status == 200
    assert newsroom.get("/gale").headers["Location"] == "/storm"


def test_an_address_that_was_never_public_is_free_again(newsroom):
    """Until its release a story's slug follows its headline, and leaves nothing behind."""
    story = newsroom.draft("Storm expected")
    assert newsroom.act(story, "publish", {"at": EVENING.isoformat()}).status == 200
    assert newsroom.act(story, "revise", {"headline": "Gale expected"}).json["slug"] == "gale-expected"
    assert newsroom.act(newsroom.draft("Storm expected"), "publish").json["slug"] == "storm-expected"
    newsroom.now = EVENING
    assert [newsroom.get(path).status for path in ("/storm-expected", "/gale-expected")] == [200, 200]


def test_addresses_in_every_script_are_found_however_they_are_encoded(newsroom):
    """Browsers send percent-encoded UTF-8, and some of them letters in two parts; the table holds one spelling."""
    story = newsroom.live("今日の東京", language="ja", slug="東京-ガス")
    composed, decomposed = (quote(normalize(form, "/東京-ガス")) for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert [newsroom.get(path).status for path in (composed, decomposed)] == [200, 200]
    assert newsroom.feed_urls() == [f"https://coast.example{composed}"]
    assert newsroom.act(story, "revise", {"slug": "tokyo"}).status == 200
    assert [newsroom.get(path).headers["Location"] for path in (composed, decomposed)] == ["/tokyo", "/tokyo"]


@pytest.mark.parametrize(
    ("document", "problems"),
    [
        (
            '{"headline": "x",\n "body": [{"type": "heading", "level": 9, "text": "x"}]}',
            [("$.body[0].level", "range", 2)],
        ),
        ('{"headline": " ", "sumary": "x"}', [("$.headline", "blank", 1), ("$.sumary", "unknown-field", 1)]),
        ('{"headline": ', [("$", "json-syntax", 1)]),
        ('{"headline": "x", "status": "published", "published_at": "2026-01-15T12:00:00Z"}', []),
        ('{"title": "A feed", "url": "https://a.example", "items": []}', []),
    ],
    ids=["level", "two", "syntax", "published", "feed"],
)
def test_a_bad_document_is_422_with_every_path(newsroom, document, problems):
    """A client learns where each problem is, in its own document."""
    refused = newsroom.send("POST", "/desk/stories", document)
    assert refused.status == 422
    told = [(problem["path"], problem["code"], problem["line"]) for problem in refused.json["problems"]]
    assert told == problems


@pytest.mark.parametrize(
    ("act", "document", "status", "rule"),
    [
        ("revise", {"headline": ""}, 422, "invalid"),
        ("revise", {"status": "published"}, 422, "field"),
        ("revise", {"now": "2020-01-01T00:00:00Z"}, 422, None),
        ("revise", {"minor": True}, 422, None),
        ("correct", {"note": "x"}, 409, "public"),
        ("withdraw", {"kind": "takedown"}, 409, "status"),
        ("publish", {"expires_at": "2020-01-01T00:00:00Z"}, 409, "expiry"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else str(value),
)
def test_an_act_against_a_rule_is_refused_by_its_name(newsroom, act, document, status, rule):
    """A wrong value is 422, a rule 409; an argument of the act itself cannot be smuggled in."""
    refused = newsroom.act(newsroom.draft(), act, document)
    assert (refused.status, refused.json["rule"]) == (status, rule)


def test_a_story_that_nobody_wrote_is_not_there(newsroom):
    """The desk answers 404 by id, and readers by path, whatever bytes it is made of."""
    for path in (
        f"/desk/stories/urn:uuid:{'0' * 36}",
        "/",
        "/a/b/c",
        "/desk",
        "/%00",
        "/a%0Ab",
        "/%FF",
        "/%ED%A0%80",
        "//",
        "/x" * 9_000,
    ):
        assert newsroom.get(path).status == 404, path


HOSTILE = {
    "nothing": "",
    "null": "null",
    "list": "[]",
    "deep list": "[" * 100_000,
    "deep object": '{"a":' * 100_000,
    "surrogate": '"\\ud800"',
    "surrogate key": '{"\\ud800": 1}',
    "surrogate inside": '{"headline": "x", "note": "x", "changes": {"\\ud800": 1}, "extra": {"a": "\\ud800"}}',
    "NaN": '{"headline": NaN, "at": NaN, "note": NaN, "kind": NaN}',
    "huge number": '{"headline": "x", "urgency": 1e999, "at": 1e999}',
    "digits": f'{{"headline": "x", "at": {"9" * 5_000}, "version": {"9" * 5_000}}}',
    "script": '{"headline": "x", "extra": {"</script>": "\\u2028"}, "at": "<script>", "kind": "<script>"}',
    "NUL": '{"headline": "x", "extra": {"a": "\\u0000"}, "note": "\\u0000", "at": "\\u0000"}',
    "too long": f'{{"headline": "x", "extra": {{"a": "{"x" * 5_300_000}"}}}}',
}


def test_a_hostile_request_is_answered_not_suffered(newsroom):
    """Whatever the desk is sent, it answers in the 200s or 400s; an exception that got out would fail this test."""
    for name, sent in HOSTILE.items():
        assert newsroom.send("POST", "/desk/stories", sent).status in (201, 400, 413, 422), name
        story = newsroom.live()
        for method, act in (("PATCH", ""), ("POST", "/publish"), ("POST", "/correct"), ("POST", "/withdraw")):
            path = f"/desk/stories/{story}"
            answer = newsroom.send(method, path + act, sent, If_Match=newsroom.get(path).headers["ETag"])
            assert answer.status in (200, 400, 409, 413, 422), (name, act, answer.text[:200])
        assert newsroom.get(f"/desk/stories/{story}").status == 200, name


def test_the_feed_holds_the_newest_fifty_that_can_be_seen(newsroom):
    """Those that were withdrawn make room for older ones, and none is missing."""
    stories = []
    for number in range(53):
        newsroom.now = NOON + timedelta(minutes=number)
        stories.append(newsroom.live(f"Story {number}"))
    for number in (52, 50, 20):
        assert newsroom.act(stories[number], "withdraw").status == 200
    wanted = [number for number in reversed(range(53)) if number not in (52, 50, 20)]
    assert newsroom.feed_urls() == [f"https://coast.example/story-{number}" for number in wanted]
    assert len(wanted) == 50


def test_a_plain_route_takes_and_gives_an_article():
    """With nothing of the newsroom's: native JSON in and out, a schema without a warning, and pydantic's own 422."""
    app = FastAPI()

    @app.post("/check", response_model_exclude_defaults=True)
    def check(article: Article) -> Article:
        return article

    document = {"schema_version": 1, "headline": "Storm", "section": {"name": "World", "slug": "world"}, "urgency": 2}
    assert send_to(app, "POST", "/check", document).json == document
    assert send_to(app, "POST", "/check", document | {"section": "World"}).json == document
    refused = send_to(app, "POST", "/check", {"urgency": 10})
    assert [tuple(each["loc"]) for each in refused.json["detail"]] == [("body", "headline"), ("body", "urgency")]
    assert send_to(app, "POST", "/check", document | {"body": [{"type": "poll"}]}).status == 422
    shown = send_to(app, "GET", "/openapi.json").json["components"]["schemas"]
    assert shown["Article-Input"]["properties"]["section"]["anyOf"][0] == {"$ref": "#/components/schemas/Section-Input"}


def test_the_api_describes_itself():
    """OpenAPI is made without a warning, its references lead somewhere, and the body of a draft is an Article."""
    newsroom = FastApiNewsroom("sqlite://")
    schema = newsroom.get("/openapi.json").json
    newsroom.close()
    body = schema["paths"]["/desk/stories"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/Article"}
    components = schema["components"]["schemas"]
    referred = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(schema)))
    assert referred - set(components) == set()
    assert components["Article"]["properties"]["section"]["anyOf"][0] == {"$ref": "#/components/schemas/Section"}
    assert set(schema["paths"]) == {
        "/desk/stories",
        "/desk/stories/{story_id}",
        *(f"/desk/stories/{{story_id}}/{act}" for act in ("publish", "correct", "withdraw")),
    }


def test_djangos_own_checks_and_migrations_accept_the_newsroom():
    """`check` finds nothing, and `makemigrations` prints both tables with the field by its public name."""
    pytest.importorskip("django", reason="needs Django, in newscore[test]")
    configure_django()
    module = load_example("django_newsroom")
    from django.core import checks
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.graph import MigrationGraph
    from django.db.migrations.questioner import MigrationQuestioner
    from django.db.migrations.state import ModelState, ProjectState
    from django.db.migrations.writer import MigrationWriter

    assert checks.run_checks(tags=["models", "urls", "database"], databases=["default"]) == []
    state = ProjectState()
    for model in (module.Story, module.Address):
        state.add_model(ModelState.from_model(model))
    asked = MigrationQuestioner(specified_apps={"django_newsroom"})
    found = MigrationAutodetector(ProjectState(), state, asked).changes(graph=MigrationGraph())
    printed = MigrationWriter(found["django_newsroom"][0]).as_string()
    assert "import newscore.ext.django" in printed
    assert "('article', newscore.ext.django.ArticleField())," in printed
    compile(printed, "0001_initial.py", "exec")


@pytest.mark.parametrize("page", ["fastapi-sqlalchemy", "django"])
def test_what_a_guide_quotes_stands_in_its_example(page):
    """A fragment of a guide is a fragment of the program that these tests drive, line for line."""
    program = (ROOT / "docs" / "examples" / f"{page.partition('-')[0]}_newsroom.py").read_text("utf-8")
    quoted = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "guide" / f"{page}.md").read_text("utf-8"), re.S)
    fragments = [fragment for fragment in quoted if ">>>" not in fragment]
    assert len(fragments) >= 8
    assert [fragment for fragment in fragments if fragment not in program] == []
