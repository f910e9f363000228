"""The one model that every channel meets in: `Article`, one story."""

from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import Field, SerializerFunctionWrapHandler, field_serializer, model_validator
from pydantic_core import PydanticCustomError

from newscore.body import plain
from newscore.body.blocks import Blocks
from newscore.byline import Byline, Contributor
from newscore.fields import Extra, Identifier, Language, Line, Model, Moment, Path, Shorthand, Slug, Text, Url
from newscore.media import ImageField
from newscore.section import Section
from newscore.slugs import slugify

__all__ = ["SCHEMA_VERSION", "Article", "Correction", "FormerPath", "Link", "Rights", "Tag", "Withdrawal"]

SCHEMA_VERSION: Final = 1
"""The version of the native payload that this newscore writes."""

Genre = Literal[
    "opinion", "analysis", "reportage", "review", "background", "ask-public", "satire", "advertiser-content"
]
MAX_MANY: Final = 500


class Tag(Model):
    """What the story is about; a str is enough."""

    name: Line
    """The word as readers see it. JSON-LD keywords · RSS category · JSON Feed tags · ninjs subjects name."""
    kind: Literal["keyword", "subject", "person", "organization", "place", "event"] = "keyword"
    """What sort of thing it names. JSON-LD about · ninjs subjects, people, organisations, places, events."""
    uri: Identifier | None = None
    """Its identifier in a vocabulary: an IPTC Media Topic, a Wikidata item. ninjs subjects uri."""


class Link(Model):
    """A page the story points its readers to; a URL is enough."""

    url: Url
    """Where it leads. JSON-LD relatedLink, isBasedOn or citation."""
    title: Line | None = None
    """What stands there."""
    rel: Literal["related", "based-on", "citation"] = "related"
    """How it relates to this story."""


class Rights(Model):
    """Who owns the story and how it may be used."""

    holder: Line | None = None
    """Who holds the rights. JSON-LD copyrightHolder · ninjs rightsinfo copyrightholder."""
    notice: Line | None = None
    """The printed notice. JSON-LD copyrightNotice · RSS copyright."""
    year: Annotated[int, Field(ge=1450, le=8999)] | None = None
    """JSON-LD copyrightYear."""
    terms: Text | None = None
    """What a customer may do with it. ninjs usageterms."""
    license: Url | None = None
    """The licence. JSON-LD license."""


class Correction(Model):
    """What was put right after publication, and when."""

    at: Moment
    """When. JSON-LD CorrectionComment datePublished."""
    note: Text
    """What readers are told. JSON-LD CorrectionComment text."""
    kind: Literal["correction", "clarification", "update"] = "correction"
    """A mistake put right, words made clearer, or news added."""


class Withdrawal(Model):
    """Why and when a story was taken back."""

    at: Moment
    """When."""
    kind: Literal["retraction", "takedown", "unpublish"]
    """Retracted by the newsroom, taken down for others' reasons, or never public at all."""
    note: Text | None = None
    """What readers are told."""


class FormerPath(Model):
    """A path where the story once lived; it redirects for ever."""

    path: Path
    """The path."""
    until: Moment
    """When the story left it."""


def _section(text: str) -> Section:
    return Section.parse(text)


def _byline(text: str) -> Byline:
    return Byline.parse(text)


def _tag(text: str) -> Tag:
    return Tag(name=text)


def _link(text: str) -> Link:
    return Link(url=text)


def _provider(text: str) -> Contributor:
    return Contributor(name=text, kind="organization")


def _sorted_by_moment(corrections: tuple[Correction, ...]) -> bool:
    return all(before.at <= after.at for before, after in pairwise(corrections))


