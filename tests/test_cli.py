"""The command line: one command each, exit codes, output for people and for programs."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

import newscore as nc
from newscore import demo
from newscore.__main__ import main
from newscore.formats import FORMATS
from tests.support import shared

DRAFT = '{"headline": "Storm hits coast"}'


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_check_names_file_line_and_column_and_exits_1(tmp_path, capsys):
    """One line a problem, every bad line of an archive, and the good ones do not suffer."""
    archive = tmp_path / "archive.jsonl"
    archive.write_text(
        f'{DRAFT}\n\n{{"headline": 7}}\n{DRAFT}\n{{"headline": "x", "urgency": 0}}\nnonsense\n', encoding="utf-8"
    )
    code, out, err = run(capsys, "check", str(archive))
    assert code == 1
    places = [line.split(": ")[0] for line in out.splitlines()]
    assert places == [f"{archive}:3:14", f"{archive}:5:30", f"{archive}:6:2"]
    assert "5 checked, 3 refused" in err


def test_check_accepts_a_good_archive_and_a_good_document(tmp_path, capsys):
    """Exit 0 and nothing on standard output."""
    archive, document = tmp_path / "a.jsonl", tmp_path / "a.json"
    archive.write_text(f"{DRAFT}\n" * 3, encoding="utf-8")
    document.write_text(DRAFT, encoding="utf-8")
    assert run(capsys, "check", str(archive), str(document)) == (0, "", "4 checked, 0 refused\n")


def test_check_speaks_json_lines(tmp_path, capsys):
    """With --json, each problem is one JSON object on one line."""
    document = tmp_path / "a.json"
    document.write_text('{"headline": "",\n "sumary": "x"}', encoding="utf-8")
    code, out, _ = run(capsys, "check", "--json", str(document))
    told = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [(problem["code"], problem["line"], problem["column"]) for problem in told] == [
        ("blank", 1, 14),
        ("unknown-field", 2, 12),
    ]
    assert all(problem["file"] == str(document) for problem in told)


def test_a_missing_file_is_a_usage_error(capsys):
    """Exit 2, one line on standard error, no traceback."""
    code, out, err = run(capsys, "check", "/nowhere/at/all.json")
    assert (code, out) == (2, "")
    assert err == "newscore: /nowhere/at/all.json: No such file or directory\n"


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("convert", "x"), ("slug",)])
def test_wrong_usage_exits_2(arguments, capsys):
    """argparse tells what is missing."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_slug_and_date_say_one_thing(capsys):
    """The slug of a headline, the moment in each locale asked for."""
    assert run(capsys, "slug", "Storm hits coast", "--language", "en") == (0, "storm-hits-coast\n", "")
    code, out, _ = run(capsys, "slug", "--json", "Storm hits coast")
    assert (code, json.loads(out)) == (0, {"slug": "storm-hits-coast"})
    code, out, _ = run(
        capsys, "date", "2026-01-15T11:14:00Z", "--locale", "fr", "--locale", "de", "--zone", "Europe/Paris"
    )
    assert (code, out) == (0, "15 janvier 2026\n15. Januar 2026\n")


@pytest.mark.parametrize("moment", ["2026-01-15", "15/1/2026", "", "1768475640"])
def test_a_date_that_is_no_moment_is_refused(moment, capsys):
    """Exit 1 and one sentence."""
    code, out, err = run(capsys, "date", moment)
    assert (code, out) == (1, "")
    assert err.startswith("newscore: ")


def test_formats_lists_every_channel(capsys):
    """The table, for people and for programs."""
    _, out, _ = run(capsys, "formats")
    assert [line.split()[0] for line in out.splitlines()] == list(FORMATS)
    _, out, _ = run(capsys, "formats", "--json")
    rows = json.loads(out)
    assert [row["name"] for row in rows] == list(FORMATS)
    assert all(row["carries"] and row["leaves_behind"] for row in rows)


def test_formats_tells_of_one_channel_in_full(capsys):
    """Its specification, what it carries and what it leaves behind; an unknown one is refused."""
    code, out, _ = run(capsys, "formats", "sitemap")
    told = dict(line.split(": ", 1) for line in out.splitlines()[1:])
    assert code == 0
    assert told["specification"].startswith("https://www.sitemaps.org/protocol.html")
    assert told["carries"] == "canonical_url (or the page's own address), " + ", ".join(FORMATS["sitemap"].carries[1:])
    assert told["leaves behind"] == "everything else"
    code, _, err = run(capsys, "formats", "fax")
    assert (code, "expected a channel" in err) == (1, True)


