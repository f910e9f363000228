"""What several test modules need: where the shared material lies, and how to read it."""

import json
import os
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType
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
    """Set Django up, once a process: a SQLite file, the admin, an app `tests`, and the example newsroom."""
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
        INSTALLED_APPS=[*contrib, "tests", find_example("django_newsroom").__name__],
        ROOT_URLCONF="django_newsroom",
        SECRET_KEY="for tests",
        STATIC_URL="static/",
        TEMPLATES=[{"BACKEND": backend, "APP_DIRS": True, "OPTIONS": {"context_processors": processors}}],
        USE_TZ=True,
    )
    setup()


def find_example(name: str) -> ModuleType:
    """A program of `docs/examples` as a module that has not run yet, in its place among the modules."""
    if name not in sys.modules:
        spec = spec_from_file_location(name, ROOT / "docs" / "examples" / f"{name}.py")
        assert spec is not None
        sys.modules[name] = module_from_spec(spec)
    return sys.modules[name]


def load_example(name: str) -> ModuleType:
    """A program of `docs/examples` as a module."""
    module = find_example(name)
    if not hasattr(module, "SITE"):
        assert module.__spec__ is not None
        assert module.__spec__.loader is not None
        module.__spec__.loader.exec_module(module)
    return module
