"""JSON-LD as written: valid against the vocabulary, safe in a page, nothing left out that is declared."""

import json
import subprocess
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, seed, settings

from newscore.article import Article, Correction, Link, Rights, Tag
from newscore.byline import Byline, Contributor, Credit, Role
from newscore.formats import jsonld
from newscore.publication import Policy, PolicyKind, Publication
from newscore.testing import articles, publications
from tests.formats.test_channel_problems import PICTURE, STORY
from tests.formats.validators import nodes
from tests.formats.validators.vocabulary import find_faults
from tests.support import json_lines

SITE = Publication(
    name="The Harbour Ledger",
    url="https://ledger.example",
    logo="https://ledger.example/logo.png",
    same_as=["https://social.example/ledger"],
    policies=[
        Policy(kind="ethics", url="https://ledger.example/ethics"),
        Policy(kind="masthead", url="https://ledger.example/us"),
    ],
)
NOW = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
WHOLE = STORY.evolve(
    genre="analysis",
    subheadline="A small instrument",
    dateline="Östervik",
    backstory="We sailed there.",
    also_in=["Sea"],
    tags=[
        "tides",
        Tag(name="Östervik", kind="place", uri="https://places.example/7"),
        Tag(name="Q", kind="event", uri="q:7"),
    ],
    corrections=[Correction(at=NOW, note="It was three.")],
    rights=Rights(holder="The Ledger", notice="© The Ledger", year=2026, license="https://ledger.example/licence"),
    provider="dpa",
    digital_source_type="computationalCapture",
    related=[
        "https://ledger.example/older",
        Link(url="https://study.example", title="The study", rel="based-on"),
        Link(url="https://book.example", rel="citation"),
    ],
    expires_at=NOW.replace(year=2036),
    created_at=NOW.replace(year=2025),
)

EVERYBODY = STORY.evolve(
    byline=Byline(credits=[Credit(contributor=Contributor(name=f"A {role}"), role=role) for role in get_args(Role)])
)


def read(text, **options):
    return jsonld.loads(text, **options).content


@given(article=articles(status="published"), publication=publications())
def test_every_type_and_property_is_of_the_vocabulary(article, publication):
    """schema.org 30: each type exists, each property may stand on its type, and no value is empty."""
    assert list(find_faults(json.loads(jsonld.dumps(article, publication=publication)))) == []


def test_a_story_with_everything_is_of_the_vocabulary():
    """The same for every property that the writer knows, paywall and speakable included."""
    written = json.loads(jsonld.dumps(WHOLE, publication=SITE, speakable=["h1", ".summary"], paywalled=".body"))
    assert list(find_faults(written)) == []
    assert written["@type"] == "AnalysisNewsArticle"
    assert written["publisher"]["ethicsPolicy"] == "https://ledger.example/ethics"
    assert written["mainEntityOfPage"]["breadcrumb"]["itemListElement"][0]["item"] == {
        "@type": "WebPage",
        "@id": "https://ledger.example/world",
    }
    assert written["correction"]["@type"] == "CorrectionComment"
    assert [image["width"] for image in written["image"]] == ["1600", "1200", "900"]
    assert written["digitalSourceType"] == "https://schema.org/MultiFrameComputationalCaptureDigitalSource"
    assert written["hasPart"] == {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".body"}


def test_typescript_accepts_what_is_written(tmp_path):
    """schema-dts knows the vocabulary as types: in one run tsc finds no fault in 200 drawn stories and every genre."""
    stories = [WHOLE, STORY, EVERYBODY, Article(headline="Bare")]
    stories += [STORY.evolve(genre=genre) for genre in jsonld.GENRES]

    @seed(20260303)
    @settings(max_examples=200, database=None, suppress_health_check=list(HealthCheck))
    @given(articles(status="published"))
    def collect(story):
        stories.append(story)

    collect()
    assert type_check(tmp_path, stories).splitlines()[:5] == []


def test_typescript_finds_a_planted_fault(tmp_path):
    """The same run is told of a property that the type does not have."""
    assert "jobTitle" in type_check(tmp_path, [STORY], lambda written: written.replace('"headline"', '"jobTitle"'))


def type_check(folder, stories, change=str):
    """What tsc says of *stories*; empty where it finds no fault."""
    compiler = nodes.find("typescript", "bin", "tsc", program="node")
    nodes.find("schema-dts", "package.json", program="node")
    lines = ['import type { WithContext, NewsArticle, Article } from "schema-dts";']
    for number, story in enumerate(stories):
        written = change(jsonld.dumps(story, publication=SITE if number else None, speakable=["h1"], paywalled=".body"))
        kind = "Article" if story.genre in ("satire", "advertiser-content") else "NewsArticle"
        lines.append(f"export const s{number}: WithContext<{kind}> = {written};")
    source = folder / "stories.ts"
    source.write_text("\n".join(lines), encoding="utf-8")
    (folder / "node_modules").symlink_to(nodes.MODULES.resolve())
    options = "--strict --noEmit --skipLibCheck --target es2022 --module es2022 --moduleResolution bundler".split()
    checked = subprocess.run(
        ["node", str(compiler), *options, str(source)], capture_output=True, text=True, check=False
    )
    assert bool(checked.stdout) == bool(checked.returncode), checked.stderr
    return checked.stdout


