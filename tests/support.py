"""What several test modules need: where the shared material lies, and how to read it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NEWSCORE_SHARED", ROOT.parent / "shared"))


def shared(*parts: str) -> Path:
    """The path of shared test material; skips the calling test where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs the shared test material {'/'.join(parts)}; point NEWSCORE_SHARED at its folder")
    return path


def json_lines(*parts: str) -> Iterator[dict[str, Any]]:
    """Each row of a shared JSON Lines file."""
    with shared(*parts).open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def configure_django() -> None:
    """Set Django up, once a process, for the tests and for the example newsroom: a SQLite file, the admin, no site.

    The models of tests belong to the app `tests`.
    """
    from django import setup
    from django.conf import settings

    if settings.configured:
        return
    contrib = [f"django.contrib.{name}" for name in ("admin", "auth", "contenttypes", "messages", "sessions")]
    backend = "django.template.backends.django.DjangoTemplates"
    processors = [f"django.contrib.{name}.context_processors.{name}" for name in ("auth", "messages")]
    processors.append("django.template.context_processors.request")
    settings.configure(
        ALLOWED_HOSTS=["testserver"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(Path(mkdtemp(prefix="newscore-")) / "django.db"),
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 60, "init_command": "PRAGMA synchronous=OFF"},
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[*contrib, "tests"],
        SECRET_KEY="for tests",
        STATIC_URL="static/",
        TEMPLATES=[{"BACKEND": backend, "APP_DIRS": True, "OPTIONS": {"context_processors": processors}}],
        USE_TZ=True,
    )
    setup()
