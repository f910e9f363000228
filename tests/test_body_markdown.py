"""Bodies as Markdown: CommonMark that no dialect takes for more, and hostile Markdown in linear time."""

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given
from pydantic import ValidationError

from newscore.body import html, markdown
from newscore.body.blocks import (
    Block,
    Code,
    Divider,
    Embed,
    Figure,
    Heading,
    Html,
    List,
    ListItem,
    Mark,
    Paragraph,
    Quote,
    Table,
    TableCell,
)
from newscore.errors import FormatError, LimitExceeded
from newscore.media import Image
from newscore.testing import texts
from tests.body_forms import carried, plain
from tests.support import json_lines

HEAD = TableCell(text="h", header=True)
TABLE = [
    (Paragraph(text="a < b & c*d_e [x] \\ `y`"), r"a &lt; b & c\*d\_e \[x\] \\ &#96;y&#96;"),
    (Paragraph(text="one\ntwo\n\nthree"), "one  \ntwo  \n<br>three"),
    (
        Paragraph(
            text="read it all",
            marks=[
                Mark(start=0, end=4, kind="strong"),
                Mark(start=5, end=7, kind="code"),
                Mark(start=8, end=11, kind="link", href="https://a.example/b"),
            ],
        ),
        "**read** `it` [all](https://a.example/b)",
    ),
    (Paragraph(text="日本語", marks=[Mark(start=1, end=2, kind="em")]), "日*本*語"),
    (Paragraph(text="a“b”c", marks=[Mark(start=1, end=4, kind="em")]), "a<em>“b”</em>c"),
    (Paragraph(text="Wow!x", marks=[Mark(start=4, end=5, kind="link", href="https://a.example/")]), "Wow&#33;[x](https://a.example/)"),
    (Paragraph(text="a*", marks=[Mark(start=0, end=2, kind="code", language="en")]), '<code lang="en">a&#42;</code>'),
    (Heading(level=3, text="What next #"), "### What next &#35;"),
    (List(ordered=True, start=99, items=[ListItem(text="a"), ListItem(text="b")]), "99. a\n100.    b"),
    (List(ordered=True, items=[ListItem(text="a", blocks=[List(items=[ListItem(text="b")])])]), "1.  a\n    -   b"),
    (
        List(ordered=True, start=100, items=[ListItem(text="a", blocks=[Divider()])]),
        '<ol start="100">\n<li>a\n<hr>\n</li>\n</ol>',
    ),
    (List(ordered=True, start=-1, items=[ListItem(text="a")]), '<ol start="-1">\n<li>a</li>\n</ol>'),
    (Quote(text="No.\n\nNever.", attribution="I. B."), "> No.\n>\n> Never.\n>\n> — I. B."),
    (Quote(text="No.", pull=True), '<aside class="pull"><p>No.</p></aside>'),
    (Quote(text="No.\n\n— she"), "<blockquote><p>No.<br><br>— she</p></blockquote>"),
    (
        Figure(image=Image(url="https://a.example/x.jpg", alt="a [b]", caption='The "rock"')),
        '![a \\[b\\]](https://a.example/x.jpg "The &quot;rock&quot;")',
    ),
    (Embed(url="https://v.example/7"), '<p class="embed"><a href="https://v.example/7">https://v.example/7</a></p>'),
    (Table(rows=[[HEAD, HEAD], [TableCell(text="a|b"), TableCell()]]), "| h | h |\n| --- | --- |\n| a&#124;b |  |"),
    (Table(rows=[[TableCell(text="x")]]), "<table><tbody><tr><td>x</td></tr></tbody></table>"),
    (Code(text="a\n```\n\tb", syntax="python"), "````python\na\n```\n\tb\n````"),
    (Code(text="{{ x }}\n\n*y"), "<pre><code>&#123;&#123; x &#125;&#125;&#10;&#10;&#42;y</code></pre>"),
    (
        List(items=[ListItem(text="a", blocks=[Code(text="b\n\tc", syntax="c")])]),
        '-   a\n\n    <pre><code class="language-c">b&#10;&#9;c</code></pre>',
    ),
    (Divider(), "* * *"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "want"), TABLE, ids=[f"{block.type}-{at}" for at, (block, _) in enumerate(TABLE)])
