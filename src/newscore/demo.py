"""The demonstration: a dumped news page becomes one Article, and that becomes a file for every channel."""

import json
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import newscore as nc
from newscore.article import Article
from newscore.errors import NewscoreError
from newscore.formats import FORMATS
from newscore.reading import Reading

__all__ = ["LOCALES", "PUBLICATION", "read_sample", "run"]

LOCALES: Final = ("en-GB", "de", "kk", "ar-EG", "hi", "ja")
ZONE: Final = "Europe/Stockholm"
PUBLICATION: Final = nc.Publication(
    name="The Harbour Ledger",
    url="https://ledger.example",
    language="en",
    zone=ZONE,
    description="News from the three harbours of the strait.",
)


def read_sample() -> Reading[Article]:
    """Return the Reading of the sample page that comes with newscore."""
    page = files("newscore.sample").joinpath("news-page.txt").read_bytes()
    reading: Reading[Article] = nc.inspect(page, "text", language="en", zone=ZONE)
    return reading


def run(output: Path, *, as_json: bool = False) -> int:
    """Read the sample page, publish it, write one file a channel into *output*, and print what came of it."""
    reading = read_sample()
    draft = reading.content
    printed = draft.published_at or datetime(2026, 3, 3, 6, 42, tzinfo=UTC)
    article = nc.publishing.publish(draft.evolve(id="tag:ledger.example,2026:tide-gauge"), now=printed)
    files_written = _write(article, output, at=printed + timedelta(minutes=1))
    dates = {locale: nc.display_date(printed, locale=locale, zone=ZONE, style="full") for locale in LOCALES}
    notes = [(note.line, note.code, note.text or note.value or note.message) for note in reading.notes]
    if as_json:
        said: dict[str, Any] = {"article": json.loads(nc.dumps(article, "json")), "url": PUBLICATION.url_for(article)}
        print(json.dumps(said | {"dates": dates, "notes": notes, "files": files_written}, ensure_ascii=False, indent=2))
        return 0
    _print_article(article)
    _title("The date, for readers in six places")
    for locale, date in dates.items():
        print(f"  {locale:8}{date}")
    _title("Not in the story, and not lost: the reader's notes")
    for line, code, text in notes:
        print(f"  line {line or '–':<4}{code:22}{text}")
    _title(f"Written to {output}/")
    for name, size in files_written.items():
        print(f"  {name:30}{size:>9}")
    return 0


def _print_article(article: Article) -> None:
    _title("One page of text became one Article")
    kinds = [block.type for block in article.body]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    byline = article.byline.text if article.byline else None
    authors = ", ".join(author.name for author in article.byline.authors) if article.byline else None
    facts = {
        "headline": article.headline,
        "section": article.section.path if article.section else None,
        "byline": byline,
        "authors": authors,
        "body": counts,
        "slug": article.slug,
        "url": PUBLICATION.url_for(article),
    }
    for name, value in facts.items():
        print(f"  {name:10}{value or '–'}")


def _write(article: Article, output: Path, *, at: datetime) -> dict[str, str]:
    output.mkdir(parents=True, exist_ok=True)
    written = {}
    for row in FORMATS.values():
        if row.writes == "feed":
            continue
        options: dict[str, Any] = {} if row.name == "json" else {"publication": PUBLICATION}
        try:
            document = nc.dumps(article, row.name, at=at, **options)
        except NewscoreError as error:
            written[row.name] = f"not written: {error}"
            continue
        file = output / f"tide-gauge.{row.suffix}"
        file.write_text(document, encoding="utf-8")
        written[file.name] = f"{file.stat().st_size:,} bytes"
    return written


def _title(text: str) -> None:
    print(f"\n{text}\n{'─' * len(text)}")
