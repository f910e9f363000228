"""JSON Lines: one result a line, and a bad one never sinks the rest."""

import json

from hypothesis import given
from hypothesis import strategies as st

from newscore.bulk import read_lines
from newscore.formats import native
from newscore.testing import articles


def test_a_bad_line_does_not_sink_the_rest():
    """Content where there is content; problems, with the file's line, where there is none."""
    lines = [
        '{"headline": "a"}\n',
        b"\n",
        '{"headline": 7}\n',
        b"\xff\n",
        '{"headline": "b", "body": [{"type": "poll"}]}',
    ]
    rows = list(read_lines(lines))
    assert [row.number for row in rows] == [1, 3, 4, 5]
    assert [row.content.headline if row.content else None for row in rows] == ["a", None, None, "b"]
    assert [(problem.code, problem.line) for row in rows for problem in row.problems] == [("line", 3), ("encoding", 4)]
    assert [note.code for note in rows[3].notes] == ["unknown-block"]


def test_a_line_over_a_limit_is_one_refused_line():
    """The limit is named, and the next line is read."""
    rows = list(read_lines(['{"headline": "' + "x" * 6_000_000 + '"}', '{"headline": "a"}']))
    assert [problem.code for problem in rows[0].problems] == ["limit"]
    assert rows[0].problems[0].line == 1
    assert rows[1].content is not None


def test_reading_is_lazy():
    """Nothing is read before it is asked for."""

    def endless():
        while True:
            yield '{"headline": "a"}'

    assert next(iter(read_lines(endless()))).number == 1


@given(st.lists(st.one_of(articles().map(native.dumps), st.text(max_size=40)), max_size=6))
def test_every_line_has_its_row(lines):
    """Each line that holds something gives one row, with content or with problems."""
    lines = [line.replace("\n", " ").replace("\r", " ") for line in lines]
    rows = list(read_lines(lines))
    assert [row.number for row in rows] == [number for number, line in enumerate(lines, 1) if line.strip()]
    for row in rows:
        assert (row.content is None) is bool(row.problems)
        if row.content is not None:
            assert json.loads(native.dumps(row.content))
