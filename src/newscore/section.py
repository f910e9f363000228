"""Where a story runs: sections, nested inside one another."""

from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from newscore.fields import Line, Model, Slug
from newscore.slugs import slugify

__all__ = ["MAX_DEPTH", "Section"]

MAX_DEPTH: Final = 8


def _check_depth(parent: "Section | None") -> "Section | None":
    if parent is not None and len(parent.lineage) >= MAX_DEPTH:
        raise PydanticCustomError("depth", "expected sections nested at most {limit} deep", {"limit": MAX_DEPTH})
    return parent


class Section(Model):
    """A section of the publication; nested in its parent, so there is never a cycle.

    >>> asia = Section.parse("World/Asia")
    >>> asia.path, [section.name for section in asia.lineage]
    ('world/asia', ['World', 'Asia'])
    """

    name: Line
    """The section as readers see it. JSON-LD articleSection · RSS category · ninjs subjects."""
    slug: Slug
    """Its segment in paths."""
    parent: Annotated["Section | None", AfterValidator(_check_depth)] = Field(default=None)
    """The section it is part of."""

    @classmethod
    def parse(cls, text: str, *, language: str | None = None) -> Self:
        """Return the section that names separated by "/" mean; each slug is made from its name.

        Raises ValueError (pydantic's) where a name is empty or there are more than 8.

        >>> Section.parse("Hot News").slug
        'hot-news'
        """
        section: Self | None = None
        names = text.split("/")
        if len(names) > MAX_DEPTH:
            raise PydanticCustomError("depth", "expected sections nested at most {limit} deep", {"limit": MAX_DEPTH})
        for name in names:
            section = cls(name=name.strip(), slug=slugify(name, language=language), parent=section)
        assert section is not None  # Splitting gives at least one name.
        return section

    @property
    def lineage(self) -> tuple["Section", ...]:
        """The sections from the outermost to this one."""
        return (*self.parent.lineage, self) if self.parent else (self,)

    @property
    def path(self) -> str:
        """The slugs of the lineage joined by "/"."""
        return "/".join(section.slug for section in self.lineage)

    def is_within(self, other: "Section") -> bool:
        """Say whether this is *other* or lies inside it, by path.

        >>> Section.parse("World/Asia").is_within(Section.parse("World"))
        True
        """
        return self.lineage[: len(other.lineage)] != () and f"{self.path}/".startswith(f"{other.path}/")
