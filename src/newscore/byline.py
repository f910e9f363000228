"""Who wrote it: the printed byline verbatim, and the credits understood from it."""

from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from newscore.fields import Line, Model, Url

__all__ = ["MAX_CREDITS", "Byline", "Contributor", "Credit", "Role"]

MAX_CREDITS: Final = 200

Role = Literal[
    "author",
    "editor",
    "photographer",
    "illustrator",
    "videographer",
    "translator",
    "narrator",
    "producer",
    "contributor",
    "agency",
    "as-told-to",
]
"""What somebody did; one word, the same in every language."""


class Contributor(Model):
    """A person or an organization, with a bare name: "Jane Doe", never "By Jane Doe"."""

    name: Line
    """The bare name. ninjs by/authors name · NITF person · JSON-LD name · RSS dc:creator."""
    kind: Literal["person", "organization"] = "person"
    """Whether a person or an organization is meant. JSON-LD @type."""
    url: Url | None = None
    """A profile page. JSON-LD url · Open Graph article:author."""
    email: (
        Annotated[
            str,
            Field(
                max_length=254, pattern=r"^[^\s@<>,;:()\"\\\x00-\x20\x7f-\xa0]+@[^\s@<>,;:()\"\\\x00-\x20\x7f-\xa0]+$"
            ),
        ]
        | None
    ) = None
    """An address for readers; nothing is ever derived from it. Atom author/email."""
    image: Url | None = None
    """A portrait. JSON-LD image · JSON Feed avatar."""
    job_title: Line | None = None
    """The standing title, such as "Science editor". JSON-LD jobTitle."""
    same_as: tuple[Url, ...] = ()
    """Other pages that are this contributor: social profiles, Wikidata. JSON-LD sameAs."""


class Credit(Model):
    """One contributor's part in one story."""

    contributor: Contributor
    """Who it was."""
    role: Role = "author"
    """What they did. ninjs contributors role · JSON-LD author, editor, translator, contributor."""
    title: Line | None = None
    """The title as printed with this story. NITF byttl."""
    place: Line | None = None
    """Where they reported from, as printed."""
    sure: bool = True
    """False where only knowledge of the world could tell what was meant."""


class Byline(Model):
    """The byline as printed, and what was understood of it.

    >>> Byline(text="By Jane Doe", credits=[Credit(contributor=Contributor(name="Jane Doe"))]).authors[0].name
    'Jane Doe'
    """

    text: Line | None = None
    """The printed byline, verbatim; None where it was composed from credits. NITF byline · RSS author."""
    credits: tuple[Credit, ...] = Field(default=(), max_length=MAX_CREDITS)
    """What was understood, in printed order; equal names are two people until somebody says otherwise."""

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.text is None and not self.credits:
            raise PydanticCustomError("byline", "expected a printed text or at least one credit")
        return self

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """The contributors whose role is author, in printed order."""
        return self.by_role("author")

    def by_role(self, role: Role) -> tuple[Contributor, ...]:
        """Return the contributors with that *role*, in printed order."""
        return tuple(credit.contributor for credit in self.credits if credit.role == role)
