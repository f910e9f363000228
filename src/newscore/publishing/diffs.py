"""What an editor sees between two versions of a story: field by field, block by block, word by word."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

from newscore.article import Article
from newscore.publishing.changes import classify

__all__ = ["Difference", "Edit", "diff", "diff_words"]

MAX_ROUNDS: Final = 32
"""How often a stretch between two anchors is searched for anchors again."""

MAX_WORDS: Final = 20_000
"""Words of one text compared at most; longer texts are shown as replaced whole."""

_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
_Item = TypeVar("_Item", bound=Hashable)
_Stretch = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of text that was kept, taken away or put in."""

    kind: Literal["keep", "delete", "insert"]
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, or one block of the body, that is not what it was."""

    path: str
    """Where: `$.headline`; for a block its place in the new body, or in the old one where it was deleted."""
    kind: Literal["changed", "inserted", "deleted"]
    """What happened to it."""
    old: Any
    """What stood there; None where it was inserted."""
    new: Any
    """What stands there; None where it was deleted."""
    edits: tuple[Edit, ...] = ()
    """Word by word, where both are text."""


def diff(old: Article, new: Article) -> tuple[Difference, ...]:
    """Return what differs between two versions, in the model's order; the body block by block, text word by word.

    Always O(n log n) in the length of both: anchors are the words that stand once in each version, and a stretch
    without any is shown as replaced. (difflib takes quadratic time, and cubic at worst.)

    >>> story = Article(headline="Storm hits coast", body="It rained.")
    >>> for difference in diff(story, story.evolve(headline="Storm hits the coast", body="It rained.\\n\\nIt blew.")):
    ...     print(difference.path, difference.kind, [edit.text for edit in difference.edits if edit.kind != "keep"])
    $.headline changed ['the ']
    $.body[1] inserted []
    $.slug changed ['the-']
    """
    found: list[Difference] = []
    for field in classify(old, new).fields:
        if field == "body":
            found.extend(_diff_bodies(old.body, new.body))
        else:
            found.append(_differ(f"$.{field}", getattr(old, field), getattr(new, field)))
    return tuple(found)


def diff_words(old: str, new: str) -> tuple[Edit, ...]:
    """Return how *old* becomes *new*, word by word; the kept and inserted texts joined are *new* again.

    >>> [(edit.kind, edit.text) for edit in diff_words("a calm sea", "a rough sea")]
    [('keep', 'a '), ('delete', 'calm'), ('insert', 'rough'), ('keep', ' sea')]
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > MAX_WORDS:
        before, after = [old], [new]
    edits: list[Edit] = []
    for kind, (start, end, new_start, new_end) in _compare(before, after):
        if kind == "keep":
            edits.append(Edit("keep", "".join(before[start:end])))
            continue
        if start < end:
            edits.append(Edit("delete", "".join(before[start:end])))
        if new_start < new_end:
            edits.append(Edit("insert", "".join(after[new_start:new_end])))
    return tuple(edits)


def _differ(path: str, old: Any, new: Any) -> Difference:
    kind: Literal["changed", "inserted", "deleted"] = "changed"
    if old is None or old == ():
        kind = "inserted"
    elif new is None or new == ():
        kind = "deleted"
    edits = diff_words(old, new) if isinstance(old, str) and isinstance(new, str) else ()
    return Difference(path, kind, old, new, edits)


def _diff_bodies(old: Sequence[Any], new: Sequence[Any]) -> Iterator[Difference]:
    # Blocks are compared by what they say; their JSON is hashable, as they may hold a newsroom's own dict.
    before, after = ([block.model_dump_json() for block in body] for body in (old, new))
    for kind, (start, end, new_start, new_end) in _compare(before, after):
        if kind == "keep":
            continue
        both = min(end - start, new_end - new_start)
        for number in range(both):
            yield _diff_blocks(new_start + number, old[start + number], new[new_start + number])
        for number in range(start + both, end):
            yield Difference(f"$.body[{number}]", "deleted", old[number], None)
        for number in range(new_start + both, new_end):
            yield Difference(f"$.body[{number}]", "inserted", None, new[number])


def _diff_blocks(number: int, old: Any, new: Any) -> Difference:
    texts = getattr(old, "text", None), getattr(new, "text", None)
    alike = old.type == new.type and isinstance(texts[0], str) and isinstance(texts[1], str)
    edits = diff_words(str(texts[0]), str(texts[1])) if alike else ()
    return Difference(f"$.body[{number}]", "changed", old, new, edits)


def _compare(old: Sequence[_Item], new: Sequence[_Item]) -> Iterator[tuple[Literal["keep", "replace"], _Stretch]]:
    """Yield the stretches of both sequences that are kept, and those that replace one another, in order.

    This is patience diff (Bram Cohen, https://bramcohen.livejournal.com/73318.html), repeated between its anchors.
    """
    kept = _kept(old, new)
    at, new_at = 0, 0
    for start, new_start, length in [*_joined(kept), (len(old), len(new), 0)]:
        if at < start or new_at < new_start:
            yield "replace", (at, start, new_at, new_start)
        if length:
            yield "keep", (start, start + length, new_start, new_start + length)
        at, new_at = start + length, new_start + length


def _joined(pairs: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """The pairs of equal places as runs: start in old, start in new, length."""
    start, new_start, length = 0, 0, 0
    for here, there in pairs:
        if length and (here, there) == (start + length, new_start + length):
            length += 1
            continue
        if length:
            yield start, new_start, length
        start, new_start, length = here, there, 1
    if length:
        yield start, new_start, length


def _kept(old: Sequence[_Item], new: Sequence[_Item]) -> list[tuple[int, int]]:
    """The pairs of places that are kept, in order; each round looks only between what earlier rounds have kept."""
    kept: list[tuple[int, int]] = []
    waiting: list[_Stretch] = [(0, len(old), 0, len(new))]
    for _ in range(MAX_ROUNDS):
        further: list[_Stretch] = []
        for stretch in waiting:
            start, end, new_start, new_end = stretch
            while start < end and new_start < new_end and old[start] == new[new_start]:
                kept.append((start, new_start))
                start, new_start = start + 1, new_start + 1
            while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
                end, new_end = end - 1, new_end - 1
                kept.append((end, new_end))
            anchors = _anchors(old, new, (start, end, new_start, new_end))
            kept.extend(anchors)
            for here, there in [*anchors, (end, new_end)] if anchors else []:
                if start < here and new_start < there:
                    further.append((start, here, new_start, there))
                start, new_start = here + 1, there + 1
        waiting = further
        if not waiting:
            break
    return sorted(kept)


def _anchors(old: Sequence[_Item], new: Sequence[_Item], stretch: _Stretch) -> list[tuple[int, int]]:
    """The longest rising chain of items that stand exactly once in each half of *stretch*."""
    start, end, new_start, new_end = stretch
    count, new_count = Counter(old[start:end]), Counter(new[new_start:new_end])
    places = {new[there]: there for there in range(new_start, new_end) if new_count[new[there]] == 1}
    pairs = [(here, places[old[here]]) for here in range(start, end) if count[old[here]] == 1 and old[here] in places]
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for index, (_, there) in enumerate(pairs):
        pile = bisect_left(ends, there)
        before.append(last[pile - 1] if pile else None)
        ends[pile : pile + 1] = [there]
        last[pile : pile + 1] = [index]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]
