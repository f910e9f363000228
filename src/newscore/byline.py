"""Who wrote it: the printed byline verbatim, and the credits understood from it."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from newscore.errors import BylineError, shorten
from newscore.fields import Line, Model, Url
from newscore.links import is_url
from newscore.text import MAX_LINE, is_line

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
    also: Annotated[tuple[Role, ...], Field(max_length=10)] = ()
    """What else they did, where one line says so: "Text and photos by"; nobody is named twice for it."""
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

        *known* contributors are matched first, the longest name first, as whole words in any case; several of one name
        are taken in their order. A credit is sure where a word of a role or for "by" stood before the name, or where
        it is known. Without a *language* the words and the script of the text tell it.

        >>> Byline.parse("Von A. Beispiel und dpa", language="de").credits[1].contributor.kind
        'organization'
        >>> credit = Byline.parse("Fotos: Eva Beispiel, Berlin", language="de").credits[0]
        >>> credit.contributor.name, credit.role, credit.place
        ('Eva Beispiel', 'photographer', 'Berlin')

        Raises BylineError (a ValueError) where the text is no line: empty, over 500 characters, or with characters that
        a line may not hold; pydantic's error is its cause, and nothing of such a text is read.
        """
        if not is_line(text):
            raise _no_line(cls, text)
        # The tables of words: read when the first byline is.
        from newscore.byline_parser import parse_parts

        people: dict[str, list[Contributor]] = {}
        for person in known:
            people.setdefault(_key(person.name), []).append(person)
        parts = parse_parts(text, language=language, known=[person[0].name for person in people.values()])
        return cls(text=text, credits=tuple(_credits(parts[:MAX_CREDITS], people)))

    def display(
        self,
        locale: str,
        *,
        prefix: bool = True,
        max_names: int | None = None,
        places: bool = True,
        titles: bool = False,
        serial_comma: bool | None = None,
    ) -> str:
        """Return who wrote it as a reader in *locale* would print it: the authors, or else the agencies, or else all.

        A *prefix* ("By", "Von") stands only in languages that print one before any name. Of more than *max_names*
        the others are counted where the language's words for that are sure, and are an ellipsis elsewhere. *places*
        stand behind "in" where that word is sure, and in brackets elsewhere, as *titles* do. A *serial_comma* is
        CLDR's choice (None), always or never. A name that runs against the direction of *locale* is isolated
        (U+2068, U+2069). A byline without credits displays its text.

        >>> byline = Byline.parse("By Jane Doe and John Roe in Astana")
        >>> byline.display("fr"), byline.display("en", max_names=1)
        ('Par Jane Doe et John Roe (Astana)', 'By Jane Doe and 1 other')

        Raises UnknownLocale, and BylineError for fewer than one name.
        """
        if max_names is not None and max_names < 1:
            raise BylineError(f"expected max_names of at least 1, or None for all, got {max_names}")
        # Locale data: a tenth of importing an article.
        from newscore.byline_display import Shown, say_byline

        who = [credit for credit in self.credits if _did(credit, "author")]
        who = who or [credit for credit in self.credits if _did(credit, "agency")] or list(self.credits)
        if not who and self.text is not None:
            return self.text
        return say_byline(
            [Shown(credit.contributor.name, credit.title, credit.place) for credit in who],
            locale=locale,
            prefix=prefix,
            max_names=max_names,
            places=places,
            titles=titles,
            serial_comma=serial_comma,
        )

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """The contributors whose role is author, in printed order."""
        return self.by_role("author")

    def by_role(self, role: Role) -> tuple[Contributor, ...]:
        """Return the contributors with that *role*, their first or another, in printed order."""
        return tuple(credit.contributor for credit in self.credits if _did(credit, role))


def _no_line(model: type[Byline], text: str) -> BylineError:
    """The error of a text that is no line, with pydantic's reason as its cause."""
    error = BylineError(f"expected a printed line of 1 to {MAX_LINE} characters, got {shorten(text)}")
    try:
        model(text=text)
    except ValidationError as reason:
        error.__cause__ = reason
    return error


def _did(credit: Credit, role: Role) -> bool:
    return credit.role == role or role in credit.also


def _key(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").split())


def _credits(parts: Sequence[Any], people: dict[str, list[Contributor]]) -> Iterable[Credit]:
    """The credits of *parts*, the known among them by those who are known; of a name they bear in turn, each once."""
    used: dict[str, int] = {}
    for part in parts:
        if not is_line(part.name):
            continue
        key = _key(part.known or "")
        namesakes = people.get(key, [])
        turn = used[key] = used.get(key, -1) + 1
        person = namesakes[min(turn, len(namesakes) - 1)] if namesakes else _contributor(part)
        yield Credit(
            contributor=person,
            role=part.roles[0],
            also=part.roles[1:],
            title=_line(part.title),
            place=_line(part.place),
            sure=part.sure and len(namesakes) <= 1,
        )


def _contributor(part: Any) -> Contributor:
    return Contributor(
        name=part.name,
        kind=part.kind,
        email=part.email if part.email and len(part.email) <= 254 else None,
        url=part.url if part.url and is_url(part.url) else None,
    )


def _line(text: str | None) -> str | None:
    return text if text is not None and len(text) <= MAX_LINE and is_line(text) else None
