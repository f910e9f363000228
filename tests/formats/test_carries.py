"""What a channel declares that it carries, it keeps: held field by field, over stories of every kind."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from newscore import formats
from newscore.article import Article
from newscore.body import html, plain
from newscore.byline import Byline, Credit
from newscore.formats import FORMATS, native, webpage
from newscore.formats._stories import authors_of
from newscore.languages import write_language
from newscore.media import Image
from newscore.publication import Publication
from newscore.section import Section
from newscore.testing import articles
from newscore.text import clean, clean_line, truncate
from tests.formats.test_channel_problems import NOW
from tests.support import ROOT

SITE = Publication(name="The Harbour Ledger", url="https://ledger.example", language="en", zone="Europe/Stockholm")

View = Callable[[Article], Any]
"""What of an article's field must be the same before and after."""


def line(text: str | None) -> str:
    return clean_line(text or "")


def words(text: str | None) -> str:
    return clean(text or "")


def names(sections: tuple[Section, ...]) -> list[str]:
    return [line(section.name) for section in sections]


def lineage(article: Article) -> list[str]:
    return names(article.section.lineage) if article.section else []


def other_names(article: Article) -> list[str]:
    primary = article.section.name if article.section else ""
    return [name for name in dict.fromkeys(names(article.also_in)) if name != line(primary)]


def whole_image(image: Image | None) -> Any:
    if image is None:
        return None
    sizes = [(each.url, each.width, each.height) for each in image.renditions]
    said = (words(image.caption), line(image.credit), image.license)
    return (image.url, image.width, image.height, said, sizes)


def people(article: Article) -> list[tuple[Any, ...]]:
    """Everybody in the byline, in any order; an agency that signs alone stands as the author."""
    credits_of = article.byline.credits if article.byline else ()
    alone = all(credit.role != "author" for credit in credits_of)
    return sorted(map(str, (person(credit, alone) for credit in credits_of)))


def person(credit: Credit, alone: bool) -> tuple[Any, ...]:
    who = credit.contributor
    title = line(who.job_title or credit.title) if who.kind == "person" else ""
    role = "author" if alone and credit.role == "agency" else credit.role
    return (line(who.name), who.kind, role, title, who.url, who.image, who.same_as)


def provider(article: Article) -> Any:
    who = article.provider
    return (line(who.name), who.url, who.image, who.same_as) if who and who.kind == "organization" else None


def rights(article: Article) -> Any:
    said = article.rights
    return (line(said.holder), line(said.notice), said.year, said.license) if said else None


def links(article: Article) -> list[tuple[str, str, str]]:
    return sorted((link.rel, link.url, line(link.title) if link.rel != "related" else "") for link in article.related)


def small_image(article: Article) -> Any:
    image = article.image
    return (image.url, image.width, image.height, words(image.alt)) if image else None


def signed(article: Article) -> Any:
    """The authors by name, and their pages where each has one."""
    found = authors_of(article)
    pages = all(author.url for author in found)
    return [(line(author.name), author.url if pages else None) for author in found]


def is_plain(article: Article) -> bool:
    """Whether each author's name stands once, and print would be read as that name, in one role for all."""
    names = [author.name for author in authors_of(article)]
    read = [Byline.parse(name).credits for name in names]
    roles = {credit.role for credits_of in read for credit in credits_of}
    as_named = [[credit.contributor.name for credit in credits_of] for credits_of in read] == [[name] for name in names]
    return as_named and len(roles) <= 1 and len(set(names)) == len(names)


def is_guessed(channel: str, name: str, article: Article) -> bool:
    """Whether the people of a byline are understood from print, and so are what its parser says."""
    if name != "byline" or channel == "jsonld":
        return False
    return not is_plain(article) if channel == "opengraph" else bool(article.byline and not article.byline.credits)


def territory(article: Article) -> Any:
    language = article.language or SITE.language
    return write_language(language, "posix")


JSONLD: dict[str, View] = {
    "headline": lambda story: line(story.headline),
    "subheadline": lambda story: line(story.subheadline),
    "summary": lambda story: words(story.summary),
    "body": lambda story: [] if story.access == "subscriber" else words(plain.dumps(story.body)).split(),
    "byline": people,
    "image": lambda story: whole_image(story.image),
    "dateline": lambda story: "" if story.genre == "satire" else line(story.dateline),
    "backstory": lambda story: words(story.backstory),
    "section": lineage,
    "also_in": other_names,
    "tags": lambda story: sorted((line(tag.name), tag.kind, tag.uri or "") for tag in story.tags),
    "genre": lambda story: story.genre,
    "language": lambda story: story.language,
    "id": lambda story: story.id,
    "canonical_url": lambda story: story.canonical_url or SITE.url_for(story),
    "created_at": lambda story: story.created_at,
    "published_at": lambda story: story.published_at,
    "modified_at": lambda story: story.modified_at,
    "expires_at": lambda story: story.expires_at,
    "corrections": lambda story: [(each.at, words(each.note)) for each in story.corrections],
    "provider": provider,
    "rights": rights,
    "access": lambda story: story.access,
    "digital_source_type": lambda story: story.digital_source_type,
    "related": links,
}
OPENGRAPH: dict[str, View] = {
    **{name: JSONLD[name] for name in "headline published_at modified_at expires_at canonical_url".split()},
    "summary": lambda story: line(truncate(line(story.summary), 300)),
    "image": small_image,
    "byline": signed,
    "language": territory,
    "section": lambda story: line(story.section.name) if story.section else "",
    "tags": lambda story: [line(tag.name) for tag in story.tags],
}