@pytest.mark.parametrize("field", ["headline", "summary", "backstory"])
def test_no_text_breaks_out_of_its_script(field):
    """Over the injection corpus no sign that could end a script stands in it, and the value is read back equal."""
    tried = 0
    for row in json_lines("corpora", "xss", "cases.jsonl"):
        try:
            article = Article(**{"headline": "x", field: row["text"]})
        except ValueError:
            continue  # The door refuses it, which is as safe as can be.
        tried += 1
        script = jsonld.dumps(article, as_script=True)
        inner = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
        assert not set("<>&\u2028\u2029") & set(inner)
        name = {"summary": "description"}.get(field, field)
        assert json.loads(inner)[name] == row["text"]
    assert tried > 4_000


def test_a_story_with_everything_comes_back():
    """Everything under *Carries*, to the letter, where no text needs cleaning."""
    back = read(jsonld.dumps(WHOLE, publication=SITE))
    kept = (
        "headline subheadline summary byline dateline backstory section also_in genre language id created_at "
        "published_at expires_at corrections provider rights access digital_source_type related"
    )
    for field in kept.split():
        assert getattr(back, field) == getattr(WHOLE, field), field
    assert back.image == PICTURE.evolve(alt=None)
    assert back.canonical_url == SITE.url_for(WHOLE)
    assert {(tag.name, tag.kind, tag.uri) for tag in back.tags} == {(tag.name, tag.kind, tag.uri) for tag in WHOLE.tags}


def test_nobody_signed_means_the_publication():
    """A story without a byline has its publication as author, and comes back without a byline."""
    written = jsonld.dumps(STORY.evolve(byline=None), publication=SITE)
    assert json.loads(written)["author"]["name"] == "The Harbour Ledger"
    assert read(written).byline is None


def test_each_role_has_its_property():
    """Who is no author stands beside them; for what schema.org has no property, a Role says it; nobody is left out."""
    written = json.loads(jsonld.dumps(EVERYBODY))
    said = [written[name]["name"] for name in ("author", "editor", "translator", "producer")]
    assert said == ["A author", "A editor", "A translator", "A producer"]
    told = {each["roleName"]: each["contributor"]["name"] for each in written["contributor"] if "roleName" in each}
    assert told == {
        role: f"A {role}" for role in "photographer illustrator videographer narrator agency as-told-to".split()
    }
    assert [each["name"] for each in written["contributor"] if "roleName" not in each] == ["A contributor"]
    assert read(jsonld.dumps(EVERYBODY)).byline.by_role("narrator")[0].name == "A narrator"


def test_an_agency_alone_is_the_author():
    """A wire story has its agency as author, and the title printed with a name is a job title."""
    agency = Byline(credits=[Credit(contributor=Contributor(name="dpa", kind="organization"), role="agency")])
    assert json.loads(jsonld.dumps(STORY.evolve(byline=agency)))["author"] == {"@type": "Organization", "name": "dpa"}
    titled = Byline(credits=[Credit(contributor=Contributor(name="Ana Lind"), title="Pilot")])
    assert json.loads(jsonld.dumps(STORY.evolve(byline=titled)))["author"]["jobTitle"] == "Pilot"


def test_a_credit_stands_beside_a_content_url():
    """Each size of a picture names whom to credit, its licence and the file they are about."""
    picture = PICTURE.evolve(credit="Nils Ek", license="https://ledger.example/licence")
    for image in json.loads(jsonld.dumps(STORY.evolve(image=picture)))["image"]:
        assert (image["creditText"], image["license"]) == ("Nils Ek", "https://ledger.example/licence")
        assert image["contentUrl"] == image["url"]


def test_a_keyword_with_a_comma_stays_one():
    """A single text of keywords is a list parted by commas, so it stands in an array."""
    written = jsonld.dumps(STORY.evolve(tags=["Tea, coffee"]))
    assert json.loads(written)["keywords"] == ["Tea, coffee"]
    assert [tag.name for tag in read(written).tags] == ["Tea, coffee"]


def test_a_metered_story_is_told_from_one_for_subscribers():
    """Neither is free; the condition says which."""
    for access in ("free", "metered", "subscriber"):
        assert read(jsonld.dumps(STORY.evolve(access=access))).access == access


def test_every_policy_has_its_property():
    """The publisher's word on how it works, each under the name that schema.org gives it."""
    policies = [Policy(kind=kind, url=f"https://ledger.example/{kind}") for kind in get_args(PolicyKind)]
    publisher = json.loads(jsonld.dumps(STORY, publication=SITE.evolve(policies=policies)))["publisher"]
    assert {each.url for each in policies} <= {value for value in publisher.values() if isinstance(value, str)}
    assert list(find_faults({"@context": "https://schema.org", **publisher})) == []
    assert publisher["logo"]["url"] == "https://ledger.example/logo.png"


def test_a_story_for_subscribers_keeps_its_body():
    """Its words are not for everybody, and so not in its structured data."""
    assert "articleBody" in jsonld.dumps(STORY)
    assert "articleBody" not in jsonld.dumps(STORY.evolve(access="subscriber"))
    assert '"isAccessibleForFree":false' in jsonld.dumps(STORY.evolve(access="metered"))
