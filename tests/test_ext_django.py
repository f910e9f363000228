"""The model field for Django, on SQLite and on a PostgreSQL server of our own."""

import json
import pickle
import sys
from copy import deepcopy
from datetime import UTC, datetime
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscore import publishing
from newscore.article import Article
from newscore.errors import FormatError, LimitExceeded, MissingExtra, PublishingError
from newscore.formats import native
from newscore.testing import articles
from tests.support import configure_django

pytest.importorskip("django", reason="needs Django, in newscore[test]")
configure_django()
from django import forms  # noqa: E402
from django.contrib import admin  # noqa: E402
from django.contrib.admin.utils import display_for_field  # noqa: E402
from django.core import serializers  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402
from django.db import connections, models, transaction  # noqa: E402
from django.db.migrations.writer import MigrationWriter  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from newscore.ext.django import ArticleField, ArticleFormField, validation_error  # noqa: E402

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
HALF = settings(max_examples=settings().max_examples // 2)
"""Two frameworks and two databases share the examples, because drawing an article costs more than storing it."""
BAD = '{"headline": " ",\n "body": [{"type": "heading", "level": 9, "text": "100%d"}]}'


class Story(models.Model):
    version = models.PositiveBigIntegerField(default=1)
    article = ArticleField(null=True, blank=True, help_text="The story as native JSON.")

    class Meta:
        app_label = "tests"


class StoryForm(forms.ModelForm):
    class Meta:
        model = Story
        fields = ("article",)


@pytest.fixture(scope="module", params=["default", "postgresql"])
def alias(request):
    """The name of a database that has the table."""
    if request.param == "postgresql":
        parts = dict(part.split("=") for part in request.getfixturevalue("postgresql").split())
        connections.settings["postgresql"] = connections.settings["default"] | {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts["dbname"],
            "USER": parts["user"],
            "HOST": parts["host"],
            "OPTIONS": {},
        }
    connection = connections[request.param]
    with connection.schema_editor() as editor:
        editor.create_model(Story)
    yield request.param
    with connection.schema_editor() as editor:
        editor.delete_model(Story)
    connection.close()


def store(alias: str, article: Article | None) -> int:
    return Story.objects.using(alias).create(article=article).pk


def fetch(alias: str, key: int) -> Article | None:
    return Story.objects.using(alias).get(pk=key).article


@HALF
@given(article=articles())
def test_any_article_comes_back_equal(alias, article):
    """Whatever a newsroom can hold goes into the column and comes out of it; nothing is committed."""
    with transaction.atomic(using=alias):
        assert fetch(alias, store(alias, article)) == article
        transaction.set_rollback(True, using=alias)


@pytest.mark.parametrize(
    "number", [1.0, -0.0, 1e-7, 5e-324, 1e16, 1.2345678901234567e20, 1e23, 1e300, 2**53 + 1, 10**299], ids=repr
)
def test_a_number_of_the_newsroom_keeps_its_value_and_its_type(alias, number):
    """JSONB keeps decimals: a float without an exponent must not come back as an integer, nor lose a digit."""
    extra = fetch(alias, store(alias, Article(headline="Storm", extra={"n": number}))).extra
    assert (extra["n"], type(extra["n"])) == (number, type(number))


def test_what_no_jsonb_can_hold_is_refused_before_it_is_sent(alias):
    """U+0000 is JSON; JSON columns keep it, JSONB cannot."""
    nul = Article(headline="Storm", extra={"a": "\u0000"})
    if alias == "postgresql":
        with pytest.raises(FormatError, match=r"expected text without U\+0000"):
            store(alias, nul)
    else:
        assert fetch(alias, store(alias, nul)) == nul


def test_an_article_too_long_to_be_read_again_is_not_written(alias):
    """Five mebibytes is what is read; more is refused at the door of the column."""
    with pytest.raises(LimitExceeded, match="expected at most 5242880 bytes"):
        store(alias, Article(headline="Long", body=[{"type": "paragraph", "text": "x" * 99_000}] * 53))


def test_what_is_no_article_is_refused(alias):
    """A dict that looks like one has not been validated; a row of a foreign hand is told by our family."""
    with pytest.raises(TypeError, match="expected an Article, got dict"):
        store(alias, {"headline": "Storm"})
    key = store(alias, None)
    with connections[alias].cursor() as cursor:
        cursor.execute("UPDATE tests_story SET article = %s WHERE id = %s", ['{"headline": " "}', key])
    with pytest.raises(FormatError, match=r"at \$\.headline"):
        fetch(alias, key)


def test_none_is_null(alias):
    """No article is SQL NULL, not the JSON word null."""
    key = store(alias, None)
    assert fetch(alias, key) is None
    assert Story.objects.using(alias).filter(article__isnull=True, pk=key).exists()


def test_parts_of_an_article_can_be_asked_for(alias):
    """Lookups are those of JSONField, and an article can be compared as a whole."""
    asia = Article(headline="Rain", section="World/Asia", urgency=3, tags=["rain"], extra={"area": 1e16})
    key = store(alias, asia)
    stories = Story.objects.using(alias)
    assert stories.get(article__section__slug="asia", article__urgency__lt=5).pk == key
    assert stories.get(article__tags__0__name="rain").pk == key
    assert stories.get(article__headline__startswith="Rai").pk == key
    assert stories.get(article__has_key="urgency").pk == key
    assert stories.get(article=asia).pk == key
    assert stories.filter(pk=key).values_list("article__section__name", "article__urgency").get() == ("Asia", 3)
    if alias == "postgresql":
        assert stories.get(article__contains={"tags": [{"name": "rain"}]}).pk == key


def test_updates_of_many_rows_write_articles_too(alias):
    """`update`, `bulk_create` and `bulk_update` go through the field as `save` does."""
    stories = Story.objects.using(alias)
    rows = stories.bulk_create([Story(article=Article(headline=f"Storm {number}")) for number in range(3)])
    for row in rows:
        row.article = row.article.evolve(extra={"area": 1e16})
    stories.bulk_update(rows, ["article"])
    assert [type(fetch(alias, row.pk).extra["area"]) for row in rows] == [float] * 3
    assert stories.filter(pk=rows[0].pk, version=1).update(article=Article(headline="Other"), version=2) == 1
    assert stories.filter(pk=rows[0].pk, version=1).update(article=Article(headline="Lost"), version=2) == 0
    assert fetch(alias, rows[0].pk).headline == "Other"


@HALF
@given(article=articles(), syntax=st.sampled_from(["json", "jsonl", "python"]))
def test_fixtures_hold_the_article_and_give_it_back(article, syntax):
    """`dumpdata` writes JSON that people can read, and `loaddata` makes the same article of it."""
    written = serializers.serialize(syntax, [Story(pk=7, article=article)])
    (loaded,) = serializers.deserialize(syntax, written)
    assert loaded.object.article == article
    if syntax == "json":
        assert json.loads(written)[0]["fields"]["article"] == json.loads(native.dumps(article))


def test_a_fixture_without_an_article_and_one_with_a_bad_one():
    """None stays None; what is wrong with a fixture is told with its path."""
    written = serializers.serialize("json", [Story(pk=7)])
    assert next(iter(serializers.deserialize("json", written))).object.article is None
    bad = json.dumps([{"model": "tests.story", "pk": 7, "fields": {"article": {"headline": ""}}}])
    with pytest.raises(serializers.base.DeserializationError, match=r"at \$\.headline"):
        list(serializers.deserialize("json", bad))


def test_a_migration_names_the_field_and_makes_it_again():
    """`makemigrations` prints the field; what is printed makes an equal field."""
    field = Story._meta.get_field("article")
    name, path, args, kwargs = field.deconstruct()
    assert (name, path, args) == ("article", "newscore.ext.django.ArticleField", [])
    assert kwargs == {"null": True, "blank": True, "help_text": "The story as native JSON."}
    assert ArticleField(*args, **kwargs).deconstruct()[1:] == (path, args, kwargs)
    printed, imports = MigrationWriter.serialize(field)
    assert printed.startswith("newscore.ext.django.ArticleField(")
    assert imports == {"import newscore.ext.django"}
    assert pickle.loads(pickle.dumps(Story(article=Article(headline="Storm")))).article.headline == "Storm"
    assert deepcopy(field) == field


def test_a_clean_model_holds_an_article():
    """`full_clean` reads JSON text and dicts, keeps articles, and tells each problem with its code and path."""
    for given_as in (Article(headline="Storm"), '{"headline": "Storm"}', {"headline": "Storm"}):
        story = Story(article=given_as)
        story.full_clean()
        assert story.article == Article(headline="Storm")
    with pytest.raises(ValidationError) as caught:
        Story(article=BAD).full_clean()
    told = [(error.code, error.params["path"]) for error in caught.value.error_dict["article"]]
    assert told == [("blank", "$.headline"), ("range", "$.body[0].level")]
    with pytest.raises(ValidationError, match="not JSON serializable"):
        Story(article={"headline": object()}).full_clean()


def test_a_form_shows_json_and_tells_every_problem_with_its_place():
    """What was typed is shown again as it was typed, beside what is wrong with it."""
    form = StoryForm({"article": BAD})
    assert not form.is_valid()
    errors = form.errors.get_json_data()["article"]
    assert [error["code"] for error in errors] == ["blank", "range"]
    assert "at $.headline, line 1, column 14" in errors[0]["message"]
    assert "at $.body[0].level, line 2, column 40" in errors[1]["message"]
    assert form["article"].value() == BAD

    good = StoryForm({"article": '{"headline": "100% sure"}'})
    assert good.is_valid()
    assert good.save(commit=False).article.headline == "100% sure"
    shown = StoryForm(instance=Story(article=Article(headline="Łódź"))).as_p()
    assert "Łódź" in shown
    assert "\n  &quot;headline&quot;" in shown
    assert StoryForm({"article": ""}).is_valid()


@pytest.mark.parametrize(
    ("typed", "changed"),
    [('{"headline":   "Storm"}', False), ('{"headline": "Other"}', True), ("{", True), ("", True)],
)
def test_a_form_knows_whether_the_article_changed(typed, changed):
    """Spaces in the JSON are no change."""
    assert StoryForm({"article": typed}, instance=Story(article=Article(headline="Storm"))).has_changed() is changed


def test_a_disabled_form_field_keeps_the_article():
    """What cannot be edited is neither parsed nor lost."""
    field = ArticleFormField(disabled=True)
    article = Article(headline="Storm")
    assert field.clean(article) == article
    assert field.bound_data('{"headline": "Other"}', article) == article
    assert field.prepare_value(None) is None


def test_the_admin_shows_and_edits_an_article(alias):
    """Its change form holds the JSON, and a read-only column prints it."""
    field = Story._meta.get_field("article")
    article = Article(headline="Łódź")
    assert json.loads(display_for_field(article, field, "-")) == json.loads(native.dumps(article))
    model_admin = admin.ModelAdmin(Story, admin.AdminSite())
    form = model_admin.get_form(RequestFactory().get("/"))({"version": 1, "article": BAD})
    assert set(form.errors) == {"article"}
    assert isinstance(form.fields["article"], ArticleFormField)


def test_errors_of_every_kind_become_djangos_own():
    """A refused act is told under its rule; a per cent sign in a message is only a sign."""
    told = validation_error(PublishingError("embargo", "expected no new embargo, 100%s public"))
    assert [(error.code, error.messages) for error in told.error_list] == [
        ("embargo", ["expected no new embargo, 100%s public"])
    ]
    with pytest.raises(PublishingError) as refused:
        publishing.publish(Article(headline="Storm"), NOON)
    assert validation_error(refused.value).error_list[0].code == "id"


def test_without_django_the_error_says_what_to_install(monkeypatch):
    """Only who imports the module needs the package, and the message names the extra."""
    monkeypatch.setitem(sys.modules, "django", None)
    monkeypatch.delitem(sys.modules, "newscore.ext.django")
    with pytest.raises(MissingExtra, match=r"newscore\.ext\.django needs .*: pip install 'newscore\[django\]'"):
        import_module("newscore.ext.django")
