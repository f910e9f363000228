"""What RSS and JSON-LD cost beside what newsrooms use, paired in one run, and what a long feed holds in memory.

python -m tests.bench.bench_feeds [--count 50000]

The peers are `pip install feedgen django`; a peer that is not installed has a row that says so. Times are those of the
process, not of the wall, since other work on the machine stretches the second and hardly the first.
"""

import argparse
import gc
import json
import statistics
import time
import tracemalloc
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

import newscore as nc
from newscore.article import Article
from newscore.feed import Feed
from newscore.formats import jsonld, rss
from newscore.publication import Publication
from newscore.timestamps import rfc3339
from tests.bench.corpus import payloads

SITE = Publication(name="The Bench", url="https://bench.example", description="All the news", path_template="/{slug}")
NOW = datetime(2027, 1, 1, tzinfo=UTC)
DISTINCT = 500
ROUNDS = 5


def make_articles(count: int) -> tuple[Article, ...]:
    """*count* published stories; the texts repeat after 500, the id and the slug never do."""
    base = [Article.model_validate_json(payload) for payload in payloads(DISTINCT)]
    return tuple(
        base[number % DISTINCT].model_copy(update={"id": f"urn:bench:{number}", "chosen_slug": f"story-{number}"})
        for number in range(count)
    )


def make_feed(articles: tuple[Article, ...]) -> Feed:
    """The feed of those stories."""
    return Feed(title="The Bench", url=SITE.url, publication=SITE, items=articles)


def with_newscore(feed: Feed) -> int:
    """Stream a feed without bodies through the gate; returns its size."""
    return sum(map(len, nc.stream(feed, "rss", at=NOW, full_text=False)))


def without_gate(feed: Feed) -> int:
    """The same from the channel's own module, which asks nobody, as the peers do not."""
    return sum(map(len, rss.iterate(feed, full_text=False)))


def _fields(article: Article) -> dict[str, Any]:
    assert article.byline is not None
    assert article.section is not None
    assert article.image is not None
    return {
        "title": article.headline,
        "link": SITE.url_for(article),
        "description": article.summary or "",
        "authors": [author.name for author in article.byline.authors],
        "categories": list(dict.fromkeys([article.section.name, *(tag.name for tag in article.tags)])),
        "guid": article.id,
        "published": article.published_at,
        "updated": article.modified_at,
        "language": article.language,
        "image": article.image,
    }


def with_django(feed: Feed, *, equal: bool = True) -> int:
    """The same items in Django's generator, its class extended as its manual says; or its own elements alone."""
    from django.conf import settings
    from django.utils.feedgenerator import Enclosure, Rss201rev2Feed

    if not settings.configured:
        settings.configure(USE_TZ=True)

    class NewsFeed(Rss201rev2Feed):
        def add_item_elements(self, handler: Any, item: Any) -> None:
            super().add_item_elements(handler, item)
            said = item["said"]
            for name in said["authors"]:
                handler.addQuickElement("dc:creator", name)
            handler.addQuickElement("dc:language", said["language"])
            handler.addQuickElement("atom:updated", rfc3339(said["updated"]))
            picture = said["image"]
            size = {"width": str(picture.width), "height": str(picture.height)}
            handler.startElement("media:content", {"url": picture.url, "medium": "image", **size})
            handler.addQuickElement("media:description", picture.caption)
            handler.endElement("media:content")

    kind = NewsFeed if equal else Rss201rev2Feed
    made = kind(title=feed.title, link=feed.url, description="All the news")
    for article in feed.items:
        said = _fields(article)
        more = {"said": said} if equal else {"enclosures": [Enclosure(said["image"].url, "0", "image/jpeg")]}
        made.add_item(
            title=said["title"],
            link=said["link"],
            description=said["description"],
            author_name=None if equal else said["authors"][0],
            categories=said["categories"],
            unique_id=said["guid"],
            unique_id_is_permalink=False,
            pubdate=said["published"],
            **more,
        )
    return _keep(made.writeString("utf-8").encode())


