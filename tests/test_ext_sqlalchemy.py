"""The column types for SQLAlchemy, on SQLite and on a PostgreSQL server of our own."""

import doctest
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from importlib import import_module
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscore import publishing
from newscore.article import Article
from newscore.errors import FormatError, MissingExtra
from newscore.ext import columns
from newscore.ext.columns import read_column, write_column
from newscore.formats import native
from newscore.testing import articles, moments
from tests.support import ROOT

sqlalchemy = pytest.importorskip("sqlalchemy", reason="needs SQLAlchemy, in newscore[test]")
from sqlalchemy import JSON, MetaData, create_engine, func, insert, literal, select, text, type_coerce, update  # noqa: E402
from sqlalchemy.dialects.postgresql import JSONB  # noqa: E402
from sqlalchemy.exc import InvalidRequestError, StatementError  # noqa: E402
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, aliased, mapped_column  # noqa: E402
from sqlalchemy.orm.exc import StaleDataError  # noqa: E402

from newscore.ext.sqlalchemy import ArticleType, ColumnError, MomentType  # noqa: E402

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
MUSEUM = sorted(path for path in (ROOT / "tests" / "museum").rglob("*.json") if path.stem != "feed")


class Base(DeclarativeBase):
    pass


class Story(Base):
    __tablename__ = "ext_story"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    release: Mapped[datetime | None] = mapped_column(MomentType)
    article: Mapped[Article | None] = mapped_column(ArticleType)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - as documented there.


def url_of(dsn: str) -> str:
    """SQLAlchemy's address of the server that libpq finds at *dsn*."""
    parts = dict(part.split("=") for part in dsn.split())
    return f"postgresql+psycopg://{parts['user']}@/{parts['dbname']}?host={parts['host']}"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request, tmp_path_factory):
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("columns") / "stories.db"
        engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 60})
    else:
        engine = create_engine(url_of(request.getfixturevalue("postgresql")))
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def store(engine, *found: Article | None) -> list[int]:
    with Session(engine) as session:
        rows = [Story(article=article) for article in found]
        session.add_all(rows)
        session.commit()
        return [row.id for row in rows]


def fetch(engine, key: int) -> Article | None:
    with Session(engine) as session:
        return session.scalars(select(Story.article).where(Story.id == key)).one()


