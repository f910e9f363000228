"""What JSON-LD, Open Graph and a web page ask of a story."""

import re
from typing import Final

from newscore.errors import Severity
from newscore.formats._jsonld_terms import NOT_NEWS, SOURCE_TYPES
from newscore.formats._rules import Rule, Story
from newscore.formats._stories import authors_of
from newscore.languages import write_language
from newscore.media import Image

__all__ = ["JSONLD", "OPENGRAPH", "WEBPAGE"]

_GOOGLE: Final = "https://developers.google.com/search/docs/appearance/structured-data/article"
_GRAPH: Final = "https://ogp.me/"
_HTML: Final = "https://html.spec.whatwg.org/multipage/"
_WCAG: Final = "https://www.w3.org/TR/WCAG22/"
_DISCOVER: Final = "https://developers.google.com/search/docs/appearance/google-discover"
_CARDS: Final = "https://developer.x.com/en/docs/x-for-websites/cards/overview"
_SHARING: Final = "https://developers.facebook.com/docs/sharing/webmasters/images/"
_IPTC: Final = "https://cv.iptc.org/newscodes/digitalsourcetype/"
_MIN_PIXELS: Final = 50_000
_WIDE: Final = 1_200
_MIN_SHARED: Final = 200
_MAX_CARD: Final = 4_096
_MAX_TITLE: Final = 70
_MAX_SUMMARY: Final = 200
_MAX_ALT: Final = 420
# IPTC's codes that schema.org has not taken.
_CODES: Final = frozenset(SOURCE_TYPES) | {"humanEdits", "softwareImage", "digitalCreation", "compositeCapture"}
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


def _widest(image: Image) -> int | None:
    """The width of the widest size that is offered, or None where no width is told."""
    return max((width for width in (image.width, *(each.width for each in image.renditions)) if width), default=None)


def _is_narrow(story: Story) -> str | None:
    image = _image(story)
    widest = _widest(image) if image else None
    return f"{widest} pixels" if widest and widest < _WIDE else None


def _has_few_pixels(story: Story) -> str | None:
    """A size of the picture, the smallest, under what search engines ask of every one."""
    image = _image(story)
    if image is None:
        return None
    sizes = [(image.width, image.height), *((each.width, each.height) for each in image.renditions)]
    counts = [width * height for width, height in sizes if width and height]
    return f"{min(counts)}" if counts and min(counts) < _MIN_PIXELS else None


def _is_unread_byline(story: Story) -> bool:
    return story.article.byline is not None and not story.article.byline.credits


def _is_future(story: Story) -> bool:
    published = story.article.published_at
    return story.at is not None and published is not None and published > story.at


def _has_unknown_code(story: Story) -> str | None:
    code = story.article.digital_source_type
    return repr(code) if code is not None and code not in _CODES else None


def _loses_dateline(story: Story) -> bool:
    return story.article.dateline is not None and story.article.genre in NOT_NEWS


def _is_small_share(story: Story) -> str | None:
    image = _image(story)
    if image is None or not (image.width and image.height):
        return None
    return f"{image.width} x {image.height}" if min(image.width, image.height) < _MIN_SHARED else None


def _is_large_card(story: Story) -> str | None:
    image = _image(story)
    longest = max(image.width or 0, image.height or 0) if image else 0
    return f"{longest} pixels" if longest > _MAX_CARD else None


def _over(limit: int, text: str | None) -> str | None:
    return f"{len(text)} characters" if text and len(text) > limit else None


def _has_no_territory(story: Story) -> str | None:
    language = story.article.language or (story.publication.language if story.publication else None)
    written = write_language(language, "posix") if language else "none"
    return None if "_" in written else written


def _lacks_sizes(story: Story) -> str | None:
    pictures = [_image(story), *(block.image for block in story.article.body if block.type == "figure")]
    count = sum(1 for each in pictures if each is not None and not (each.width and each.height))
    return f"{count} without" if count else None


