"""Foreign markup made safe: guarded, sanitised by nh3 from an allow-list, every address checked by `links`."""

import re
from html import escape
from typing import Any, Final

from newscore.body._html_guard import guard
from newscore.errors import LimitExceeded, MissingExtra
from newscore.links import find_url

__all__ = ["sanitise"]

_ALLOWED: Final = frozenset(
    "a abbr b blockquote br caption cite code dd del dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins "
    "kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead time tr u ul var".split()
)
_ATTRIBUTES: Final = {
    "a": {"href"}, "img": {"src", "alt", "width", "height"}, "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"}, "ol": {"start"}, "*": {"lang", "dir"},
}  # fmt: skip
_SILENT: Final = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea"})
_VALUES: Final = {
    "lang": r"[A-Za-z0-9-]{1,35}", "dir": r"ltr|rtl|auto", "start": r"-?[0-9]{1,7}",
    **dict.fromkeys(("width", "height", "colspan", "rowspan"), r"[0-9]{1,6}"),
}  # fmt: skip
_ROUNDS: Final = 3
# A parser closes an open item at these wherever they stand, unless one of a few elements is between.
_PARTS: Final = re.compile(r"<(?:li|dd|dt)\b")


def sanitise(markup: str, absolute: str | None = None) -> str:
    """Return *markup* with harmless elements and attributes alone; relative addresses are resolved by *absolute*.

    What comes back reads the same when it is sanitised again; markup that does not settle after three rounds is
    reduced to its words. Raises MissingExtra without nh3, LimitExceeded as `_html_guard.guard` does.
    """
    guard(markup)
    try:
        import nh3  # The extra `html`: only foreign markup needs it.
    except ImportError as error:
        raise MissingExtra("writing foreign markup", "html") from error

    def check(_tag: str, name: str, value: str) -> str | None:
        if name in ("href", "src"):
            return _address(value, absolute)
        if name in _VALUES:
            return value if re.fullmatch(_VALUES[name], value, re.IGNORECASE) else None
        return value if name == "alt" else None

    rules: dict[str, Any] = {
        "attributes": _ATTRIBUTES,
        "attribute_filter": check,
        "url_schemes": {"http", "https"},
        "link_rel": None,
        "clean_content_tags": set(_SILENT),
    }
    before = markup
    for _ in range(_ROUNDS):
        cleaned: str = nh3.clean(before, tags=set(_ALLOWED), **rules)
        if cleaned == before:
            break
        before = cleaned
        try:
            guard(cleaned)
        except LimitExceeded:
            # Markup that grows past the guard is a bomb, not a story: it goes out as the text it is.
            return escape(markup, quote=False)
    else:
        cleaned = nh3.clean(before, tags=set(), **rules)
    return f"<section>{cleaned}</section>" if _PARTS.search(cleaned) else cleaned


def _address(value: str, absolute: str | None) -> str | None:
    if absolute is not None or re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]*:", value):
        return find_url(value, base=absolute)
    # A relative address stays one: the page it will stand on is not known here.
    return value if find_url(value, base="https://page.example/") and not value.startswith(("//", "\\")) else None
