"""A real Chromium without a head, on a page of its own that no script may run on, and never on the network."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final

__all__ = ["POLICY", "Chromium", "missing", "started"]

POLICY: Final = "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; connect-src 'self'"
"""What the page is served under: whatever tries to run is stopped and told."""
FLAGS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    # Nothing an injection names is looked up, let alone fetched.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
DETECTOR: Final = Path(__file__).with_name("detector.js")


def missing() -> str:
    """Say what a run in Chromium lacks here; nothing where all is there."""
    try:
        import selenium  # noqa: F401
    except ImportError:
        return "selenium is not installed (the extra test)"
    absent = [name for name in ("chromium", "chromedriver") if not _find(name)]
    return f"not to be found: {', '.join(absent)} (apt-get install chromium chromium-driver)" if absent else ""


def _find(name: str) -> str | None:
    return os.environ.get(f"NEWSCORE_{name.upper()}") or shutil.which(name)


class Chromium:
    """One browser with the detector loaded; `call` runs one of its functions."""

    def __init__(self, driver: Any, address: str, waiting: dict[str, bytes]) -> None:
        self._driver, self._address, self._waiting = driver, address, waiting
        self.reset()

    @property
    def version(self) -> str:
        """The browser's own name for itself."""
        return f"Chromium {self._driver.capabilities['browserVersion']}"

    def reset(self) -> None:
        """Open an empty page, and load the detector into it; a script of the driver's stands above the policy."""
        self._driver.get(f"{self._address}/")
        self._driver.execute_script(DETECTOR.read_text("utf-8"))

    def call(self, name: str, *arguments: Any) -> Any:
        """Return what the detector's function *name* promises for *arguments*, which the page fetches."""
        self._waiting["/given"] = json.dumps(arguments).encode()
        answer = self._driver.execute_async_script(_CALL, name)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]


_CALL: Final = """
const [name, done] = arguments;
fetch('/given').then(answer => answer.json()).then(given => window.detector[name](...given))
  .then(value => done({value}), error => done({error: String(error.stack || error)}));
"""


@contextmanager
def started() -> Iterator[Chromium]:
    """Give a Chromium with a profile of its own, and end it, its driver and its server afterwards."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    waiting: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, _server(waiting) as address:
        options = webdriver.ChromeOptions()
        options.binary_location = _find("chromium") or ""
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service(_find("chromedriver")))
        try:
            driver.set_script_timeout(120)
            yield Chromium(driver, address, waiting)
        finally:
            driver.quit()


@contextmanager
def _server(waiting: dict[str, bytes]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind = "application/json" if self.path == "/given" else "text/html; charset=utf-8"
            body = waiting.get(self.path, b"<!DOCTYPE html><title>safety</title>")
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
