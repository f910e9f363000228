"""Runs the W3C feed validator over generated feeds: python -m tests.formats.validators.w3c CHECKOUT [COUNT].

CHECKOUT is a clone of github.com/w3c/feedvalidator, which stays outside the project; it needs html5lib and rdflib.
Prints each kind of error and warning with its number and one example; exits 1 where there is an error.
"""

import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, seed, settings

from newscore.errors import FormatError
from newscore.feed import Feed
from newscore.formats import atom, native, rss
from newscore.publication import Publication
from newscore.testing import feeds
from tests.support import ROOT

SITE = Publication(name="The Harbour Ledger", url="https://ledger.example", language="en", zone="Europe/Stockholm")
ADDRESS = "https://ledger.example/feed"


# The validator reads addresses by RFC 2396, of 1998; an IPv6 host in brackets came with RFC 2732 and is in RFC 3986.
KNOWN = {("error", "InvalidUriChar", "url"): "://["}
"""What is no error of ours: the kind, and what the value then holds."""


def generate(count: int) -> list[tuple[str, str]]:
    """The name and text of *count* feeds, the same every time, and of every corpus case, in RSS and in Atom."""
    contents: list[Any] = [
        native.loads(path.read_bytes()).content for path in sorted((ROOT / "tests" / "corpus").glob("*/article.json"))
    ]

    @seed(20260303)
    @settings(max_examples=count, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(feeds())
    def collect(feed: Feed) -> None:
        contents.append(feed)

    collect()
    documents = []
    for number, content in enumerate(contents):
        for name, module in (("rss", rss), ("atom", atom)):
            try:
                documents.append((f"{name} {number}", module.dumps(content, publication=SITE)))
            except FormatError:
                continue  # An empty feed without a date is no Atom feed, and is refused.
    return documents


def main() -> int:
    """Print what the validator logged, most frequent first."""
    sys.path.insert(0, str(Path(sys.argv[1]) / "src"))
    validator = import_module("feedvalidator")
    documents = generate(int(sys.argv[2]) if len(sys.argv) > 2 else 500)
    kinds: Counter[tuple[str, str, str]] = Counter()
    examples: dict[tuple[str, str, str], str] = {}
    for name, text in documents:
        logged = validator.validateString(text.encode(), firstOccurrenceOnly=0, fallback="utf-8", base=ADDRESS)
        for event in logged["loggedEvents"]:
            if isinstance(event, validator.logging.Error | validator.logging.Warning):
                level = "error" if isinstance(event, validator.logging.Error) else "warning"
                kind = (level, type(event).__name__, str(event.params.get("element", "")))
                if kind in KNOWN and KNOWN[kind] in str(event.params.get("value", "")):
                    kind = ("known", *kind[1:])
                kinds[kind] += 1
                examples.setdefault(kind, f"{name}: {str(event.params.get('value', ''))[:80]!r}")
    print(f"{len(documents)} documents")
    for kind, count in kinds.most_common():
        print(f"{count:6} {' '.join(kind):48} {examples[kind]}")
    return 1 if any(level == "error" for level, *_ in kinds) else 0


if __name__ == "__main__":
    sys.exit(main())
