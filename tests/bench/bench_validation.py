"""What validation costs: the native payload against the barest pydantic model of the same fields.

python -m tests.bench.bench_validation
"""

import json

from newscore.article import Article
from newscore.formats import native
from tests.bench import bare
from tests.bench.corpus import payloads
from tests.bench.icount import measure

COUNT = 60


def main() -> None:
    """Print two tables: from JSON bytes, and from a dict."""
    documents = payloads(COUNT)
    dicts = [json.loads(document) for document in documents]
    size = sum(map(len, documents)) / COUNT
    measure(
        {
            "the barest model, from JSON bytes": lambda: [
                bare.Article.model_validate_json(document) for document in documents
            ],
            "Article.model_validate_json": lambda: [Article.model_validate_json(document) for document in documents],
            "newscore.loads(…, 'json')": lambda: [native.loads(document) for document in documents],
        },
        items=COUNT,
        base="the barest model, from JSON bytes",
        title=f"validation from JSON, {size:,.0f} bytes a payload",
    )
    measure(
        {
            "the barest model, from a dict": lambda: [bare.Article.model_validate(document) for document in dicts],
            "Article.model_validate": lambda: [Article.model_validate(document) for document in dicts],
        },
        items=COUNT,
        base="the barest model, from a dict",
        title="validation from a dict",
    )


if __name__ == "__main__":
    main()