def _lacks_headers(story: Story) -> bool:
    return any(
        block.type == "table" and not any(cell.header for row in block.rows for cell in row)
        for block in story.article.body
    )


def _lacks_link_text(story: Story) -> bool:
    return any(block.type == "embed" and not (block.title or block.provider) for block in story.article.body)


def _no_url(source: str, severity: Severity = "error") -> Rule:
    return Rule(
        "no-url", "$.canonical_url", "a story with an address", "pass publication=, or set canonical_url", source,
        lambda story: story.url is None, severity,
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
    _no_url("https://schema.org/mainEntityOfPage", "warning"),
    Rule(
        "no-names", "$.byline", "an author by name", "give the byline credits, or the publication stands as author",
        f"{_GOOGLE}#author-bp", _is_unread_byline,
    ),
    Rule(
        "no-profile", "$.byline", "a page for each author", "set url; it tells people of one name apart",
        f"{_GOOGLE}#author-bp", _has_no_profile,
    ),
    Rule(
        "image-too-small", "$.image", f"{_MIN_PIXELS:,} pixels or more in every size", "offer larger ones",
        f"{_GOOGLE}#article-types", _has_few_pixels,
    ),
    Rule(
        "image-narrow", "$.image.width", f"a picture at least {_WIDE:,} pixels wide", "offer a wider one",
        _DISCOVER, _is_narrow,
    ),
    Rule(
        "future-date", "$.published_at", "a date that has come", "publish it first", f"{_GOOGLE}#article-types",
        _is_future,
    ),
    Rule(
        "dateline-lost", "$.dateline", "a genre that has a dateline", "satire and advertising go out without one",
        "https://schema.org/dateline", _loses_dateline,
    ),
    Rule(
        "unknown-source-type", "$.digital_source_type", "a code of IPTC's Digital Source Type", "use one of its codes",
        _IPTC, _has_unknown_code,
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
    Rule(
        "no-site-name", "$", "the name of the site", "pass publication=", f"{_GRAPH}#optional",
        lambda story: story.publication is None,
    ),
    Rule(
        "no-territory", "$.language", "a language with its territory", "set it in full, as en-GB; en_US is what else"
        " they take it for", f"{_GRAPH}#optional", _has_no_territory,
    ),
    Rule(
        "image-too-small", "$.image", f"a picture of {_MIN_SHARED} x {_MIN_SHARED} pixels or more",
        "offer a larger one", _SHARING, _is_small_share,
    ),
    Rule(
        "image-too-large", "$.image", f"a picture of {_MAX_CARD:,} pixels at most either way", "offer a smaller one",
        f"{_CARDS}/summary-card-with-large-image", _is_large_card,
    ),
    Rule(
        "title-too-long", "$.headline", f"at most {_MAX_TITLE} characters", "cards cut it there", f"{_CARDS}/markup",
        lambda story: _over(_MAX_TITLE, story.article.headline),
    ),
    Rule(
        "summary-too-long", "$.summary", f"at most {_MAX_SUMMARY} characters", "cards cut it there",
        f"{_CARDS}/markup", lambda story: _over(_MAX_SUMMARY, story.article.summary),
    ),
    Rule(
        "alt-too-long", "$.image.alt", f"at most {_MAX_ALT} characters", "say it in fewer words", f"{_CARDS}/markup",
        lambda story: (image := _image(story)) and _over(_MAX_ALT, image.alt),
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
    Rule(
        "image-size", "$.image.width", "every picture with its size", "set width and height, or the text jumps",
        f"{_HTML}embedded-content-other.html#dimension-attributes", _lacks_sizes,
    ),
    Rule(
        "table-headers", "$.body", "a table with header cells", "mark them with header=True",
        f"{_WCAG}#info-and-relationships", _lacks_headers,
    ),
    Rule(
        "embed-title", "$.body", "words for what is embedded", "set its title; else readers hear an address",
        f"{_WCAG}#link-purpose-in-context", _lacks_link_text,
    ),
)  # fmt: skip
"""What a web page asks of a story."""
