"""How long publishing takes to answer over 100,000 and 1,000,000 stories, beside the plainest code that could do it."""

import argparse
import gc
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from newscore import publishing
from newscore.article import Article
from newscore.publication import Publication

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
SITE = Publication(name="The Bench", url="https://bench.example", path_template="/{slug}")
ROUNDS = 20_000
DIFFERENT = 1_000
CHUNK = 500


def make_articles(count: int) -> list[Article]:
    """Short stories of which 94 % are live, and the rest are drafts, to come, expired or withdrawn; 3 % have moved."""
    stories = []
    for number in range(count):
        released = NOW - timedelta(seconds=number)
        story = {"headline": f"Story {number}", "id": f"urn:bench:{number}", "slug": f"story-{number}"}
        match number % 100:
            case 0:
                pass
            case 1 | 2:
                story |= {"status": "published", "published_at": NOW + timedelta(seconds=1 + number)}
            case 3:
                story |= {"status": "published", "published_at": released - timedelta(days=2), "expires_at": released}
            case 4 | 5:
                story |= {
                    "status": "withdrawn",
                    "published_at": released - timedelta(days=2),
                    "withdrawal": {"at": released, "kind": "unpublish"},
                }
            case 6 | 7 | 8:
                former = {"path": f"/old-{number}", "until": released}
                story |= {"status": "published", "published_at": released - timedelta(days=2), "former_paths": [former]}
            case _:
                story |= {"status": "published", "published_at": released}
        stories.append(Article.model_validate(story))
    return stories


def time_each(act: Callable[[str], object], paths: list[str]) -> list[float]:
    """How long each call takes, in µs."""
    took = []
    for path in paths:
        start = time.perf_counter_ns()
        act(path)
        took.append((time.perf_counter_ns() - start) / 1000)
    return took


def best_ms(act: Callable[[], object], rounds: int = 5) -> float:
    """The best of some rounds in ms."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    return min(took) * 1000


Questions = dict[str, tuple[Callable[[str], object], list[str]]]


def make_questions(articles: list[Article]) -> Questions:
    """Print what an index of *articles* costs, and return what it is asked, story by story in random order."""
    count = len(articles)
    start = time.perf_counter()
    index = publishing.Index(articles, publication=SITE)
    print(f"{'index built':44} {count:>10,} {(time.perf_counter() - start) * 1e6 / count:10.2f} µs a story")
    chance = random.Random(7)
    # The same number of different stories at both sizes, or the smaller site would answer from the processor's cache.
    asked = [100 * number for number in chance.sample(range(count // 100), DIFFERENT)]
    live = [chance.choice(asked) + chance.randrange(9, 100) for _ in range(ROUNDS)]
    moved = [number // 100 * 100 + chance.randrange(6, 9) for number in live]
    plain = {story.slug: story for story in articles}
    return {
        "a dict of slugs, no rule at all": (lambda path: plain[path[1:]], [f"/story-{number}" for number in live]),
        "resolve: a live story": (lambda path: index.resolve(path, NOW), [f"/story-{number}" for number in live]),
        "resolve: moved": (lambda path: index.resolve(path, NOW), [f"/old-{number}" for number in moved]),
        "resolve: missing": (lambda path: index.resolve(path, NOW), [f"/none-{number}" for number in live]),
    }


def measure_resolve(sites: dict[int, Questions]) -> None:
    """Print the median of each question on each site, asked by turns so that a busy machine is busy for all of them."""
    for name in next(iter(sites.values())):
        took: dict[int, list[float]] = {count: [] for count in sites}
        for start in range(0, ROUNDS, CHUNK):
            for count, questions in sites.items():
                act, paths = questions[name]
                took[count] += time_each(act, paths[start : start + CHUNK])
        medians = {count: statistics.median(each) for count, each in took.items()}
        smallest = min(medians)
        for count, median in medians.items():
            slow = statistics.quantiles(took[count], n=100)[98]
            ratio = f"{median / medians[smallest]:6.2f} x" if count != smallest else ""
            print(f"{name:44} {count:>10,} {median:10.2f} µs median {slow:10.2f} µs at 99 % {ratio}")


def measure_feed(count: int, articles: list[Article]) -> None:
    """Print what the newest 50 cost, beside a sort of all, and what each story costs as their number rises."""

    def by_sorting() -> list[Article]:
        live = (story for story in articles if publishing.visibility(story, NOW).visible)
        return sorted(live, key=lambda story: story.release or NOW, reverse=True)[:50]

    for size in (count // 4, count // 2, count):
        part = articles[:size]
        took = best_ms(lambda part=part: publishing.feed(part, now=NOW, publication=SITE))
        print(f"{'feed: newest 50, one pass':44} {size:>10,} {took:10.1f} ms {took * 1000 / size:13.3f} µs a story")
    print(f"{'the same by visibility and sorted()':44} {count:>10,} {best_ms(by_sorting, 2):10.1f} ms")


def measure_diff() -> None:
    """Print how a comparison grows: eight times the words should take about eight times as long."""
    for words in (2_000, 16_000):
        chance = random.Random(words)
        old = " ".join(f"word{chance.randrange(words)}" for _ in range(words))
        new = " ".join(f"word{chance.randrange(words)}" for _ in range(words))
        took = best_ms(lambda old=old, new=new: publishing.diff_words(old, new), 2)
        print(f"{'diff_words: two texts with little in common':44} {words:>10,} {took:10.1f} ms")


def main() -> None:
    """Run all tables; --small leaves out the million."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", action="store_true", help="leave out the million stories")
    small = options.parse_args().small
    print(f"{'what':44} {'stories':>10} {'figure':>10}")
    articles = make_articles(100_000)
    sites = {100_000: make_questions(articles)}
    # A web worker does not collect garbage over a site that never becomes garbage; neither do we.
    gc.collect()
    gc.freeze()
    measure_feed(100_000, articles)
    measure_diff()
    if not small:
        sites[1_000_000] = make_questions(make_articles(1_000_000))
        gc.freeze()
    measure_resolve(sites)


if __name__ == "__main__":
    main()
