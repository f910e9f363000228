"""A newsroom on FastAPI and SQLAlchemy 2: the desk publishes, corrects, moves, withdraws; readers get pages and feeds.

    pip install 'newscore[sqlalchemy]' fastapi uvicorn
    uvicorn --factory fastapi_newsroom:create_app

It serves SQLite as it stands, and PostgreSQL by `create_app("postgresql+psycopg://…")`. Who may use the desk is yours
to decide.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final, Literal
from uuid import uuid4

from fastapi import APIRouter, Body, Depends, FastAPI, Header, HTTPException, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy import ForeignKey, create_engine, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.orm.exc import StaleDataError

import newscore as nc
from newscore import publishing
from newscore.errors import FormatError, NewscoreError, PublishingError, VersionConflict
from newscore.ext.sqlalchemy import ArticleType, MomentType
from newscore.fields import Moment, Text
from newscore.formats.conditional import etag, is_unchanged, last_modified

FRESH: Final = timedelta(minutes=5)
"""How long a cache may keep what an act of the desk could change at any moment."""

SITE: Final = nc.Publication(name="The Coast", url="https://coast.example", language="en", zone="Europe/Oslo")


class Base(DeclarativeBase):
    pass


class Story(Base):
    """One story: the article, and beside it what the database itself must find, sort and compare."""

    __tablename__ = "story"

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    release: Mapped[datetime | None] = mapped_column(MomentType, index=True)
    article: Mapped[nc.Article] = mapped_column(ArticleType)

    # UPDATE story SET … WHERE id = ? AND version = ?
    __mapper_args__: Mapping[str, Any] = {"version_id_col": version, "version_id_generator": False}


class Address(Base):
    """Every path that a story has, or once had: the primary key is the claim, and nothing is asked beforehand."""

    __tablename__ = "address"

    path: Mapped[str] = mapped_column(primary_key=True)
    story_id: Mapped[str] = mapped_column(ForeignKey(Story.id), index=True)


class Publish(BaseModel, extra="forbid"):
    at: Moment | None = None
    embargo_until: Moment | None = None
    expires_at: Moment | None = None


class Correct(BaseModel, extra="forbid"):
    note: Text
    kind: Literal["correction", "clarification", "update"] = "correction"
    changes: dict[str, Any] = {}


class Withdraw(BaseModel, extra="forbid"):
    kind: Literal["retraction", "takedown", "unpublish"] = "unpublish"
    note: Text | None = None


def clock() -> datetime:
    """The one place that reads the clock; tests put their own in its place."""
    return datetime.now(UTC)


def open_session(request: Request) -> Iterator[Session]:
    with Session(request.app.state.engine) as session:
        yield session


def version_read(if_match: Annotated[str | None, Header()] = None) -> int:
    """The version that the editor has seen: what GET gave as ETag."""
    found = re.fullmatch(r'"([0-9]{1,16})"', if_match or "")
    if not found:
        raise HTTPException(428, "send the ETag of the story you read as If-Match")
    return int(found[1])


async def read_article(request: Request) -> nc.Article:
    """The article in the request; every problem is told with its path, line and column."""
    content = nc.loads(await request.body(), "json")
    if not isinstance(content, nc.Article) or content.status != "draft":
        raise FormatError("json: expected a draft; publish decides the rest")
    return content


Now = Annotated[datetime, Depends(clock)]
Db = Annotated[Session, Depends(open_session)]
IfVersion = Annotated[int, Depends(version_read)]
StoryId = Annotated[str, Path(pattern=r"^urn:uuid:[0-9a-f-]{36}$")]

desk = APIRouter(prefix="/desk/stories")
readers = APIRouter()

ARTICLE_BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Article"}}},
    }
}


@desk.post("", status_code=201, response_model=nc.Article, openapi_extra=ARTICLE_BODY)
def create(article: Annotated[nc.Article, Depends(read_article)], now: Now, session: Db) -> Response:
    article = article.evolve(id=f"urn:uuid:{uuid4()}", created_at=now, version=1)
    session.add(Story(id=article.id, version=1, release=article.release, article=article))
    session.commit()
    return shown(article, 201)


@desk.get("/{story_id}", response_model=nc.Article)
def read(story_id: StoryId, session: Db) -> Response:
    return shown(find(session, story_id).article)


@desk.patch("/{story_id}", response_model=nc.Article)
def revise(
    story_id: StoryId, changes: Annotated[dict[str, Any], Body()], now: Now, session: Db, version: IfVersion
) -> Response:
    """Edit a story, or move it: a new slug or section redirects from the old path once it has been public."""
    row = find(session, story_id)
    revised = publishing.revise(row.article, now, if_version=version, publication=SITE, **only_fields(changes))
    return save(session, row, revised)


@desk.post("/{story_id}/publish", response_model=nc.Article)
def publish(story_id: StoryId, order: Publish, now: Now, session: Db, version: IfVersion) -> Response:
    row = find(session, story_id)
    article = row.article
    if article.chosen_slug is None:
        # The headline's slug, or the next best one that is free: whoever inserts it first has it.
        def claim(slug: str) -> bool:
            return claim_path(session, row.id, SITE.path_for(article.evolve(slug=slug)))

        article = article.evolve(slug=nc.slugs.claim(article.headline, claim=claim, language=article.language))
    planned = {name: getattr(order, name) for name in order.model_fields_set}
    return save(session, row, publishing.publish(article, now, if_version=version, publication=SITE, **planned))


@desk.post("/{story_id}/correct", response_model=nc.Article)
def correct(story_id: StoryId, order: Correct, now: Now, session: Db, version: IfVersion) -> Response:
    row = find(session, story_id)
    changes = only_fields(order.changes)
    corrected = publishing.correct(
        row.article, now, order.note, order.kind, if_version=version, publication=SITE, **changes
    )
    return save(session, row, corrected)


@desk.post("/{story_id}/withdraw", response_model=nc.Article)
def withdraw(story_id: StoryId, order: Withdraw, now: Now, session: Db, version: IfVersion) -> Response:
    row = find(session, story_id)
    withdrawn = publishing.withdraw(row.article, now, order.kind, order.note, if_version=version, publication=SITE)
    return save(session, row, withdrawn)


@readers.api_route("/feeds/{channel}", methods=["GET", "HEAD"], include_in_schema=False)
def feed(channel: Literal["rss", "jsonfeed", "sitemap"], request: Request, now: Now, session: Db) -> Response:
    limit = 50_000 if channel == "sitemap" else 50
    address = f"{SITE.url}/feeds/{channel}"
    found = publishing.feed(newest(session, now, limit), now=now, publication=SITE, limit=limit, feed_url=address)
    if channel == "sitemap" and not found.items:
        return missing()  # An empty sitemap is not valid.
    # Only what may be seen says how long this holds: a release to come is nobody's business.
    ends = [article.expires_at for article in found.items if article.expires_at]
    body = nc.dumps(found, channel, at=now)
    media_type = nc.formats.find_format(channel).media_type
    return answer(request, body, media_type, now, min(ends, default=None), modified=last_modified(found))


@readers.api_route("/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
def page(path: str, request: Request, now: Now, session: Db) -> Response:
    path = publishing.plain_path(f"/{path}")
    if "\0" in path:
        return missing()  # PostgreSQL refuses to look for it.
    owner = select(Story.article).join(Address).where(Address.path == path)
    found = publishing.resolve(path, session.scalars(owner).all(), now, publication=SITE)
    if found.article:
        body = nc.dumps(found.article, "webpage", publication=SITE, at=now)
        return answer(request, body, "text/html", now, found.changes_at)
    if found.location:
        headers = {"Location": found.location, "Cache-Control": kept_for(now, found.changes_at)}
        return Response(status_code=found.code, headers=headers)
    if found.status == "gone":
        note = found.withdrawal.note if found.withdrawal else None
        headers = {"Cache-Control": kept_for(now, None)}
        return Response(note or "This story is no longer here.", found.code, headers, "text/plain")
    return missing()


def find(session: Session, story_id: str) -> Story:
    row = session.get(Story, story_id)
    if row is None:
        raise HTTPException(404, "no such story")
    return row


def only_fields(changes: dict[str, Any]) -> dict[str, Any]:
    """The changes themselves, provided that they name fields of an article and no argument of an act."""
    known = {field.alias or name for name, field in nc.Article.model_fields.items()}
    if unknown := changes.keys() - known:
        raise FormatError(f"json: expected fields of an article, got {min(unknown)[:40]!r}")
    return changes


def save(session: Session, row: Story, article: nc.Article) -> Response:
    """Write the next version, claim the paths it needs and give back those it needs no more: all of it, or nothing."""
    row.article, row.version, row.release = article, article.version, article.release
    try:
        session.flush()
    except StaleDataError as error:
        raise HTTPException(409, "another editor was faster; read the story again") from error
    paths = set()
    if article.status != "draft":
        known = (SITE.path_for(article), *(old.path for old in article.former_paths))
        paths = {publishing.plain_path(path) for path in known}
    for path in sorted(paths):
        if not claim_path(session, row.id, path):
            raise PublishingError("path", f"expected a path that no other story has or had, got {path}")
    session.execute(delete(Address).where(Address.story_id == row.id, Address.path.not_in(paths)))
    session.commit()
    return shown(article)


def claim_path(session: Session, story_id: str, path: str) -> bool:
    """Insert the path, unless another story has it; the unique index decides, and who asks second waits."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {"path": publishing.plain_path(path), "story_id": story_id}
    session.execute(insert(Address).values(values).on_conflict_do_nothing())
    return session.scalar(select(Address.story_id).where(Address.path == values["path"])) == story_id


