"""Native JSON: everything carried, every problem told with its place, nothing else ever raised."""

import json
import resource
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscore.article import Article
from newscore.body.blocks import Unknown
from newscore.errors import MAX_PROBLEMS, FormatError, LimitExceeded
from newscore.feed import Feed
from newscore.formats import native
from newscore.formats._json import MAX_BYTES, MAX_OBJECTS, MAX_VALUES, parse_path, write_path
from newscore.formats._locate import find_locations, position
from newscore.testing import articles, feeds
from tests.support import json_lines, shared

DRAFT = '{"headline": "Storm hits coast"}'


@settings(
    max_examples=max(settings().max_examples, 2_000) if settings().max_examples >= 200 else settings().max_examples
)
@given(articles())
def test_an_article_survives_the_round_trip(article):
    """`loads(dumps(a)) == a`, and writing it again gives the same text."""
    written = native.dumps(article)
    reading = native.loads(written)
    assert reading.content == article
    assert native.dumps(reading.content) == written
    assert {note.code for note in reading.notes} <= {"unknown-block"}


@given(feeds())
def test_a_feed_survives_the_round_trip(feed):
    """A feed is told from an article and comes back whole, an empty one too."""
    written = native.dumps(feed)
    assert native.loads(written.encode()).content == feed
    assert native.dumps(native.loads(written).content) == written


def test_equal_articles_are_written_alike():
    """The order in which the newsroom's own data was put together does not show."""
    one = Article(headline="x", extra={"a": 1, "b": {"c": 1, "d": 2}})
    other = Article(headline="x", extra={"b": {"d": 2, "c": 1}, "a": 1})
    assert one == other
    assert native.dumps(one) == native.dumps(other)


# One table: a document, and each problem it must be told (code, path, line, column).
REFUSED = {
    "not JSON": ('{"headline": "x",\n "body": [}', [("json-syntax", "$", 2, 11)]),
    "empty": ("", [("json-syntax", "$", 1, 0)]),
    "no headline": ("{}", [("missing", "$.headline", 1, 1)]),
    "wrong top": ("[]", [("type", "$", 1, 1)]),
    "number for text": ('{\n  "headline": 7\n}', [("line", "$.headline", 2, 15)]),
    "control": ('{"headline": "a\\u0007b"}', [("unsafe-text", "$.headline", 1, 14)]),
    "blank": ('{"headline": " "}', [("blank", "$.headline", 1, 14)]),
    "unknown field": ('{"headline": "x",\n"sumary": "y"}', [("unknown-field", "$.sumary", 2, 11)]),
    "odd key": ('{"headline": "x", "a b\'": 1}', [("unknown-field", '$["a b\'"]', 1, 27)]),
    "deep in a block": (
        '{"headline": "x", "body": [\n{"type": "divider"},\n{"type": "heading", "level": 9, "text": ""}]}',
        [("blank", "$.body[1].text", 3, 41), ("range", "$.body[1].level", 3, 30)],
    ),
    "block without type": ('{"headline": "x", "body": [{"text": "y"}]}', [("missing-type", "$.body[0]", 1, 28)]),
    "nested list": (
        '{"headline": "x", "body": [{"type": "list", "items": [{"text": "a", "blocks": [{"type": "quote"}]}]}]}',
        [("missing", "$.body[0].items[0].blocks[0].text", 1, 80)],
    ),
    "section": ('{"headline": "x", "section": {"name": "World"}}', [("missing", "$.section.slug", 1, 30)]),
    "section as text": ('{"headline": "x", "section": "/"}', [("blank", "$.section", 1, 30)]),
    "rule": ('{"headline": "x", "status": "published"}', [("rule", "$.published_at", 1, 1)]),
    "moment": ('{"headline": "x", "created_at": 20260115}', [("moment", "$.created_at", 1, 33)]),
    "naive moment": ('{"headline": "x", "created_at": "2026-01-15T11:14:00"}', [("moment", "$.created_at", 1, 33)]),
    "url": ('{"headline": "x", "image": {"url": "javascript:1"}}', [("url", "$.image.url", 1, 36)]),
    "image as text": ('{"headline": "x", "image": "javascript:1"}', [("url", "$.image", 1, 28)]),
    "status": ('{"headline": "x", "status": "spiked"}', [("unknown-value", "$.status", 1, 29)]),
    "newer version": ('{"headline": "x", "schema_version": 2}', [("newer-version", "$.schema_version", 1, 37)]),
    "NaN": ('{"headline": "x", "extra": {"a": NaN}}', [("number", "$.extra", 1, 28)]),
    "Infinity": ('{"headline": "x", "extra": {"a": -Infinity}}', [("number", "$.extra", 1, 28)]),
    "too big a number": ('{"headline": "x", "extra": {"a": 1e400}}', [("number", "$.extra", 1, 28)]),
    "marks": (
        '{"headline": "x", "body": [{"type": "quote", "text": "ab", "marks": [{"start": 0, "end": 3, "kind": "em"}]}]}',
        [("marks", "$.body[0].marks", 1, 69)],
    ),
    "two at once": ('{"headline": "", "urgency": 12}', [("blank", "$.headline", 1, 14), ("range", "$.urgency", 1, 29)]),
    "feed item": (
        '{"title": "t", "url": "https://a.example/", "items": [{}]}',
        [("missing", "$.items[0].headline", 1, 55)],
    ),
    "letters before": ('{"headline": "ә👍", "urgency": 0}', [("range", "$.urgency", 1, 31)]),
}


