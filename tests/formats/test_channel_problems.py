"""What the web channels refuse or frown upon: one story for each rule, and a good one that breaks none."""

from datetime import UTC, datetime, timedelta

import pytest

from newscore import formats
from newscore.article import Article
from newscore.byline import Byline, Contributor, Credit
from newscore.errors import DateError
from newscore.feed import Feed
from newscore.formats import FORMATS
from newscore.media import Image, Rendition
from newscore.publication import Publication

NOW = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
SITE = Publication(
    name="The Harbour Ledger",
    url="https://ledger.example",
    logo="https://ledger.example/logo.png",
    zone="Europe/Stockholm",
)
PICTURE = Image(
    url="https://ledger.example/16x9.jpg",
    alt="A rock in the sea",
    width=1600,
    height=900,
    renditions=[
        Rendition(url="https://ledger.example/4x3.jpg", width=1200, height=900),
        Rendition(url="https://ledger.example/1x1.jpg", width=900, height=900),
    ],
)
ANA = Contributor(name="Ana Lind", url="https://ledger.example/by/ana")
STORY = Article(
    headline="Three ports share one gauge",
    summary="After eleven years they trust one number.",
    body="It is only a number.",
    byline=Byline(credits=[Credit(contributor=ANA)]),
    image=PICTURE,
    language="en-GB",
    section="World",
    id="urn:example:7",
    status="published",
    published_at=NOW - timedelta(hours=1),
)
FEED = Feed(
    title="All",
    url=SITE.url,
    feed_url="https://ledger.example/feed",
    description="All stories",
    publication=SITE,
    updated=NOW,
    items=[STORY],
)
GALLERY = [{"type": "figure", "image": {"url": f"https://ledger.example/{number}"}} for number in range(1_000)]


def sized(width, height):
    """The story with a picture in one size alone."""
    return STORY.evolve(image=PICTURE.evolve(width=width, height=height, renditions=()))


def figures(count):
    """A body of so many pictures, each another one."""
    return [
        {"type": "figure", "image": {"url": f"https://ledger.example/{number}.jpg", "alt": "x"}}
        for number in range(count)
    ]


def signed(name):
    return STORY.evolve(byline=Byline(credits=[Credit(contributor=ANA.evolve(name=name))]))


