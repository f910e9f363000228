"""Laws of the page reader: no line lost, every encoding read or refused, work in proportion to the page."""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscore.article import Article
from newscore.body.blocks import Block
from newscore.errors import FormatError, LimitExceeded
from newscore.formats import pagetext
from newscore.formats._page_cues import LANGUAGES, cues_of, guess_language
from newscore.formats._page_decoding import decode
from newscore.formats._page_lines import MAX_LINES, find_marker, read_lines
from newscore.reading import Reading

PAGES = Path(__file__).parent / "pages"
# Circled numbers are letters to Python, and run on with the word behind them.
WORD = "[^\\W①-⑳]+"
LINES = sorted({line for path in PAGES.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()})


def said(reading: Reading[Article]) -> Iterator[str]:
    """Every text of the article and of the notes."""
    article = reading.content
    yield from (article.headline, article.summary or "", article.kicker or "", article.dateline or "")
    yield from (section.name for section in (article.section.lineage if article.section else ()))
    yield article.byline.text or "" if article.byline else ""
    yield article.provider.name if article.provider else ""
    yield from _texts(article.body)
    yield from (note.text for note in reading.notes)


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block.type:
            case "paragraph" | "heading":
                yield block.text
            case "quote":
                yield f"{block.text} {block.attribution or ''}"
            case "list":
                for item in block.items:
                    yield item.text
                    yield from _texts(item.blocks)
            case _:
                assert block.type == "divider"


def lost(page: str, reading: Reading[Article]) -> Counter[str]:
    """The words of the page, markers of list items apart, that are neither in the article nor in a note."""
    read = [line.text for line in read_lines(page, [].append)]
    kept = Counter(word for text in said(reading) for word in re.findall(WORD, text))
    bare = [text[marker[1] :] if (marker := find_marker(text)) else text for text in read]
    return Counter(word for text in bare for word in re.findall(WORD, text)) - kept


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_no_word_of_a_page_is_lost(path):
    """Of each page, with its language and without."""
    page = path.read_text(encoding="utf-8")
    for language in (None, path.stem[:2]):
        assert not lost(page, pagetext.loads(page, language=language))


@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.just(""), st.text(max_size=40)), max_size=30).map("\n".join),
    st.sampled_from([None, *LANGUAGES]),
)
@example("Read also\nOne link\nAnother link\n\nIt rained all day, and by six the ferries had stopped.", "en")
@example("NEW YORK (AP) — " * 3, "en")
@example("Snow closes the pass for the third time\nPublished by Tom Ashby\nIt fell all night.", None)
@example("Storm\n> \n> words\n>", None)
def test_lines_of_pages_in_any_order_are_kept_or_reported(page, language):
    """Headlines below stories, menus in the middle, three bylines: each word is somewhere."""
    try:
        reading = pagetext.loads(page, language=language)
    except FormatError:
        return
    assert not lost(page, reading)


@pytest.mark.parametrize(
    ("name", "language", "encoding"),
    [
        ("ru", "ru", "cp1251"), ("uk", "uk", "cp1251"), ("el", "el", "cp1253"), ("tr", "tr", "cp1254"),
        ("pl", "pl", "cp1250"), ("cs", "cs", "cp1250"), ("hu", "hu", "cp1250"), ("ar-site", "ar", "cp1256"),
        ("he", "he", "cp1255"), ("th", "th", "cp874"), ("ja", "ja", "cp932"), ("ja", "ja", "euc_jp"),
        ("ko-yeonhap", "ko", "cp949"), ("zh-laiyuan", "zh", "gb18030"), ("de", "de", "cp1252"), ("fr", "fr", "cp1252"),
        ("ru", "ru", "utf-16-le"), ("ru", None, "utf-16-be"), ("en-wire", None, "utf-16-le"), ("ja", "ja", "utf-16-be"),
    ],
)  # fmt: skip
def test_a_page_in_an_older_encoding_reads_the_same(name, language, encoding):
    """Guessed by the language, or by where the zeros are, and said in one note."""
    page = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    reading = pagetext.loads(page.encode(encoding), language=language)
    notes = [note for note in reading.notes if note.code == "guess-encoding"]
    assert [note.value for note in notes] == [encoding]
    assert reading.content == pagetext.loads(page, language=language).content


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_page_with_its_mark_needs_no_guess(encoding):
    """And UTF-8 needs none either."""
    page = (PAGES / "ru.txt").read_text(encoding="utf-8")
    reading = pagetext.loads(page.encode(encoding), language="ru")
    assert reading == pagetext.loads(page, language="ru")