def as_on_a_page(article: Article) -> Any:
    """The body as its HTML is read back, headings and tables tidied."""
    return html.loads(html.dumps(webpage.tidied(article.body), language=article.language)).content


def printed(article: Article) -> str:
    return line(article.byline.text) if article.byline else ""


WEBPAGE: dict[str, View] = {
    **JSONLD,
    "kicker": lambda story: line(story.kicker),
    "language": lambda story: story.language or SITE.language,
    "body": as_on_a_page,
    "image": lambda story: (whole_image(story.image), words(story.image.alt) if story.image else ""),
}
KEPT = {"jsonld": JSONLD, "opengraph": OPENGRAPH, "webpage": WEBPAGE}


@pytest.mark.parametrize("channel", KEPT)
def test_nothing_that_is_carried_goes_unchecked(channel):
    """Each field under *Carries* has its view here."""
    assert set(KEPT[channel]) == FORMATS[channel].fields


@pytest.mark.parametrize("channel", KEPT)
@given(article=articles(status="published", foreign=False))
def test_every_field_comes_back(channel, article):
    """Writing and reading keeps of each field what the channel declares."""
    if article.canonical_url and article.section:
        # The trail of a copy is not that of its original, so it has none; the section stands alone.
        article = article.evolve(section=article.section.evolve(parent=None))
    written = formats.dumps(article, channel, at=NOW, force=True, publication=SITE)
    back = formats.loads(written, channel)
    lost = {
        name: (view(article), view(back))
        for name, view in KEPT[channel].items()
        if view(back) != view(article) and not is_guessed(channel, name, article)
    }
    assert lost == {}
    if channel == "webpage" and article.byline and article.byline.text:
        assert printed(back) == printed(article)


# What a channel that is only written shows of each field that it carries; the story has every field.
WHOLE = native.loads((ROOT / "tests" / "corpus" / "tide-gauge" / "article.json").read_bytes()).content
LEAD, ROCK = "https://img.ledger.example/lead.jpg", "https://img.ledger.example/rock.jpg"
SHOWN: dict[str, dict[str, list[str]]] = {
    "html": {
        "headline": [f"<h1>{WHOLE.headline}</h1>"],
        "kicker": [">The strait<"],
        "subheadline": [">A small instrument with large consequences<"],
        "summary": [">After eleven years the harbours trust one number.<"],
        "byline": [">By Marta Lindqvist and dpa<"],
        "published_at": ['<time datetime="2026-03-03T06:42:00Z">'],
        "image": [f'<img src="{LEAD}"'],
        "body": ["<p><strong>Three</strong> ", ">What it settles</h", "<li>and when</li>", ROCK, "<caption>Depths"],
        "corrections": ["The gauge reads every six minutes."],
        "language": ['<article lang="en-GB" dir="ltr">'],
    },
    "news-sitemap": {
        "headline": [f"<news:title>{WHOLE.headline}</news:title>"],
        "language": ["<news:language>en</news:language>"],
        "published_at": ["<news:publication_date>2026-03-03T06:42:00Z</news:publication_date>"],
        "image": [f"<image:loc>{LEAD}</image:loc>"],
        "body": [f"<image:loc>{ROCK}</image:loc>"],
        "canonical_url": ["<loc>https://ledger.example/world/asia/one-tide-gauge</loc>"],
    },
    "sitemap": {
        "canonical_url": ["<loc>https://ledger.example/world/asia/one-tide-gauge</loc>"],
        "modified_at": ["<lastmod>2026-03-03T07:00:00Z</lastmod>"],
        "image": [f"<image:loc>{LEAD}</image:loc>"],
        "body": [f"<image:loc>{ROCK}</image:loc>"],
    },
}


@pytest.mark.parametrize("channel", SHOWN)
def test_a_channel_that_is_only_written_shows_every_field(channel):
    """Each field under *Carries* stands in what is written, in its own place."""
    assert set(SHOWN[channel]) == FORMATS[channel].fields
    written = formats.dumps(WHOLE, channel, at=NOW, force=True, publication=SITE)
    missing = [piece for pieces in SHOWN[channel].values() for piece in pieces if piece not in written]
    assert missing == []


def test_every_channel_that_is_only_written_is_looked_at():
    """A new one needs its own pieces here."""
    assert set(SHOWN) == {row.name for row in FORMATS.values() if not row.reads}
