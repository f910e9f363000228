"""Hugo, Jekyll and Pelican themselves, where they are installed, show each story as it is."""

import html
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscore.article import Article
from newscore.body.blocks import Code, Embed, Heading, List, ListItem, Mark, Paragraph, Quote, Table, TableCell
from newscore.body.html import loads
from newscore.formats import markdown
from newscore.text import clean, is_text
from tests.body_forms import words
from tests.support import json_lines

FIELDS = ("title", "date", "slug", "description", "tags")
HOSTILE = (
    "{{ 7 | times: 7 }} {% raw %} {{< youtube 7 >}} {: .a} {#id} [^1] $$x$$ :smile: www.news.example a@b.example "
    "|x| ~~y~~"
)
NESTED = ListItem(text="1. a", blocks=[Code(text="x\n\n\ty", syntax="c"), List(items=[ListItem(text="- b")])])
MARKED = Paragraph(
    text="bold, 日本語 and 2 * 3\nH2O {{ x }}",
    marks=[
        Mark(start=0, end=4, kind="strong"),
        Mark(start=7, end=8, kind="em"),
        Mark(start=13, end=18, kind="link", href="https://a.example/b_(c)?d={e}&f=1"),
        Mark(start=20, end=21, kind="code"),
        Mark(start=21, end=22, kind="sub"),
        Mark(start=23, end=30, kind="code"),
    ],
)
BODY = (
    Paragraph(text=HOSTILE),
    MARKED,
    Heading(text="# What *next* ##", level=3),
    List(ordered=True, start=9, items=[NESTED]),
    List(items=[ListItem(text="c\nd"), ListItem(text="> e", blocks=[Paragraph(text="f")])]),
    Quote(text=f"One\n\n{HOSTILE}"),
    Table(rows=[[TableCell(text="h|", header=True)], [TableCell(text=HOSTILE)]]),
    Table(rows=[[TableCell(text=HOSTILE, colspan=2)]]),
    Code(text="{{ x }} <b>\n\n```", syntax="c"),
    Embed(url="https://video.example/7", title=HOSTILE),
)  # fmt: skip


def stories() -> list[Article]:
    """One story of every block, one for each hundred injection strings, and titles that YAML would take for others."""
    found = [BODY]
    rows = [text for row in json_lines("corpora", "xss", "cases.jsonl") if is_text(text := clean(row["text"]))]
    found += [tuple(Paragraph(text=text) for text in rows[at : at + 100]) for at in range(0, len(rows), 100)]
    titles = [
        "no",
        "1:30",
        'a: "b" # c',
        "<script>alert(1)</script>",
        "{{ x }}",
        "R&D, AT&amp;T",
        "- a",
        "'",
        "\\",
        "été 👩‍👧",
    ]
    return [
        Article(
            headline=titles[at % len(titles)], summary=f"{titles[at % len(titles)]}, and *more*", body=body,
            tags=["a, b", "c"], slug=f"story-{at}", id=f"urn:x:{at}", status="published",
            published_at=datetime(2026, 1, 1 + at % 28, 11, 14, tzinfo=UTC),
        )
        for at, body in enumerate(found)
    ]  # fmt: skip


def check(written: Article, shown: dict[str, object], content: str) -> None:
    """What the tool understood is what was written."""
    assert shown["title"] == written.headline
    assert str(shown["date"])[:16] == written.published_at.isoformat()[:16]
    assert shown["slug"] == written.slug
    assert shown["description"] == written.summary
    assert shown["tags"] == ["a, b", "c"]
    assert words(loads(content).content) == words(written.body)


def page(path: Path) -> tuple[dict[str, object], str]:
    head, _, content = path.read_text(encoding="utf-8").partition("</json>")
    return json.loads(head.removeprefix("<json>")), content


def tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"needs {name}, a site generator that is not installed here")
    return path


