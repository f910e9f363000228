"""The laws of the syntaxes: what is written can be read, nothing is lost or said twice, and one pass settles it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscore.body import html, markdown, plain
from newscore.body.blocks import Block, List, ListItem, Mark, Paragraph
from newscore.errors import FormatError
from newscore.testing import bodies, headlines, marks
from newscore.text import clean
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
    assert_said(plain.dumps(blocks), blocks)


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


LINES = (
    "One", "two three", "• four", "  • five", "    • six", "1. One", "2. two", "3. three", "   • x", "7", "•", "— She",
    "\u200e",
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from((*LINES, "")), max_size=12).map("\n".join)))
@example("• a\n  • b\n  c")
@example("• 0\n   • 0")
@example("1. Mai: Regen")
@example("a " * 60_000)
@example("b" * 100_001)
def test_plain_text_settles_and_keeps_its_words(text):
    """Read, written and read again it is the same body; every letter stays, once and in order."""
    blocks = plain.loads(text, tolerant=True)
    assert plain.loads(plain.dumps(blocks)) == blocks
    assert letters(plain.dumps(blocks)) == letters(text)


def letters(text: str) -> list[str]:
    return [letter for letter in clean(text) if letter.isalnum()]


@st.composite
def simple_lists(draw: st.DrawFn, depth: int = 3) -> List:
    ordered = draw(st.booleans())
    count = draw(st.integers(2 if ordered else 1, 3))
    below = st.just(()) if depth == 1 else st.lists(simple_lists(depth - 1), max_size=1).map(tuple)
    items = [ListItem(text=draw(headlines()), blocks=draw(below)) for _ in range(count)]
    return List(ordered=ordered, start=draw(st.integers(0, 2_000)) if ordered else 1, items=items)


@given(st.lists(st.one_of(simple_lists(), headlines().map(lambda text: Paragraph(text=text))), max_size=4))
def test_plain_text_carries_paragraphs_and_lists(blocks):
    """Numbers, bullets and indents are enough to tell them."""
    assert plain.loads(plain.dumps(tuple(blocks))) == tuple(blocks)


def assert_said(written: str, blocks: tuple[Block, ...]) -> None:
    """Plain text has every word of a body, in order; marks go, and so does the provider of an embed."""
    said, at = letters(written), 0
    for letter in letters(words(blocks, providers=False)):
        at = said.index(letter, at) + 1


SCRIPTS = {
    "emoji": "a👩‍👩‍👧b🇰🇿c👍🏽d",
    "combining": "cafe\u0301 n\u0323\u0307x z",
    "hebrew": "אב (cd) 12 גד",
    "arabic": "عاصفة «abc» ٣٤ ق",
    "hindi": "क्षेत्र में",
    "plane 1": "𝕿𝖍𝖊 𠮷野家",
    "thai": "น้ำท่วม",
    "hangul": "한국 뉴스",
    "isolates": "x \u2067אב\u2069 y",
}


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("script", SCRIPTS)
@given(data=st.data())
def test_marks_stand_where_they_stood(syntax, script, data):
    """At code points, through every script: the marked words are the same words."""
    text = clean(SCRIPTS[script])
    marked = Paragraph(text=text, marks=data.draw(marks(text)))
    (found,) = syntax.loads(syntax.dumps([marked], language="en")).content
    assert found.text == text
    assert carried((found,)) == carried((marked,))