def newest(session: Session, now: datetime, limit: int) -> Iterator[nc.Article]:
    """The newest releases until *limit* of them can be seen, and those among them that no longer can."""
    released = select(Story.article).where(Story.release <= now).order_by(Story.release.desc(), Story.id.desc())
    with session.execute(released.execution_options(yield_per=100)) as rows:
        for (article,) in rows:
            yield article
            limit -= publishing.visibility(article, now).visible
            if limit <= 0:
                return


def shown(article: nc.Article, status: int = 200) -> Response:
    """The article for the desk, with its version as ETag."""
    headers = {"ETag": f'"{article.version}"', "Cache-Control": "no-store"}
    return Response(nc.dumps(article, "json"), status, headers, "application/json")


def answer(
    request: Request,
    body: str,
    media_type: str,
    now: datetime,
    changes_at: datetime | None,
    modified: str | None = None,
) -> Response:
    """The body, or 304 where the reader has it already."""
    tag = etag(body)
    headers = {"ETag": tag, "Cache-Control": kept_for(now, changes_at)}
    if modified:
        headers["Last-Modified"] = modified
    asked = {name: request.headers.get(name.replace("_", "-")) for name in ("if_none_match", "if_modified_since")}
    if is_unchanged(tag, modified, **asked):
        return Response(status_code=304, headers=headers)
    return Response(body, 200, headers, media_type)