CASES = [
    ("rss", "no-url", STORY, None),
    ("rss", "no-id", STORY.evolve(id=None), SITE),
    ("rss", "future-date", STORY.evolve(published_at=NOW + timedelta(seconds=1)), SITE),
    ("rss", "no-names", STORY.evolve(byline=Byline(text="From our own reporter")), SITE),
    ("rss", "title-markup", STORY.evolve(headline="Why <b> is bold"), SITE),
    ("rss", "no-date", STORY.evolve(status="draft", published_at=None), SITE),
    ("rss", "no-summary", STORY.evolve(summary=None), SITE),
    ("rss", "duplicate-id", FEED.evolve(items=[STORY, STORY]), None),
    ("rss", "no-self", FEED.evolve(feed_url=None), None),
    ("rss", "logo-format", FEED.evolve(publication=SITE.evolve(logo="https://ledger.example/logo.svg")), None),
    ("rss", "logo-size", FEED.evolve(publication=SITE.evolve(logo=PICTURE)), None),
    ("rss", "no-description", FEED.evolve(description=None), None),
    ("atom", "no-url", STORY, None),
    ("atom", "no-id", STORY.evolve(id=None), SITE),
    ("atom", "future-date", STORY.evolve(published_at=NOW + timedelta(seconds=1)), SITE),
    ("atom", "no-names", STORY.evolve(byline=Byline(text="From our own reporter")), SITE),
    ("atom", "id-not-iri", STORY.evolve(id="7"), SITE),
    ("atom", "no-date", STORY.evolve(status="draft", published_at=None), SITE),
    ("atom", "no-content", STORY.evolve(summary=None, body=()), SITE),
    ("atom", "duplicate-id", FEED.evolve(items=[STORY, STORY]), None),
    ("atom", "no-self", FEED.evolve(feed_url=None), None),
    ("atom", "id-is-entry", FEED.evolve(id="urn:example:7"), None),
    ("atom", "no-updated", FEED.evolve(items=[], updated=None), None),
    ("jsonfeed", "no-url", STORY, None),
    ("jsonfeed", "no-id", STORY.evolve(id=None), SITE),
    ("jsonfeed", "future-date", STORY.evolve(published_at=NOW + timedelta(seconds=1)), SITE),
    ("jsonfeed", "no-names", STORY.evolve(byline=Byline(text="From our own reporter")), SITE),
    ("jsonfeed", "no-content", STORY.evolve(summary=None, body=()), SITE),
    ("jsonfeed", "duplicate-id", FEED.evolve(items=[STORY, STORY]), None),
    ("jsonfeed", "no-self", FEED.evolve(feed_url=None), None),
    ("jsonld", "no-author", STORY.evolve(byline=None), None),
    (
        "jsonld",
        "printed-name",
        STORY.evolve(byline=Byline(credits=[Credit(contributor=Contributor(name="By A. Lind"))])),
        SITE,
    ),
    ("jsonld", "no-publisher", STORY, None),
    ("jsonld", "no-date", STORY.evolve(status="draft", published_at=None), SITE),
    ("jsonld", "no-image", STORY.evolve(image=None), SITE),
    ("jsonld", "image-ratios", STORY.evolve(image=PICTURE.evolve(renditions=())), SITE),
    ("jsonld", "headline-too-long", STORY.evolve(headline="x" * 111), SITE),
    ("jsonld", "no-url", STORY, None),
    ("jsonld", "no-names", STORY.evolve(byline=Byline(text="From our own reporter")), SITE),
    ("jsonld", "no-profile", STORY.evolve(byline="By Jane Doe"), SITE),
    ("jsonld", "image-too-small", sized(250, 199), SITE),
    ("jsonld", "image-narrow", sized(1_199, 900), SITE),
    ("jsonld", "future-date", STORY.evolve(published_at=NOW + timedelta(seconds=1)), SITE),
    ("jsonld", "dateline-lost", STORY.evolve(dateline="Östervik", genre="satire"), SITE),
    ("jsonld", "unknown-source-type", STORY.evolve(digital_source_type="madeUp"), SITE),
    ("opengraph", "no-url", STORY, None),
    ("opengraph", "no-image", STORY.evolve(image=None), SITE),
    ("opengraph", "image-size", STORY.evolve(image="https://ledger.example/a.jpg"), SITE),
    ("opengraph", "no-alt", STORY.evolve(image="https://ledger.example/a.jpg"), SITE),
    ("opengraph", "no-summary", STORY.evolve(summary=None), SITE),
    ("opengraph", "no-profile", STORY.evolve(byline="By Jane Doe"), SITE),
    ("opengraph", "no-site-name", STORY.evolve(canonical_url="https://ledger.example/7"), None),
    ("opengraph", "no-territory", STORY.evolve(language="de"), SITE),
    ("opengraph", "image-too-small", sized(1_200, 199), SITE),
    ("opengraph", "image-too-large", sized(4_097, 900), SITE),
    ("opengraph", "title-too-long", STORY.evolve(headline="x" * 71), SITE),
    ("opengraph", "summary-too-long", STORY.evolve(summary="x" * 201), SITE),
    ("opengraph", "alt-too-long", STORY.evolve(image=PICTURE.evolve(alt="x" * 421)), SITE),
    ("webpage", "no-url", STORY, None),
    ("webpage", "no-language", STORY.evolve(language=None), SITE),
    (
        "webpage",
        "no-alt",
        STORY.evolve(body=[{"type": "figure", "image": {"url": "https://ledger.example/a.jpg"}}]),
        SITE,
    ),
    ("webpage", "no-summary", STORY.evolve(summary=None), SITE),
    ("webpage", "no-date", STORY.evolve(status="draft", published_at=None), SITE),
    ("webpage", "image-size", STORY.evolve(image=PICTURE.evolve(height=None)), SITE),
    ("webpage", "table-headers", STORY.evolve(body=[{"type": "table", "rows": [[{"text": "9.5"}]]}]), SITE),
    ("webpage", "embed-title", STORY.evolve(body=[{"type": "embed", "url": "https://video.example/7"}]), SITE),
    ("sitemap", "no-url", STORY, None),
    ("sitemap", "url-too-long", STORY.evolve(canonical_url=f"https://ledger.example/{'x' * 2_030}"), None),
    ("sitemap", "is-copy", STORY.evolve(canonical_url="https://wire.example/7"), SITE),
    ("sitemap", "too-many-pictures", STORY.evolve(body=GALLERY), SITE),
    ("sitemap", "empty", FEED.evolve(items=[]), None),
    ("sitemap", "too-many", FEED.evolve(items=[STORY] * 50_001), None),
    ("news-sitemap", "no-url", STORY, None),
    ("news-sitemap", "url-too-long", STORY.evolve(canonical_url=f"https://ledger.example/{'x' * 2_030}"), None),
    ("news-sitemap", "is-copy", STORY.evolve(canonical_url="https://wire.example/7"), SITE),
    ("news-sitemap", "name-in-brackets", STORY, SITE.evolve(name="The Harbour Ledger (subscription)")),
    ("news-sitemap", "no-publication", STORY.evolve(canonical_url="https://wire.example/7"), None),
    ("news-sitemap", "no-date", STORY.evolve(status="draft", published_at=None), SITE),
    ("news-sitemap", "too-old", STORY.evolve(published_at=NOW - timedelta(days=2, seconds=1)), SITE),
    ("news-sitemap", "future-date", STORY.evolve(published_at=NOW + timedelta(seconds=1)), SITE),
    ("news-sitemap", "too-many-pictures", STORY.evolve(body=GALLERY), SITE),
    ("news-sitemap", "empty", FEED.evolve(items=[]), None),
    ("news-sitemap", "too-many", FEED.evolve(items=[STORY] * 1_001), None),
]
NEAR = [
    ("rss", "future-date", STORY.evolve(published_at=NOW), SITE),
    ("rss", "no-names", signed("Redaktion"), SITE),
    ("rss", "title-markup", STORY.evolve(headline="AT&T: 3 < 4 > 2"), SITE),
    ("rss", "duplicate-id", FEED.evolve(items=[STORY, STORY.evolve(id="urn:example:7a")]), None),
    ("rss", "logo-format", FEED.evolve(publication=SITE.evolve(logo="https://ledger.example/logo.GIF?v=2")), None),
    ("rss", "logo-size", FEED.evolve(publication=SITE.evolve(logo=PICTURE.evolve(width=144, height=400))), None),
    ("atom", "future-date", STORY.evolve(published_at=NOW), SITE),
    ("atom", "id-not-iri", STORY.evolve(id="x:7"), SITE),
    ("atom", "no-date", STORY.evolve(status="draft", published_at=None, created_at=NOW), SITE),
    ("atom", "no-content", STORY.evolve(summary=None), SITE),
    ("atom", "id-is-entry", FEED.evolve(id="urn:example:70"), None),
    ("atom", "no-updated", FEED.evolve(items=[]), None),
    ("jsonfeed", "future-date", STORY.evolve(published_at=NOW), SITE),
    ("jsonfeed", "no-content", STORY.evolve(body=()), SITE),
    ("jsonld", "no-author", STORY.evolve(byline=None), SITE),
    ("jsonld", "printed-name", signed("Byron Vonnegut"), SITE),
    ("jsonld", "image-ratios", STORY.evolve(image="https://ledger.example/a.jpg"), SITE),
    ("jsonld", "headline-too-long", STORY.evolve(headline="x" * 110), SITE),
    ("jsonld", "no-url", STORY.evolve(canonical_url="https://ledger.example/7"), None),
    ("jsonld", "image-too-small", sized(250, 200), SITE),
    ("jsonld", "image-narrow", sized(1_200, 900), SITE),
    ("jsonld", "image-narrow", STORY.evolve(image=PICTURE.evolve(width=300, height=225)), SITE),
    ("jsonld", "future-date", STORY.evolve(published_at=NOW), SITE),
    ("jsonld", "dateline-lost", STORY.evolve(dateline="Östervik", genre="opinion"), SITE),
    ("jsonld", "dateline-lost", STORY.evolve(genre="satire"), SITE),
    ("jsonld", "unknown-source-type", STORY.evolve(digital_source_type="humanEdits"), SITE),
    ("opengraph", "no-territory", STORY.evolve(language="zh-Hant-TW"), SITE),
    ("opengraph", "image-too-small", sized(200, 200), SITE),
    ("opengraph", "image-too-large", sized(4_096, 4_096), SITE),
    ("opengraph", "title-too-long", STORY.evolve(headline="x" * 70), SITE),
    ("opengraph", "summary-too-long", STORY.evolve(summary="x" * 200), SITE),
    ("opengraph", "alt-too-long", STORY.evolve(image=PICTURE.evolve(alt="x" * 420)), SITE),
    ("webpage", "no-alt", STORY.evolve(image=PICTURE.evolve(alt=None), body=()).evolve(image=None), SITE),
    ("webpage", "image-size", STORY.evolve(image=None), SITE),
    ("webpage", "table-headers", STORY.evolve(body=[{"type": "table", "rows": [[{"header": True}, {}]]}]), SITE),
    ("webpage", "embed-title", STORY.evolve(body=[{"type": "embed", "url": SITE.url, "provider": "V"}]), SITE),
    ("sitemap", "url-too-long", STORY.evolve(canonical_url=f"https://ledger.example/{'x' * 2_024}"), None),
    ("sitemap", "is-copy", STORY.evolve(canonical_url=SITE.url_for(STORY)), SITE),
    ("sitemap", "too-many-pictures", STORY.evolve(body=figures(999)), SITE),
    ("sitemap", "too-many", FEED.evolve(items=[STORY] * 50_000), None),
    ("news-sitemap", "name-in-brackets", STORY, SITE.evolve(name="The Harbour Ledger: (")),
    ("news-sitemap", "too-old", STORY.evolve(published_at=NOW - timedelta(days=2)), SITE),
    ("news-sitemap", "future-date", STORY.evolve(published_at=NOW), SITE),
    ("news-sitemap", "too-many", FEED.evolve(items=[STORY] * 1_000), None),
]
"""What only just keeps a rule; what a rule asks for as such, the good story below has."""
CHANNELS = sorted({channel for channel, *_ in CASES})


