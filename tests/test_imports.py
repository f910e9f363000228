"""What importing costs, in modules: each claim is checked in a process of its own."""

import subprocess
import sys

import pytest

HEAVY = set("babel slugify lxml nh3 pyarrow markdown_it yaml pypinyin cutlet sqlalchemy django".split())


def loaded(statement: str) -> set[str]:
    """The top-level modules that are loaded after *statement* ran in a fresh interpreter."""
    code = f"{statement}\nimport sys; print(' '.join(sorted(name.partition('.')[0] for name in sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(answer.stdout.split())


def test_importing_newscore_loads_next_to_nothing():
    """Neither pydantic nor anything heavier is loaded until a name is used."""
    assert not loaded("import newscore") & (HEAVY | {"pydantic"})


def test_importing_the_article_loads_pydantic_and_nothing_heavier():
    """Locale data, romanization and parsers wait until they are needed."""
    assert not loaded("from newscore import Article; Article(headline='Storm', body='x')") & (HEAVY - {"slugify"})
    assert not loaded("from newscore import Article") & HEAVY


def test_native_json_needs_nothing_heavier():
    """Reading and writing JSON is not a reason to load a locale."""
    statement = "import newscore as nc; nc.dumps(nc.loads('{\"headline\": \"x\"}', 'json'), 'json')"
    assert not loaded(statement) & HEAVY


def test_every_public_name_can_be_had():
    """Each name of the face is there, and `dir` lists it."""
    import newscore

    assert {name for name in newscore.__all__ if getattr(newscore, name, None) is None} == set()
    assert set(newscore.__all__) <= set(dir(newscore))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        newscore.nonsense  # noqa: B018 - looking it up is the test.
