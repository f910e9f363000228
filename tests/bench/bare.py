"""The barest pydantic model of the same fields: no constraint, no rule, no freezing; the base of the benchmarks.

Defaults are tuples and None, because pydantic copies a mutable default for every instance, which would flatter us.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field


class Contributor(BaseModel):
    name: str
    kind: str = "person"
    url: str | None = None
    email: str | None = None
    image: str | None = None
    job_title: str | None = None
    same_as: tuple[str, ...] = ()


class Credit(BaseModel):
    contributor: Contributor
    role: str = "author"
    title: str | None = None
    place: str | None = None
    sure: bool = True


class Byline(BaseModel):
    text: str | None = None
    credits: tuple[Credit, ...] = ()


class Section(BaseModel):
    name: str
    slug: str
    parent: "Section | None" = None


class Image(BaseModel):
    url: str
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    license: str | None = None
    width: int | None = None
    height: int | None = None
    renditions: tuple[dict[str, Any], ...] = ()


class Mark(BaseModel):
    start: int
    end: int
    kind: str
    href: str | None = None
    language: str | None = None


class Paragraph(BaseModel):
    text: str
    marks: tuple[Mark, ...] = ()
    type: Literal["paragraph"] = "paragraph"


class Heading(BaseModel):
    text: str
    marks: tuple[Mark, ...] = ()
    type: Literal["heading"] = "heading"
    level: int = 2


class ListItem(BaseModel):
    text: str
    marks: tuple[Mark, ...] = ()
    blocks: tuple["Block", ...] = ()


class List(BaseModel):
    type: Literal["list"] = "list"
    ordered: bool = False
    start: int = 1
    items: tuple[ListItem, ...]


class Quote(BaseModel):
    text: str
    marks: tuple[Mark, ...] = ()
    type: Literal["quote"] = "quote"
    attribution: str | None = None
    pull: bool = False


class Figure(BaseModel):
    type: Literal["figure"] = "figure"
    image: Image


Block = Annotated[Paragraph | Heading | List | Quote | Figure, Field(discriminator="type")]
ListItem.model_rebuild()


class Tag(BaseModel):
    name: str
    kind: str = "keyword"
    uri: str | None = None


class Correction(BaseModel):
    at: datetime
    note: str
    kind: str = "correction"


class Article(BaseModel):
    schema_version: int = 1
    headline: str
    subheadline: str | None = None
    kicker: str | None = None
    summary: str | None = None
    body: tuple[Block, ...] = ()
    byline: Byline | None = None
    image: Image | None = None
    dateline: str | None = None
    backstory: str | None = None
    section: Section | None = None
    also_in: tuple[Section, ...] = ()
    tags: tuple[Tag, ...] = ()
    genre: str | None = None
    language: str | None = None
    translation_key: str | None = None
    id: str | None = None
    slug: str | None = None
    former_paths: tuple[dict[str, Any], ...] = ()
    canonical_url: str | None = None
    status: str = "draft"
    created_at: datetime | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    embargo_until: datetime | None = None
    expires_at: datetime | None = None
    withdrawal: dict[str, Any] | None = None
    corrections: tuple[Correction, ...] = ()
    version: int = 1
    replaces: str | None = None
    provider: Contributor | None = None
    rights: dict[str, Any] | None = None
    access: str = "free"
    urgency: int | None = None
    digital_source_type: str | None = None
    related: tuple[dict[str, Any], ...] = ()
    extra: dict[str, Any] | None = None
