"""The words of one paragraph while its inline elements are read: white space collapsed, marks counted beside it."""

import re
from typing import Final

from newscore.body.blocks import MarkKind
from newscore.body.marks import Span

__all__ = ["Run"]

# HTML §13.1.1.4 and CSS Text §4.1: these collapse into one space; other blanks are characters like any other.
_BLANKS: Final = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")


class Run:
    """Text and marks as they come in; an element that is open when a block ends goes on in the next."""

    __slots__ = ("_at_blank", "_length", "_open", "_spans", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        """What has come in; empty where no word has yet."""
        self._length = 0
        self._at_blank = True
        self._spans: list[Span] = []
        self._open: list[Span] = []

    def write(self, words: str) -> None:
        """Take *words* in, their white space collapsed with what stands before."""
        if words == "\n" and self._at_blank:
            return  # What stands between two blocks, nearly always.
        if "\n" in words or "  " in words or "\t" in words or "\r" in words or "\f" in words:
            words = _BLANKS.sub(" ", words)
        if self._at_blank and words.startswith(" "):
            words = words[1:]
        if words:
            self.pieces.append(words)
            self._length += len(words)
            self._at_blank = words.endswith(" ")

    def break_line(self) -> bool:
        """Begin a new line; say whether the one before was empty."""
        self._trim()
        empty = not self.pieces or self.pieces[-1] == "\n"
        self.pieces.append("\n")
        self._length += 1
        self._at_blank = True
        return empty

    def open_mark(self, kind: MarkKind, href: str | None = None, language: str | None = None) -> None:
        """Begin a mark here."""
        self._open.append(Span(self._length, self._length, kind, href, language))

    def close_mark(self) -> bool:
        """End the mark that began last; say whether it has words in this block."""
        span = self._open.pop()
        if span.start < self._length:
            self._spans.append(span._replace(end=self._length))
            return True
        return False

    @property
    def in_link(self) -> bool:
        """Whether a link is open."""
        return any(span.kind == "link" for span in self._open)

    def take(self) -> tuple[str, list[Span]]:
        """Return the text and its marks, and begin anew; marks that are open are in both."""
        self._trim()
        text = "".join(self.pieces)
        spans = self._spans
        if self._open:
            spans.extend([span._replace(end=self._length) for span in self._open if span.start < self._length])
            self._open = [span._replace(start=0) for span in self._open]
        self.pieces, self._length, self._at_blank, self._spans = [], 0, True, []
        return text, spans

    def _trim(self) -> None:
        """Take the blank at the end of the line back, from the marks over it too."""
        if self._at_blank and self.pieces and self.pieces[-1].endswith(" "):
            last = self.pieces.pop()[:-1]
            if last:
                self.pieces.append(last)
            self._length -= 1
            self._spans = [span._replace(end=min(span.end, self._length)) for span in self._spans]
            self._open = [span._replace(start=min(span.start, self._length)) for span in self._open]