@settings(max_examples=settings().max_examples // 2)  # The tests of the Django field draw the other half.
@given(article=articles())
def test_any_article_comes_back_equal(engine, article):
    """Whatever a newsroom can hold goes into the column and comes out of it."""
    with Session(engine) as session:  # Nothing is committed: the disk has no part in it.
        (key,) = session.execute(insert(Story).values(version=1, article=article)).inserted_primary_key
        got = session.scalars(select(Story.article).where(Story.id == key)).one()
    assert got == article
    # JSONB forgets the order of keys and the sign of -0.0, nothing to JSON; elsewhere even the text is the same.
    if engine.dialect.name != "postgresql":
        assert native.dumps(got) == native.dumps(article)


def test_the_examples_of_the_shared_module_run():
    """What a docstring shows is true."""
    assert doctest.testmod(columns) == (0, 1)


NUMBERS = [
    1.0, -0.0, 0.1, 1e-7, 5e-324, 1e15, 1e16, 1.2345678901234567e20, 1e22, 1e23, 1e300, -1e300, 2**53 + 1, 10**299,
    -(10**299),
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS, ids=repr)
def test_a_number_of_the_newsroom_keeps_its_value_and_its_type(engine, number):
    """JSONB keeps decimals: a float without an exponent must not come back as an integer, nor lose a digit."""
    (key,) = store(engine, Article(headline="Storm", extra={"n": number, "1e9": ['say "1e9" \\', number]}))
    extra = fetch(engine, key).extra
    assert (extra, type(extra["n"])) == ({"n": number, "1e9": ['say "1e9" \\', number]}, type(number))


@given(number=st.floats(-1e300, 1e300))
def test_any_float_is_written_for_jsonb_without_exponent_or_loss(number):
    """What stands in the text is the same double, and no integer."""
    written = write_column(Article(headline="Storm", extra={"n": number}), jsonb=True)
    got = json.loads(written)["extra"]["n"]
    assert (got, type(got)) == (number, float)
    assert "e" not in written.rpartition(":")[2]


def test_the_serializers_of_the_engine_have_no_part_in_it(engine):
    """One that rounds, and one that makes other types, serve the other columns; an article stays what it was."""
    clumsy = create_engine(
        engine.url,
        json_serializer=lambda value: json.dumps(value)[:1],
        json_deserializer=lambda text: json.loads(text, parse_float=Decimal, parse_int=float),
    )
    Base.metadata.create_all(clumsy)
    article = Article(headline="Storm", extra={"n": [2**53 + 1, 0.1, 1e16]})
    (key,) = store(clumsy, article)
    assert (fetch(clumsy, key), fetch(engine, key)) == (article, article)
    clumsy.dispose()


def test_an_article_is_found_through_every_kind_of_select(engine):
    """Subqueries, unions, RETURNING, INSERT … SELECT: the column is an article wherever it ends up."""
    article = Article(headline="Storm", extra={"n": 1e16})
    (key,) = store(engine, article)
    one = select(Story.id, Story.article).where(Story.id == key)
    with Session(engine) as session:
        inner = one.subquery()
        assert session.scalars(select(inner.c.article)).one() == article
        assert session.scalars(select(aliased(Story, inner))).one().article == article
        assert session.execute(one.union(one)).one() == (key, article)
        assert (
            session.scalars(select(func.coalesce(Story.article, Story.article)).where(Story.id == key)).one() == article
        )
        copied = insert(Story).from_select(
            ["version", "article"], select(literal(3), Story.article).where(Story.id == key)
        )
        assert session.scalars(copied.returning(Story.article)).one() == article
        later = article.evolve(urgency=2)
        changed = update(Story).where(Story.id == key).values(article=later).returning(Story.article)
        assert session.scalars(changed.execution_options(synchronize_session=False)).one() == later


def test_what_no_jsonb_can_hold_is_refused_before_it_is_sent(engine):
    """U+0000 is JSON; JSON columns keep it, and JSONB cannot. A written-out escape is text."""
    told = Article(headline="Storm", extra={"a": "\\u0000"})
    (key,) = store(engine, told)
    assert fetch(engine, key) == told
    nul = Article(headline="Storm", extra={"a": "x\\\u0000"})
    if engine.dialect.name == "postgresql":
        with pytest.raises(ColumnError, match=r"expected text without U\+0000") as caught:
            store(engine, nul)
        assert caught.value.problems[0].code == "text"
    else:
        (key,) = store(engine, nul)
        assert fetch(engine, key) == nul


def test_an_article_too_long_to_be_read_again_is_not_written(engine):
    """Five mebibytes is what is read; more is refused at the door of the column. Just below it, all comes back."""
    paragraphs = [{"type": "paragraph", "text": "ж" * 99_000} for _ in range(52)]
    (key,) = store(engine, Article(headline="Long", body=paragraphs))
    assert fetch(engine, key).body[51].text == "ж" * 99_000
    with pytest.raises(ColumnError, match="expected at most 5242880 bytes"):
        store(engine, Article(headline="Long", body=[*paragraphs, {"type": "paragraph", "text": "ж" * 99_000}]))


def test_a_block_of_a_newer_version_is_kept(engine):
    """What this version cannot understand, another one wrote and will read."""
    block = {"type": "poll", "zeta": 1, "alpha": {"question": "Rain?"}}
    article = native.loads(json.dumps({"headline": "Storm", "body": [block]})).content
    (key,) = store(engine, article)
    got = fetch(engine, key)
    assert got == article
    assert json.loads(native.dumps(got))["body"] == [block]


@pytest.mark.parametrize("payload", MUSEUM, ids=[path.name for path in MUSEUM])
def test_what_an_older_newscore_stored_is_read(engine, payload):
    """A row written behind our back, by another version, reads as `loads` reads it."""
    content = native.loads(payload.read_bytes()).content
    with Session(engine) as session:
        raw = insert(Story).values(version=1, article=type_coerce(json.loads(payload.read_text("utf-8")), JSON()))
        (key,) = session.execute(raw).inserted_primary_key
        session.commit()
    assert fetch(engine, key) == content


@pytest.mark.parametrize("stored", [{"headline": " "}, {"title": "x", "url": "https://a.example", "items": []}, [], 7])
def test_a_row_that_holds_no_article_is_told_as_such(engine, stored):
    """A foreign hand in the table meets the error family, not pydantic or the driver."""
    with Session(engine) as session:
        (key,) = session.execute(
            insert(Story).values(version=1, article=type_coerce(stored, JSON()))
        ).inserted_primary_key
        session.commit()
    with pytest.raises(FormatError, match="json: "):
        fetch(engine, key)


def test_what_is_no_article_is_refused(engine):
    """A dict that looks like one has not been validated."""
    with pytest.raises(StatementError, match="expected an Article, got dict") as caught:
        store(engine, {"headline": "Storm"})
    assert isinstance(caught.value.orig, TypeError)


def test_none_is_null(engine):
    """No article is SQL NULL, not the JSON word null."""
    (key,) = store(engine, None)
    assert fetch(engine, key) is None
    with Session(engine) as session:
        assert key in session.scalars(select(Story.id).where(Story.article.is_(None))).all()


def test_a_row_is_written_only_for_another_article(engine):
    """Assigning an equal article is no change; the old one is told from the new by value."""
    (key,) = store(engine, Article(headline="Storm"))
    with Session(engine) as session:
        row = session.get_one(Story, key)
        row.article = Article(headline="Storm")
        assert not session.is_modified(row)
        row.article = Article(headline="Storm passes")
        assert session.is_modified(row)


def test_sqlalchemy_knows_that_articles_have_no_hash(engine):
    """An article with `extra` has none; `unique()` on a column of articles says so in SQLAlchemy's own words."""
    (key,) = store(engine, Article(headline="A", extra={"a": 1}))
    with Session(engine) as session:
        assert session.scalars(select(Story).where(Story.id == key)).unique().one().article.headline == "A"
        with pytest.raises(InvalidRequestError, match="non-hashable"):
            session.execute(select(Story.article).where(Story.id == key)).unique().all()


def test_parts_of_an_article_can_be_asked_for(engine):
    """Conditions are SQLAlchemy's own for JSON, and an article can be compared as a whole."""
    asia = Article(
        headline="Rain in Asia", section="World/Rain in Asia", urgency=3, tags=["rain"], extra={"area": 1e16}
    )
    (key, _) = store(engine, asia, Article(headline="Vote", section="Home"))
    parts = Story.article["section"]["slug"].as_string() == "rain-in-asia", Story.article["urgency"].as_integer() < 5
    with Session(engine) as session:
        assert session.scalars(select(Story.id).where(*parts)).all() == [key]
        assert session.scalars(select(Story.id).where(Story.article == asia)).all() == [key]
        assert session.scalars(select(Story.article["headline"].as_string()).where(*parts)).all() == ["Rain in Asia"]
        if engine.dialect.name == "postgresql":
            tagged = type_coerce(Story.article, JSONB).contains({"tags": [{"name": "rain"}]})
            assert session.scalars(select(Story.id).where(tagged)).all() == [key]
            assert session.scalar(text("SELECT pg_typeof(article)::text FROM ext_story LIMIT 1")) == "jsonb"


def test_an_article_can_stand_in_the_statement_itself(engine):
    """Literals are quoted: for logs, migrations and `literal_binds`."""
    article = Article(headline='It\'s 100% "true" \\ :now', extra={"area": 1e16})
    statement = select(literal(article, ArticleType()))
    printed = str(statement.compile(engine, compile_kwargs={"literal_binds": True}))
    with engine.connect() as connection:
        (got,) = connection.exec_driver_sql(printed).one()
    assert read_column(got) == article


def test_the_statement_cache_is_used():
    """A type that cannot be cached makes every statement be compiled again."""
    assert ArticleType()._static_cache_key == ArticleType()._static_cache_key
    assert MomentType()._static_cache_key == MomentType()._static_cache_key


def test_the_types_print_as_python_that_makes_them():
    """Migrations print a type by its repr."""
    assert (repr(ArticleType()), repr(MomentType())) == ("ArticleType()", "MomentType()")
    assert ArticleType().python_type is Article


def test_alembic_writes_a_migration_and_finds_nothing_more_to_do(engine):
    """An autogenerated migration names the types by their module; once it has run, no difference is left."""
    autogenerate = pytest.importorskip("alembic.autogenerate", reason="needs Alembic, in newscore[test]")
    from alembic.migration import MigrationContext

    options = {"compare_type": True, "include_name": lambda name, kind, _: kind != "table" or name == "ext_story"}
    elsewhere = MetaData()
    Base.metadata.tables["ext_story"].to_metadata(elsewhere, name="ext_new")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert autogenerate.compare_metadata(context, Base.metadata) == []
        printed = autogenerate.render_python_code(autogenerate.produce_migrations(context, elsewhere).upgrade_ops)
    assert "sa.Column('article', newscore.ext.sqlalchemy.ArticleType(), nullable=True)" in printed
    assert "sa.Column('release', newscore.ext.sqlalchemy.MomentType(), nullable=True)" in printed


@given(moment=moments(), minutes=st.integers(-14 * 60, 14 * 60))
def test_a_moment_comes_back_as_the_same_instant_in_utc(engine, moment, minutes):
    """SQLite knows no zones and PostgreSQL answers in the session's; the instant is what counts."""
    local = moment.astimezone(timezone(timedelta(minutes=minutes)))
    with Session(engine) as session:
        (key,) = session.execute(insert(Story).values(version=1, release=local)).inserted_primary_key
        got = session.scalars(select(Story.release).where(Story.id == key)).one()
        assert session.scalars(select(Story.id).where(Story.release == moment, Story.id == key)).one() == key
    assert (got, got.tzinfo) == (moment, UTC)


def test_moments_sort_and_compare_in_the_database(engine):
    """A feed asks for what was released up to now, newest first."""
    with Session(engine) as session:
        offsets = [timezone(timedelta(hours=hours)) for hours in (5, 0, -8)]
        for hour, zone in enumerate(offsets):
            session.execute(insert(Story).values(version=9, release=NOON.replace(hour=hour).astimezone(zone)))
        ask = select(Story.release).where(Story.version == 9, Story.release <= NOON.replace(hour=1))
        assert [moment.hour for moment in session.scalars(ask.order_by(Story.release.desc()))] == [1, 0]


def test_a_naive_moment_is_refused(engine):
    """Guessing a zone is how embargoes break."""
    with Session(engine) as session, pytest.raises(StatementError, match="expected an aware datetime"):
        session.execute(insert(Story).values(version=1, release=datetime(2026, 1, 15)))  # noqa: DTZ001 - the test.


def test_of_eight_editors_one_wins_a_version(engine):
    """UPDATE … WHERE version = ? decides; the other seven learn of it and nothing of theirs is written."""
    (key,) = store(engine, publishing.publish(Article(headline="Storm", id="storm"), NOON))
    with Session(engine) as session:
        session.execute(update(Story).where(Story.id == key).values(version=2))
        session.commit()
    ready = Barrier(8)

    def edit(number: int) -> bool:
        with Session(engine) as session:
            row = session.get_one(Story, key)
            session.commit()  # The lock is optimistic: nothing is held while the editor thinks.
            before = row.article
            row.article = publishing.revise(before, NOON, headline=f"Storm {number}")
            row.version = row.article.version
            ready.wait(30)
            try:
                session.commit()
            except StaleDataError:
                return False
            return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(edit, range(8)))
    assert sum(won) == 1
    article = fetch(engine, key)
    assert (article.headline, article.version) == (f"Storm {won.index(True)}", 3)


def test_without_sqlalchemy_the_error_says_what_to_install(monkeypatch):
    """Only who imports the module needs the package, and the message names the extra."""
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    monkeypatch.delitem(sys.modules, "newscore.ext.sqlalchemy")
    with pytest.raises(MissingExtra, match=r"newscore\.ext\.sqlalchemy needs .*: pip install 'newscore\[sqlalchemy\]'"):
        import_module("newscore.ext.sqlalchemy")
