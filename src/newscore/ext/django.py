"""A model field for Django 5: `ArticleField` holds a story, and `ArticleFormField` lets people edit it as JSON.

Install with `pip install 'newscore[django]'`. Tested on SQLite and on PostgreSQL, where the story is JSONB.

    class Story(models.Model):
        id = models.CharField(max_length=500, primary_key=True)
        version = models.PositiveBigIntegerField()
        release = models.DateTimeField(null=True, db_index=True)
        article = ArticleField()
"""

import json
from typing import TYPE_CHECKING, Any

from newscore.article import Article
from newscore.errors import FormatError, MissingExtra, NewscoreError
from newscore.ext.columns import read_column, write_column
from newscore.formats import native

try:
    from django import forms
    from django.core.exceptions import ValidationError
    from django.db import models
    from django.db.models.fields.json import KeyTransform
except ImportError as error:
    raise MissingExtra("newscore.ext.django", "django") from error

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    _JSONField = models.JSONField[Article | None, Article]
else:
    _JSONField = models.JSONField

__all__ = ["ArticleField", "ArticleFormField", "validation_error"]


class _AsWritten(json.JSONEncoder):
    """Hands JSON text through: on every database, Django asks an encoder for the text to store."""

    def encode(self, o: Any) -> str:
        return str(o)


class _ArticleEncoder(json.JSONEncoder):
    """Writes articles where Django itself makes JSON of a field's value: in the admin, and to tell changes."""

    def default(self, o: Any) -> Any:
        return json.loads(native.dumps(o)) if isinstance(o, Article) else super().default(o)


def validation_error(error: NewscoreError) -> ValidationError:
    """Return *error* as Django's own: one message a problem, each with its code, its path in `params["path"]`."""
    if isinstance(error, FormatError) and error.problems:
        told = [(str(problem), problem.code, problem.path) for problem in error.problems]
    else:
        told = [(str(error), str(getattr(error, "rule", "invalid")), "")]
    # A message may hold a per cent sign of the document's, so it is a parameter itself.
    return ValidationError(
        [ValidationError("%(problem)s", code=code, params={"problem": text, "path": path}) for text, code, path in told]
    )


class ArticleFormField(forms.JSONField):
    """A form field that shows an article as indented JSON and reads it back; each problem is told with its place."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["encoder"] = _ArticleEncoder
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if self.disabled or isinstance(value, Article):
            return value
        return None if value in self.empty_values else _parse(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        # What was typed is shown again as it was typed, mistakes and all.
        return initial if self.disabled else data

    def prepare_value(self, value: Any) -> Any:
        return native.dumps(value, indent=2) if isinstance(value, Article) else value


class ArticleField(_JSONField):
    """A field that holds an `Article` as native JSON; None is SQL NULL.

    What was stored by an older newscore is upgraded when it is read, and blocks of a newer one are kept. Lookups are
    those of JSONField: `Story.objects.filter(article__section__slug="world")`. A fixture holds the article as JSON;
    Django's XML fixtures can be written, not read.

    Saving anything but an Article is a TypeError; FormatError where an article is over 5 MiB, or holds U+0000 and the
    column is JSONB. Reading raises FormatError where a row holds no article. `full_clean` reads JSON text and dicts
    into articles, and raises Django's ValidationError with every problem.
    """

    description = "A news article"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["encoder"] = _ArticleEncoder
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["encoder"]
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: "BaseDatabaseWrapper") -> Any:
        if value is None or isinstance(expression, KeyTransform):
            return super().from_db_value(value, expression, connection)
        return read_column(value)

    def get_db_prep_value(self, value: Any, connection: "BaseDatabaseWrapper", prepared: bool = False) -> Any:
        if not isinstance(value, Article):
            # The right side of a lookup on a part of the article.
            return super().get_db_prep_value(value, connection, prepared)
        text = write_column(value, jsonb=connection.vendor == "postgresql")
        return connection.ops.adapt_json_value(text, _AsWritten)

    def get_db_prep_save(self, value: Any, connection: "BaseDatabaseWrapper") -> Any:
        if value is None or isinstance(value, Article) or hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        raise TypeError(f"expected an Article, got {type(value).__name__}; newscore.loads(…, 'json') makes one")

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, Article) else _parse(value)

    def value_to_string(self, obj: models.Model) -> Any:
        article = self.value_from_object(obj)
        return article and json.loads(native.dumps(article))

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": ArticleFormField, **kwargs})


def _parse(value: Any) -> Article:
    try:
        return read_column(value)
    except (NewscoreError, TypeError) as error:
        raise validation_error(error if isinstance(error, NewscoreError) else FormatError(str(error))) from error