@pytest.mark.parametrize("scratch", [lambda data: data[:-1], lambda data: data.replace(b"\xd1", b"\xff", 1)])
def test_a_scratch_does_not_turn_a_page_into_another_encoding(scratch):
    """A page cut off within a character, or with one broken byte, is UTF-8, repaired and said."""
    page = (
        "Три порта договорились об одном уровнемере\n\n" + "Три порта долго спорили о числе, и вот договорились. " * 4
    )
    reading = pagetext.loads(scratch(page.strip(" .").encode()), language="ru")
    assert [note.code for note in reading.notes if "encoding" in note.code] == ["repaired-encoding"]
    assert reading.content.headline.endswith("договорились об одном уровнемере")


def test_bytes_that_are_no_text_are_refused():
    """UTF-16 with its mark and half a character is no text; nothing is guessed behind a mark."""
    for data in (b"\xff\xfe\x00\xd8", b"\x81\x8d\x8f"):
        with pytest.raises(FormatError, match="no text"):
            decode(data)


def test_controls_leave_the_text_and_a_note():
    """A NUL and a right-to-left override are in no field; each line that had one is named."""
    reading = pagetext.loads("Storm \x00hits\u202e three harbours\n\nThe wind rose at four,\x07 and it blew for hours.")
    assert reading.content.headline == "Storm hits three harbours"
    assert [note.line for note in reading.notes if note.code == "repaired-text"] == [1, 3]


def test_too_many_lines_are_refused_before_they_are_read():
    """By name, whatever they hold."""
    with pytest.raises(LimitExceeded, match="lines"):
        pagetext.loads("\u200b\n" * (MAX_LINES + 1))
    with pytest.raises(FormatError, match="no headline"):
        pagetext.loads("Menu\n" * 2_000)


def calls(page: str) -> int:
    """How many calls, of Python and of C, reading *page* takes: the same on every machine."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    pagetext.loads("Storm\n\nIt rained.", language="en")
    sys.setprofile(counted)
    try:
        pagetext.loads(page, language="en")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "line",
    [
        "The wind rose at four, and by six the ferries had stopped.\n\n", "Menu\n", "- One\n", "    - One\n- Two\n",
        "> Said\n", "***\n", "Read also\nLink\n\n", "© 2026 The Ledger\n", "A title\n", "“So it is”\n— Ada\n",
        "1. One\n3. Three\n", "By Jane Doe\n", "15 January 2026\n", "– Yes.\n– No.\n",
        "© 2026 The Ledger\nThe wind rose at four, and by six the ferries had stopped.\n",
    ],
)  # fmt: skip
def test_work_grows_with_the_page_and_no_faster(line):
    """Twice the lines, at most twice the calls and a tenth."""
    start = "Storm hits three harbours before dawn\n\nThe wind rose at four, and by six the ferries had stopped.\n\n"
    assert calls(start + line * 800) < 2.1 * calls(start + line * 400) + 1_000


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_table_of_each_language_holds_what_every_page_has(code):
    """Words for a way home, for sections, for links below a story, for dates and for who wrote it."""
    cues = cues_of(code)
    for kind in ("furniture", "related", "published", "updated", "section", "outlet", "home", "job", "desk"):
        assert cues.words(kind), kind
    assert cues.kind_of("Scroll to Top") == "furniture"


def test_a_language_is_told_by_its_small_words_or_not_at_all():
    """Of each page that is not in a script of its own; a word or two are no language."""
    for name, want in tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8")).items():
        page = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
        assert guess_language(page) in (want.get("language", "en"), None), name
    assert guess_language("Storm") is None
    assert guess_language((PAGES / "de.txt").read_text(encoding="utf-8")) == "de"
