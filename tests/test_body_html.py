"""Bodies as HTML: semantic, escaped, and inert whatever the text says."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscore.body import html
from newscore.body.blocks import (
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
from newscore.body.marks import spans
from newscore.errors import LimitExceeded
from newscore.media import Image
from newscore.testing import bodies, marks, texts
from tests.support import json_lines

TABLE = [
    (Paragraph(text='a < b & "c"'), '<p>a &lt; b &amp; "c"</p>'),
    (Paragraph(text="one\ntwo"), "<p>one<br>two</p>"),
    (
        Paragraph(text="read it all", marks=[Mark(start=0, end=7, kind="strong"), Mark(start=5, end=11, kind="em")]),
        "<p><strong>read <em>it</em></strong><em> all</em></p>",
    ),
    (
        Paragraph(
            text="read it",
            marks=[
                Mark(start=0, end=6, kind="em"),
                Mark(start=5, end=7, kind="link", href="https://a.example/?x=1&y='"),
            ],
        ),
        '<p><em>read </em><a href="https://a.example/?x=1&amp;y=&#x27;"><em>i</em>t</a></p>',
    ),
    (Heading(level=3, text="What next"), "<h3>What next</h3>"),
    (
        List(
            ordered=True,
            start=4,
            items=[ListItem(text="a", blocks=[List(items=[ListItem(text="b")])]), ListItem(text="c")],
        ),
        '<ol start="4">\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ol>',
    ),
    (Quote(text="No.", attribution="I. B."), "<blockquote><p>No.</p>\n<footer>I. B.</footer></blockquote>"),
    (Quote(text="No.", pull=True), '<aside class="pull"><p>No.</p></aside>'),
    (
        Figure(image=Image(url="https://a.example/x.jpg", alt='a "b"', caption="C", credit="D", width=4, height=3)),
        '<figure><img src="https://a.example/x.jpg" alt="a &quot;b&quot;" width="4" height="3">'
        '<figcaption>C <span class="credit">D</span></figcaption></figure>',
    ),
    (
        Embed(url="https://v.example/7", title="A <film>"),
        '<p class="embed"><a href="https://v.example/7">A &lt;film&gt;</a></p>',
    ),
    (
        Table(caption="T", rows=[[TableCell(text="h", header=True)], [TableCell(colspan=2)]]),
        '<table><caption>T</caption><tbody><tr><th>h</th></tr><tr><td colspan="2"></td></tr></tbody></table>',
    ),
    (Code(text="a\n\tb<c", syntax="python"), '<pre><code class="language-python">a\n\tb&lt;c</code></pre>'),
    (Divider(), "<hr>"),
    (Paragraph(text="שלום"), '<p dir="auto">שלום</p>'),
]


@pytest.mark.parametrize(("block", "want"), TABLE, ids=[f"{block.type}-{at}" for at, (block, _) in enumerate(TABLE)])
def test_each_block_is_written_as_its_own_element(block, want):
    """The element that HTML has for the purpose, and nothing unescaped."""
    assert html.dumps([block], language="en") == want


def test_a_text_in_the_storys_own_direction_needs_no_attribute():
    """Arabic in Arabic is plain; English in Arabic is told apart."""
    assert html.dumps([Paragraph(text="عاصفة")], language="ar") == "<p>عاصفة</p>"
    assert html.dumps([Paragraph(text="Storm")], language="ar") == '<p dir="auto">Storm</p>'


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.words.append("\n")
        elif tag not in ("img", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    assert reader.open == []
    return reader


@given(texts(120).flatmap(lambda text: st.tuples(st.just(text), marks(text))))
def test_text_and_marks_survive(drawn):
    """A parser finds the same words, every element is closed in order, and each link leads where it did."""
    text, marked = drawn
    reader = read(html.write_text(text, marked))
    assert "".join(reader.words) == text
    hrefs = [mark.href for mark in marked if mark.kind == "link"]
    assert [attrs["href"] for tag, attrs in reader.tags if tag == "a"] == hrefs
    assert "".join(piece for piece, _ in spans(text, marked)) == text


@given(bodies(foreign=False), st.sampled_from([None, "en", "ar"]))
def test_every_body_is_well_formed_and_inert(blocks, language):
    """Only known elements and attributes, http(s) addresses, no handler, no script."""
    for tag, attrs in read(html.dumps(blocks, language=language)).tags:
        assert tag not in ("script", "style", "iframe", "object", "svg")
        assert set(attrs) <= {
            "href",
            "src",
            "alt",
            "width",
            "height",
            "class",
            "start",
            "dir",
            "lang",
            "colspan",
            "rowspan",
        }
        assert all(re.match(r"https?://", attrs[name] or "", re.I) for name in ("href", "src") if name in attrs)


def test_injection_strings_stay_text():
    """Each of the injection strings, in every text of a body, comes back as the same text and makes no element."""
    for row in json_lines("corpora", "xss", "cases.jsonl"):
        text = html_safe(row["text"])
        if text is None:
            continue
        blocks = [Paragraph(text=text), Quote(text=text), Code(text=text), List(items=[ListItem(text=text)])]
        reader = read(html.dumps(blocks))
        assert {tag for tag, _ in reader.tags} <= {"p", "blockquote", "pre", "code", "ul", "li", "br"}
        assert "".join(reader.words).count(text) == 4


def html_safe(text: str) -> str | None:
    from newscore.text import clean, is_text

    cleaned = clean(text)
    return cleaned if is_text(cleaned) else None


def test_a_rich_table_in_a_caption_is_kept_without_the_credit_that_was_read():
    """What is taken out of a caption is in no block twice, markup that is kept as it came included."""
    read = html.loads(
        '<figure><img src="https://x.example/a.jpg"><figcaption>A '
        "<table><tr><td>b <small>N</small><ul><li>c</ul></table></figcaption></figure>"
    ).content
    assert [block.type for block in read] == ["html", "figure"]
    assert read[0].html == "<table><tbody><tr><td>b <ul><li>c</li></ul></td></tr></tbody></table>"
    assert (read[1].image.caption, read[1].image.credit) == ("A", "N")


def test_foreign_markup_is_sanitised():
    """Scripts, handlers, styles and odd schemes go; the words and the harmless elements stay."""
    pytest.importorskip("nh3", reason="sanitising foreign markup needs the extra html")
    foreign = (
        '<aside onclick="x()"><b>Bold</b> <a href="javascript:alert(1)">a</a> <a href="/b">b</a>'
        "<script>alert(1)</script><style>p{}</style><img src=x onerror=alert(1)></aside>"
    )
    written = html.dumps([Html(html=foreign)], absolute="https://news.example/x/")
    assert "script" not in written
    assert "onclick" not in written
    assert "onerror" not in written
    assert "javascript" not in written
    assert "<b>Bold</b>" in written
    assert 'href="https://news.example/b"' in written


@pytest.mark.parametrize("case", range(10))
def test_markup_bombs_are_refused_before_anything_parses_them(case):
    """Depth, unclosed formatting and size are counted in one pass; what passes comes out at most four times as long."""
    pytest.importorskip("nh3", reason="sanitising foreign markup needs the extra html")
    rows = list(json_lines("corpora", "html-dos", "cases.jsonl"))
    bomb = eval(rows[case]["expr"])  # Each case is an expression of the shared material that builds a large string.
    try:
        written = html.dumps([Html.model_construct(html=bomb, type="html")])
    except LimitExceeded as refused:
        assert refused.got > refused.limit
    else:
        assert len(written) <= 4 * len(bomb)
