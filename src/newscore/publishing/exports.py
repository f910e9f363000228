"""Redirects as web servers read them."""

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

from newscore.publishing.addresses import Redirect

__all__ = ["to_netlify", "to_nginx"]


def to_nginx(redirects: Iterable[Redirect], *, variable: str = "moved_to") -> str:
    """Return an nginx `map` from `$uri` to the path that it moved to; empty for every other path.

    Use it in the server with `if ($moved_to) { return 301 $moved_to; }`, and give `map_hash_bucket_size` room for the
    longest path. nginx matches plain strings whatever their case, so that a source with capitals, or one that differs
    from a target only by case, is written as a regular expression.
    Source: https://nginx.org/en/docs/http/ngx_http_map_module.html

    >>> print(to_nginx([Redirect("/world/storm", "/asia/storm")]), end="")
    map $uri $moved_to {
        default "";
        "/world/storm" "/asia/storm";
    }
    """
    rows = list(redirects)
    targets = {_folded(unquote(row.target)) for row in rows}
    lines = [f"    {_nginx_source(row.source, targets)} {_nginx_quoted(_encoded(row.target))};" for row in rows]
    return "\n".join([f"map $uri ${variable} {{", '    default "";', *lines, "}", ""])


def to_netlify(redirects: Iterable[Redirect]) -> str:
    """Return the lines of a Netlify `_redirects` file, each a forced permanent redirect.

    Source: https://docs.netlify.com/routing/redirects/

    >>> print(to_netlify([Redirect("/world/storm", "/asia/storm")]), end="")
    /world/storm /asia/storm 301!
    """
    return "".join(f"{_encoded(row.source)} {_encoded(row.target)} 301!\n" for row in redirects)


def _encoded(path: str) -> str:
    """The path with nothing left that a configuration file could take for its own: blanks, quotes, `$`, `*`, `:`."""
    return quote(path, safe="/%")


def _folded(path: str) -> str:
    """The path as nginx compares it: only ASCII letters lose their case."""
    return re.sub("[A-Z]", lambda letter: letter[0].lower(), path)


def _nginx_source(path: str, targets: set[str]) -> str:
    plain = unquote(path)
    if plain == _folded(plain) and plain not in targets:
        return _nginx_quoted(plain)
    return _nginx_quoted(f"~^{re.escape(plain)}$")


def _nginx_quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