@pytest.mark.parametrize(("document", "want"), REFUSED.values(), ids=REFUSED.keys())
def test_every_problem_is_told_with_code_path_line_and_column(document, want):
    """Stable code, JSON path, and the place in the payload, for bytes and for str alike."""
    for data in (document, document.encode()):
        with pytest.raises(FormatError) as refused:
            native.loads(data)
        told = [(problem.code, problem.path, problem.line, problem.column) for problem in refused.value.problems]
        assert sorted(told) == sorted(want)
        assert all(problem.message for problem in refused.value.problems)
        assert refused.value.__cause__ is not None


def test_a_refusal_says_what_was_expected_what_was_found_and_the_way_out():
    """One sentence, the place, the hint."""
    with pytest.raises(FormatError) as refused:
        native.loads('{"headline": "x",\n"sumary": "y"}')
    assert str(refused.value) == (
        "json: 1 problem\n  got a field 'sumary' that newscore does not know (at $.sumary, line 2, column 11); "
        "did you mean 'summary'? the newsroom's own data belongs in 'extra'"
    )


def test_a_refusal_never_echoes_megabytes():
    """Long values, keys and block types are cut in every message."""
    long = "x" * 1_000_000
    for document in [
        {"headline": long},
        {"headline": "h", long: 1},
        {"headline": "h", "status": long},
        {"headline": "h", "language": long},
    ]:
        with pytest.raises(FormatError) as refused:
            native.loads(json.dumps(document))
        assert len(str(refused.value)) < 1_000
        assert all(len(problem.path) < 200 for problem in refused.value.problems)


def test_many_problems_are_capped_and_said_to_be_more():
    """A hundred are told, and the error says that there are others."""
    document = json.dumps({"headline": "x", "body": [{"type": "paragraph", "text": ""}] * 300})
    with pytest.raises(FormatError) as refused:
        native.loads(document)
    assert len(refused.value.problems) == MAX_PROBLEMS
    assert refused.value.more
    assert refused.value.problems[99].path == "$.body[99].text"
    assert str(refused.value).startswith("json: 300 problems")


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (b"[" + b" " * MAX_BYTES + b"]", "bytes"),
        ('{"headline":"' + "x" * MAX_BYTES + '"}', "bytes"),
        ("{" + ",".join(f'"k{number}":0' for number in range(MAX_VALUES + 2)) + "}", "values"),
        ('{"headline":"x","body":[' + ",".join(["{}"] * (MAX_OBJECTS + 1)) + "]}", "objects"),
        ('{"headline":"x","body":[' + ",".join(["0"] * 60_000) + "]}", "problems"),
    ],
    ids=["bytes", "long headline", "keys", "objects", "problems"],
)
def test_what_is_over_a_limit_is_refused_by_name(document, what):
    """Size, values, objects and problems are bounded, and the error says which bound was passed."""
    with pytest.raises(LimitExceeded) as refused:
        native.loads(document)
    assert refused.value.what == what
    assert refused.value.got > refused.value.limit


