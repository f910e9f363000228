"""XML from strangers, read with lxml: no DTD, no entities, no network, and mended where producers err."""

import html
import re
import sys
from typing import Any, Final

from newscore.errors import FormatError, LimitExceeded, MissingExtra, Problem
from newscore.formats._json import MAX_BYTES
from newscore.formats._notebook import Notebook

__all__ = ["Element", "children", "find", "name_of", "parse", "words"]

Element = Any
"""An element of lxml, which has no types of its own."""

MAX_ELEMENTS: Final = 200_000
"""Elements in a document at most."""

_ENCODING: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
# The codecs that feeds are written in; Python knows others, which are no encodings of text or cost more than they hold.
_ENCODINGS: Final = re.compile(
    r"utf-?(8|16)(-sig|le|be)?|us-ascii|ascii|(iso-?8859|windows|cp|koi8|euc|gb|big5|shift|iso-2022)[a-z0-9_-]*"
)
_PROLOGUE: Final = re.compile(r"(?:-->|\?>)?\s*<(!--|\?)")
_DOCTYPE: Final = re.compile(r"(?:-->|\?>)?\s*<!DOCTYPE\b[^>\[]{0,1000}([>\[]?)", re.IGNORECASE)
_NAMED: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_BARE: Final = re.compile(r"&(?!#?[A-Za-z0-9]{1,31};)")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBERED: Final = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,30})|([0-9]{1,31}));")
_XML_NAMES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
# The namespaces that feeds use, by the prefix that everybody gives them; a feed may forget to declare them.
_PREFIXES: Final = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
}


def parse(data: bytes | str, channel: str, notebook: Notebook) -> Element:
    """Return the root of an XML document.

    What is not well-formed is mended as far as it can be, with a note. Raises MissingExtra without lxml, LimitExceeded
    over 5 MiB or 200,000 elements, FormatError for a document type with declarations of its own, which is where every
    expansion attack and every foreign file begins, and for what is no XML at all.
    """
    try:
        from lxml import etree  # The extra `xml`; it ships no types.  # pyright: ignore[reportAttributeAccessIssue]
    except ImportError as error:
        raise MissingExtra(f"reading {channel}", "xml") from error
    if len(data) > MAX_BYTES:
        raise LimitExceeded("bytes", len(data), MAX_BYTES)
    document = _without_doctype(_decode(data), channel)
    if (count := document.count("<")) > 2 * MAX_ELEMENTS:
        raise LimitExceeded("elements", count // 2, MAX_ELEMENTS)

    def read(text: str, recover: bool) -> Element:
        parser = etree.XMLParser(
            encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True, huge_tree=False, recover=recover,
        )  # fmt: skip
        return etree.fromstring(text.encode("utf-8", "replace"), parser)

    try:
        return read(document, recover=False)
    except etree.XMLSyntaxError as fault:
        broken = fault
    try:
        root = read(_mended(document), recover=True)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        line, column = broken.position
        problem = Problem(path="/", code="xml-syntax", message=str(broken.msg)[:200], line=line, column=column)
        raise FormatError(f"{channel}: expected XML", [problem])
    notebook.note("repaired-xml", f"the document is not well-formed: {str(broken.msg)[:200]}", value=str(broken.lineno))
    return root


def name_of(element: Element) -> str:
    """Return an element's name with the prefix that its namespace usually has: `title`, `dc:creator`."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(namespace, namespace)
    return f"{prefix}:{local}" if prefix else local


def children(element: Element, *names: str) -> list[Element]:
    """Return the child elements of any of those names, in order."""
    return [child for child in element if name_of(child) in names]


def find(element: Element, *names: str) -> Element | None:
    """Return the first child element of the first of *names* that there is."""
    return next((found[0] for name in names if (found := children(element, name))), None)


def words(element: Element | None) -> str:
    """Return all text inside an element; nothing for None."""
    return "" if element is None else "".join(element.itertext(with_tail=False))


def _decode(data: bytes | str) -> str:
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    declared = _ENCODING.search(data[:400])
    encoding = declared[1].decode().lower() if declared else "utf-8"
    guesses = ["utf-8-sig", encoding] if encoding in ("utf-8", "utf8") else [encoding, "utf-8-sig"]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        guesses = ["utf-16"]
    for guess in filter(_ENCODINGS.fullmatch, guesses):
        try:
            return data.decode(guess)
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _without_doctype(document: str, channel: str) -> str:
    """The document without its declaration and its document type; RSS 0.91 has one, and means nothing by it."""
    document = _DECLARATION.sub("", document, count=1)
    at = 0
    while found := _PROLOGUE.match(document, at):
        end = document.find("-->" if found[1] == "!--" else "?>", found.end())
        if end < 0:
            break
        at = end
    doctype = _DOCTYPE.match(document, at)
    if doctype is None:
        return document
    if doctype[1] != ">":
        problem = Problem(path="/", code="dtd", message="a document type with declarations of its own is not read")
        raise FormatError(f"{channel}: expected no document type declarations", [problem])
    return document[doctype.end() :]


def _mended(document: str) -> str:
    """The document without what producers get wrong: HTML's names for characters, bare ampersands, controls, junk."""

    def character(found: re.Match[str]) -> str:
        return found[0] if found[1] in _XML_NAMES else html.unescape(found[0]).replace("&", "&amp;")

    def number(found: re.Match[str]) -> str:
        # A parser that recovers takes the number of a surrogate or a control for a character, and then cannot say it.
        point = int(found[1], 16) if found[1] else int(found[2])
        return "" if point > sys.maxunicode or _FORBIDDEN.match(chr(point)) else f"&#{point};"

    mended = _NUMBERED.sub(number, _NAMED.sub(character, _FORBIDDEN.sub("", document)))
    mended = _BARE.sub("&amp;", mended)
    return mended[max(0, mended.find("<")) :]
