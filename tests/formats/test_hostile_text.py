"""Each forbidden code point, naughty string and injection string, in each text field of each channel written in XML."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from lxml import etree

from newscore.article import Article
from newscore.errors import NewscoreError
from newscore.formats import atom, jsonld, news_sitemap, rss, sitemap
from newscore.publication import Publication
from newscore.text import is_line, is_text
from tests.support import json_lines, shared

NOW = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
SITE = Publication(name="The Ledger", url="https://ledger.example", language="en", path_template="/{id}")
PICTURE = "https://ledger.example/a.jpg"
CORPORA = ("unicode-codepoints", "blns", "header-line-injection", "xss")


def strings(corpus: str) -> Iterator[str]:
    """Each string of a corpus; a code point stands between two letters, and alone at the end."""
    if corpus == "blns":
        yield from json.loads(shared("corpora", "blns", "blns.json").read_text(encoding="utf-8"))
        return
    for row in json_lines("corpora", corpus, "cases.jsonl"):
        if "cp" in row:
            point = chr(int(row["cp"][2:], 16))
            yield f"a{point}b"
            yield f"a{point}"
        else:
            yield row["text"]


LINES = {
    "headline": lambda text: {"headline": text},
    "tag": lambda text: {"tags": [{"name": text}]},
    "section": lambda text: {"section": {"name": text, "slug": "s"}},
    "author": lambda text: {"byline": {"credits": [{"contributor": {"name": text}}]}},
    "editor": lambda text: {"byline": {"credits": [{"contributor": {"name": text}, "role": "editor"}]}},
    "credit": lambda text: {"image": {"url": PICTURE, "credit": text}},
    "notice": lambda text: {"rights": {"notice": text}},
}
TEXTS = {
    "summary": lambda text: {"summary": text},
    "caption": lambda text: {"image": {"url": PICTURE, "caption": text}},
}
# Where a field's words stand in each channel: as the text of an element, or in its attribute `term`.
PLACES = {
    "rss": {
        "headline": "title", "tag": "category", "section": "category", "author": "creator", "credit": "credit",
        "caption": "description",
    },
    "atom": {
        "headline": "title", "tag": "category", "section": "category", "author": "name", "editor": "name",
        "credit": "credit", "notice": "rights", "summary": "summary", "caption": "description",
    },
    "news-sitemap": {"headline": "title"},
    "sitemap": {},
}  # fmt: skip
MODULES = {"rss": rss, "atom": atom, "news-sitemap": news_sitemap, "sitemap": sitemap}


def story(**fields: object) -> Article:
    return Article(**{"headline": "x", "published_at": NOW, "id": "urn-7", **fields})


def found(document: str, name: str) -> set[str | None]:
    root = etree.fromstring(document)
    nodes = [node for node in root.iter() if str(node.tag).rpartition("}")[2] == name]
    return {node.get("term") or node.text for node in nodes}


@pytest.mark.parametrize("corpus", CORPORA)
def test_a_string_is_refused_at_the_door_or_stands_equal_in_the_xml(corpus):
    """XML 1.0 §2.2: what no document may hold is held by no field; everything else is read back as it was."""
    kept = refused = 0
    for text in strings(corpus):
        for fields, fits in ((LINES, is_line), (TEXTS, is_text)):
            for field, build in fields.items():
                if not fits(text):
                    refused += 1
                    with pytest.raises(ValueError, match="validation error"):
                        story(**build(text))
                    continue
                kept += 1
                article = story(**build(text))
                for channel, places in PLACES.items():
                    if field in places:
                        document = MODULES[channel].dumps(article, publication=SITE)
                        assert text in found(document, places[field]), (channel, field, text)
    assert kept > 20
    assert refused > 50


@pytest.mark.parametrize("corpus", CORPORA)
def test_a_story_of_hostile_texts_is_well_formed_in_every_channel(corpus):
    """All fields at once, the body and the outlet's name among them, in all four channels."""
    for text in strings(corpus):
        if not is_line(text):
            continue
        fields = {name: value for build in (LINES | TEXTS).values() for name, value in build(text).items()}
        outlet = SITE.evolve(name=text, description=text)
        article = story(**fields, body=[{"type": "paragraph", "text": text}])
        for channel, module in MODULES.items():
            root = etree.fromstring(module.dumps(article, publication=outlet))
            assert channel in ("sitemap",) or text in {node.text for node in root.iter()}


@pytest.mark.parametrize("corpus", CORPORA)
def test_json_ld_holds_the_text_and_no_sign_that_could_end_its_script(corpus):
    """HTML §4.12.1.3: neither `<` nor `&` leaves the writer, and JSON gives the same text back."""
    for text in strings(corpus):
        if not is_line(text):
            continue
        written = jsonld.dumps(story(headline=text, summary=text), publication=SITE, as_script=True)
        inside = written.partition(">")[2].rpartition("</script>")[0]
        assert not set(inside) & set("<>&\u2028\u2029")
        read = json.loads(inside)
        assert (read["headline"], read["description"]) == (text, text)


@pytest.mark.parametrize("text", ["\x00", "a\ud800b", "\ufffe", "a\x0bb", "\u202eevil"])
def test_a_feed_with_a_forbidden_character_gives_our_error_or_content(text):
    """Readers meet in documents what no field may hold."""
    for module in (rss, atom):
        document = f"<rss><channel><link>https://a.example</link><item><title>a{text}b</title></item></channel></rss>"
        try:
            reading = module.loads(document)
        except NewscoreError:
            continue
        assert all(is_line(item.headline) for item in reading.content.items)
