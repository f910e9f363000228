"""The demonstration: a dumped news page becomes one Article, and that becomes a file for every channel."""

import json
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

import newscore as nc
from newscore.article import Article
from newscore.errors import NewscoreError, Problem
from newscore.formats import FORMATS, Format
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


class Written(NamedTuple):
    """A channel's file, and what the channel would say about it."""

    file: str
    size: int
    problems: tuple[Problem, ...]
    refusal: str = ""

    @property
    def verdict(self) -> str:
        """`valid`, how many warnings and errors there are, or why nothing was written."""
        if self.refusal:
            return f"not written: {self.refusal}"
        kinds = [problem.severity for problem in self.problems]
        counts = [f"{kinds.count(kind)} {kind}{'s' * (kinds.count(kind) > 1)}" for kind in dict.fromkeys(kinds)]
        return ", ".join(counts) or "valid"


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
    written = _write_all(article, output, at=printed + timedelta(minutes=1))
    dates = {locale: nc.display_date(printed, locale=locale, zone=ZONE, style="full") for locale in LOCALES}
    notes = [(note.line, note.code, note.text or note.value or note.message) for note in reading.notes]
    if as_json:
        said: dict[str, Any] = {"article": json.loads(nc.dumps(article, "json")), "url": PUBLICATION.url_for(article)}
        channels = {name: {"file": row.file, "size": row.size, "verdict": row.verdict} for name, row in written.items()}
        print(json.dumps(said | {"dates": dates, "notes": notes, "channels": channels}, ensure_ascii=False, indent=2))
        return 0
    _print_article(article)
    _print_locales(article, dates)
    _print_notes(notes)
    _print_channels(written, output)
    return 0


def _print_article(article: Article) -> None:
    _title("One page of text became one Article")
    kinds = [block.type for block in article.body]
    facts = {
        "headline": article.headline,
        "section": " › ".join(section.name for section in article.section.lineage) if article.section else None,
        "byline": article.byline.text if article.byline else None,
        "authors": ", ".join(author.name for author in article.byline.authors) if article.byline else None,
        "body": ", ".join(_counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)),
        "slug": article.slug,
        "url": PUBLICATION.url_for(article),
    }
    for name, value in facts.items():
        print(f"  {name:10}{value or '–'}")


def _print_locales(article: Article, dates: dict[str, str]) -> None:
    _title(f"The date and the byline, for readers in {len(dates)} places")
    for locale, date in dates.items():
        byline = article.byline.display(locale) if article.byline else ""
        print(f"  {locale:8}{date}" + (f" · {byline}" if byline else ""))


def _print_notes(notes: list[tuple[int | None, str, str]]) -> None:
    _title("Not in the story, and not lost: the reader's notes")
    for line, code, text in notes:
        print(f"  line {line or '–':<4}{code:22}{text}")


def _print_channels(written: dict[str, Written], output: Path) -> None:
    _title(f"Written to {output}/")
    wide = max(len(name) for name in written) + 2
    files_wide = max(len(row.file) for row in written.values()) + 2
    verdicts_wide = max(len(row.verdict) for row in written.values()) + 2
    print(f"  {'channel':{wide}}{'file':{files_wide}}{'bytes':>7}  {'verdict':{verdicts_wide}}what it is")
    for name, row in written.items():
        known = f"  {name:{wide}}{row.file or '–':{files_wide}}{row.size:>7,}"
        print(f"{known}  {row.verdict:{verdicts_wide}}{FORMATS[name].title}")
    told = [(name, problem) for name, row in written.items() for problem in row.problems]
    if told:
        print("\n  What a channel would refuse or frown upon, and the way out:")
    for name, problem in told:
        print(f"    {name}: {problem.severity}: {problem}")
    page = next((row.file for name, row in written.items() if name == "webpage" and row.file), None)
    if page:
        print(f"\n  Open {output / page} in a browser to see the story as its readers do.")


def _write_all(article: Article, output: Path, *, at: datetime) -> dict[str, Written]:
    """One file for each channel that takes an article, each with what the channel's rules say."""
    output.mkdir(parents=True, exist_ok=True)
    return {row.name: _write(article, row, output, at) for row in FORMATS.values() if row.writes != "feed"}


def _write(article: Article, row: Format, output: Path, at: datetime) -> Written:
    options: dict[str, Any] = {} if row.name == "json" else {"publication": PUBLICATION}
    try:
        document = nc.dumps(article, row.name, at=at, **options)
    except NewscoreError as error:
        return Written("", 0, (), str(error))
    file = output / f"tide-gauge.{row.suffix}"
    file.write_text(document, encoding="utf-8")
    checks = {"publication": PUBLICATION, "at": at} if hasattr(row.module, "problems") else {}
    return Written(file.name, file.stat().st_size, nc.problems(article, row.name, **checks))


def _counted(count: int, kind: str) -> str:
    return f"{count} {kind}{'s' * (count > 1)}"


def _title(text: str) -> None:
    print(f"\n{text}\n{'─' * len(text)}")
