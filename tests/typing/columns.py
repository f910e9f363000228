"""The column types, as mypy and pyright see them on a row; this file is checked and never run."""

from datetime import datetime
from typing import assert_type

from django.core.exceptions import ValidationError
from django.db import models
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

import newscore as nc
from newscore.errors import DateError
from newscore.ext.django import ArticleField, validation_error
from newscore.ext.sqlalchemy import ArticleType, MomentType


class Base(DeclarativeBase):
    pass


class Row(Base):
    __tablename__ = "row"

    id: Mapped[int] = mapped_column(primary_key=True)
    release: Mapped[datetime | None] = mapped_column(MomentType)
    article: Mapped[nc.Article] = mapped_column(ArticleType)


class Record(models.Model):
    article = ArticleField()


article = nc.Article(headline="Storm hits coast")
assert_type(Row(id=1, article=article).article, nc.Article)
assert_type(Row().release, datetime | None)
assert_type(Record(article=article).article, nc.Article)
assert_type(validation_error(DateError("naive")), ValidationError)
