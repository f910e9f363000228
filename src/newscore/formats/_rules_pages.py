"""What JSON-LD, Open Graph and a web page ask of a story."""

import re
from typing import Final

from newscore.formats._rules import Rule, Story
from newscore.formats._stories import authors_of
from newscore.media import Image

__all__ = ["JSONLD", "OPENGRAPH", "WEBPAGE"]

_GOOGLE: Final = "https://developers.google.com/search/docs/appearance/structured-data/article"
_GRAPH: Final = "https://ogp.me/"
_HTML: Final = "https://html.spec.whatwg.org/multipage/"
_WCAG: Final = "https://www.w3.org/TR/WCAG22/"
_RATIOS: Final = (16 / 9, 4 / 3, 1.0)
_CLOSE: Final = 0.03
_SHOWN: Final = 110
_PRINTED: Final = re.compile(
    r"^(?:by|von|par|por|di|door|af|av)\s|\s(?:and|und|et|y|e|en|og|och)\s|[,;/]", re.IGNORECASE
)


def _image(story: Story) -> Image | None:
    return story.article.image


def _lacks_ratios(story: Story) -> str | None:
    """A picture whose sizes are told, and that is not offered in the three ratios that search results show."""
    image = _image(story)
    if image is None:
        return None
    sizes = [(image.width, image.height), *((each.width, each.height) for each in image.renditions)]
    ratios = [width / height for width, height in sizes if width and height]
    found = [each for each in _RATIOS if any(abs(ratio / each - 1) < _CLOSE for ratio in ratios)]
    return f"{len(found)} of them" if ratios and len(found) < len(_RATIOS) else None


def _has_long_headline(story: Story) -> str | None:
    size = len(story.article.headline)
    return f"{size} characters" if size > _SHOWN else None


def _has_printed_name(story: Story) -> str | None:
    """A person's name that holds more than a name; titles and conjunctions spoil the author's page."""
    names = (author.name for author in authors_of(story.article) if author.kind == "person")
    return next((ascii(name[:60]) for name in names if _PRINTED.search(name)), None)


def _has_no_author(story: Story) -> bool:
    return not authors_of(story.article) and story.publication is None


def _has_no_profile(story: Story) -> bool:
    return any(author.url is None for author in authors_of(story.article))


def _has_unknown_size(story: Story) -> bool:
    image = _image(story)
    return image is not None and not (image.width and image.height)


def _lacks_alt(story: Story) -> str | None:
    pictures = [_image(story), *(block.image for block in story.article.body if block.type == "figure")]
    count = sum(1 for picture in pictures if picture is not None and picture.alt is None)
    return f"{count} without" if count else None


def _no_url(source: str) -> Rule:
    return Rule(
        "no-url", "$.canonical_url", "a story with an address", "pass publication=, or set canonical_url", source,
        lambda story: story.url is None, "error",
    )  # fmt: skip


JSONLD: Final = (
    Rule(
        "no-author", "$.byline", "an author", "set byline, or pass publication=, which is then the author",
        f"{_GOOGLE}#article-types", _has_no_author,
    ),
    Rule(
        "printed-name", "$.byline", "bare names, one author each", "parse the byline; titles go to job_title",
        f"{_GOOGLE}#author-bp", _has_printed_name,
    ),
    Rule(
        "no-publisher", "$", "a publisher", "pass publication=", f"{_GOOGLE}#article-types",
        lambda story: story.publication is None,
    ),
    Rule(
        "no-date", "$.published_at", "a date of publication", "set published_at", f"{_GOOGLE}#article-types",
        lambda story: story.article.published_at is None,
    ),
    Rule(
        "no-image", "$.image", "a picture", "set image", f"{_GOOGLE}#article-types", lambda story: _image(story) is None
    ),
    Rule(
        "image-ratios", "$.image.renditions", "the picture in 16:9, 4:3 and 1:1", "add renditions",
        f"{_GOOGLE}#article-types", _lacks_ratios,
    ),
    Rule(
        "headline-too-long", "$.headline", f"at most {_SHOWN} characters", "shorten it; results are cut there",
        f"{_GOOGLE}#article-types", _has_long_headline,
    ),
)  # fmt: skip
"""What search engines ask of structured data; offsets and the order of the dates the model itself sees to."""

OPENGRAPH: Final = (
    _no_url(f"{_GRAPH}#metadata"),
    Rule(
        "no-image", "$.image", "a picture", "set image; the protocol requires one", f"{_GRAPH}#metadata",
        lambda story: _image(story) is None, "error",
    ),
    Rule(
        "image-size", "$.image.width", "a picture with its size", "set width and height, or the first share has none",
        f"{_GRAPH}#structured", _has_unknown_size,
    ),
    Rule(
        "no-alt", "$.image.alt", "words for those who cannot see the picture", "set alt", f"{_GRAPH}#structured",
        lambda story: (image := _image(story)) is not None and image.alt is None,
    ),
    Rule(
        "no-summary", "$.summary", "a description", "set summary", f"{_GRAPH}#optional",
        lambda story: not story.article.summary,
    ),
    Rule(
        "no-profile", "$.byline", "a profile page for each author", "set url; a name alone is left behind",
        f"{_GRAPH}#type_article", _has_no_profile,
    ),
)  # fmt: skip
"""What Open Graph asks of a story."""

WEBPAGE: Final = (
    _no_url(f"{_HTML}links.html#link-type-canonical"),
    Rule(
        "no-language", "$.language", "the language of the story", "set language; screen readers choose a voice by it",
        f"{_WCAG}#language-of-page", lambda story: story.article.language is None,
    ),
    Rule(
        "no-alt", "$.image.alt", "words for those who cannot see a picture", "set alt on every picture",
        f"{_WCAG}#non-text-content", _lacks_alt,
    ),
    Rule(
        "no-summary", "$.summary", "a description", "set summary", f"{_HTML}semantics.html#meta-description",
        lambda story: not story.article.summary,
    ),
    Rule(
        "no-date", "$.published_at", "a date of publication", "set published_at",
        f"{_HTML}text-level-semantics.html#the-time-element", lambda story: story.article.published_at is None,
    ),
)  # fmt: skip
"""What a web page asks of a story."""
