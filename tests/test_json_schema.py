"""The JSON Schema of the models, and what FastAPI shows of it."""

import asyncio
import json

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given
from jsonschema import Draft202012Validator

from newscore.article import Article
from newscore.body import blocks
from newscore.feed import Feed
from newscore.formats import native
from newscore.publication import Publication
from newscore.testing import articles

MODELS = set(
    "Article Section Byline Credit Contributor Image Rendition Tag Correction Withdrawal FormerPath Link Rights Mark "
    "Paragraph Heading List ListItem Quote Figure Embed Table TableCell Code Divider Html Unknown".split()
)


@pytest.mark.parametrize("mode", ["validation", "serialization"])
@pytest.mark.parametrize("model", [Article, Feed, Publication])
def test_the_schema_is_valid_2020_12_and_every_field_is_described(model, mode):
    """The dialect's own meta-schema accepts it, and no field leaves a reader guessing."""
    schema = model.model_json_schema(mode=mode)
    Draft202012Validator.check_schema(schema)
    for name, component in {**schema["$defs"], model.__name__: schema}.items():
        if name == "JsonValue":
            continue
        assert ">>>" not in component.get("description", ""), name
        for field, shown in component.get("properties", {}).items():
            assert len(shown.get("description", "")) >= 5, f"{name}.{field}"


def test_the_schema_has_one_component_a_model():
    """Each model stands once, under its own name."""
    schema = Article.model_json_schema()
    assert {*schema["$defs"]} - {"JsonValue"} == MODELS - {"Article"}


def test_the_schema_shows_the_structured_arm_of_a_shorthand():
    """A str is welcome, but a client generated from the schema writes objects."""
    properties = Article.model_json_schema()["properties"]
    assert properties["section"]["anyOf"][0] == {"$ref": "#/$defs/Section"}
    assert properties["tags"]["items"] == {"$ref": "#/$defs/Tag"}
    assert len(properties["body"]["items"]["oneOf"]) == len(blocks.BLOCK_TYPES)


@given(articles(foreign=False))
def test_what_is_written_fits_the_schema(article):
    """Native JSON of every article validates against the published schema."""
    errors = Draft202012Validator(Article.model_json_schema()).iter_errors(json.loads(native.dumps(article)))
    assert [error.message for error in errors] == []


def request(app: FastAPI, method: str, path: str, document: object = None) -> httpx.Response:
    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return await client.request(method, path, json=document)

    return asyncio.run(send())


def test_fastapi_takes_an_article_and_shows_the_body_as_one_of_by_type():
    """The body is oneOf with a discriminator in OpenAPI; a request is validated and answered in native JSON."""
    app = FastAPI()

    @app.post("/articles", response_model_exclude_defaults=True)
    def create(article: Article) -> Article:
        return article

    components = request(app, "GET", "/openapi.json").json()["components"]["schemas"]
    shown = next(schema for name, schema in components.items() if name.startswith("Article"))
    items = shown["properties"]["body"]["items"]
    assert items["discriminator"]["propertyName"] == "type"
    assert set(items["discriminator"]["mapping"]) == blocks.BLOCK_TYPES
    assert len(items["oneOf"]) == len(blocks.BLOCK_TYPES)

    sent = {
        "schema_version": 1,
        "headline": "Storm hits coast",
        "body": [{"text": "It rained.", "type": "paragraph"}],
        "slug": "storm",
    }
    answer = request(app, "POST", "/articles", sent)
    assert (answer.status_code, answer.json()) == (200, sent)
    refused = request(
        app, "POST", "/articles", {"headline": " ", "body": [{"type": "heading", "text": "x", "level": 1}]}
    )
    assert refused.status_code == 422
    assert [error["type"] for error in refused.json()["detail"]][:2] == ["line", "greater_than_equal"]
