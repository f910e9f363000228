"""Markup made to cost a parser dearly costs little, grows little, or is refused by a limit of ours."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newscore.body import html
from newscore.body._embeds import find_thing
from newscore.body.html_reader import MAX_BODY_MARKS
from newscore.body.marks import join
from newscore.body.plain import loads as read_plain
from newscore.errors import LimitExceeded
from newscore.text import MAX_TEXT, clean
from tests.support import ROOT, SHARED

# CPU seconds. The corpus allows half a second, by itself and inside a page or a feed; a quadratic reader took three to
# five seconds for shapes of ours, which stand just below the limits.
LIMITS = {"corpus": 0.5}
WIDE = 2.5
MEGABYTES = 64
REFUSED = {"LimitExceeded", "FormatError"}


@pytest.fixture(scope="module")
def rows():
    """Each case measured in a process of its own, which may hold two gigabytes and take two minutes."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT / "src"), str(ROOT)]))}
    limited = "import resource, runpy; resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30));"
    limited += "resource.setrlimit(resource.RLIMIT_CPU, (120, 120));"
    limited += "import sys; sys.argv = ['bombs', '--json']; runpy.run_module('tests.safety.bombs', run_name='__main__')"
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("needs Linux, whose proc file system tells how much memory was held")
    done = subprocess.run(
        [sys.executable, "-c", limited], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_bomb_is_cheap_or_refused(rows):
    """CPU time, memory and growth of every case, by every way in."""
    dear = []
    for row in rows:
        kind = "corpus" if row["case"].startswith("corpus") else "own"
        if row["cpu"] > LIMITS.get(kind, WIDE) or row["mb"] > MEGABYTES:
            dear.append(row)
        if row["result"] not in REFUSED | {"read"} and float(row["result"]) > 4:
            dear.append(row)
    assert dear == []
    assert len(rows) > 100


def test_the_corpus_is_among_them(rows):
    """The shared cases, where they are here."""
    if not SHARED.joinpath("corpora", "html-dos").exists():
        pytest.skip("needs the shared test material corpora/html-dos; point NEWSCORE_SHARED at its folder")
    assert len({row["case"] for row in rows if row["case"].startswith("corpus")}) == 10


@pytest.mark.parametrize("run", ["\u0301", "\u093c\u0951", "\u0f73", "\U0001d165"], ids=ascii)
def test_no_run_of_combining_characters_is_longer_than_unicode_allows(run):
    """UAX #15 §13, Stream-Safe Text: thirty; what comes before and after stays."""
    cleaned = clean("a" + run * 40_000 + "b")
    assert cleaned[-1] == "b"
    assert len(cleaned) <= 70
    assert clean("a" + run * 5 + "b").endswith("b")
    assert clean("。" * 100) == "。" * 100


def test_marks_over_block_after_block_are_bounded():
    """An element left open marks each block after it; a limit of ours stands before memory does."""
    with pytest.raises(LimitExceeded, match="marks"):
        html.loads("<b><i><u><s><sub><sup><mark>" + "<p>x" * 4_000)
    assert len(html.loads("<b>" + "<p>x</p>" * 4_000).content) == 4_000
    assert MAX_BODY_MARKS == 20_000


def test_closed_marks_never_meet_the_limit():
    """The shortest markup that makes a mark takes eight characters."""
    (block,) = html.loads("<b>x</b> " * 4_000).content
    assert len(block.marks) == 4_000


def test_a_paragraph_too_long_for_a_text_is_parted():
    """No word is lost, and no error of the model leaves the reader; what nobody can see is no paragraph."""
    words = "word " * 50_000
    blocks = read_plain(words, tolerant=True)
    assert [len(block.text) <= MAX_TEXT for block in blocks] == [True] * 3
    assert " ".join(block.text for block in blocks) == words.strip()
    assert read_plain("x" * (MAX_TEXT + 1), tolerant=True)[1].text == "x"
    assert [block.text for block in read_plain("a\n\n\u3164\n\nb", tolerant=True)] == ["a", "b"]


def test_a_player_with_many_parameters_is_read():
    """An address of any length that is an address."""
    player = "https://www.facebook.com/plugins/post.php?" + "a=1&" * 300 + "href=https%3A%2F%2Ffacebook.com%2Fpost"
    assert find_thing(player) == "https://facebook.com/post"


def test_texts_are_joined_with_their_marks():
    """Offsets count the separators."""
    parts = [(block.text, block.marks) for block in html.loads("<p><b>a</b></p><p>b <i>c</i></p>").content]
    text, marks = join(parts, "\n\n")
    assert [text[mark.start : mark.end] for mark in marks] == ["a", "c"]
