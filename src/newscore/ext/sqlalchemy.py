"""Column types for SQLAlchemy 2: `ArticleType` holds a story, `MomentType` an instant in UTC.

Install with `pip install 'newscore[sqlalchemy]'`. Tested on SQLite and on PostgreSQL, where the story is JSONB.

    class Story(Base):
        __tablename__ = "story"

        id: Mapped[str] = mapped_column(primary_key=True)
        version: Mapped[int]
        release: Mapped[datetime | None] = mapped_column(MomentType, index=True)
        article: Mapped[Article] = mapped_column(ArticleType)
"""

from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from newscore.article import Article
from newscore.errors import FormatError, MissingExtra
from newscore.ext.columns import read_column, write_column
from newscore.publishing.visibility import check_moment

try:
    from sqlalchemy import JSON, ColumnElement, DateTime, Dialect, String, Text, cast, type_coerce
    from sqlalchemy.dialects.postgresql import JSONB
    from sqlalchemy.exc import DontWrapMixin
    from sqlalchemy.sql.operators import OperatorType
    from sqlalchemy.types import TypeDecorator, TypeEngine
except ImportError as error:
    raise MissingExtra("newscore.ext.sqlalchemy", "sqlalchemy") from error

__all__ = ["ArticleType", "ColumnError", "MomentType"]

Result = TypeVar("Result", covariant=True)


class _Process(Protocol[Result]):
    def __call__(self, value: Any) -> Result: ...


class ColumnError(FormatError, DontWrapMixin):
    """The column cannot hold this article; it reaches the caller as it is, not inside a StatementError."""


class ArticleType(TypeDecorator[Article]):
    """A column that holds an `Article` as native JSON: JSONB on PostgreSQL, JSON elsewhere; None is SQL NULL.

    What was stored by an older newscore is upgraded when it is read, and blocks of a newer one are kept. An article
    never changes in place, so a row is written again exactly when another, unequal article is assigned. Conditions on
    parts of it are those of SQLAlchemy's JSON: `Story.article["section"]["slug"].as_string() == "world"`.

    Writing raises ColumnError where an article is over 5 MiB, or holds U+0000 and the column is JSONB; another type of
    value is a TypeError inside SQLAlchemy's StatementError. Reading raises FormatError where a row holds no article.
    """

    impl = JSON
    cache_ok = True
    # `extra` is a dict, so an article has no hash.
    hashable = False

    def __init__(self) -> None:
        super().__init__(none_as_null=True)

    def __repr__(self) -> str:
        return "ArticleType()"

    @property
    def python_type(self) -> type[Article]:
        return Article

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        native = JSONB(none_as_null=True) if dialect.name == "postgresql" else JSON(none_as_null=True)
        return dialect.type_descriptor(native)

    # The JSON is newscore's own, to the digit, whatever serializer the engine was given. SQLAlchemy's usual hook would
    # hand over Python objects for that serializer to write.
    def bind_processor(self, dialect: Dialect) -> _Process[str | None]:
        jsonb = dialect.name == "postgresql"

        def process(value: Any) -> str | None:
            return None if value is None else _write(value, jsonb=jsonb)

        return process

    def literal_processor(self, dialect: Dialect) -> _Process[str]:
        jsonb = dialect.name == "postgresql"
        quote: _Process[str] = String().literal_processor(dialect)  # type: ignore[no-untyped-call]

        def process(value: Any) -> str:
            return quote(_write(value, jsonb=jsonb))

        return process

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        # Asked for as text, or a driver would make Python objects of it by a deserializer of the engine's.
        return type_coerce(cast(column, Text), self)

    def result_processor(self, dialect: Dialect, coltype: object) -> _Process[Article | None]:
        def process(value: Any) -> Article | None:
            return None if value is None else read_column(value)

        return process

    def coerce_compared_value(self, op: OperatorType | None, value: Any) -> TypeEngine[Any]:
        return self if isinstance(value, Article) else JSON().coerce_compared_value(op, value)


class MomentType(TypeDecorator[datetime]):
    """A column that holds an aware instant, and gives it back in UTC on every database.

    SQLAlchemy's own DateTime(timezone=True) forgets the zone on SQLite, and gives a naive datetime back.

    Writing a naive datetime, or one outside the years 1900 to 8999, is a DateError inside SQLAlchemy's StatementError.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def __repr__(self) -> str:
        return "MomentType()"

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else check_moment(value, "moment")

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _write(article: Article, *, jsonb: bool) -> str:
    try:
        return write_column(article, jsonb=jsonb)
    except FormatError as error:
        raise ColumnError(str(error), error.problems) from error
