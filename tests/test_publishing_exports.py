"""Redirects leave for nginx and Netlify with nothing in a path that either could take for its own syntax."""

import http.client
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscore.errors import FormatError
from newscore.publishing import Redirect, to_netlify, to_nginx

HOSTILE = [
    "/world/storm", "/World/Storm", "/a b", '/quote"x', "/semi;colon", "/brace}{x", "/$uri", "/${uri}", "/~^/.*$",
    "/#hash", "/back\\slash", "/back\\", "/new\nline", "/a\r\nb", "/tab\tx", "/nul-free\x01", "/café", "/caf%C3%A9-2",
    "/100%25", "/:name/x", "/x/:name", "/splat/*", "/*", "/a:b", "/a*b", "/(paren)", "/plus+x", "/eq=uals&x", "/it's",
    "/a!b", "/@x,y", "/dot.html", "/Ünder", "/日本", "/include", "/default", "/hostnames", "/[set]", "/a|b", "/^start",
    "/end$", "/x?y", "/\u2028line", "/\u00a0nbsp", "/'); } location / { return 200 owned; } #",
    '/"; } map $uri $x { default "1',
]  # fmt: skip
ROWS = [Redirect(path, f"/new/page-{number}") for number, path in enumerate(HOSTILE)]
LURES = [Redirect(f"/from-{number}", path) for number, path in enumerate(HOSTILE)]


@contextmanager
def nginx_serving(folder, redirects):
    """A real nginx on a free port of the loopback, which answers 301 by the map, and 404 otherwise."""
    binary = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if binary is None:
        pytest.skip("nginx is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "map.conf").write_text(to_nginx(redirects), "utf-8")
    (folder / "nginx.conf").write_text(
        f"""daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
        events {{ }}
        http {{
            access_log off; absolute_redirect off; map_hash_bucket_size 512;
            client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
            uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
            include {folder}/map.conf;
            server {{ listen 127.0.0.1:{port}; root {folder}/none;
                if ($moved_to) {{ return 301 $moved_to; }} }}
        }}""",
        "utf-8",
    )
    server = subprocess.Popen([binary, "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"])
    try:
        for _ in range(200):
            assert server.poll() is None, (folder / "error.log").read_text()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def ask(port, path):
    """The status and the location that the server answers for a path, its bytes percent-encoded."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", quote(unquote(path)))
    answer = connection.getresponse()
    connection.close()
    return answer.status, answer.getheader("Location")


def test_nginx_answers_each_redirect_and_no_other_path(tmp_path):
    """A real nginx accepts the file, moves every hostile path where it belongs, and nothing else."""
    cases = [*ROWS, Redirect("/Case/a", "/case-capital"), Redirect("/case/A", "/case-other")]
    with nginx_serving(tmp_path, [*cases, *LURES]) as port:
        assert {row.source: ask(port, row.source) for row in cases} == {row.source: (301, row.target) for row in cases}
        for row in LURES:
            status, location = ask(port, row.source)
            assert (status, unquote(location)) == (301, unquote(row.target))
            assert location.isascii()
            assert re.search(r"[\x00-\x20\x7f]", location) is None
        for path in (
            "/",
            "/nowhere",
            "/new/page-1",
            "/case/a",
            "/world/storms",
            "/x/anything",
            "/splat/anything",
            "/a",
        ):
            assert ask(port, path)[0] == 404, path


def netlify_matches(source, path):
    """Whether Netlify's own matcher would take *path* for *source*: as measured on netlify-redirector 0.5."""
    pattern = "".join(
        "/[^/]+" if segment.startswith(":") else "/.*" if segment == "*" else "/" + re.escape(segment)
        for segment in source.split("/")[1:]
    )
    return re.fullmatch(pattern, path) is not None


def test_netlify_reads_one_rule_a_line_and_no_placeholder():
    """Each line has three words; a source matches itself and nothing else, and a target is on the same host."""
    lines = to_netlify([*ROWS, *LURES]).splitlines()
    assert len(lines) == len(ROWS) + len(LURES)
    for line, row in zip(lines, [*ROWS, *LURES], strict=True):
        source, target, status = line.split()
        assert status == "301!"
        assert unquote(source) == unquote(row.source)
        assert unquote(target) == unquote(row.target)
        assert line.isascii()
        assert not line.startswith("#")
        assert netlify_matches(source, source)
        assert not any(netlify_matches(source, other) for other in ("/x", "/x/y", "/splat/y", "/z/x", "/"))
        assert not {":", "*"} & set(target)


def test_netlify_keeps_what_browsers_send_raw():
    """It compares a path as it was requested, so what RFC 3986 allows in a path must stand there as published."""
    source = "/it's-(a)+b;c=d&e,f@g:h!i*j$k~l"
    assert to_netlify([Redirect(source, "/x")]) == f"{source} /x 301!\n"


def test_netlify_gets_no_redirect_onto_itself():
    """It takes "/a" and "/a/" for one path, so that such a redirect would never end."""
    assert to_netlify([Redirect("/a", "/a/"), Redirect("/b/", "/b")]) == ""


@pytest.mark.parametrize("export", [to_nginx, to_netlify])
def test_a_redirect_stays_on_the_site(export):
    """A path that begins with two slashes would name another host, and one without any is no path."""
    assert "//evil" not in export([Redirect("/a", "//evil.example/x")])
    for row in (Redirect("/a", "https://evil.example"), Redirect("a", "/b"), Redirect("/a", "")):
        with pytest.raises(FormatError, match="from the root"):
            export([row])


def test_nginx_gets_no_word_it_would_refuse():
    """Over its buffer, two answers to one question, or a variable that is none: an error here, not at its start."""
    for rows in ([Redirect("/" + "ж" * 2_047, "/x")], [Redirect("/caf%C3%A9", "/a"), Redirect("/café", "/b")]):
        with pytest.raises(FormatError, match="nginx: expected"):
            to_nginx(rows)
    with pytest.raises(FormatError, match="variable"):
        to_nginx([], variable="x { }")
    assert to_nginx([Redirect("/caf%C3%A9", "/a"), Redirect("/café", "/a")]).count("/a") == 1


@given(st.lists(st.builds(Redirect, st.text(max_size=20).map("/{}".format), st.text(max_size=20).map("/{}".format))))
def test_no_path_breaks_out_of_its_line(rows):
    """Whatever a path holds, the file has a line a redirect, and each of nginx's words ends where it should."""
    try:
        nginx = to_nginx(rows)
    except FormatError:
        pass
    else:
        body = nginx.removesuffix("\n").split("\n")[2:-1]
        word = r'"(?:[^"\\\x00-\x1f]|\\["\\])*"'
        assert len(body) == len({unquote(row.source) for row in rows})
        assert all(re.fullmatch(f"    {word} {word};", line) for line in body)
    for line in to_netlify(rows).split("\n")[:-1]:
        assert re.fullmatch(r"/[!-~]* /[!-~]* 301!", line)
