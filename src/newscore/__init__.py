"""One validated news article in, every channel a newsroom publishes to out.

>>> import newscore as nc
>>> article = nc.Article(headline="Storm hits coast", section="World/Asia", body="It rained.")
>>> article.slug
'storm-hits-coast'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from newscore import bulk, dates, formats, publishing, slugs
    from newscore._face import dumps, inspect, loads, problems, stream
    from newscore.article import Article, Correction, Link, Rights, Tag, Withdrawal
    from newscore.byline import Byline, Contributor, Credit
    from newscore.cldr.lists import join_names
    from newscore.dates import DateStyle, display_ago, display_date, display_interval, display_relative
    from newscore.errors import NewscoreError, Problem
    from newscore.feed import Feed
    from newscore.media import Image
    from newscore.publication import Publication
    from newscore.section import Section
    from newscore.slugs import slugify

__version__ = "0.1.0"

# Each public name and the module it comes from; a module's own name stands for the module. Loaded on first use, so
# that `import newscore` costs nearly nothing.
_HOMES: Final[dict[str, str]] = {
    "Article": "article",
    "Byline": "byline",
    "Contributor": "byline",
    "Correction": "article",
    "Credit": "byline",
    "DateStyle": "dates",
    "Feed": "feed",
    "Image": "media",
    "Link": "article",
    "NewscoreError": "errors",
    "Problem": "errors",
    "Publication": "publication",
    "Rights": "article",
    "Section": "section",
    "Tag": "article",
    "Withdrawal": "article",
    "bulk": "bulk",
    "dates": "dates",
    "display_ago": "dates",
    "display_date": "dates",
    "display_interval": "dates",
    "display_relative": "dates",
    "dumps": "_face",
    "formats": "formats",
    "inspect": "_face",
    "join_names": "cldr.lists",
    "loads": "_face",
    "problems": "_face",
    "publishing": "publishing",
    "slugify": "slugs",
    "slugs": "slugs",
    "stream": "_face",
}

__all__ = [
    "Article",
    "Byline",
    "Contributor",
    "Correction",
    "Credit",
    "DateStyle",
    "Feed",
    "Image",
    "Link",
    "NewscoreError",
    "Problem",
    "Publication",
    "Rights",
    "Section",
    "Tag",
    "Withdrawal",
    "bulk",
    "dates",
    "display_ago",
    "display_date",
    "display_interval",
    "display_relative",
    "dumps",
    "formats",
    "inspect",
    "join_names",
    "loads",
    "problems",
    "publishing",
    "slugify",
    "slugs",
    "stream",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'newscore' has no attribute {name!r}")
    module = import_module(f"newscore.{home}")
    value = module if name == home else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