def kept_for(now: datetime, changes_at: datetime | None) -> str:
    """Cache-Control: until the answer flips by the clock, and never so long that an act goes unseen."""
    lifetime = FRESH if changes_at is None else min(FRESH, changes_at - now)
    return f"max-age={max(0, int(lifetime.total_seconds()))}"


def missing() -> Response:
    # The same answer for what is to come and for what never will be; kept by no cache, or a release would come late.
    return Response("There is nothing here.", 404, {"Cache-Control": "no-store"}, "text/plain")


async def tell(_: Request, error: Exception) -> Response:
    """An error of newscore's as JSON: a document is 422, a rule 409, a version that is gone 412."""
    rule = getattr(error, "rule", None)
    status = 412 if isinstance(error, VersionConflict) else 409 if rule and rule not in ("field", "invalid") else 422
    problems = [asdict(problem) for problem in getattr(error, "problems", ())]
    told = {"detail": str(error), "rule": rule, "problems": problems}
    return Response(json.dumps(told), status, media_type="application/json")


async def tell_shape(_: Request, error: Exception) -> Response:
    """What FastAPI refused, without the value: its own answer repeats that, and fails where it is no JSON."""
    assert isinstance(error, RequestValidationError)
    told = [{name: each[name] for name in ("loc", "msg", "type")} for each in error.errors()]
    return Response(json.dumps({"detail": told}), 422, media_type="application/json")


def create_app(url: str = "sqlite:///newsroom.db") -> FastAPI:
    app = FastAPI(title="The Coast")
    app.state.engine = create_engine(url)
    Base.metadata.create_all(app.state.engine)
    app.add_exception_handler(NewscoreError, tell)
    app.add_exception_handler(RequestValidationError, tell_shape)
    app.include_router(desk)
    app.include_router(readers)
    return app
