"""A seeded corpus of native payloads for the benchmarks: marks, lists and pictures in seven languages."""

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

from newscore.testing import WORDS

LANGUAGES = ["en"] * 14 + ["de", "fr", "es", "tr", "ru", "kk"]
START = datetime(2026, 1, 1, tzinfo=UTC)


def payloads(count: int, seed: int = 20260115) -> list[bytes]:
    """*count* native payloads, the same for the same seed, as newscore itself writes them."""
    return [
        json.dumps(
            _article(random.Random(f"{seed}-{number}"), number), ensure_ascii=False, separators=(",", ":")
        ).encode()
        for number in range(count)
    ]


def _article(chance: random.Random, number: int) -> dict[str, Any]:
    language = chance.choice(LANGUAGES)
    published = START + timedelta(minutes=chance.randrange(500_000))
    return {
        "schema_version": 1,
        "headline": _words(chance, language, 6, 12),
        "subheadline": _words(chance, language, 8, 14),
        "summary": _words(chance, language, 20, 40),
        "body": [_block(chance, language) for _ in range(chance.choice([10, 12, 18, 40]))],
        "byline": {
            "text": "By Jane Doe and John Roe",
            "credits": [
                {"contributor": {"name": name, "url": "https://news.example/by/x"}} for name in ("Jane Doe", "John Roe")
            ],
        },
        "image": _image(chance, language),
        "section": {"name": "Asia", "slug": "asia", "parent": {"name": "World", "slug": "world"}},
        "tags": [{"name": _words(chance, language, 1, 2)} for _ in range(chance.randint(4, 12))],
        "language": language,
        "id": f"urn:example:{number}",
        "slug": f"story-{number}",
        "status": "published",
        "created_at": _moment(published - timedelta(hours=3)),
        "published_at": _moment(published),
        "modified_at": _moment(published + timedelta(hours=2)),
        "corrections": [{"at": _moment(published + timedelta(hours=2)), "note": _words(chance, language, 8, 20)}],
        "urgency": chance.randint(1, 9),
    }


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _words(chance: random.Random, language: str, least: int, most: int) -> str:
    words = WORDS[language].split()
    return " ".join(chance.choice(words) for _ in range(chance.randint(least, most)))


def _image(chance: random.Random, language: str) -> dict[str, Any]:
    words = _words(chance, language, 6, 12)
    return {"url": "https://img.news.example/a.jpg", "alt": words, "caption": words, "width": 1600, "height": 900}


def _block(chance: random.Random, language: str) -> dict[str, Any]:
    kind = chance.random()
    if kind < 0.75:
        text = _words(chance, language, 30, 90)
        paragraph: dict[str, Any] = {"text": text, "type": "paragraph"}
        if chance.random() < 0.3:
            link = {"start": 4, "end": 12, "kind": "link", "href": "https://news.example/other"}
            paragraph["marks"] = [link, {"start": 15, "end": 20, "kind": "em"}]
        return paragraph
    if kind < 0.85:
        return {"text": _words(chance, language, 3, 7), "type": "heading", "level": 3}
    if kind < 0.91:
        items = [{"text": _words(chance, language, 8, 16)} for _ in range(chance.randint(3, 6))]
        return {"type": "list", "ordered": True, "items": items}
    if kind < 0.96:
        return {"text": _words(chance, language, 12, 30), "type": "quote", "attribution": "Ilse Brandt"}
    return {"type": "figure", "image": _image(chance, language)}
