"""The laws of the syntaxes: what is written can be read, nothing is lost or said twice, and one pass settles it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscore.body import html, markdown
from newscore.body.blocks import Mark, Paragraph
from newscore.errors import FormatError
from newscore.testing import bodies
from tests.body_forms import carried, words

SYNTAXES = [pytest.param(html, id="html"), pytest.param(markdown, id="markdown")]

HTML_PIECES = (
    "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<a href='https://news.example/x'>", "<a href=/y>", "</a>",
    "<ul>", "<li>", "</li>", "</ul>", "<ol start=3>", "</ol>", "<blockquote>", "</blockquote>", "<footer>",
    "</footer>", "<h2>", "</h2>", "<h1>", "</h1>", "<br>", "<br/>", "<hr>", "<pre>", "</pre>", "<code>",
    "</code>", "<table>", "<tr>", "<td>", "<th colspan=2>", "</table>", "<caption>", "</caption>", "<figure>",
    "<img src='https://news.example/a.jpg' alt=x>", "<figcaption>", "</figcaption>", "</figure>", "<small>",
    "</small>", "<span lang=de>", "</span>", "<div>", "</div>", "<cite>", "</cite>", "<q>", "</q>",
    "<!-- c -->", "<script>x</script>", "<iframe src='https://www.youtube.com/embed/7'>", "</iframe>",
    "<aside class=pull>", "</aside>", "<sub>", "</sub>", "<p class=embed>", "<dl>", "<dt>", "<dd>", "</dl>",
    "<details><summary>", "</summary></details>", "<font>", "<x-y>", "<ruby>", "<rt>", "</ruby>", "&amp;",
    "&lt;", "&#0;", "&nbsp;", "<", ">", "&", "\n", " ", "\n\n", "One", "two ", " three", "é", "עברית", "👩‍👩‍👧",
    "e\u0301", "\u00a0", "日本",
)  # fmt: skip
MARKDOWN_PIECES = (
    "*", "**", "_", "__", "***", "`", "``", "```\n", "~~", "~~~\n", "[", "]", "](https://news.example/x)", "](",
    ")", "![", "[a]: /b 'c'\n", "[^1]", "[^1]: Note\n", "> ", ">", "\n> — Ilse", "- ", "1. ", "10) ", "+ ",
    "* ", "    ", "\t", "# ", "###### ", "\n===\n", "\n---\n", "---\n", "| a | b |\n| - | - |\n", "| c |", "|",
    "\\", "\\\n", "  \n", "\n", "\n\n", "<https://news.example/>", "<b>", "</b>", "<div>", "</div>", "<pre>",
    "</pre>", "<!-- c -->", "<p>", "&amp;", "&#123;", "{{ x }}", "{% raw %}", "{: .a}", "{#id}", ": def", "$$",
    ":smile:", "https://news.example", "a@b.example", "—", "!", "One", "two ", " three", "é", "עברית", "👩‍👩‍👧",
    "e\u0301", "\u00a0", "日本", "0", "(", '"', "'", "=", "#",
)  # fmt: skip


def messy(pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=40).map("".join)


def settle(syntax, markup: str) -> None:
    """What was read and written is read as the same body again, and written as the same text."""
    try:
        first = syntax.loads(markup).content
    except FormatError:
        return
    if any(block.type == "html" for block in first):  # Foreign markup goes out sanitised, and comes back as blocks.
        first = syntax.loads(syntax.dumps(first)).content
    written = syntax.dumps(first)
    second = syntax.loads(written).content
    assert carried(second) == carried(first)
    assert words(second) == words(first)
    assert syntax.dumps(second) == written


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(blocks=bodies(foreign=False), language=st.sampled_from([None, "en", "ar", "he", "zh"]))
@example(blocks=(Paragraph(text="a b", marks=[Mark(start=1, end=3, kind="em")]),), language=None)
def test_what_is_written_is_read_as_the_same_body(syntax, blocks, language):
    """Every block, text and mark that the syntax declares it carries comes back, each word once, in any direction."""
    reading = syntax.loads(syntax.dumps(blocks, language=language))
    assert carried(reading.content) == carried(blocks)
    assert words(reading.content) == words(blocks)
    # A link over a blank alone has nothing to carry; it is said, and nothing else has to be.
    assert "".join(note.text for note in reading.notes).strip() == ""


@given(messy(HTML_PIECES))
@example("<table><td>One<iframe src='https://www.youtube.com/embed/7'>")
def test_messy_html_settles_after_one_pass(markup):
    """Whatever was understood of a page is understood the same when it is written and read again."""
    settle(html, markup)


@given(messy(MARKDOWN_PIECES))
@example("```\n{{ x }}|\n---\n*")
@example("# # # ")
def test_messy_markdown_settles_after_one_pass(markup):
    """The same for Markdown, HTML inside it included."""
    settle(markdown, markup)


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_any_bytes_give_a_body_or_our_error(syntax, data):
    """No input raises anything outside the family, and what is read can be written."""
    try:
        reading = syntax.loads(data)
    except FormatError:
        return
    assert isinstance(syntax.dumps(reading.content), str)
