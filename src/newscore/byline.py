"""Who wrote it: the printed byline verbatim, and the credits understood from it."""

from collections.abc import Iterable
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from newscore.byline_parser import parse_parts
from newscore.fields import Line, Model, Url
from newscore.languages import primary
from newscore.text import is_line

__all__ = ["MAX_CREDITS", "Byline", "Contributor", "Credit", "Role"]

MAX_CREDITS: Final = 200

DISPLAY_PREFIXES: Final = {
    "ca": "Per", "da": "Af", "de": "Von", "en": "By", "es": "Por", "fr": "Par", "it": "Di", "nb": "Av",
    "nl": "Door", "nn": "Av", "pt": "Por", "sv": "Av",
}  # fmt: skip
"""The word before the names, for languages that print one before any name; the others list without."""

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

    @classmethod
    def parse(cls, text: str, *, language: str | None = None, known: Iterable[Contributor] = ()) -> Self:
        """Return the byline that a printed *text* is: kept verbatim, its names understood as far as print tells.

        *known* contributors are matched first. Raises pydantic.ValidationError where the text is no line.

        >>> Byline.parse("Von A. Beispiel und dpa", language="de").credits[1].contributor.kind
        'organization'
        """
        people = {person.name: person for person in known}
        understood = [
            Credit(
                contributor=people.get(part.name) or Contributor(name=part.name, kind=part.kind),
                role="agency" if part.kind == "organization" else "author",
                place=part.place,
                sure=part.sure,
            )
            for part in parse_parts(text, language=language, known=people)
            if is_line(part.name) and (part.place is None or is_line(part.place))
        ]
        return cls(text=text, credits=tuple(understood))

    def display(self, locale: str, *, prefix: bool = True) -> str:
        """Return the authors as a reader in *locale* would list them, with that language's word for "by" if it has one.

        >>> Byline.parse("By Jane Doe and John Roe").display("fr")
        'Par Jane Doe et John Roe'
        """
        from newscore.cldr.lists import join_names  # Locale data: a tenth of importing an article.

        names = join_names([author.name for author in self.authors], locale=locale)
        word = DISPLAY_PREFIXES.get(primary(locale)) if prefix else None
        return f"{word} {names}" if word and names else names

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """The contributors whose role is author, in printed order."""
        return self.by_role("author")

    def by_role(self, role: Role) -> tuple[Contributor, ...]:
        """Return the contributors with that *role*, in printed order."""
        return tuple(credit.contributor for credit in self.credits if credit.role == role)
