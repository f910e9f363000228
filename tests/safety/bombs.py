"""Markup made to cost a parser dearly: how long each reading takes, how much it grows, how much memory it holds.

python -m tests.safety.bombs [--json]

The shared corpus comes first, then shapes of our own, each the largest that the guard lets through or just beyond.
"""

import html as escaping
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any, Final

from newscore.body import html
from newscore.body.blocks import Html
from newscore.errors import NewscoreError
from newscore.formats import rss, webpage
from tests.support import SHARED

__all__ = ["OWN", "WAYS", "cases", "measure"]

OWN: Final[dict[str, Callable[[], str]]] = {
    "attributes on one element": lambda: "<p " + " ".join(f"a{n}=1" for n in range(256)) + ">x",
    "attributes on each of many": lambda: ("<p " + " ".join(f"a{n}=1" for n in range(250)) + ">x") * 160,
    "text fostered out of a table": lambda: "<table>" + "x<tr>" * 8_000,
    "links fostered out of a table": lambda: "<table>" + "<a>y" * 8_000,
    "links in links": lambda: "<a href=x>y" * 16_000,
    "links over paragraphs": lambda: "<a href=x><p>y" * 8_000,
    "options": lambda: "<select>" + "<option>x" * 16_000,
    "document types": lambda: "<!DOCTYPE html>" * 16_000,
    "comments": lambda: "<!-- x -->" * 16_000,
    "CDATA sections": lambda: "<![CDATA[x]]>" * 16_000,
    "references": lambda: "&CounterClockwiseContourIntegral;" * 7_900,
    "references, none finished": lambda: "&CounterClockwiseContourIntegra " * 7_900,
    "ampersands": lambda: "&" * 200_000,
    "formatting left open": lambda: "".join(f"<font a={n}>" for n in range(15)) + "<p>x" * 3_000,
    "the adoption agency": lambda: "<b>" + "<div>" * 90 + "</b>x" * 8_000,
    "list items": lambda: "<ul>" + "<li>x" * 16_000,
    "table cells": lambda: "<table>" + ("<tr>" + "<td>x" * 999) * 16,
    "paragraphs in a quote": lambda: "<blockquote>" + "<p>x" * 16_000,
    "quotes in quotes": lambda: "<blockquote>" * 90 + "<b>x</b>" * 8_000,
    "posts in posts": lambda: (
        "<blockquote class=twitter-tweet><a href=https://x.com/a/status/1></a>" * 90 + "<b>x</b>" * 7_900
    ),
    "footers in footers": lambda: "<blockquote>" + "<footer>" * 90 + "<b>x</b>" * 8_000,
    "captions of one figure": lambda: "<figure><img src=http://a.example/x>" + "<figcaption>x</figcaption>" * 8_000,
    "figures in captions": lambda: "<figure><figcaption>" * 49 + "<b>x</b>" * 8_000,
    "ruby": lambda: "<ruby>" + "<rt>x</rt>" * 8_000,
    "languages over paragraphs": lambda: (
        "".join(f"<span lang=a{chr(97 + n % 26)}>" for n in range(26)) + "<p>x" * 4_900
    ),
    "marks over paragraphs": lambda: "<b><i><u><s><code><small><sub><sup><mark>" + "<p>x" * 4_900,
    "combining characters": lambda: "<p>e" + "\u0301\u0327" * 60_000,
    "combining characters of Devanagari": lambda: "<p>\u0915" + "\u093c\u0951" * 40_000,
    "Tibetan vowels": lambda: "<p>\u0f40" + "\u0f73" * 50_000,
    "quotes that never end": lambda: "<p a=\"'" * 16_000,
    "parameters of a frame": lambda: (
        ('<iframe src="https://www.facebook.com/plugins/post.php?' + "a&amp;" * 300 + '"></iframe>') * 50
    ),
    "a path up and up": lambda: ('<a href="' + "../" * 1_300 + '">x</a>') * 60,
    "one long word": lambda: "<p>" + "x" * 250_000,
    "one long line of code": lambda: "<pre>" + " \u00ad\n" * 60_000,
    "raw text never closed": lambda: "<textarea>" * 16_000,
    "SVG in SVG": lambda: "<svg><foreignObject>" * 45 + "<p>x</p>" * 7_000,
}
"""Shapes of our own, each built when it is needed."""


def _page(bomb: str) -> None:
    webpage.loads(f"<title>t</title><article>{bomb}</article>", url="https://a.example/")


def _feed(bomb: str) -> None:
    words = escaping.escape(bomb)
    rss.loads(
        f"<rss><channel><link>https://a.example</link><item><description>{words}</description></item></channel></rss>"
    )


WAYS: Final[dict[str, Callable[[str], str | None]]] = {
    "read": lambda bomb: html.dumps(html.loads(bomb).content),
    "sanitised": lambda bomb: html.dumps([Html.model_construct(type="html", html=bomb)]),
    "page": _page,
    "feed": _feed,
}
"""The ways that foreign markup goes: what comes back is what it was written as, if it is written."""


def cases() -> Iterator[tuple[str, str]]:
    """Yield each case with its markup; those of the shared corpus, where it is, are called `corpus: …`."""
    path = SHARED / "corpora" / "html-dos" / "cases.jsonl"
    for row in path.read_text("utf-8").splitlines() if path.exists() else ():
        case = json.loads(row)
        yield f"corpus: {case['name']}", eval(case["expr"])  # Each is an expression of the shared material.
    for name, build in OWN.items():
        yield name, build()


def measure() -> Iterator[dict[str, Any]]:
    """Yield a row for each case and way: CPU seconds, growth or the error's name, megabytes above the start."""
    for way in WAYS.values():
        way("<p>a<b>b</b>")  # Lazy imports are done.
    for name, bomb in cases():
        for way, go in WAYS.items():
            Path("/proc/self/clear_refs").write_text("5")
            before, at = _peak(), process_time()
            try:
                written = go(bomb)
                result = f"{len(written) / len(bomb):.2f}" if written is not None else "read"
            except NewscoreError as error:
                result = type(error).__name__
            seconds, grown = process_time() - at, _peak() - before
            yield {"case": name, "way": way, "size": len(bomb), "cpu": seconds, "result": result, "mb": grown}


def _peak() -> int:
    """The most memory held so far, in megabytes. Source: proc(5), VmHWM."""
    told = Path("/proc/self/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0]) // 1024


def main() -> None:
    """Print a table, or a line of JSON for each row."""
    for row in measure():
        if "--json" in sys.argv:
            print(json.dumps(row), flush=True)
        else:
            told = f"{row['cpu']:6.2f} s {row['mb']:4} MB {row['result']}"
            print(f"{row['case']:36} {row['way']:10} {row['size']:7} {told}", flush=True)


if __name__ == "__main__":
    main()