def test_blocks_of_a_newer_version_are_kept_whole_and_noted():
    """At any depth, with whatever they hold; written again as they came."""
    poll = {"type": "poll", "question": "Tea?", "options": [1, None, {"a": "ә"}]}
    body = [poll, {"type": "list", "items": [{"text": "a", "blocks": [poll]}]}]
    document = json.dumps({"schema_version": 1, "headline": "x", "body": body})
    reading = native.loads(document)
    assert reading.content.body[0] == Unknown(kind="poll", payload=poll)
    assert [(note.code, note.value) for note in reading.notes] == [
        ("unknown-block", "$.body[0]"),
        ("unknown-block", "$.body[1].items[0].blocks[0]"),
    ]
    written = json.loads(native.dumps(reading.content))
    assert written["body"][0] == poll
    assert written["body"][1]["items"][0]["blocks"] == [poll]


def test_older_versions_go_through_each_upgrade_in_turn(monkeypatch):
    """A document of an older version is brought up one step at a time; so is each item of a feed."""
    monkeypatch.setitem(native.UPGRADES, -1, lambda old: {**old, "schema_version": 0, "heading": old["head"]} | {})
    monkeypatch.setitem(
        native.UPGRADES,
        0,
        lambda old: {"schema_version": 1, "headline": old["heading"], "extra": {"was": old.get("head")}},
    )
    oldest = {"schema_version": -1, "head": "Storm"}
    assert native.loads(json.dumps(oldest)).content == Article(headline="Storm", extra={"was": "Storm"})
    feed = {"title": "t", "url": "https://news.example/", "items": [oldest, {"headline": "new"}]}
    assert [item.headline for item in native.loads(json.dumps(feed)).content.items] == ["Storm", "new"]


def test_inspect_notes_keys_that_stand_twice():
    """The last value counts, and the reader is told."""
    reading = native.inspect('{"id": "1", "id": "2", "headline": "a", "extra": {"x": 1, "x": 2}}')
    assert (reading.content.id, reading.content.extra) == ("2", {"x": 2})
    assert sorted(note.text for note in reading.notes) == ["id", "x"]


def test_a_byte_order_mark_is_passed_over():
    """UTF-8 with a mark at its head is read like UTF-8 without."""
    assert native.loads(b"\xef\xbb\xbf" + DRAFT.encode()).content == native.loads(DRAFT).content
    assert native.loads("\ufeff" + DRAFT).content == native.loads(DRAFT).content


@pytest.mark.parametrize(
    "data", [DRAFT.encode("utf-16"), b'{"headline": "\xff"}', '{"headline": "\ud800"}', '{"headline": "\\ud800"}']
)
def test_ill_formed_text_is_our_error(data):
    """Other encodings and lone surrogates are refused with a problem, whatever the input type."""
    with pytest.raises(FormatError) as refused:
        native.loads(data)
    assert refused.value.problems[0].code in ("encoding", "json-syntax")


def content_or_our_error(data):
    """What any reader must give for any input; anything else raises through."""
    for read in (native.loads, native.inspect):
        try:
            reading = read(data)
        except FormatError as error:
            refused, reading = error, None
        else:
            refused = None
        if refused is None:
            assert isinstance(reading.content, Article | Feed)
        else:
            assert len(str(refused)) <= 64 * 1024
            assert refused.problems or isinstance(refused, LimitExceeded)


