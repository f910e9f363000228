"""What JSON-LD costs: a story's structured data against a plain function that builds a dict for json.dumps.

python -m tests.bench.bench_jsonld
"""

import json
from datetime import datetime
from typing import Any

from newscore.article import Article
from newscore.body import plain
from newscore.formats import jsonld, native
from newscore.publication import Publication
from tests.bench.corpus import payloads
from tests.bench.icount import measure

COUNT = 20
BASE = "dict + json.dumps"
SITE = Publication(
    name="The Harbour Ledger", url="https://ledger.example", logo="https://ledger.example/logo.png", language="en"
)
ESCAPES = [(sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029"]


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def build(article: Article, body: bool) -> dict[str, Any]:
    """The same members as a developer would write them by hand, with nothing checked and nothing left out."""
    url = SITE.url_for(article)
    lineage = article.section.lineage if article.section else ()
    steps = [
        {"@type": "ListItem", "position": at, "name": section.name,
         "item": {"@type": "WebPage", "@id": f"{SITE.url}/{section.path}"}}
        for at, section in enumerate(lineage, 1)
    ]  # fmt: skip
    steps.append({"@type": "ListItem", "position": len(lineage) + 1, "name": article.headline})
    image = article.image
    authors = [
        {"@type": "Person", "name": credit.contributor.name, "url": credit.contributor.url}
        for credit in (article.byline.credits if article.byline else ())
    ]
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {
            "@type": "WebPage", "@id": url, "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": steps},
        },
        "url": url,
        "identifier": article.id,
        "headline": article.headline,
        "alternativeHeadline": article.subheadline,
        "description": article.summary,
        "image": image and {
            "@type": "ImageObject", "url": image.url, "width": str(image.width), "height": str(image.height),
            "caption": image.caption,
        },
        "datePublished": moment(article.published_at),
        "dateModified": moment(article.modified_at),
        "dateCreated": moment(article.created_at),
        "author": authors,
        "publisher": {
            "@type": "NewsMediaOrganization", "name": SITE.name, "url": SITE.url,
            "logo": {"@type": "ImageObject", "url": SITE.logo and SITE.logo.url},
        },
        "articleSection": lineage[-1].name if lineage else None,
        "keywords": [tag.name for tag in article.tags],
        "inLanguage": article.language,
        "correction": [
            {"@type": "CorrectionComment", "text": each.note, "datePublished": moment(each.at)}
            for each in article.corrections
        ],
        "isAccessibleForFree": True,
        "articleBody": plain.dumps(article.body).strip() if body else None,
    }  # fmt: skip


def peer(article: Article, *, body: bool = True) -> str:
    """The dict without its empty values, dumped and made safe inside a script element, as newscore makes it."""
    members = {name: value for name, value in build(article, body).items() if value not in (None, [], "")}
    written = json.dumps(members, ensure_ascii=False, separators=(",", ":"))
    for sign, safe in ESCAPES:
        if sign in written:
            written = written.replace(sign, safe)
    return written


def main() -> None:
    """Print how both compare: as a document of its own, and in a page that holds the body anyway."""
    stories = [native.loads(payload).content for payload in payloads(COUNT)]
    for story in stories:
        written, expected = json.loads(jsonld.dumps(story, publication=SITE)), json.loads(peer(story))
        assert expected.keys() <= written.keys(), expected.keys() - written.keys()
    for title, body in (("JSON-LD with the body", True), ("JSON-LD in a page, without the body", False)):
        measure(
            {
                BASE: lambda body=body: [peer(story, body=body) for story in stories],
                "newscore.dumps(…, 'jsonld')": lambda body=body: [
                    jsonld.dumps(story, publication=SITE, body=body) for story in stories
                ],
            },
            items=COUNT,
            base=BASE,
            title=title,
        )


if __name__ == "__main__":
    main()
