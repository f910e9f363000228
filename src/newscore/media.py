"""Pictures and their credits."""

from typing import Annotated

from pydantic import Field

from newscore.fields import Line, Model, Shorthand, Text, Url

__all__ = ["Image", "Rendition"]

Pixels = Annotated[int, Field(ge=1, le=100_000)]


class Rendition(Model):
    """Another size or crop of the same picture."""

    url: Url
    """Where it is."""
    width: Pixels | None = None
    """In pixels."""
    height: Pixels | None = None
    """In pixels."""


class Image(Model):
    """A picture with what must stand beside it.

    >>> Image(url="https://news.example/a.jpg", alt="A flooded street").alt
    'A flooded street'
    """

    url: Url
    """The picture. JSON-LD image url · og:image · RSS media:content · ninjs renditions href."""
    alt: Text | None = None
    """What it shows, for those who cannot see it. html alt · og:image:alt · ninjs altTexts."""
    caption: Text | None = None
    """The printed caption. JSON-LD caption · media:description · NITF media-caption."""
    credit: Line | None = None
    """Whom to name. JSON-LD creditText · media:credit · NITF media-producer."""
    license: Url | None = None
    """The licence it is under. JSON-LD license."""
    width: Pixels | None = None
    """In pixels."""
    height: Pixels | None = None
    """In pixels."""
    renditions: tuple[Rendition, ...] = Field(default=(), max_length=50)
    """Other sizes and crops. JSON-LD image (several ratios) · ninjs renditions."""


def _from_url(url: str) -> Image:
    return Image(url=url)


ImageField = Annotated[Image, Shorthand(_from_url)]
"""An image, or its URL alone."""
