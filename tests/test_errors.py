"""The error family and what its members say."""

import pickle
from datetime import UTC, datetime

import pytest

from newscore import errors
from newscore.errors import FormatError, LimitExceeded, NewscoreError, Problem, shorten


def test_every_error_is_of_one_family():
    """Whoever catches NewscoreError catches all; the builtin bases let the careless catch them too."""
    family = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert all(issubclass(kind, NewscoreError) for kind in family)
    assert issubclass(errors.FormatError, ValueError)
    assert issubclass(errors.DateError, ValueError)
    assert issubclass(errors.LimitExceeded, FormatError)
    assert issubclass(errors.UnknownFormat, LookupError)
    assert issubclass(errors.UnknownZone, LookupError)
    assert issubclass(errors.MissingExtra, ImportError)
    assert issubclass(errors.NotVisible, errors.PublishingError)


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        (Problem(path="$.a", code="c", message="expected x"), "expected x (at $.a)"),
        (
            Problem(path="$.a", code="c", message="expected x", line=2, column=3),
            "expected x (at $.a, line 2, column 3)",
        ),
        (Problem(path="", code="c", message="expected x", line=2, column=3), "expected x (line 2, column 3)"),
        (Problem(path="", code="c", message="expected x", hint="do y"), "expected x; do y"),
    ],
)
def test_a_problem_reads_as_one_sentence(problem, want):
    """What was expected, where, and the way out."""
    assert str(problem) == want


def test_a_format_error_carries_at_most_a_hundred_problems():
    """And says that there are more."""
    error = FormatError("x: 500 problems", [Problem(path="$", code="c", message="m")] * 500, more=True)
    assert len(error.problems) == 100
    assert str(error).splitlines()[0] == "x: 500 problems"
    assert str(error).splitlines()[-1] == "  and more"
    assert len(str(error).splitlines()) == 102


@pytest.mark.parametrize("value", ["", "a" * 10**6, "\x00\x1b[31m\u202e", b"\xff" * 1000, 10**50, None, "'\""])
def test_a_strangers_value_is_shown_short_and_in_ascii(value):
    """No terminal escape, no bidi override, no megabyte reaches a log."""
    shown = shorten(value)
    assert len(shown) <= 80
    assert shown.isascii()
    assert shown.isprintable()


def test_a_limit_names_itself():
    """What was counted, how much there was, how much is allowed."""
    error = LimitExceeded("blocks", 6_000, 5_000)
    assert (error.what, error.got, error.limit) == ("blocks", 6_000, 5_000)
    assert str(error) == "expected at most 5000 blocks, got 6000"


def test_problems_can_be_sent_between_processes():
    """A worker can hand its findings back."""
    problem = Problem(path="$.a", code="c", message="m", line=1, column=2)
    assert pickle.loads(pickle.dumps(problem)) == problem


@pytest.mark.parametrize(
    "error",
    [
        FormatError("x: 1 problem", [Problem(path="$", code="c", message="m")], more=True),
        LimitExceeded("blocks", 6_000, 5_000),
        errors.MissingExtra("reading HTML", "html"),
        errors.PublishingError("embargo", "expected no embargo", at=datetime(2026, 1, 15, tzinfo=UTC), way_out="wait"),
        errors.NotVisible("gate", "rss is for the public"),
        errors.VersionConflict(3, 5),
        errors.UnknownZone("expected a zone"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_can_be_sent_between_processes(error):
    """A worker can hand back what it refused, with all that programs read from it."""
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), back.args, vars(back)) == (type(error), str(error), error.args, vars(error))
