"""Writes into each page of docs/formats what the channel's own module and rules declare: python -m tools.channel_pages.

The declared part stands between two comments; what people write around it is left alone. A page that is not there yet
is begun. `tests/test_channel_pages.py` fails where a page and its declarations have parted.
"""

import sys
from pathlib import Path
from typing import Any, Final

from newscore.formats import FORMATS, Format

BEGIN: Final = "<!-- declared by the channel's module: python -m tools.channel_pages -->"
END: Final = "<!-- end of what is declared -->"
PAGES: Final = Path(__file__).resolve().parents[1] / "docs" / "formats"


def main() -> int:
    """Bring every page up to date and name those that changed."""
    for row in FORMATS.values():
        path = PAGES / f"{row.name}.md"
        before = path.read_text("utf-8") if path.exists() else f"# {row.name}: {row.title}\n\n{BEGIN}\n{END}\n"
        after = updated(before, row)
        if after != before or not path.exists():
            path.write_text(after, "utf-8")
            print(path.relative_to(PAGES.parents[1]))
    return 0


def updated(page: str, row: Format) -> str:
    """Return *page* with what *row* declares between the two comments; ValueError where it has none."""
    head, found, rest = page.partition(BEGIN)
    _, ended, tail = rest.partition(END)
    if not (found and ended):
        raise ValueError(f"{row.name}.md: expected the comments {BEGIN!r} and {END!r}")
    return f"{head}{BEGIN}\n{declared(row)}{END}{tail}"


def declared(row: Format) -> str:
    """Return the tables of *row*: what it is, what it carries and leaves behind, and what it asks of a story."""
    acts = f"{'reads and writes' if row.reads else 'writes'} {_WRITES[row.writes]}"
    extra = f", reading with `pip install 'newscore[{row.extra}]'`" if row.extra else ""
    facts = {
        "specification": _linked(row.specification),
        "audience": row.audience,
        "does": acts + extra,
        "media type": f"`{row.media_type}`",
        "carries": _entries(row.carries),
        "leaves behind": _entries(row.leaves_behind),
    }
    lines = ["", "| | |", "| --- | --- |", *(f"| {name} | {_cell(said)} |" for name, said in facts.items()), ""]
    rules: list[Any] = [*getattr(row.module, "RULES", ()), *getattr(row.module, "FEED_RULES", ())]
    if rules:
        lines += [
            f'What `newscore.problems(…, "{row.name}")` asks, besides what the model and the writer see to:',
            "",
            "| code | severity | at | expects | way out | stated at |",
            "| --- | --- | --- | --- | --- | --- |",
            *(_rule(rule) for rule in rules),
            "",
        ]
    return "\n".join(lines) + "\n"


_WRITES: Final = {"article": "articles", "feed": "feeds", "both": "articles and feeds"}


def _rule(rule: Any) -> str:
    site = rule.source.removeprefix("https://").partition("/")[0]
    cells = [f"`{rule.code}`", rule.severity, f"`{rule.path}`", rule.expected, rule.hint, f"[{site}]({rule.source})"]
    return f"| {' | '.join(map(_cell, cells))} |"


def _entries(entries: tuple[str, ...]) -> str:
    return ", ".join(entries)


def _linked(text: str) -> str:
    """The addresses of a text as links."""
    words = []
    for word in text.split(" "):
        address = word.rstrip(",;")
        words.append(f"<{address}>{word[len(address) :]}" if address.startswith("https://") else word)
    return " ".join(words)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