def test_the_json_test_suite_gives_content_or_our_error():
    """All 318 parsing cases, y_, n_ and i_ alike, as bytes; none is an article, so each is refused."""
    cases = sorted(shared("corpora", "jsontestsuite", "test_parsing").glob("*.json"))
    assert len(cases) == 318
    for case in cases:
        with pytest.raises(FormatError) as refused:
            native.loads(case.read_bytes())
        syntax = {problem.code for problem in refused.value.problems} & {"json-syntax", "encoding"}
        # pydantic's parser knows NaN and Infinity; the model refuses them wherever a number may stand.
        if case.name.startswith("n_") and b"N" not in case.read_bytes() and b"Inf" not in case.read_bytes():
            assert syntax or isinstance(refused.value, LimitExceeded), case.name
        if case.name.startswith("y_"):
            assert not syntax, case.name
        content_or_our_error(case.read_bytes())


@pytest.mark.parametrize("case", list(range(15)))
def test_json_bombs_are_defused(case):
    """Each bomb gives our error or content, within 2 s of processor time and 128 MiB over what was loaded before."""
    row = list(json_lines("corpora", "json-bombs", "cases.jsonl"))[case]
    bomb = eval(row["expr"])  # Each case is an expression of the shared material that builds a large string.
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    content_or_our_error(bomb)
    assert time.process_time() - started < 2 * 2  # Two readers, 2 s each: the bound the format promises.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 128 * 1024


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
@example(b"\x00")
@example("9" * 5_000)
@example("[" * 1_000)
@example('{"headline": "x", "body": ' + "[" * 300)
def test_any_bytes_give_content_or_our_error(data):
    """No input of any kind raises anything outside the family."""
    content_or_our_error(data)


json_values = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
for _ in range(3):
    json_values |= st.lists(json_values, max_size=4) | st.dictionaries(st.text(max_size=8), json_values, max_size=4)


@given(articles(), st.data())
def test_a_damaged_article_gives_content_or_our_error(article, data):
    """Any field of a real article replaced by any JSON, at the top or in a block."""
    document = json.loads(native.dumps(article))
    name = data.draw(st.sampled_from([*sorted(document), "body", "section", "byline", "extra", "corrections", "tags"]))
    document[name] = data.draw(
        json_values | st.lists(st.dictionaries(st.sampled_from(["type", "text", "marks", "items"]), json_values))
    )
    content_or_our_error(json.dumps(document))


@given(articles(), st.data())
def test_a_truncated_article_gives_our_error(article, data):
    """A payload cut short anywhere is refused, with a place."""
    written = native.dumps(article)
    cut = data.draw(st.integers(0, len(written) - 1))
    with pytest.raises(FormatError) as refused:
        native.loads(written[:cut])
    assert refused.value.problems[0].code == "json-syntax"
    assert refused.value.problems[0].line == 1


@given(json_values, st.data())
def test_locations_point_at_the_value(value, data):
    """The text at the line and column found is where the value begins, however the document is laid out."""
    indent = data.draw(st.none() | st.integers(0, 3))
    text = json.dumps(value, ensure_ascii=data.draw(st.booleans()), indent=indent)
    path, inner = [], value
    while isinstance(inner, list | dict) and inner:
        key = (
            data.draw(st.sampled_from(sorted(inner)))
            if isinstance(inner, dict)
            else data.draw(st.integers(0, len(inner) - 1))
        )
        path.append(key)
        inner = inner[key]
    line, column = find_locations(text, [tuple(path)])[tuple(path)]
    offset = sum(len(row) + 1 for row in text.split("\n")[: line - 1]) + column - 1
    decoded, _ = json.JSONDecoder().raw_decode(text, offset)
    assert decoded == inner or (decoded != decoded and inner != inner)
    assert position(text, offset) == (line, column)


@pytest.mark.parametrize(
    ("loc", "path"),
    [
        (("body", "as-object", 0, "html", "html"), "$.body[0].html"),
        (
            ("body", "as-object", 2, "list", "items", 1, "blocks", 0, "quote", "text"),
            "$.body[2].items[1].blocks[0].text",
        ),
        (("extra", "list"), "$.extra.list"),
        (("tags", 1, "as-object", "name"), "$.tags[1].name"),
    ],
)
def test_paths_are_the_documents_own(loc, path):
    """The names of union arms and block types are pydantic's and never show."""
    assert write_path(parse_path(loc)) == path
