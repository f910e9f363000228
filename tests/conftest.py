"""Hypothesis profiles, chosen by NEWSCORE_PROFILE (or `ci` where CI is set), and a PostgreSQL server."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

for name, examples in {"dev": 25, "ci": 200, "nightly": 10_000}.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        print_blob=True,
        derandomize=name == "ci",
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("NEWSCORE_PROFILE", "ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(scope="session")
def postgresql():
    """The DSN of a server of our own on a Unix socket; skips where PostgreSQL is not installed."""
    pytest.importorskip("psycopg", reason="needs psycopg, in newscore[test]")
    bins = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = shutil.which("initdb") or next((str(folder / "initdb") for folder in reversed(bins)), None)
    if found is None or not Path(found).exists():
        pytest.skip("needs a PostgreSQL server (apt-get install postgresql)")
    folder = Path(found).parent
    # A short path: a socket's name has at most 107 bytes. The server refuses to run as root.
    place = Path(subprocess.check_output(["mktemp", "-d", "/tmp/pg.XXXXXX"], text=True).strip())
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(place, "postgres")
    data, log = place / "data", place / "log"
    control = [*as_user, str(folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(log)]
    try:
        subprocess.run(
            [*as_user, found, "-D", str(data), "-A", "trust", "-U", "news", "-E", "UTF8", "--no-locale", "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={place} -c fsync=off"
        subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL)
        try:
            yield f"host={place} user=news dbname=postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL)
    finally:
        shutil.rmtree(place)
