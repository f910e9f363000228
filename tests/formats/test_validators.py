"""The checkers themselves: each finds the fault it is there for, and a sound document has none."""

import copy

import pytest

from tests.formats.validators.vocabulary import find_faults

SOUND = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Storm",
    "url": "https://ledger.example/storm",
    "datePublished": "2026-03-03T06:42:00Z",
    "copyrightYear": 2026,
    "isAccessibleForFree": True,
    "author": [{"@type": "Person", "name": "Ana", "jobTitle": "Pilot"}, {"@type": "Organization", "name": "dpa"}],
    "contributor": {
        "@type": "Role",
        "roleName": "photographer",
        "contributor": {"@type": "Person", "name": "Nils"},
    },
    "image": {"@type": "ImageObject", "url": "https://ledger.example/a.jpg", "width": "1600"},
    "digitalSourceType": "https://schema.org/DigitalArtDigitalSource",
    "publisher": {
        "@type": "NewsMediaOrganization",
        "name": "The Ledger",
        "masthead": "https://ledger.example/us",
    },
}


def planted(path, value):
    """SOUND with *value* at *path*; None takes the member away."""
    document = copy.deepcopy(SOUND)
    *above, name = path.split(".")
    node = document
    for step in above:
        node = node[int(step) if step.isdigit() else step]
    node[name] = value
    return document


FAULTS = {
    "another vocabulary": ("@context", "https://example.org", "$: no @context of schema.org"),
    "an unknown type": ("@type", "NewsStory", "$: no type schema:NewsStory"),
    "a property for a type": ("@type", "headline", "$: no type schema:headline"),
    "an unknown type inside": ("author.0.@type", "Human", "$.author: no type schema:Human"),
    "an unknown property": ("headLine", "Storm", "$.headLine: no property"),
    "a type for a property": ("Person", "Ana", "$.Person: no property"),
    "a superseded property": ("publisher.awards", "A prize", "$.publisher.awards: superseded"),
    "a property of another type": ("author.1.jobTitle", "Agency", ".jobTitle: no property of schema:Organization"),
    "a property of a subclass": ("author.1.masthead", "https://a.example", "no property of schema:Organization"),
    "a text for a node": ("author", "Ana", "$.author: 'Ana' is none of ['schema:Organization', 'schema:Person']"),
    "a node of another type": ("author", {"@type": "Place", "name": "x"}, "$.author: schema:Place is none of"),
    "a role without its property": ("contributor", {"@type": "Role", "roleName": "x"}, "schema:Role is none"),
    "a role with another property": ("contributor.editor", SOUND["author"][0], "editor: no property of schema:Role"),
    "words for an address": ("url", "storm", "$.url: 'storm' is none of ['schema:URL']"),
    "words for a date": ("datePublished", "yesterday", "$.datePublished: 'yesterday' is none of"),
    "a moment without an offset": ("datePublished", "2026-03-03T06:42:00", "'2026-03-03T06:42:00' is none of"),
    "words for a number": ("copyrightYear", "2026", "$.copyrightYear: '2026' is none of ['schema:Number']"),
    "words for a truth": ("isAccessibleForFree", "yes", "$.isAccessibleForFree: 'yes' is none of ['schema:Boolean']"),
    "a number for a text": ("headline", 7, "$.headline: 7 is none of ['schema:Text']"),
    "a number for a distance": ("image.width", 1600, "$.image.width: 1600 is none of"),
    "words for a distance": ("image.width", "wide", "$.image.width: 'wide' is none of"),
    "a member of another enumeration": ("digitalSourceType", "https://schema.org/InStock", "InStock' is none of"),
    "a reference to another list": ("digitalSourceType", {"@id": "https://a.example/x"}, "a reference to nothing"),
    "a reference in another place": ("author", {"@id": "https://a.example/ana"}, "a reference to nothing"),
    "an empty text": ("headline", " ", "$.headline: empty"),
    "an empty array": ("author", [], "$.author: empty"),
    "an empty text in an array": ("keywords", ["a", ""], "$.keywords: empty"),
    "nothing": ("headline", None, "$.headline: empty"),
    "a node that says nothing": ("author", {"@type": "Person"}, "$.author: empty"),
    "an identity that is no address": ("author.0.@id", "ana", "$.author.@id: no address"),
}  # fmt: skip


def test_a_sound_document_has_no_fault():
    """What the vocabulary allows is not complained of."""
    assert list(find_faults(SOUND)) == []


@pytest.mark.parametrize(("path", "value", "said"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(path, value, said):
    """One fault, one complaint, at its place."""
    found = list(find_faults(planted(path, value)))
    assert len(found) == 1
    assert said in found[0]
