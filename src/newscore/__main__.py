"""The command line: demo, read, convert, check, slug, date, formats; exits 0, 1 for problems found, 2 for usage."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import newscore as nc
from newscore import demo
from newscore.errors import FormatError, NewscoreError, Problem
from newscore.formats import FORMATS, find_format

__all__ = ["main"]

PROGRESS_EVERY: Final = 2_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        code: int = options.run(options)
    except FormatError as error:
        for problem in error.problems or (Problem(path="", code="refused", message=str(error)),):
            _report(getattr(options, "file", ""), problem, options)
        return 1
    except NewscoreError as error:
        print(f"newscore: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except OSError as error:
        print(f"newscore: {error.filename or ''}: {error.strerror}", file=sys.stderr)
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newscore", description="One news article in, every channel out.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="command")

    def command(name: str, run: Any, about: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=about, description=about)
        one.add_argument("--json", action="store_true", help="print one JSON document instead of lines for people")
        one.set_defaults(run=run)
        return one

    one = command("demo", _demo, "read a sample news page and write it to every channel")
    one.add_argument("--output", type=Path, default=Path("demo-out"), help="folder for the channels' files")

    one = command("read", _read, "read one document and show what was understood and what was not")
    one.add_argument("file", help="a file, or - for standard input")
    one.add_argument("--from", dest="source", default="text", metavar="CHANNEL")
    _page_options(one)

    one = command("convert", _convert, "read one document in one channel and write it in another")
    one.add_argument("file", help="a file, or - for standard input")
    one.add_argument("--from", dest="source", required=True, metavar="CHANNEL")
    one.add_argument("--to", dest="target", required=True, metavar="CHANNEL")
    one.add_argument("--publication", type=Path, help="the outlet, as a JSON file of newscore.Publication")
    one.add_argument("--force", action="store_true", help="write what the channel's audience may not see yet")
    _page_options(one)

    one = command("check", _check, "validate JSON documents, or archives of JSON Lines (*.jsonl)")
    one.add_argument("files", nargs="+", metavar="file")

    one = command("slug", _slug, "make a slug of a headline")
    one.add_argument("headline")
    one.add_argument("--language")
    one.add_argument("--max-length", type=int, default=80)
    one.add_argument("--scheme", help="a romanization by name, such as ru-icao")

    one = command("date", _date, "say a moment as readers in a locale would")
    one.add_argument("moment", help="RFC 3339, such as 2026-01-15T11:14:00Z, or now")
    one.add_argument("--locale", action="append", help="may be given again; default en")
    one.add_argument("--zone", default="UTC", help="an IANA time zone; default UTC")
    one.add_argument("--style", default="long", help="full, long, medium, short or the name of a preset")

    one = command("formats", _formats, "list the channels, or say what one carries and leaves behind")
    one.add_argument("channel", nargs="?", help="the channel to be told of in full")
    return parser


def _page_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", help="the language of a page of text, such as en")
    parser.add_argument("--zone", help="the IANA time zone of the dates printed on a page of text")


def _demo(options: argparse.Namespace) -> int:
    return demo.run(options.output, as_json=options.json)


def _read(options: argparse.Namespace) -> int:
    reading = nc.inspect(_input(options.file), options.source, **_reader_options(options))
    notes = [
        {"code": note.code, "message": note.message, "text": note.text, "value": note.value, "line": note.line}
        for note in reading.notes
    ]
    if options.json:
        _print_json({"content": json.loads(nc.dumps(reading.content, "json")), "notes": notes})
        return 0
    print(nc.dumps(reading.content, "text", force=True))
    for note in reading.notes:
        place = f"line {note.line}: " if note.line else ""
        print(f"{place}{note.code}: {note.message}" + (f": {note.text}" if note.text else ""), file=sys.stderr)
    return 0


def _convert(options: argparse.Namespace) -> int:
    content = nc.loads(_input(options.file), options.source, **_reader_options(options))
    writing: dict[str, Any] = {}
    if options.publication:
        writing["publication"] = _publication(options.publication)
    print(nc.dumps(content, options.target, force=options.force, **writing))
    return 0


def _check(options: argparse.Namespace) -> int:
    checked = refused = 0
    for file in options.files:
        for number, problems in _rows(file):
            checked += 1
            refused += bool(problems)
            for problem in problems:
                _report(file, problem, options)
            if checked % PROGRESS_EVERY == 0 and sys.stderr.isatty():
                print(f"\r{file}: {number:,} lines, {refused:,} refused", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty() and checked >= PROGRESS_EVERY:
        print(file=sys.stderr)
    if not options.json:
        print(f"{checked} checked, {refused} refused", file=sys.stderr)
    return 1 if refused else 0


def _rows(file: str) -> Iterator[tuple[int, tuple[Problem, ...]]]:
    if file.endswith((".jsonl", ".ndjson")):
        with Path(file).open("rb") as lines:
            for row in nc.bulk.read_lines(lines):
                yield row.number, row.problems
        return
    try:
        nc.loads(_input(file), "json")
    except FormatError as error:
        yield 1, error.problems or (Problem(path="$", code="limit", message=str(error)),)
    else:
        yield 1, ()


def _slug(options: argparse.Namespace) -> int:
    slug = nc.slugify(options.headline, language=options.language, max_length=options.max_length, scheme=options.scheme)
    _print_json({"slug": slug}) if options.json else print(slug)
    return 0


def _date(options: argparse.Namespace) -> int:
    moment = datetime.now(UTC) if options.moment == "now" else nc.dates.parse_rfc3339(options.moment)
    locales = options.locale or ["en"]
    said = {
        locale: nc.display_date(moment, locale=locale, zone=options.zone, style=options.style) for locale in locales
    }
    if options.json:
        _print_json(said)
    else:
        print("\n".join(said.values()))
    return 0


def _formats(options: argparse.Namespace) -> int:
    told = [find_format(options.channel)] if options.channel else list(FORMATS.values())
    if options.json:
        names = "name title audience media_type suffix reads writes extra specification carries leaves_behind".split()
        _print_json([{name: getattr(row, name) for name in names} for row in told])
        return 0
    for row in told:
        print(f"{row.name:14}{row.audience:9}{'reads, ' if row.reads else '       '}writes {row.writes:9}{row.title}")
    if options.channel:
        print(f"specification: {told[0].specification}")
        print(f"carries: {', '.join(told[0].carries)}\nleaves behind: {', '.join(told[0].leaves_behind)}")
    return 0


def _reader_options(options: argparse.Namespace) -> dict[str, str]:
    """The options of a reader that were given; a channel that takes none is not handed any."""
    given = {"language": options.language, "zone": options.zone}
    return {name: value for name, value in given.items() if value is not None}


def _input(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def _publication(file: Path) -> Any:
    from pydantic import ValidationError  # Only this option needs it by name.

    from newscore.formats._json import as_text, parse_error

    text = as_text(file.read_bytes())
    try:
        return nc.Publication.model_validate_json(text)
    except ValidationError as error:
        raise parse_error("publication", text, error) from error


def _report(file: str, problem: Problem, options: argparse.Namespace) -> None:
    """Print one problem on a line of its own: file:line:column: code: message."""
    if options.json:
        found = {
            name: getattr(problem, name)
            for name in ("path", "code", "message", "severity", "hint", "line", "column", "source")
        }
        _print_json({"file": file, **found}, indent=None)
        return
    place = ":".join(str(part) for part in (file, problem.line, problem.column) if part)
    hint = f" ({problem.hint})" if problem.hint else ""
    print(f"{place}: {problem.code}: {problem.message} at {problem.path or '$'}{hint}")


def _print_json(value: Any, indent: int | None = 2) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=indent))


if __name__ == "__main__":
    sys.exit(main())
