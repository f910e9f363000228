"""Hostile feeds and hostile values: our error or inert, nothing opened, no header or line broken."""

import json
import socket
import subprocess
import sys

import pytest
from lxml import etree

from newscore.article import Article
from newscore.feed import Feed
from newscore.formats import atom, conditional, jsonfeed, news_sitemap, rss, sitemap
from newscore.publishing import Redirect
from newscore.publishing.exports import to_netlify, to_nginx
from tests.formats.test_channel_problems import FEED, NOW, SITE, STORY
from tests.support import json_lines, shared

# A child of its own, since an audit hook can never be taken away; it tells of each attack what was opened, whether
# words of a file came out, and the processor's seconds; and last the most memory it ever held, in kB as Linux counts.
CHILD = """
import json, resource, sys, time
from newscore.errors import FormatError
from newscore.formats import atom, rss
# Everything that is imported late is imported now: a byline, a printed date, markup.
warm = ('<rss><channel><link>https://a.example</link><item><title>x</title><author>By Ann Ash</author>'
        '<pubDate>3 mars 2026</pubDate><description>&lt;p&gt;a&lt;p&gt;b</description></item></channel></rss>')
rss.loads(warm), atom.loads(warm)
attacks = json.load(sys.stdin)
opened = []
WATCHED = ("open", "os.", "socket.", "subprocess.", "urllib.", "shutil.", "glob.")
sys.addaudithook(lambda event, args: opened.append(f"{event} {args[:1]}") if event.startswith(WATCHED) else None)
for name, attack in attacks:
    for module in (rss, atom):
        start, answer = time.process_time(), ""
        try:
            answer = str(module.loads(attack))
        except FormatError as error:
            answer = str(error)
        print(json.dumps([name, opened, "root:" in answer, time.process_time() - start]))
        opened.clear()
open("/dev/null").close()
print(json.dumps(opened))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def _aimed(attack, targets):
    for old, new in targets.items():
        attack = attack.replace(old, new)
    return attack


def test_no_attack_opens_anything(tmp_path):
    """Entities, external files, bombs: our error or inert, without a file or a socket, in 2 s of CPU and 256 MB."""
    rows = list(json_lines("corpora", "xml-attacks", "cases.jsonl"))
    secret = tmp_path / "passwd"
    secret.write_text("root: a canary", encoding="utf-8")
    # What libxml2 opens no Python hook sees: a port that listens does, and the words of the file would come out.
    port = socket.create_server(("127.0.0.1", 0))
    port.setblocking(False)
    here = {"/etc/passwd": str(secret), "127.0.0.1:9/": f"127.0.0.1:{port.getsockname()[1]}/"}
    attacks = json.dumps([[row["name"], _aimed(row.get("text") or eval(row["expr"]), here)] for row in rows])
    child = subprocess.run(
        [sys.executable, "-c", CHILD], input=attacks, capture_output=True, text=True, check=True, timeout=300
    )
    with port, pytest.raises(BlockingIOError):
        port.accept()
    *answers, watched, peak = child.stdout.splitlines()
    assert json.loads(watched), "the hook itself sees an open"
    told = [json.loads(answer) for answer in answers]
    assert [name for name, *_ in told[::2]] == [row["name"] for row in rows]
    assert [(name, opened) for name, opened, *_ in told if opened] == []
    assert [name for name, _, leaked, _ in told if leaked] == []
    assert [(name, cost) for name, *_, cost in told if cost >= 2] == []
    # The attacks themselves, 100 MB of them, are held by the child beside what reading them costs.
    assert int(peak) < (256 + 2 * len(attacks) // 2**20) * 1024


BREAKS = "\r\n\x0b\x0c\x85\u2028\u2029"


def injections():
    shared("corpora", "header-line-injection", "cases.jsonl")
    return [row["text"] for row in json_lines("corpora", "header-line-injection", "cases.jsonl")]


def stories(text):
    """A story with *text* in each field that holds one line or an address, where the door lets it in."""
    fields = {
        "headline": {"headline": text},
        "byline": {"byline": {"credits": [{"contributor": {"name": text}}]}},
        "tag": {"tags": [{"name": text}]},
        "section": {"section": {"name": text, "slug": "s"}},
        "language": {"language": text},
        "slug": {"slug": text},
        "id": {"id": text},
        "url": {"canonical_url": f"https://ledger.example/{text}"},
    }
    for name, change in fields.items():
        try:
            yield name, Article(**{**STORY.model_dump(by_alias=True), **change})
        except ValueError:
            continue


def test_no_value_breaks_a_line_or_an_element():
    """Refused at the door, or one line of every channel, header and redirect that it goes into."""
    seen = set()
    for text in injections():
        for name, story in stories(text):
            seen.add(name)
            feed = Feed(title="All", url=SITE.url, publication=SITE, updated=NOW, items=[story])
            for module in (rss, atom, sitemap, news_sitemap):
                root = etree.fromstring(module.dumps(feed))
                told = [value for node in root.iter() for value in (node.text or "", *node.values())]
                assert not any(sign in value.strip() for value in told for sign in BREAKS), (name, module)
            (told,) = json.loads(jsonfeed.dumps(feed))["items"]
            assert not any(sign in str(told["title"]) + told["id"] + told["url"] for sign in BREAKS)
            headers = (conditional.etag(rss.dumps(feed)), conditional.last_modified(feed))
            assert all(header.isascii() and header.isprintable() for header in headers)
    assert {"headline", "tag", "id", "url"} <= seen


def test_no_path_breaks_a_line_of_a_redirect():
    """One redirect is one line of the web server's file, whatever stands in the paths."""
    for text in injections():
        row = [Redirect(f"/{text}", f"/b/{text}")]
        assert len(to_netlify(row).splitlines()) == 1
        assert len(to_nginx(row).splitlines()) == 4


@pytest.mark.parametrize("value", [*'"\r\n', '"a"\r\nX: y', "\x00", "W/", ",,,", '"' * 9_000])
def test_no_precondition_breaks_the_answer(value):
    """What a client sends is compared and never repeated."""
    tag, modified = conditional.etag("x"), conditional.last_modified(FEED)
    assert conditional.is_unchanged(tag, modified, if_none_match=value) is False
    assert conditional.is_unchanged(tag, modified, if_modified_since=value) is False
