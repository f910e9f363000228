"""URLs a newsroom may publish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from newscore.fields import Url
from newscore.links import find_url, host, is_url
from newscore.testing import urls
from tests.support import json_lines

ADAPTER = TypeAdapter(Url)

# Of the attacks, these are plain absolute http(s) URLs that hide nothing from a reader who looks at the host.
HARMLESS = {
    "http://evil.test#@x.test/",
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/",
    "http://x.test:0/",
    "http://xn--a/",
    "http://аррӏе.com/",
    "http://x.test/%00",
    "http://x.test/%0d%0aX:y",
    "https://x.test/'",
    "https://x.test/)](javascript:alert(1)",
}


def accepts(text: str) -> bool:
    try:
        return ADAPTER.validate_python(text) == text
    except ValidationError:
        return False


def test_attacks_are_refused_unless_they_are_plain_http_urls():
    """No scheme but http(s), no credentials, no disguised host, no control or quote passes; nothing is changed."""
    for row in json_lines("corpora", "url-attacks", "cases.jsonl"):
        text = row["text"]
        plain = text in HARMLESS or (
            text.startswith(("http://aaaa", "http://x.test/aaa", "http://x.test/?a&a")) and len(text) <= 4_096
        )
        assert is_url(text) is plain, text[:80]
        assert accepts(text) is plain, text[:80]


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example",
        "HTTPS://News.Example/Path",
        "https://новости.example/қазақстан?q=ә#жоғары",
        "https://news.example:8443/a|b{c}^~`?x=[1]",
        "https://a_b.example/~user/@handle",
    ],
)
def test_what_publishers_write_passes_as_given(text):
    """Letters of every script, ports, queries and the odd characters of real URLs are kept."""
    assert accepts(text)


@pytest.mark.parametrize(
    ("text", "base", "want"),
    [
        ("/a b?x=y z", "https://news.example/w/", "https://news.example/a%20b?x=y%20z"),
        ("photo.jpg", "https://news.example/w/story", "https://news.example/w/photo.jpg"),
        ("//cdn.example/x.jpg", "https://news.example/", "https://cdn.example/x.jpg"),
        (" https://news.example/ ", None, "https://news.example/"),
        ("/a", None, None),
        ("http://user:pass@news.example/", None, None),
        ("java\nscript:alert(1)", "https://news.example/", None),
        ("data:text/html,x", "https://news.example/", None),
        ("http://[", None, None),
    ],
)
def test_find_url_mends_what_is_meant_and_nothing_else(text, base, want):
    """Blanks and relative addresses are mended; schemes, credentials and disguises never are."""
    assert find_url(text, base=base) == want


@given(st.text())
def test_find_url_is_total(text):
    """Any text at all gives a publishable URL or None."""
    found = find_url(text, base="https://news.example/")
    assert found is None or is_url(found)


@given(urls())
def test_the_strategy_draws_publishable_urls(url):
    """What `newscore.testing.urls` draws is accepted, unchanged, and has a host."""
    assert accepts(url)
    assert find_url(url) == url
    assert host(url)