def test_each_block_is_written_with_the_sign_it_has(block, want):
    """What Markdown has no sign for is HTML, without an empty line and without a brace."""
    assert markdown.dumps([block]) == f"{want}\n"
    assert carried(markdown.loads(want).content) == carried((block,))


def test_two_lists_and_two_quotes_in_a_row_stay_two():
    """A comment parts what would grow together."""
    lists = (List(items=[ListItem(text="a")]), List(items=[ListItem(text="b")]))
    quotes = (Quote(text="a"), Quote(text="b"))
    assert carried(markdown.loads(markdown.dumps(lists + quotes)).content) == carried(lists + quotes)


def test_foreign_markup_is_a_block_of_html():
    """Sanitised, in one block, and its stars are stars."""
    pytest.importorskip("nh3", reason="sanitising foreign markup needs the extra html")
    written = markdown.dumps([Html(html="*a*\n\n<b onclick=x()>b</b><script>x</script>"), Paragraph(text="c")])
    assert written == "<div>*a*&#10;\n<b>b</b></div>\n\nc\n"
    assert [block.text for block in markdown.loads(written).content] == ["*a* b", "c"]


MEANT = [
    ("Setext\n---", ["heading"]),
    ("> a\n>\n> b\n>\n> -- *Ilse* B.", ["quote"]),
    ("![a](https://a.example/x.jpg \"C\")", ["figure"]),
    ("1) a\n2) b\n\n   c", ["list"]),
    ("- a\n\n\n- b\n***\n    code", ["list", "divider", "code"]),
    ("a ~~b~~<br>c <sub>2</sub>", ["paragraph"]),
    ("a | b\n-|-\n c", ["table"]),
    ("<div>\n\n*x*\n\n</div>", ["paragraph"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), MEANT, ids=[text[:12] for text, _ in MEANT])
def test_other_peoples_markdown_is_understood(text, kinds):
    """Every way that CommonMark has to say a thing."""
    reading = markdown.loads(text)
    assert [block.type for block in reading.content] == kinds
    assert reading.notes == ()


def test_who_said_it_is_the_last_line_of_a_quote():
    """A dash begins it; a dash at the head of the quote's own words does not."""
    said = markdown.loads("> a\n>\n> -- *Ilse* B.").content[0]
    assert (said.text, said.attribution) == ("a", "Ilse B.")
    spoken = markdown.loads("> — a\n> — b").content[0]
    assert (spoken.text, spoken.attribution) == ("— a — b", None)


def test_what_has_no_place_is_noted():
    """A link's title, a definition that nothing uses, a script."""
    text = (
        "[a](https://a.example/ 'T') [c]\n\n[b]: https://b.example/ 'B'\n[c]: https://c.example/\n\n<script>x</script>"
    )
    notes = markdown.loads(text).notes
    assert sorted((note.code, note.text) for note in notes) == [
        ("dropped", "T"), ("dropped", "https://b.example/ B"), ("dropped", "x"),
    ]  # fmt: skip


@given(texts(120))
def test_a_text_stays_text_for_pelican(text):
    """Python-Markdown with the extensions that Pelican turns on shows the same words, and makes no element of them."""
    oracle = pytest.importorskip("markdown", reason="the oracle is the package Markdown, of the extra test")
    options = {"extensions": ["extra", "meta", "sane_lists", "toc", "admonition"], "output_format": "html"}
    rendered = oracle.markdown("x\n\n" + markdown.dumps([Paragraph(text=text)]), **options)
    _first, _, shown = rendered.partition("</p>")
    assert set(re.findall(r"</?([a-z0-9]+)", shown)) <= {"p", "br"}, shown
    read = html.loads(shown).content
    assert re.sub(r"\s", "", "".join(block.text for block in read)) == re.sub(r"\s", "", plain(text))


def test_injection_strings_stay_text():
    """Each of the injection strings, as a paragraph, a heading, a quote or an item, comes back as the same text."""
    blocks: list[Block] = []
    for at, row in enumerate(json_lines("corpora", "xss", "cases.jsonl")):
        text = plain(row["text"])
        kinds = [Paragraph, Heading, Quote, lambda text: List(items=[ListItem(text=text)])]
        with suppress(ValidationError):  # No text of a body may be like that.
            blocks.append(kinds[at % 4](text=text))
    assert len(blocks) > 5_000
    for at in range(0, len(blocks), 100):
        part = tuple(blocks[at : at + 100])
        reading = markdown.loads(markdown.dumps(part))
        assert carried(reading.content) == carried(part)
        assert reading.notes == ()


def repeated(pattern: str, size: int) -> str:
    return pattern * (size // len(pattern))


BOMBS = {
    "brackets": "[", "pictures": "![", "nested links": "[a](", "emphasis": "*a ", "strong": "**a ", "both": "*a **b ",
    "inside words": "a**b", "underscores": "_a ", "stars and underscores": "*_", "backticks": "`a", "strikes": "~~a ",
    "quotes": "> ", "lists": "- ", "numbers": "1. ", "definitions": "[a]: b\n", "tags": "<b>", "comments": "<!--",
    "instructions": "<?", "autolinks": "<http://a", "entities": "&amp;", "backslashes": "\\", "lines": "a\n",
    "underlines": "a\n=\n", "paragraphs": "a\n\n", "rules": "---\n", "tables": "|-", "fences": "```\n",
    "open tags": "<a ",
}  # fmt: skip


def spent(markup: str) -> float:
    """Seconds of processor time, the better of two."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        markdown.loads(markup)
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_cost_linear_time_or_are_refused(name):
    """Four times the Markdown takes less than ten times the processor's time, or is over a limit."""
    try:
        small, large = (spent(repeated(BOMBS[name], size)) for size in (4_000, 16_000))
    except LimitExceeded as refused:
        assert refused.got > refused.limit
    else:
        assert large < 10 * max(small, 0.05)


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_as_large_as_may_be_take_seconds_at_most(name):
    """256 KiB of anything: content or our error, within ten seconds of processor time."""
    begun = time.process_time()
    with suppress(FormatError):
        markdown.loads(repeated(BOMBS[name], 256 * 1024))
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "text",
    [
        "a" * (256 * 1024 + 1),
        "[a]: https://a.example/" + "u" * 3_000 + "\n\n" + "[a] " * 9_000,
        "![a][b]\n\n" * 3_000 + "[b]: /x '" + "t" * 100_000 + "'",
        "> " * 34 + "a",
        "".join("    " * at + "-   a\n" for at in range(18)),
        "|" + "a|" * 6_000 + "\n|" + "-|" * 6_000 + "\n" + "a\n" * 6_000,
        "*a **b " * 40 + "c** d*" * 40,
        "a\n\n" * 5_001,
        "a\n" * 20_001,
    ],
    ids=["size", "links", "titles", "quotes", "lists", "table", "emphasis", "blocks", "lines"],
)
def test_what_grows_out_of_measure_is_refused(text):
    """Every limit says what was counted."""
    with pytest.raises(LimitExceeded) as refused:
        markdown.loads(text)
    assert refused.value.got > refused.value.limit


def test_sixteen_lists_inside_each_other_are_read():
    """As deep as the model goes, and what is written that deep comes back."""
    block = List(items=[ListItem(text="a")])
    for _ in range(15):
        block = List(items=[ListItem(text="a", blocks=[block])])
    assert carried(markdown.loads(markdown.dumps([block])).content) == carried((block,))
