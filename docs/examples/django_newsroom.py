"""A newsroom on Django 5: the desk publishes, corrects, moves, withdraws; readers get pages and feeds.

    pip install 'newscore[django]'
    python django_newsroom.py

One file for one reading: in a project of yours, settings, models, views and addresses go where they always go. Who may
use the desk is yours to decide.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal
from uuid import uuid4

import django
from django.conf import settings

if not settings.configured:
    # BEGIN IMMEDIATE: SQLite lets two writers wait for each other, instead of refusing one of them.
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": "newsroom.db"}
    settings.configure(
        ALLOWED_HOSTS=["*"],
        DATABASES={"default": database | {"OPTIONS": {"transaction_mode": "IMMEDIATE"}}},
        DEBUG=True,
        INSTALLED_APPS=[__name__],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
    )
    django.setup()

from django.core.management import execute_from_command_line
from django.db import IntegrityError, connection, models, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import BaseModel, TypeAdapter, ValidationError

import newscore as nc
from newscore import publishing
from newscore.errors import FormatError, NewscoreError, PublishingError, VersionConflict
from newscore.ext.django import ArticleField
from newscore.fields import Moment, Text
from newscore.formats.conditional import etag, is_unchanged, last_modified

FRESH: Final = timedelta(minutes=5)
"""How long a cache may keep what an act of the desk could change at any moment."""

SITE: Final = nc.Publication(name="The Coast", url="https://coast.example", language="en", zone="Europe/Oslo")


class Story(models.Model):
    """One story: the article, and beside it what the database itself must find, sort and compare."""

    id = models.CharField(max_length=500, primary_key=True)
    version = models.PositiveBigIntegerField()
    release = models.DateTimeField(null=True, db_index=True)
    article = ArticleField()


class Address(models.Model):
    """Every path that a story has, or once had: the primary key is the claim, and nothing is asked beforehand."""

    path = models.CharField(max_length=2048, primary_key=True)
    story = models.ForeignKey(Story, on_delete=models.CASCADE)


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


class Refused(Exception):
    """What the desk asks for cannot be done; an HTTP status and a sentence."""


def clock() -> datetime:
    """The one place that reads the clock; tests put their own in its place."""
    return datetime.now(UTC)


def tells_errors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """All of a request or nothing; an error as JSON: a document is 422, a rule 409, a version that is gone 412."""

    def told(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            with transaction.atomic():
                return view(request, **named)
        except Refused as error:
            status, detail = error.args
            return JsonResponse({"detail": detail}, status=status)
        except ValidationError as error:
            return JsonResponse({"detail": error.errors(include_url=False, include_input=False)}, status=422)
        except NewscoreError as error:
            rule = getattr(error, "rule", None)
            is_rule = rule is not None and rule not in ("field", "invalid")
            status = 412 if isinstance(error, VersionConflict) else 409 if is_rule else 422
            problems = [asdict(problem) for problem in getattr(error, "problems", ())]
            return JsonResponse({"detail": str(error), "rule": rule, "problems": problems}, status=status)

    return csrf_exempt(told)


@tells_errors
def create(request: HttpRequest) -> HttpResponse:
    article = nc.loads(request.body, "json")
    if not isinstance(article, nc.Article) or article.status != "draft":
        raise FormatError("json: expected a draft; publish decides the rest")
    article = article.evolve(id=f"urn:uuid:{uuid4()}", created_at=clock(), version=1)
    Story.objects.create(id=article.id, version=1, release=article.release, article=article)
    return shown(article, 201)


@tells_errors
def story(request: HttpRequest, story_id: str) -> HttpResponse:
    """Read a story, or edit it; a new slug or section moves it, and redirects once it has been public."""
    row = find(story_id)
    if request.method != "PATCH":
        return shown(row.article)
    changes = only_fields(TypeAdapter(dict[str, Any]).validate_json(request.body))
    revised = publishing.revise(row.article, clock(), if_version=version_read(request), publication=SITE, **changes)
    return save(row, revised)


@tells_errors
def publish(request: HttpRequest, story_id: str) -> HttpResponse:
    row, order, version = find(story_id), Publish.model_validate_json(request.body), version_read(request)
    article = row.article
    if article.chosen_slug is None:
        # The headline's slug, or the next best one that is free: whoever inserts it first has it.
        def claim(slug: str) -> bool:
            return claim_path(row, SITE.path_for(article.evolve(slug=slug)))

        article = article.evolve(slug=nc.slugs.claim(article.headline, claim=claim, language=article.language))
    planned = {name: getattr(order, name) for name in order.model_fields_set}
    return save(row, publishing.publish(article, clock(), if_version=version, publication=SITE, **planned))


@tells_errors
def correct(request: HttpRequest, story_id: str) -> HttpResponse:
    row, order, version = find(story_id), Correct.model_validate_json(request.body), version_read(request)
    changes = only_fields(order.changes)
    corrected = publishing.correct(
        row.article, clock(), order.note, order.kind, if_version=version, publication=SITE, **changes
    )
    return save(row, corrected)


@tells_errors
def withdraw(request: HttpRequest, story_id: str) -> HttpResponse:
    row, order, version = find(story_id), Withdraw.model_validate_json(request.body), version_read(request)
    withdrawn = publishing.withdraw(row.article, clock(), order.kind, order.note, if_version=version, publication=SITE)
    return save(row, withdrawn)


@require_safe
def feed(request: HttpRequest, channel: str) -> HttpResponse:
    now, limit = clock(), 50_000 if channel == "sitemap" else 50
    address = f"{SITE.url}/feeds/{channel}"
    found = publishing.feed(newest(now, limit), now=now, publication=SITE, limit=limit, feed_url=address)
    if channel == "sitemap" and not found.items:
        return missing()  # An empty sitemap is not valid.
    # Only what may be seen says how long this holds: a release to come is nobody's business.
    ends = [article.expires_at for article in found.items if article.expires_at]
    body = nc.dumps(found, channel, at=now)
    media_type = nc.formats.find_format(channel).media_type
    return answer(request, body, media_type, now, min(ends, default=None), modified=last_modified(found))


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    now, path = clock(), publishing.plain_path(f"/{path}")
    if "\0" in path:
        return missing()  # PostgreSQL refuses to look for it.
    owner = Address.objects.select_related("story").filter(path=path)
    found = publishing.resolve(path, [address.story.article for address in owner], now, publication=SITE)
    if found.article:
        body = nc.dumps(found.article, "webpage", publication=SITE, at=now)
        return answer(request, body, "text/html", now, found.changes_at)
    if found.location:
        headers = {"Location": found.location, "Cache-Control": kept_for(now, found.changes_at)}
        return HttpResponse(status=found.code, headers=headers)
    if found.status == "gone":
        note = found.withdrawal.note if found.withdrawal else None
        return plain(note or "This story is no longer here.", found.code, kept_for(now, None))
    return missing()


def find(story_id: str) -> Story:
    row = Story.objects.filter(pk=story_id).first()
    if row is None:
        raise Refused(404, "no such story")
    return row


def version_read(request: HttpRequest) -> int:
    """The version that the editor has seen: what GET gave as ETag."""
    found = re.fullmatch(r'"([0-9]{1,16})"', request.headers.get("If-Match", ""))
    if not found:
        raise Refused(428, "send the ETag of the story you read as If-Match")
    return int(found[1])


def only_fields(changes: dict[str, Any]) -> dict[str, Any]:
    """The changes themselves, provided that they name fields of an article and no argument of an act."""
    known = {field.alias or name for name, field in nc.Article.model_fields.items()}
    if unknown := changes.keys() - known:
        raise FormatError(f"json: expected fields of an article, got {min(unknown)[:40]!r}")
    return changes


def save(row: Story, article: nc.Article) -> HttpResponse:
    """Write the next version, claim the paths it needs and give back those it needs no more: all of it, or nothing."""
    # UPDATE … WHERE id = ? AND version = ?
    present = Story.objects.filter(pk=row.pk, version=row.version)
    if not present.update(article=article, version=article.version, release=article.release):
        raise Refused(409, "another editor was faster; read the story again")
    paths = set()
    if article.status != "draft":
        known = (SITE.path_for(article), *(old.path for old in article.former_paths))
        paths = {publishing.plain_path(path) for path in known}
    for path in sorted(paths):
        if not claim_path(row, path):
            raise PublishingError("path", f"expected a path that no other story has or had, got {path}")
    Address.objects.filter(story=row).exclude(path__in=paths).delete()
    return shown(article)


def claim_path(row: Story, path: str) -> bool:
    """Insert the path, unless another story has it; the unique index decides, and who asks second waits."""
    path = publishing.plain_path(path)
    try:
        with transaction.atomic():
            Address.objects.create(path=path, story=row)
    except IntegrityError:
        return Address.objects.filter(path=path, story=row).exists()
    return True


def newest(now: datetime, limit: int) -> Iterator[nc.Article]:
    """The newest releases until *limit* of them can be seen, and those among them that no longer can."""
    released = Story.objects.filter(release__lte=now).order_by("-release", "-id").values_list("article", flat=True)
    for article in released.iterator(chunk_size=100):
        yield article
        limit -= publishing.visibility(article, now).visible
        if limit <= 0:
            return


def shown(article: nc.Article, status: int = 200) -> HttpResponse:
    """The article for the desk, with its version as ETag."""
    headers = {"ETag": f'"{article.version}"', "Cache-Control": "no-store"}
    return HttpResponse(nc.dumps(article, "json"), "application/json", status, headers=headers)


def answer(
    request: HttpRequest,
    body: str,
    media_type: str,
    now: datetime,
    changes_at: datetime | None,
    modified: str | None = None,
) -> HttpResponse:
    """The body, or 304 where the reader has it already."""
    tag = etag(body)
    headers = {"ETag": tag, "Cache-Control": kept_for(now, changes_at)}
    if modified:
        headers["Last-Modified"] = modified
    asked = {name: request.headers.get(name.replace("_", "-")) for name in ("if_none_match", "if_modified_since")}
    if is_unchanged(tag, modified, **asked):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, f"{media_type}; charset=utf-8", headers=headers)


def kept_for(now: datetime, changes_at: datetime | None) -> str:
    """Cache-Control: until the answer flips by the clock, and never so long that an act goes unseen."""
    lifetime = FRESH if changes_at is None else min(FRESH, changes_at - now)
    return f"max-age={max(0, int(lifetime.total_seconds()))}"


def plain(text: str, status: int, kept: str) -> HttpResponse:
    return HttpResponse(text, "text/plain; charset=utf-8", status, headers={"Cache-Control": kept})


def missing() -> HttpResponse:
    # The same answer for what is to come and for what never will be; kept by no cache, or a release would come late.
    return plain("There is nothing here.", 404, "no-store")


STORY: Final = r"^desk/stories/(?P<story_id>urn:uuid:[0-9a-f-]{36})"
urlpatterns = [
    re_path(r"^desk/stories$", require_http_methods(["POST"])(create)),
    re_path(STORY + "$", require_http_methods(["GET", "HEAD", "PATCH"])(story)),
    re_path(STORY + "/publish$", require_http_methods(["POST"])(publish)),
    re_path(STORY + "/correct$", require_http_methods(["POST"])(correct)),
    re_path(STORY + "/withdraw$", require_http_methods(["POST"])(withdraw)),
    re_path(r"^feeds/(?P<channel>rss|jsonfeed|sitemap)$", feed),
    re_path(r"^(?P<path>(?s:.*))$", page),
]


def create_tables() -> None:
    """What migrations do in a project of more than one file."""
    there = connection.introspection.table_names()
    with connection.schema_editor() as editor:
        for model in (Story, Address):
            if model._meta.db_table not in there:
                editor.create_model(model)


if __name__ == "__main__":
    create_tables()
    execute_from_command_line([__file__, "runserver", "--noreload"])
