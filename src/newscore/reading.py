"""What a reader understood of a document, and what it did not: `Reading` and `Note`."""

from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Note", "Reading"]

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing that a reader dropped, guessed, repaired or did not understand.

    >>> Note(code="dropped", message="page furniture", text="Scroll to Top", line=40).text
    'Scroll to Top'
    """

    code: str
    """A stable word: `dropped`, `publication-name`, `date-text`, `guess-section`, `unknown-block`, `repaired-url` …"""
    message: str
    """What happened, for people."""
    text: str = ""
    """The words of the document it is about, verbatim."""
    value: str = ""
    """What was made of them: for a date its ISO form, holding no time or offset that was not printed."""
    line: int | None = None
    """The line of the document, from 1, where it has lines."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[Content]):
    """The content of a document and the notes taken while reading it.

    >>> reading = Reading("the story", (Note(code="dropped", message="page furniture", text="Menu"),))
    >>> [note.text for note in reading.notes if note.code == "dropped"]
    ['Menu']
    """

    content: Content
    notes: tuple[Note, ...] = ()