def with_feedgen(feed: Feed, *, equal: bool = True) -> int:
    """The same items in feedgen, with its Dublin Core and Media RSS extensions; or with its own elements alone."""
    from feedgen.feed import FeedGenerator

    made = FeedGenerator()
    made.load_extension("dc")
    if equal:
        made.load_extension("media")
    made.title(feed.title)
    made.link(href=feed.url)
    made.description("All the news")
    for article in feed.items:
        said = _fields(article)
        entry = made.add_entry(order="append")
        entry.title(said["title"])
        entry.link(href=said["link"])
        entry.description(said["description"])
        entry.dc.dc_creator(said["authors"])
        entry.category([{"term": name} for name in said["categories"]])
        entry.guid(said["guid"], permalink=False)
        entry.pubDate(said["published"])
        if equal:
            picture = said["image"]
            entry.dc.dc_language(said["language"])
            size = {"width": str(picture.width), "height": str(picture.height)}
            entry.media.content({"url": picture.url, "medium": "image", **size}, group=None)
        else:
            entry.enclosure(said["image"].url, 0, "image/jpeg")
    return _keep(made.rss_str())


LAST = [b""]
"""What the last peer wrote, for the comparison that comes before the timing."""


def _keep(written: bytes) -> int:
    LAST[0] = written
    return len(written)


def with_jsonld(articles: tuple[Article, ...]) -> int:
    """JSON-LD for a page, without the body that stands in it."""
    return sum(len(jsonld.dumps(article, publication=SITE, body=False)) for article in articles)


def with_dicts(articles: tuple[Article, ...]) -> int:
    """JSON-LD as newsrooms write it: a dict of the same properties, json.dumps, and what makes it safe in a script."""
    return sum(len(_safe(json.dumps(as_dict(article), ensure_ascii=False))) for article in articles)


def _safe(text: str) -> str:
    for sign, safe in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(sign, safe)
    return text


def as_dict(article: Article) -> dict[str, Any]:
    """The document that newscore writes for a story of the corpus, as a dict."""
    assert article.byline is not None
    assert article.section is not None
    assert article.image is not None
    assert article.published_at is not None
    assert article.modified_at is not None
    assert article.created_at is not None
    url = SITE.url_for(article)
    corrections = [
        {"@type": "CorrectionComment", "text": each.note, "datePublished": rfc3339(each.at)}
        for each in article.corrections
    ]
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "url": url,
        "identifier": article.id,
        "headline": article.headline,
        "alternativeHeadline": article.subheadline,
        "description": article.summary,
        "image": {
            "@type": "ImageObject",
            "url": article.image.url,
            "width": str(article.image.width),
            "height": str(article.image.height),
            "caption": article.image.caption,
        },
        "datePublished": rfc3339(article.published_at),
        "dateModified": rfc3339(article.modified_at),
        "dateCreated": rfc3339(article.created_at),
        "author": [{"@type": "Person", "name": each.name, "url": each.url} for each in article.byline.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": SITE.name, "url": SITE.url},
        "articleSection": article.section.name,
        "keywords": [tag.name for tag in article.tags],
        "inLanguage": article.language,
        "correction": corrections[0],
        "isAccessibleForFree": True,
    }


def pair(cases: dict[str, Callable[[], object]], base: str, items: int, rounds: int = ROUNDS) -> None:
    """Print the median time an item of each case, taken in turns, and its ratio to *base* round by round."""
    took: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            gc.collect()
            start = time.process_time()
            case()
            took[name].append(time.process_time() - start)
    for name, times in took.items():
        ratio = statistics.median(a / b for a, b in zip(times, took[base], strict=True))
        print(f"{name:44} {statistics.median(times) / items * 1e6:10.2f} µs an item {ratio:8.3f} x {base}", flush=True)


def compare(short: Feed) -> None:
    """Check that each installed peer says of every item what newscore says, before anything is timed."""
    want = _told(b"".join(nc.stream(short, "rss", at=NOW, full_text=False)))
    for package, peer in (("django", with_django), ("feedgen", with_feedgen)):
        if find_spec(package) is not None:
            peer(short)
            assert _told(LAST[0]) == want, f"{package} writes other items"