def rules(channel):
    module = FORMATS[channel].module
    return [*module.RULES, *getattr(module, "FEED_RULES", ())]


@pytest.mark.parametrize(("channel", "code", "content", "site"), CASES, ids=[f"{case[0]}:{case[1]}" for case in CASES])
def test_each_rule_finds_its_own_fault(channel, code, content, site):
    """A story with one fault is told of it, with the way out, at the field that is to be changed."""
    found = [each for each in formats.problems(content, channel, publication=site, at=NOW) if each.code == code]
    rule = next(rule for rule in rules(channel) if rule.code == code)
    assert len(found) == 1
    assert found[0].hint == rule.hint
    assert found[0].severity == rule.severity
    assert found[0].path == rule.path
    assert found[0].source == rule.source


@pytest.mark.parametrize(("channel", "code", "content", "site"), NEAR, ids=[f"{near[0]}:{near[1]}" for near in NEAR])
def test_what_only_just_keeps_a_rule_is_not_told_of_it(channel, code, content, site):
    """The last value that is allowed, and what looks like the fault and is none."""
    assert code in {rule.code for rule in rules(channel)}
    assert code not in {each.code for each in formats.problems(content, channel, publication=site, at=NOW)}


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_rule_has_its_case_and_its_source(channel):
    """No rule without a story that breaks it, nor without the page that states it."""
    assert {rule.code for rule in rules(channel)} == {code for name, code, *_ in CASES if name == channel}
    assert all(rule.source.startswith("https://") and rule.hint for rule in rules(channel))


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_good_story_has_no_problems(channel):
    """What fulfils every rule is told of none, alone and in a feed."""
    assert formats.problems(STORY, channel, publication=SITE, at=NOW) == ()
    if FORMATS[channel].writes == "both":
        assert formats.problems(FEED, channel, at=NOW) == ()


def test_the_path_names_the_item():
    """In a feed a problem says which story it means."""
    feed = FEED.evolve(items=[STORY, STORY.evolve(id="urn:example:8", summary=None)])
    assert [each.path for each in formats.problems(feed, "rss")] == ["$.items[1].summary"]


def test_without_a_moment_nothing_is_too_old():
    """The library reads no clock; a naive moment is refused."""
    old = STORY.evolve(published_at=NOW - timedelta(days=400))
    assert formats.problems(old, "news-sitemap", publication=SITE) == ()
    with pytest.raises(DateError):
        formats.problems(old, "news-sitemap", publication=SITE, at=NOW.replace(tzinfo=None))


def test_exactly_two_days_old_is_young_enough():
    """The window is two days, the last second included."""
    story = STORY.evolve(published_at=NOW - timedelta(days=2))
    assert formats.problems(story, "news-sitemap", publication=SITE, at=NOW) == ()


def test_there_are_a_hundred_problems_at_most():
    """A feed of many bad stories does not drown its reader."""
    feed = FEED.evolve(items=[STORY.evolve(id=f"urn:example:{number}", summary=None) for number in range(150)])
    assert len(formats.problems(feed, "rss")) == 100
