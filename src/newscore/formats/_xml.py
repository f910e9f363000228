"""XML as text: escaping for writers, who need no library for it."""

from typing import Final

__all__ = ["DECLARATION", "DECLARATION_UTF8", "attribute", "element", "escape"]

DECLARATION: Final = '<?xml version="1.0"?>\n'
"""The declaration of a document that is a str: it names no encoding, so that a parser takes the str as it is."""
DECLARATION_UTF8: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
"""The declaration of a document that is bytes."""


def escape(text: str) -> str:
    """Return *text* as the content of an element; what XML forbids cannot stand in any field of the model.

    >>> escape("Storm & <i>tide</i> ]]>")
    'Storm &amp; &lt;i&gt;tide&lt;/i&gt; ]]&gt;'

    Source: XML 1.0, §2.4.
    """
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def attribute(text: str) -> str:
    """Return *text* as the value of an attribute in double quotes, tabs and newlines kept from being folded.

    >>> attribute('a "b"')
    'a &quot;b&quot;'

    Source: XML 1.0, §3.3.3 (attribute-value normalization).
    """
    escaped = escape(text)
    if '"' in escaped or "\t" in escaped or "\n" in escaped:
        return escaped.replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")
    return escaped


def element(name: str, text: str | None) -> str:
    """Return an element that holds *text*, or nothing where there is none.

    >>> element("title", "Q&A"), element("title", None)
    ('<title>Q&amp;A</title>', '')
    """
    return f"<{name}>{escape(text)}</{name}>" if text else ""