def test_convert_holds_the_gate(tmp_path, capsys):
    """A draft is refused to the public with exit 1, and goes out with --force or to a private channel."""
    document = tmp_path / "a.json"
    document.write_text(
        '{"headline": "Storm hits coast", "body": [{"type": "paragraph", "text": "Rain."}]}', encoding="utf-8"
    )
    code, out, err = run(capsys, "convert", str(document), "--from", "json", "--to", "html")
    assert (code, out) == (1, "")
    assert "draft" in err
    assert run(capsys, "convert", str(document), "--from", "json", "--to", "html", "--force")[0] == 0
    code, out, _ = run(capsys, "convert", str(document), "--from", "json", "--to", "json")
    assert (code, json.loads(out)["headline"]) == (0, "Storm hits coast")


def test_an_unknown_channel_names_those_there_are(tmp_path, capsys):
    """Exit 1 and the list."""
    document = tmp_path / "a.json"
    document.write_text(DRAFT, encoding="utf-8")
    code, _, err = run(capsys, "convert", str(document), "--from", "json", "--to", "fax")
    assert code == 1
    assert "'fax'" in err
    assert "json, " in err


def test_read_shows_the_article_and_tells_the_notes(capsys):
    """The seed page: its article on standard output, what was dropped on standard error."""
    page = shared("seed", "news-page.txt")
    code, out, err = run(capsys, "read", str(page), "--language", "en")
    assert code == 0
    assert "Why Kazakhstan Joined the Abraham Accords" in out
    assert "Scroll to Top" in err
    code, out, _ = run(capsys, "read", "--json", str(page), "--language", "en")
    document = json.loads(out)
    assert document["content"]["section"]["name"] == "Hot News"
    assert "Scroll to Top" in [note["text"] for note in document["notes"]]


def test_the_demonstration_writes_every_channel(tmp_path, capsys):
    """One file a channel, none refused, and the dates in six locales."""
    code, out, _ = run(capsys, "demo", "--output", str(tmp_path / "out"))
    assert code == 0
    assert "not written" not in out
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == sorted(f"tide-gauge.{row.suffix}" for row in FORMATS.values() if row.writes != "feed")
    assert all((tmp_path / "out" / name).stat().st_size > 200 for name in written)
    assert all(locale in out for locale in demo.LOCALES)
    code, out, _ = run(capsys, "demo", "--json", "--output", str(tmp_path / "out"))
    document = json.loads(out)
    assert document["article"]["headline"].startswith("Why Three Rival Ports")
    assert {name: channel["size"] for name, channel in document["channels"].items()} == {
        row.name: (tmp_path / "out" / f"tide-gauge.{row.suffix}").stat().st_size
        for row in FORMATS.values()
        if row.writes != "feed"
    }


def test_the_demonstration_says_what_a_channel_would_frown_upon(tmp_path, capsys):
    """Each problem of each channel stands below the table, and is what `problems` says."""
    _, out, _ = run(capsys, "demo", "--output", str(tmp_path))
    article = demo.read_sample().content.evolve(id="tag:ledger.example,2026:tide-gauge")
    article = nc.publishing.publish(article, now=article.published_at)
    at = article.published_at + timedelta(minutes=1)
    for name in ("rss", "jsonld", "webpage", "news-sitemap"):
        for problem in nc.problems(article, name, publication=demo.PUBLICATION, at=at):
            assert f"{name}: {problem.severity}: {problem}" in out
    assert "jsonld: warning:" in out


def test_the_sample_page_is_understood_whole():
    """Section, byline with two authors in one place, sub-headings, the ordered list, furniture reported."""
    reading = demo.read_sample()
    article = reading.content
    assert article.section is not None
    assert article.section.name == "Coast & Climate"
    assert article.byline is not None
    assert [author.name for author in article.byline.authors] == ["Marta Lindqvist", "Tomasz Żak"]
    kinds = [block.type for block in article.body]
    assert (kinds.count("paragraph"), kinds.count("heading"), kinds.count("list")) == (6, 2, 1)
    assert {note.text for note in reading.notes if note.code == "dropped"} == {
        "Skip to content",
        "Share this article",
        "Scroll to Top",
    }
    assert [note.text for note in reading.notes if note.code == "publication-name"] == ["The Harbour Ledger"]


def test_it_runs_as_a_module():
    """`python -m newscore` is the same program."""
    answer = subprocess.run(
        [sys.executable, "-m", "newscore", "check", "-"],
        input=DRAFT,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent,
    )
    assert (answer.returncode, answer.stderr) == (0, "1 checked, 0 refused\n")
