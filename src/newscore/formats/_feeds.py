"""What RSS, Atom and JSON Feed say of an item in the same way: its body, its picture, its date."""

import re
from typing import Final

from newscore.article import Article
from newscore.body import html
from newscore.formats._stories import ascii_url
from newscore.formats._xml import attribute, escape
from newscore.media import Image

__all__ = ["HAS_SCHEME", "content_html", "media"]

# RFC 3987 §2.2: an absolute IRI begins with its scheme.
HAS_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.").match
"""Whether a text is an absolute IRI, as far as its beginning tells."""


def content_html(article: Article, url: str) -> str:
    """Return the body as HTML for a feed that anybody can fetch: empty for a story that only subscribers may read.

    Relative addresses in it are completed by *url*, since a feed's items are read far from their pages.
    """
    if article.access == "subscriber" or not article.body:
        return ""
    return html.dumps(article.body, language=article.language, absolute=url)


def media(image: Image) -> str:
    """Return *image* as a Media RSS element, for RSS and Atom alike. Source: Media RSS 1.5.1, §5."""
    url, width, height, caption, credit = image.url, image.width, image.height, image.caption, image.credit
    written = f'<media:content url="{attribute(ascii_url(url))}" medium="image"'
    if width:
        written += f' width="{width}"'
    if height:
        written += f' height="{height}"'
    inside = f"<media:description>{escape(caption)}</media:description>" if caption else ""
    inside += f"<media:credit>{escape(credit)}</media:credit>" if credit else ""
    return f"{written}>{inside}</media:content>\n"
