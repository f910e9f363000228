"""What the head of a page says, read in one pass over its tags."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Head", "read_head"]

MAX_TAGS: Final = 2_000
"""Tags of interest in one page at most; the rest is not looked at."""

_TAG: Final = re.compile(r"<(meta|link|html|base|title)(?=[\s/>])", re.IGNORECASE)
# HTML living standard §13.1.2.3: a name, and a value that is unquoted or in quotes of either kind. A quote that never
# closes costs one look to the end of the page, and only the last one can be such.
_ATTRIBUTE: Final = re.compile(r"""[\s/]*([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_TITLE_END: Final = re.compile(r"</title", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """The head of a page."""

    properties: list[tuple[str, str]] = field(default_factory=list)
    """Each meta element's property or name in lower case, with its content, in order."""
    title: str = ""
    """The words of the title element."""
    canonical: str = ""
    """Where rel=canonical leads."""
    language: str = ""
    """The page's `lang`."""

    def first(self, *names: str) -> str | None:
        """Return the first content that is not blank of the first of *names* that has one."""
        for name in names:
            for known, content in self.properties:
                if known == name and content.strip():
                    return content
        return None

    def each(self, name: str) -> list[str]:
        """Return every content of *name* that is not blank."""
        return [content for known, content in self.properties if known == name and content.strip()]


def read_head(page: str) -> Head:
    """Return what the head of *page* says; total on any text, in linear time.

    >>> read_head('<meta property="og:title" content="Q&amp;A">').first("og:title")
    'Q&A'
    """
    head, titled = Head(), False
    for tag, attributes, end in _tags(page):
        if tag == "meta":
            name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
            if name.strip():
                head.properties.append((name.strip(), attributes.get("content", "")))
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            head.canonical = head.canonical or attributes.get("href", "")
        elif tag == "html":
            head.language = head.language or attributes.get("lang", "")
        elif tag == "title" and not titled:
            titled = True  # Only the first counts, and one look for its end is enough.
            closing = _TITLE_END.search(page, end)
            head.title = html.unescape(page[end : closing.start()]) if closing else ""
    return head


def _tags(page: str) -> Iterator[tuple[str, dict[str, str], int]]:
    at = 0
    for _ in range(MAX_TAGS):
        opening = _TAG.search(page, at)
        if opening is None:
            return
        attributes: dict[str, str] = {}
        at = opening.end()
        while found := _ATTRIBUTE.match(page, at):
            value = next((each for each in found.groups()[1:] if each is not None), "")
            attributes.setdefault(found[1].lower(), html.unescape(value))
            at = found.end()
        at = page.find(">", at) + 1 or len(page)
        yield opening[1].lower(), attributes, at
