"""Redirects as web servers read them, with nothing in a path that a server could take for its own syntax."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, unquote

from newscore.errors import FormatError, shorten
from newscore.publishing.addresses import Redirect

__all__ = ["MAX_NGINX_WORD", "to_netlify", "to_nginx"]

MAX_NGINX_WORD: Final = 4_000
"""Bytes of one quoted word; nginx reads its configuration through a buffer of 4,096 and refuses what is longer."""

_PCHAR: Final = "/%!$&'()+,;=@"
"""What a path may hold beside letters, digits and `-._~` (RFC 3986 §3.3), without `:` and `*`; `%` was there before."""

# Where they are placeholders to Netlify's own matcher (npm netlify-redirector 0.5): a colon that opens a segment, and a
# star that opens or ends one. Anywhere else they stand for themselves, and must, since it compares paths as requested.
_PLACEHOLDER: Final = re.compile(r"(?<=/)[:*]|\*(?=/|\Z)")


def to_nginx(redirects: Iterable[Redirect], *, variable: str = "moved_to") -> str:
    """Return an nginx `map` from `$uri` to the path that it moved to; empty for every other path.

    Use it in the server with `if ($moved_to) { return 301 $moved_to; }`, and give `map_hash_bucket_size` room for the
    longest path. nginx matches plain strings whatever their case, so that a source with capitals, or one that differs
    only by case from a target or another source, is written as a regular expression.

    Raises FormatError for a path that does not start with "/", two targets of one source, a word over 4,000 bytes, and
    a *variable* that is none.
    Source: https://nginx.org/en/docs/http/ngx_http_map_module.html

    >>> print(to_nginx([Redirect("/world/storm", "/asia/storm")]), end="")
    map $uri $moved_to {
        default "";
        "/world/storm" "/asia/storm";
    }
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,60}", variable):
        raise FormatError(f"nginx: expected the name of a variable such as 'moved_to', got {shorten(variable)}")
    rows: dict[str, str] = {}
    for row in _checked(redirects, "nginx"):
        source, target = unquote(row.source), _encoded(row.target)
        if rows.setdefault(source, target) != target:
            raise FormatError(f"nginx: expected one target for {shorten(row.source)}, got two")
    # What stands here twice, if its case is forgotten, cannot be a plain string.
    counts = Counter(map(_folded, {*rows, *map(unquote, rows.values())}))
    shared = {path for path, count in counts.items() if count > 1}
    lines = [f"    {_nginx_source(source, shared)} {_nginx_word(target)};" for source, target in rows.items()]
    return "\n".join([f"map $uri ${variable} {{", '    default "";', *lines, "}", ""])


def to_netlify(redirects: Iterable[Redirect]) -> str:
    """Return the lines of a Netlify `_redirects` file, each a forced permanent redirect.

    Netlify compares a path as it was requested, so each source stands as it was written, and letters beyond ASCII as
    browsers send them. A segment that begins with `:` or `*`, or ends with `*`, would be a placeholder and is encoded.

    Raises FormatError for a path that does not start with "/".
    Source: https://docs.netlify.com/routing/redirects/

    >>> print(to_netlify([Redirect("/world/storm", "/asia/storm")]), end="")
    /world/storm /asia/storm 301!
    """
    lines = []
    for row in _checked(redirects, "netlify"):
        source = quote(_PLACEHOLDER.sub(lambda sign: quote(sign[0]), row.source), safe=f"{_PCHAR}:*")
        # "/a" matches "/a/" there as well: such a redirect would lead to itself for ever.
        if source.rstrip("/") != (target := _encoded(row.target)).rstrip("/"):
            lines.append(f"{_rooted(source)} {target} 301!\n")
    return "".join(lines)


def _checked(redirects: Iterable[Redirect], server: str) -> Iterable[Redirect]:
    for row in redirects:
        for path in (row.source, row.target):
            if not path.startswith("/"):
                raise FormatError(f"{server}: expected a path from the root of the site, got {shorten(path)}")
        yield row


def _rooted(path: str) -> str:
    """The encoded path with a single slash before it: with two it would name another host (RFC 3986 §4.2)."""
    return f"/%2F{path[2:]}" if path.startswith("//") else path


def _encoded(path: str) -> str:
    """The path as the address of a redirect: on this site, and with nothing that either server would fill in."""
    return _rooted(quote(path, safe="/%!&'()+,;=@"))


def _folded(path: str) -> str:
    """The path as nginx compares it: only ASCII letters lose their case."""
    return re.sub("[A-Z]", lambda letter: letter[0].lower(), path)


def _nginx_source(path: str, shared: set[str]) -> str:
    if path == _folded(path) and path.isprintable() and path not in shared:
        return _nginx_word(path)
    pattern = "".join(re.escape(sign) if sign.isprintable() else _as_bytes(sign) for sign in path)
    return _nginx_word(rf"~^{pattern}\z")


def _as_bytes(sign: str) -> str:
    """A character that no configuration should hold, as PCRE writes its bytes; nginx matches bytes."""
    return "".join(f"\\x{byte:02x}" for byte in sign.encode("utf-8", "surrogatepass"))


def _nginx_word(text: str) -> str:
    word = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if (size := len(word.encode())) > MAX_NGINX_WORD:
        raise FormatError(f"nginx: expected words of at most {MAX_NGINX_WORD} bytes, got one of {size}")
    return word
