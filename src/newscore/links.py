"""URLs a newsroom may publish: absolute http(s), without credentials or disguises, kept as given."""

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

__all__ = ["MAX_URL", "URL_PATTERN", "find_url", "host", "is_url"]

MAX_URL: Final = 4_096
"""Code points in a URL at most; sitemaps stop at 2,048."""

# RFC 3986 §3, read as browsers do (WHATWG URL §4.4), narrower where a disguise hides: an authority without `@`, no
# full-width letters or dots that a browser maps to ASCII, no number that a browser reads as an IPv4 address, no
# backslash, quote, angle bracket, space, control or direction character anywhere.
_PORT = r"(?::(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
_LETTER = r"a-zA-Z\u00c0-\u024f\u0370-\u1fff\u3040-\u30fb\u30fd-\ud7a3\U00020000-\U0003ffff"
_LABEL = rf"[{_LETTER}0-9_](?:[{_LETTER}0-9_-]*[{_LETTER}0-9_])?"
_LAST_LABEL = rf"[{_LETTER}](?:[{_LETTER}0-9_-]*[{_LETTER}0-9])?"
_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_HOST = rf"(?:(?:{_LABEL}\.)*{_LAST_LABEL}\.?|{_OCTET}(?:\.{_OCTET}){{3}}|\[[0-9a-fA-F:.]{{2,45}}\])"
_REST = (
    r"(?:[/?#][^\x00-\x20\x22\x3c\x3e\x5c\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    r"\ufdd0-\ufdef\ufeff\ufff0-\uffff]*)?"
)
URL_PATTERN: Final = rf"^[hH][tT][tT][pP][sS]?://{_HOST}{_PORT}{_REST}$"
"""A regular expression for a publishable URL, without its length limit."""

_URL = URL_PATTERN.replace("$", r"\Z")  # Compiled on first use, as in text.py.


def is_url(text: str) -> bool:
    r"""Say whether *text* is a URL that may be published.

    >>> is_url("https://news.example/world/?page=2"), is_url("javascript:alert(1)"), is_url("https://a@b.example/")
    (True, False, False)
    >>> is_url("http://2130706433/"), is_url("https://news.example/\u202egpj.exe")
    (False, False)
    """
    return len(text) <= MAX_URL and re.match(_URL, text) is not None


def find_url(text: str, *, base: str | None = None) -> str | None:
    """Return the publishable URL that *text* means, resolved against *base*, or None.

    Outer blanks go, and inner spaces, quotes and letters beyond ASCII in the path are percent-encoded, as a browser
    would. A scheme other than http(s), credentials or a disguised host are never repaired.

    >>> find_url(" /world/a b ", base="https://news.example/")
    'https://news.example/world/a%20b'
    >>> find_url("javascript:alert(1)", base="https://news.example/") is None
    True
    """
    text = text.strip(" \t\r\n\x0c")
    if not text or len(text) > MAX_URL or re.search(r"[\x00-\x1f\x7f-\x9f\\]", text):
        return None
    if is_url(text):
        return text
    try:
        url = urljoin(base, text) if base else text
        parts = urlsplit(url)
        url = parts._replace(
            path=quote(parts.path, safe="/:@!$&'()*+,;=~%"),
            query=quote(parts.query, safe="/?:@!$&'()*+,;=~%"),
            fragment=quote(parts.fragment, safe="/?:@!$&'()*+,;=~%"),
        ).geturl()
    except (ValueError, UnicodeError):
        return None
    return url if is_url(url) else None


def host(url: str) -> str:
    """Return the host of a publishable *url* in lower case, without its port.

    >>> host("https://News.Example:8080/world")
    'news.example'
    """
    return urlsplit(url).hostname or ""
