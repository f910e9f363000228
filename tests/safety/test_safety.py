"""Injection strings through every door and out of every channel stay inert in a real Chromium.

`python -m tests.safety` takes all of them; here every twentieth goes through.
"""

from collections.abc import Iterator

import pytest

from tests.safety import rendered
from tests.safety.chromium import Chromium, missing, started
from tests.safety.corpus import injections
from tests.safety.run import look

EVERY = 20


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    if lacking := missing():
        pytest.skip(f"needs a Chromium: {lacking}")
    with started() as browser:
        yield browser


def test_no_injection_runs_endangers_or_escapes(chromium):
    """Nothing tries to run, no dangerous element is made, nothing leaves its place; raw, the same strings do."""
    texts = injections(EVERY)
    if not texts:
        pytest.skip("needs the shared test material corpora/xss; point NEWSCORE_SHARED at its folder")
    figures = look(chromium, texts)
    assert figures.findings == []
    assert (figures.attempts, figures.dom, figures.escapes) == (0, 0, 0)
    # The detector is alive: past newscore, about half of the strings run and two thirds are dangerous.
    assert figures.control_attempts > len(texts) / 3
    assert figures.control_dom > len(texts) / 2
    assert sum(figures.stories.values()) > 10 * len(texts)
    assert sum(figures.outputs.values()) > 20 * len(texts)


FRAGMENTS = {
    "a script": "<script>1</script>",
    "a handler": "<p onclick=x>a</p>",
    "a scheme": "<a href='java&#10;script:x'>a</a>",
    "data": "<img src='data:image/svg+xml,x'>",
    "a frame": "<iframe src='https://a.example/'></iframe>",
    "a form": "<form></form>",
    "a style": "<p style='x:y'>a</p>",
    "a name that clobbers": "<a name=body>a</a>",
    "foreign markup": "<svg></svg>",
    "a template": "<template><p>a</p></template>",
    "an element that is none of ours": "<blink>a</blink>",
    "an attribute that is none of ours": "<p title=a>a</p>",
    "a class that is none of ours": "<p class=admin>a</p>",
}


@pytest.mark.parametrize("markup", FRAGMENTS.values(), ids=FRAGMENTS)
def test_the_detector_sees(chromium, markup):
    """Each kind of danger, alone in a fragment, and inside a page."""
    assert chromium.call("check", "fragment", [["<p>a</p>"]]) == []
    assert chromium.call("check", "fragment", [[markup]])[0][1] != []
    page = (
        "<title>t</title><script type=application/ld+json>{}</script><body><main><article><h1>h</h1>%s</article></main>"
    )
    expected = {"headline": "h", "title": "t"}
    assert chromium.call("check", "page", [[page % "<p>a</p>", expected]]) == []
    assert chromium.call("check", "page", [[page % markup, expected]])[0][1] != []


ESCAPES = {
    "fragment": (["</div><p>a</p>"], ["<b>a"], ["<!-- a"], ["<textarea>"]),
    "page": (["<title>t</title><main><article><h1>a</h1></article></main>b", {"headline": "a", "title": "t"}],),
    "head": (
        ['<meta property="og:title" content="a"><p>', {}],
        ['<meta property="og:title" content="a">', {"og:title": "b"}],
    ),
    "script": (
        ['<script type="application/ld+json">{"a":"</script>"}</script>', {}],
        ['<script type="application/ld+json">{"a":"<!--<script>"}</script>', {}],
        ['<script type="application/ld+json">{"a":"b"}</script>', {"a": "c"}],
    ),
}


@pytest.mark.parametrize(("check", "given"), [(name, given) for name, rows in ESCAPES.items() for given in rows])
def test_the_detector_sees_what_leaves_its_place(chromium, check, given):
    """An element closed too early or too late, and a value that is not the one that went in."""
    assert chromium.call("check", check, [given])[0][2] != []


def test_the_detector_sees_a_feed_that_breaks(chromium):
    """A title that changed, an item too many, and XML that is none."""
    item = "<item><title>%s</title><link>https://a.example/</link></item>"
    feed = f"<rss><channel>{item}</channel></rss>"
    assert chromium.call("feed", feed % "a", "rss", ["a"]) == []
    for document, headlines in ((feed % "b", ["a"]), (feed % "a", ["a", "b"]), (feed % "&", ["a"])):
        assert chromium.call("feed", document, "rss", headlines)[0][2] != []


LIVE = [
    "<script>1</script>", "<p onclick=x>a</p>", "<svg onload=x>", "<a href='javascript:x'>a</a>",
    "<iframe src='javascript:x'></iframe>", "<details open ontoggle=x>",
]  # fmt: skip


@pytest.mark.parametrize("markup", LIVE)
def test_a_live_page_tells_of_each_attempt(chromium, markup):
    """Scripts, handlers and addresses that would run; plain markup tells nothing."""
    assert sum(chromium.call("live", ["<p>a</p>", "<a href='https://a.example/'>a</a>"])) == 0
    assert sum(chromium.call("live", ["<p>a</p>", markup])) > 0


@pytest.mark.parametrize(
    "markdown", ["<script>1</script>", "[a](javascript:x)", "![a](javascript:x)", "a <b id=x>b</b>"]
)
def test_rendered_markdown_is_looked_at_as_it_is(chromium, markdown):
    """The renderer lets all through, so that what keeps the body harmless is ours; a caption alone may be a title."""
    for shown in (rendered.of_body(markdown), rendered.of_file(f'---\ntitle: "a"\n---\n\n{markdown}')):
        assert chromium.call("check", "fragment", [[shown, "img title"]])[0][1] != []
    pelican = rendered.of_file("Title: a <i>b</i>\nSummary: *c*\n\nd")
    assert pelican == "<p>a <i>b</i></p><p><em>c</em></p>\n\n<p>d</p>\n"
    captioned = rendered.of_body('![a](https://a.example/x "b")')
    assert chromium.call("check", "fragment", [[captioned, "img title"]]) == []
    assert chromium.call("check", "fragment", [[captioned]])[0][1] != []
