"""Every injection string through every door and out of every channel, looked at by a real Chromium."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from newscore.errors import NewscoreError
from tests.safety.chromium import Chromium
from tests.safety.doors import DOORS, SITE, enter, site_named
from tests.safety.outputs import CHANNELS, FEEDS, MARKDOWN, Story, batches, write

__all__ = ["Figures", "look"]

BATCH: Final = 400
"""Strings whose outputs are sent to the browser at once."""
RESET: Final = 20
"""Batches after which the browser opens a new page."""
MAX_FINDINGS: Final = 100
CHECKS: Final = {"html": "fragment", "webpage": "page", "opengraph": "head", "jsonld": "script"}
CHECKS |= dict.fromkeys(MARKDOWN, "fragment")


class Output(NamedTuple):
    """What some strings became in one channel, each with what the browser must find."""

    door: str
    channel: str
    written: list[list[Any]]


@dataclass
class Figures:
    """What was sent through, and what the browser found."""

    strings: int = 0
    stories: Counter[str] = field(default_factory=Counter)
    """Stories by the door they came in by."""
    refused: Counter[str] = field(default_factory=Counter)
    """Strings that a door, and stories that a channel, refused with an error of the family."""
    outputs: Counter[str] = field(default_factory=Counter)
    """Different outputs looked at, by channel; a feed is one."""
    attempts: int = 0
    """Scripts that tried to run in a live page."""
    dom: int = 0
    """Outputs with an element, an attribute or an address that is dangerous or no part of a story."""
    escapes: int = 0
    """Outputs that left their container, or whose text is not the text that went in."""
    control_attempts: int = 0
    """Raw strings, past newscore, that tried to run a script."""
    control_dom: int = 0
    """Raw strings that make something dangerous."""
    findings: list[str] = field(default_factory=list)
    """The first hundred things found, in words."""

    def note(self, text: str) -> None:
        """Keep a finding."""
        if len(self.findings) < MAX_FINDINGS:
            self.findings.append(text)


def look(
    chromium: Chromium,
    texts: list[str],
    *,
    doors: Iterable[str] = tuple(DOORS),
    channels: Iterable[str] = tuple(CHANNELS),
) -> Figures:
    """Return the figures of a run of *texts* through *doors* and out of *channels*, with the raw control.

    Stories are read and written in a thread of their own while the browser looks at those before.
    """
    figures = Figures(strings=len(texts))
    _control(chromium, texts, figures)
    with ThreadPoolExecutor(1) as writer:
        waiting: deque[Future[list[Output]]] = deque()
        for door in doors:
            for batch in batches(texts, BATCH):
                waiting.append(writer.submit(_write, door, batch, tuple(channels), figures))
        for number in range(len(waiting)):
            for output in waiting.popleft().result():
                _judge(chromium, output, figures)
            if number % RESET == RESET - 1:
                chromium.reset()
    return figures


def _control(chromium: Chromium, texts: list[str], figures: Figures) -> None:
    for batch in batches(texts, BATCH):
        figures.control_dom += len(chromium.call("check", "raw", [[text] for text in batch]))
        counts = chromium.call("live", batch)
        figures.control_attempts += sum(1 for count in counts[:-1] if count) + counts[-1]
    chromium.reset()


def _stories(door: str, texts: list[str], figures: Figures) -> Iterator[Story]:
    for text in texts:
        try:
            stories = enter(door, text)
        except (NewscoreError, ValidationError):
            figures.refused[door] += 1
            continue
        figures.stories[door] += len(stories)
        site = site_named(text) if door == "every field" else SITE
        for story in stories:
            yield story, site


def _write(door: str, texts: list[str], channels: tuple[str, ...], figures: Figures) -> list[Output]:
    """What *texts* become in *channels*, for the browser."""
    stories = list(_stories(door, texts, figures))
    outputs = []
    for channel in channels:
        written = list(write(channel, stories, figures.refused))
        figures.outputs[channel] += len(written)
        outputs.append(Output(door, channel, written))
    return outputs


def _judge(chromium: Chromium, output: Output, figures: Figures) -> None:
    where, written = f"{output.channel} from {output.door}", output.written
    if output.channel in FEEDS:
        for given in written:
            _count(chromium.call("feed", *given), where, [given], figures)
        return
    _count(chromium.call("check", CHECKS[output.channel], written), where, written, figures)
    # A page holds what the tags for a head and the JSON-LD hold.
    if output.channel in MARKDOWN | {"webpage", "html"}:
        counts = chromium.call("live", [given[0] for given in written])
        figures.attempts += sum(counts)
        for number, count in enumerate(counts):
            if count:
                said = written[number][0][:400] if number < len(written) else "no output in particular"
                figures.note(f"{where}: {count} scripts tried to run in {said!r}")


def _count(found: list[Any], where: str, batch: list[list[Any]], figures: Figures) -> None:
    for at, dom, escapes in found:
        figures.dom += bool(dom)
        figures.escapes += bool(escapes)
        written = batch[min(at, len(batch) - 1)][0]
        figures.note(f"{where}: {'; '.join([*dom, *escapes])} in {written[:400]!r}")