def _told(written: bytes) -> list[dict[str, Any]]:
    """What each item says, under the names that all three give it."""
    # Django's class does not declare prefixes of its own; a reader mends that.
    text = written.decode()
    if "xmlns:dc=" not in text:
        spaces = "dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'"
        text = text.replace("<rss ", f"<rss xmlns:{spaces} ", 1)
    found = []
    for item in ElementTree.fromstring(text).iter("item"):
        told = {name: item.findtext(name) for name in ("title", "link", "guid", "description", "pubDate")}
        told["authors"] = [each.text for each in item.findall("{http://purl.org/dc/elements/1.1/}creator")]
        told["categories"] = [each.text for each in item.findall("category")]
        picture = item.find("{http://search.yahoo.com/mrss/}content")
        assert picture is not None
        found.append({**told, "picture": dict(picture.attrib)})
    return found


def compare_writers(feed: Feed, rounds: int) -> None:
    """Print the tables of RSS writers: items that say the same, and what each peer writes out of the box."""
    count = len(feed.items)
    for equal, said in ((True, "items that say the same"), (False, "peers with what they write out of the box")):
        print(f"\nRSS of {count:,} items, {said}, {rounds} rounds in turns")
        ours = {
            "newscore, streamed through the gate": lambda: with_newscore(feed),
            "newscore, streamed without it": lambda: without_gate(feed),
        }
        for package, name, peer in (
            ("django", "Django's feedgenerator", with_django),
            ("feedgen", "feedgen", with_feedgen),
        ):
            if find_spec(package) is None:
                print(f"{name:44} not installed: pip install {package}")
                continue
            pair({**ours, name: lambda peer=peer, equal=equal: peer(feed, equal=equal)}, name, count, rounds)


def measure_memory(feed: Feed) -> None:
    """Print the peak of what writing holds beyond the loaded articles, for a feed and for a generator of stories."""
    head = feed.model_copy(update={"items": ()})
    for name, pieces in (
        ("a loaded feed", lambda: nc.stream(feed, "rss", at=NOW)),
        ("a generator", lambda: nc.stream(head, "rss", at=NOW, items=(each for each in feed.items))),
    ):
        gc.collect()
        tracemalloc.start()
        size = sum(map(len, pieces()))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(f"{name:44} {peak / 1e6:10.2f} MB at most for {size / 1e6:,.0f} MB of RSS with bodies")


def measure_growth(short: Feed, long: Feed) -> None:
    """Print the time an item of a long feed beside that of a short one, written as often as makes equal work."""
    times: dict[str, list[float]] = {"short": [], "long": []}
    for _ in range(ROUNDS):
        for name, feed, again in (("short", short, len(long.items) // len(short.items)), ("long", long, 1)):
            start = time.process_time()
            for _ in range(again):
                with_newscore(feed)
            times[name].append((time.process_time() - start) / len(feed.items) / again * 1e6)
    growth = statistics.median(a / b for a, b in zip(times["long"], times["short"], strict=True))
    print(f"\nRSS of {len(long.items):,} items beside {len(short.items):,}, an item")
    print(
        f"{statistics.median(times['long']):.2f} µs beside {statistics.median(times['short']):.2f} µs: {growth:.3f} x"
    )


def main() -> None:
    """Print all tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=50_000, help="items in the long feed")
    count = options.parse_args().count
    warnings.simplefilter("ignore")
    articles = make_articles(count)
    short, long = make_feed(articles[:1_000]), make_feed(articles)
    gc.collect()
    gc.freeze()
    compare(short)
    compare_writers(short, ROUNDS)
    compare_writers(long, 2)
    measure_growth(short, long)
    print(f"\nWhat streaming {count:,} items holds beside the articles")
    measure_memory(long)
    some = articles[:1_000]
    assert all(json.loads(jsonld.dumps(each, publication=SITE, body=False)) == as_dict(each) for each in some)
    print(f"\nJSON-LD of 1,000 stories, equal documents, {ROUNDS} rounds in turns")
    cases = {"newscore": lambda: with_jsonld(some), "dict + json.dumps": lambda: with_dicts(some)}
    pair(cases, "dict + json.dumps", 1_000)


if __name__ == "__main__":
    main()
