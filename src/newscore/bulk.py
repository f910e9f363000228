"""Many articles at once: JSON Lines in, one result a line out; a bad line never sinks the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from newscore import formats
from newscore.errors import FormatError, Problem
from newscore.reading import Note

__all__ = ["Row", "read_lines"]


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one line: its content, or the problems that refused it."""

    number: int
    """The line, from 1."""
    content: Any
    """The Article (or Feed), or None where the line was refused."""
    problems: tuple[Problem, ...] = ()
    """Why it was refused; each with the file's line, and the column within it."""
    notes: tuple[Note, ...] = ()
    """What was kept but not understood."""


def read_lines(lines: Iterable[bytes | str]) -> Iterator[Row]:
    """Yield one Row for each line of native JSON; empty lines are passed over and still counted.

    Reads as it goes, so memory holds one line. The limits of `loads` hold for each line.

    >>> rows = list(read_lines(['{"headline": "Storm hits coast"}', "", '{"title": 7}']))
    >>> [(row.number, row.content is not None) for row in rows]
    [(1, True), (3, False)]
    >>> print(rows[1].problems[0])
    expected a field 'headline' (at $.headline, line 3, column 1)
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            reading = formats.inspect(line, "json")
        except FormatError as error:
            problems = error.problems or (Problem(path="$", code="limit", message=str(error)),)
            placed = tuple(replace(problem, line=number, column=problem.column or 1) for problem in problems)
            yield Row(number, None, placed)
        else:
            yield Row(number, reading.content, (), reading.notes)