class Article(Model, defer_build=False):
    """One story; the only field a draft needs is the headline.

    >>> article = Article(headline="Storm hits coast", section="World/Asia", body="It rained.\\n\\nThen it blew.")
    >>> article.slug, article.section.path, len(article.body)
    ('storm-hits-coast', 'world/asia', 2)
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    """The version of this payload."""

    headline: Line
    """The headline. RSS title · JSON-LD headline · NITF hl1 · ninjs headlines."""
    subheadline: Line | None = None
    """A second line below the headline. NITF hl2 · JSON-LD alternativeHeadline."""
    kicker: Line | None = None
    """The words above the headline."""
    summary: Text | None = None
    """The standfirst. RSS description · JSON-LD description · og:description · ninjs descriptions."""
    body: Annotated[Blocks, Shorthand(plain.loads)] = ()
    """The story as blocks; a str is read as paragraphs. RSS content:encoded · JSON-LD articleBody · ninjs bodies."""
    byline: Annotated[Byline, Shorthand(_byline)] | None = None
    """Who wrote it; a str is parsed. RSS dc:creator · JSON-LD author · ninjs by · NITF byline."""
    image: ImageField | None = None
    """The lead picture; a URL is enough. JSON-LD image · og:image · RSS media:content."""
    dateline: Line | None = None
    """The place as printed before the first words. JSON-LD dateline · ninjs located · NITF dateline."""
    backstory: Text | None = None
    """How the story came about. JSON-LD backstory."""

    section: Annotated[Section, Shorthand(_section)] | None = None
    """The primary section; "World/Asia" is enough. JSON-LD articleSection · article:section."""
    also_in: Annotated[tuple[Annotated[Section, Shorthand(_section)], ...], Field(max_length=MAX_MANY)] = ()
    """Other sections it runs in. RSS category."""
    tags: Annotated[tuple[Annotated[Tag, Shorthand(_tag)], ...], Field(max_length=MAX_MANY)] = ()
    """What it is about. JSON-LD keywords and about · RSS category · article:tag."""
    genre: Genre | None = None
    """What sort of story; None is plain news. The schema.org subclass of NewsArticle."""
    language: Language | None = None
    """The language it is written in. JSON-LD inLanguage · html lang · og:locale · news:language."""
    translation_key: Identifier | None = None
    """Shared by all translations of one story. html hreflang."""

    id: Identifier | None = None
    """What stays the same for ever; required to publish. RSS guid · Atom id · ninjs uri."""
    chosen_slug: Slug | None = Field(default=None, alias="slug")
    """The slug as set by an editor, or frozen by publication; `slug` gives it, or one made from the headline."""
    former_paths: Annotated[tuple[FormerPath, ...], Field(max_length=MAX_MANY)] = ()
    """Where it lived before."""
    canonical_url: Url | None = None
    """The original elsewhere, where this is a copy. html rel=canonical."""

    status: Literal["draft", "published", "withdrawn"] = "draft"
    """What was decided; whether it can be seen also depends on the moment."""
    created_at: Moment | None = None
    """When the draft began. JSON-LD dateCreated."""
    published_at: Moment | None = None
    """When it is published; it never moves once public. RSS pubDate · JSON-LD datePublished."""
    modified_at: Moment | None = None
    """The last change readers should know of. Atom updated · JSON-LD dateModified."""
    embargo_until: Moment | None = None
    """Not public before this moment. ninjs embargoedUntil · NewsML-G2 embargoed."""
    expires_at: Moment | None = None
    """Public before, not from, this moment. JSON-LD expires."""
    withdrawal: Withdrawal | None = None
    """Set exactly when status is withdrawn."""
    corrections: Annotated[tuple[Correction, ...], Field(max_length=MAX_MANY)] = ()
    """What was put right, oldest first. JSON-LD correction."""
    version: Annotated[int, Field(ge=1, le=2**53 - 1)] = 1
    """Rises by one with each effective change."""
    replaces: Identifier | None = None
    """The id of the story that this one supersedes."""

    provider: Annotated[Contributor, Shorthand(_provider)] | None = None
    """The wire or source organization; its name is enough. ninjs infosources · JSON-LD sourceOrganization."""
    rights: Rights | None = None
    """Who owns it and how it may be used."""
    access: Literal["free", "metered", "subscriber"] = "free"
    """Who may read it whole. JSON-LD isAccessibleForFree."""
    urgency: Annotated[int, Field(ge=1, le=9)] | None = None
    """1 most urgent, 9 least (IPTC). ninjs urgency · NITF ed-urg."""
    digital_source_type: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9]{1,63}$")] | None = None
    """How it was made, as an IPTC Digital Source Type such as trainedAlgorithmicMedia. JSON-LD digitalSourceType."""
    related: Annotated[tuple[Annotated[Link, Shorthand(_link)], ...], Field(max_length=MAX_MANY)] = ()
    """Pages to read beside it; a URL is enough."""
    extra: Extra = Field(default_factory=dict)
    """The newsroom's own JSON; kept in native JSON, never written to a public channel."""

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        broken = self._broken_rule()
        if broken:
            field, rule = broken
            raise PydanticCustomError("rule", "{rule}", {"rule": rule, "field": field})
        return self

    def _broken_rule(self) -> tuple[str, str] | None:
        """The field and the sentence of the first rule that this article breaks; no rule reads the clock."""
        if self.status == "published" and self.published_at is None:
            return "published_at", "expected a published_at on a published article"
        if (self.status == "withdrawn") != (self.withdrawal is not None):
            return "withdrawal", "expected a withdrawal exactly when the status is withdrawn"
        if self.published_at is not None:
            if self.modified_at is not None and self.modified_at < self.published_at:
                return "modified_at", "expected a modified_at that is not before published_at"
            if self.expires_at is not None and self.expires_at <= max(
                self.published_at, self.embargo_until or self.published_at
            ):
                return "expires_at", "expected an expires_at after the release (published_at or embargo_until)"
        if self.corrections and not _sorted_by_moment(self.corrections):
            return "corrections", "expected corrections sorted by moment, the oldest first"
        return None

    @field_serializer("schema_version", mode="wrap")
    def _always_written(self, value: int, write: SerializerFunctionWrapHandler):  # type: ignore[no-untyped-def]  # As for blocks.
        return write(value)

    @cached_property
    def slug(self) -> str:
        """The slug that was set, or one made from the headline in the story's language."""
        return self.chosen_slug or slugify(self.headline, language=self.language)

    @property
    def release(self) -> datetime | None:
        """The moment it may first be seen: the later of published_at and embargo_until; None while neither is set."""
        moments = [moment for moment in (self.published_at, self.embargo_until) if moment is not None]
        return max(moments, default=None)