def test_hugo_shows_what_was_written(tmp_path):
    """Front matter, words and all, with HTML let through as the page on the channel says."""
    command = tool("hugo")
    (tmp_path / "layouts" / "_default").mkdir(parents=True)
    (tmp_path / "content").mkdir()
    (tmp_path / "config.toml").write_text(
        'baseURL = "https://x.example/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section"]\n'
        "[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.extensions]\ntypographer = false\n"
    )
    (tmp_path / "layouts" / "_default" / "single.html").write_text(
        '<json>{{ dict "title" .Title "date" (.Date.Format "2006-01-02T15:04:05Z07:00") "slug" .Slug "description" '
        '.Description "tags" .Params.tags | jsonify }}</json>{{ .Content }}'
    )
    for story in stories():
        (tmp_path / "content" / f"{story.slug}.md").write_text(markdown.dumps(story), encoding="utf-8")
    subprocess.run([command, "--quiet", "--source", str(tmp_path)], check=True, capture_output=True)
    for story in stories():
        check(story, *page(tmp_path / "public" / story.slug / "index.html"))


def test_jekyll_shows_what_was_written(tmp_path):
    """Liquid finds nothing to run in a text, and kramdown no markup of its own."""
    command = tool("jekyll")
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_config.yml").write_text(
        "permalink: /:title/\nfuture: true\nkramdown:\n  syntax_highlighter: null\n"
        '  smart_quotes: ["apos", "apos", "quot", "quot"]\n  typographic_symbols: {hellip: "...", mdash: "---", '
        'ndash: "--", laquo: "<<", raquo: ">>", laquo_space: "<< ", raquo_space: " >>"}\n'
        'defaults:\n- scope: {path: ""}\n  values: {layout: one}\n'
    )
    shown = ", ".join(f'"{name}": {{{{ page.{name} | jsonify }}}}' for name in FIELDS)
    (tmp_path / "_layouts" / "one.html").write_text(
        f"<json>{{{shown}}}</json>{{{{ content }}}}".replace("page.date", "page.date | date_to_xmlschema")
    )
    for story in stories():
        written = markdown.dumps(story, dialect="jekyll")
        (tmp_path / "_posts" / f"2026-01-01-{story.slug}.md").write_text(written, encoding="utf-8")
    subprocess.run(
        [command, "build", "-q", "-s", str(tmp_path), "-d", str(tmp_path / "_site")],
        check=True, capture_output=True, env={**os.environ, "LANG": "C.UTF-8", "TZ": "UTC"},
    )  # fmt: skip
    for story in stories():
        check(story, *page(tmp_path / "_site" / story.slug / "index.html"))


PELICAN = """
import json, sys
from pathlib import Path
from pelican.contents import Article
from pelican.readers import Readers
from pelican.settings import read_settings
readers = Readers(read_settings())
for path in Path(sys.argv[1]).glob("*.md"):
    found = readers.read_file("/", str(path), content_class=Article)
    said = found.metadata
    shown = {"title": said["title"], "date": said["date"].isoformat(), "slug": said["slug"],
             "description": said["summary"], "tags": [tag.name for tag in said["tags"]]}
    path.with_suffix(".html").write_text(f"<json>{json.dumps(shown)}</json>{found._content}", encoding="utf-8")
"""


def test_pelican_shows_what_was_written(tmp_path):
    """Its own reader; a field is HTML there, and the summary Markdown that was rendered."""
    pytest.importorskip("pelican", reason="needs pelican, a site generator, of the extra test")
    for story in stories():
        (tmp_path / f"{story.slug}.md").write_text(markdown.dumps(story, dialect="pelican"), encoding="utf-8")
    subprocess.run([sys.executable, "-c", PELICAN, str(tmp_path)], check=True, capture_output=True)
    for story in stories():
        shown, content = page(tmp_path / f"{story.slug}.html")
        assert "<script" not in str(shown)
        shown["title"] = html.unescape(str(shown["title"]))
        shown["description"] = html.unescape(str(shown["description"]).removeprefix("<p>").removesuffix("</p>"))
        check(story, shown, content)
