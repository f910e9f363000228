"""Hypothesis strategies for every newscore model, for the tests of those who use it.

Needs `pip install hypothesis`. Every value drawn is valid, and hostile within what is valid: every script, emoji,
combining marks, right-to-left text, text that looks like markup.

>>> from hypothesis import given
>>> from newscore.testing import articles
>>> @given(articles(status="published"))
... def test_my_page(article):
...     assert article.headline

"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final, Literal, TypeVar

from hypothesis import strategies as st

from newscore import article as models
from newscore.body import blocks as body
from newscore.byline import Byline, Contributor, Credit
from newscore.feed import Feed
from newscore.media import Image, Rendition
from newscore.publication import Publication
from newscore.section import Section
from newscore.slugs import is_slug
from newscore.text import MAX_LINE, is_line, is_text

__all__ = [
    "WORDS",
    "articles",
    "blocks",
    "bodies",
    "bylines",
    "contributors",
    "corrections",
    "extras",
    "feeds",
    "headlines",
    "images",
    "lines",
    "marks",
    "moments",
    "publications",
    "sections",
    "slugs",
    "tags",
    "texts",
    "urls",
]

Drawn = TypeVar("Drawn")

# Strategies are kept: making one anew inside each example costs more than drawing from it.


WORDS: Final[dict[str, str]] = {
    "ar": "الحكومة تعلن اتفاقا جديدا مع الجيران حول المياه في العاصمة اليوم",
    "de": "Wähler stimmen über Straßenbau ab – Köln prüft Öffnung der Brücke für Fußgänger",
    "el": "Η κυβέρνηση ανακοίνωσε νέα μέτρα για την ενέργεια και το νερό",
    "en": "Ministers won’t rule out “bridge” tax: 2,500 homes flooded as storm hits coast",
    "es": "El Gobierno aprueba en España la subida del salario mínimo para el próximo año",
    "fa": "دولت می‌گوید کتاب‌ها به زودی به مدرسه‌ها می‌رسند",
    "fi": "EU:n johtajat sopivat yöllä Äänekosken tehtaasta",
    "fr": "L’été sera chaud : l’Assemblée vote dès aujourd’hui la réforme de l’État",
    "he": "הממשלה אישרה תקציב חדש לרכבת בין ערים",
    "hi": "सरकार ने किसानों के लिए नई योजना की घोषणा की",
    "it": "L’Italia approva la legge sull’acqua: più fondi alle città",
    "ja": "首相が東京で会見、新しい予算について説明",
    "kk": "Үкімет Қазақстан өңірлеріне жаңа көпір салуды ұсынды",
    "ko": "정부 내년 예산안 발표 서울 시민 반응은",
    "pl": "Rząd przyjął ustawę o żłobkach, źródła mówią o łącznej kwocie",
    "pt": "Governo anuncia reforço de verbas às câmaras após cheias não previstas",
    "ru": "Правительство объявило о новых мерах поддержки объёмов экспорта",
    "sv": "Regeringen föreslår ändrad lag om vägar på Åland efter översvämning",
    "th": "รัฐบาลประกาศแผนใหม่สำหรับน้ำและถนน",
    "tr": "Iğdır’da öğrenciler için yeni okul açılışı: “Büyük gün” dedi",
    "uk": "Уряд оголосив новий п’ятирічний план для міст і сіл України",
    "zh": "政府公布新的预算方案 市民表示欢迎",
}
"""Words of a sample headline in each language, invented for the purpose."""

_HOSTILE: Final = (
    "<script>alert(1)</script>", "</script>", "]]>", "-->", "&amp;", "\"'`", "{{7*7}}", "${x}", "%s", "\\", "//", "a@b",
    "עברית", "العربية", "e\u0301", "👩‍👩‍👧", "🇰🇿", "\u200f", "\u2066x\u2069", "ﬁ", "İı", "ẞß", "0", "\ufffd",
)  # fmt: skip
_characters = st.characters(
    exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\u202a\u202b\u202c\u202d\u202e"
)


@cache
def lines(max_size: int = 60) -> st.SearchStrategy[str]:
    """Lines: one line of plain text of 1 to *max_size* code points (500 at most), in any script."""
    wild = st.text(_characters, min_size=1, max_size=max_size)
    odd = st.lists(st.sampled_from(_HOSTILE), min_size=1, max_size=4).map(" ".join)
    return st.one_of(wild, odd, headlines()).map(lambda text: text[: min(max_size, MAX_LINE)]).filter(is_line)


@cache
def texts(max_size: int = 200) -> st.SearchStrategy[str]:
    """Texts: plain text of 1 to *max_size* code points, newlines and tabs among them."""
    pieces = st.lists(st.one_of(lines(max_size), st.sampled_from(["\n", "\t", " "])), min_size=1, max_size=4)
    return pieces.map(lambda parts: "".join(parts)[:max_size]).filter(is_text)


@st.composite
def headlines(draw: st.DrawFn, language: str | None = None) -> str:
    """Headlines in *language* (a key of `WORDS`), or in any of them."""
    words = WORDS[language or draw(st.sampled_from(sorted(WORDS)))].split()
    return " ".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=9)))


@cache
def moments(
    earliest: datetime = datetime(1900, 1, 2, tzinfo=UTC), latest: datetime = datetime(8999, 12, 30, tzinfo=UTC)
) -> st.SearchStrategy[datetime]:
    """Aware moments in UTC, to the microsecond, between *earliest* and *latest*."""
    near = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001 - Hypothesis adds the zone itself.
    far = st.datetimes(earliest.replace(tzinfo=None), latest.replace(tzinfo=None))
    drawn = st.one_of(near, far).map(lambda naive: naive.replace(tzinfo=UTC))
    return drawn.filter(lambda moment: earliest <= moment <= latest)


@cache
def urls() -> st.SearchStrategy[str]:
    """Publishable URLs, with queries, ports, letters of every script and characters that must be escaped."""
    host = st.sampled_from(["news.example", "img.news.example:8443", "нов.example", "203.0.113.7", "[2001:db8::1]"])
    tail = st.sampled_from(["", "/", "/a/b.jpg", "/?a=1&b=2", "/%D0%B0#top", "/ü/ж", "/x'y(z)*", "/a,b;c=d~e"])
    return st.builds("{}://{}{}".format, st.sampled_from(["https", "http"]), host, tail)


@cache
def slugs() -> st.SearchStrategy[str]:
    """Slugs, Latin and native."""
    word = st.sampled_from(["storm", "hits", "coast", "2026", "қазақстан", "東京", "क्षेत्र", "a", "u", "s"])
    return st.lists(word, min_size=1, max_size=6).map("-".join).filter(is_slug)


@cache
def sections(max_depth: int = 4) -> st.SearchStrategy[Section]:
    """Sections nested up to *max_depth* (8 at most)."""

    def nest(names: list[tuple[str, str]]) -> Section:
        section = Section(name=names[0][0], slug=names[0][1])
        for name, slug in names[1:]:
            section = Section(name=name, slug=slug, parent=section)
        return section

    return st.lists(st.tuples(lines(30), slugs()), min_size=1, max_size=max_depth).map(nest)


@cache
def contributors() -> st.SearchStrategy[Contributor]:
    """People and organizations."""
    return st.builds(
        Contributor,
        name=st.one_of(st.sampled_from(["Jane Doe", "Zoë O’Brien-Młyńska", "山田太郎", "أحمد علي", "dpa"]), lines(40)),
        kind=st.sampled_from(["person", "organization"]),
        url=st.none() | urls(),
        email=st.none() | st.just("desk@news.example"),
        job_title=st.none() | lines(30),
        same_as=st.lists(urls(), max_size=2).map(tuple),
    )


@cache
def bylines() -> st.SearchStrategy[Byline]:
    """Bylines with or without a printed text, of any number of credits."""
    roles = ["author", "editor", "photographer", "illustrator", "translator", "contributor", "agency"]
    credit = st.builds(
        Credit,
        contributor=contributors(),
        role=st.sampled_from(roles),
        title=st.none() | lines(30),
        place=st.none() | lines(30),
        sure=st.booleans(),
    )
    composed = st.builds(Byline, text=st.none(), credits=st.lists(credit, min_size=1, max_size=4).map(tuple))
    printed = st.builds(Byline, text=lines(80), credits=st.lists(credit, max_size=4).map(tuple))
    return composed | printed


@cache
def images() -> st.SearchStrategy[Image]:
    """Pictures with and without what should stand beside them."""
    pixels = st.none() | st.integers(1, 10_000)
    return st.builds(
        Image,
        url=urls(),
        alt=st.none() | texts(60),
        caption=st.none() | texts(80),
        credit=st.none() | lines(30),
        license=st.none() | urls(),
        width=pixels,
        height=pixels,
        renditions=st.lists(st.builds(Rendition, url=urls(), width=pixels, height=pixels), max_size=2).map(tuple),
    )


@cache
def tags() -> st.SearchStrategy[models.Tag]:
    """Tags of every kind."""
    kinds = st.sampled_from(["keyword", "subject", "person", "organization", "place", "event"])
    return st.builds(models.Tag, name=lines(30), kind=kinds, uri=st.none() | urls())


@st.composite
def marks(draw: st.DrawFn, text: str) -> tuple[body.Mark, ...]:
    """Marks that fit *text*: sorted, in bounds, links never nested."""
    drawn: list[body.Mark] = []
    link_end = 0
    kinds: list[body.MarkKind] = ["strong", "em", "code", "sub", "sup", "underline", "strike", "mark", "small"]
    for start in sorted(draw(st.lists(st.integers(0, len(text) - 1), max_size=4))):
        end = draw(st.integers(start + 1, len(text)))
        if start >= link_end and draw(st.booleans()):
            drawn.append(body.Mark(start=start, end=end, kind="link", href=draw(urls())))
            link_end = end
        else:
            drawn.append(body.Mark(start=start, end=end, kind=draw(st.sampled_from(kinds))))
    return tuple(sorted(drawn, key=lambda mark: (mark.start, -mark.end)))


@st.composite
def _marked(draw: st.DrawFn, /, make: Callable[..., Drawn], **more: st.SearchStrategy[Any]) -> Drawn:
    text = draw(texts(80))
    return make(text=text, marks=draw(marks(text)), **{name: draw(strategy) for name, strategy in more.items()})


@cache
def blocks(depth: int = 2, *, foreign: bool = True) -> st.SearchStrategy[body.Block]:
    """Blocks of every kind, lists nested up to *depth*; without *foreign*, no `Html` and no `Unknown`."""
    inner = st.lists(blocks(depth - 1, foreign=foreign), max_size=2).map(tuple) if depth > 1 else st.just(())
    cell = st.one_of(_marked(body.TableCell, header=st.booleans()), st.just(body.TableCell()))
    row = st.lists(cell, min_size=1, max_size=3).map(tuple)
    kinds: list[st.SearchStrategy[Any]] = [
        _marked(body.Paragraph),
        _marked(body.Heading, level=st.integers(2, 6)),
        st.builds(
            body.List,
            ordered=st.booleans(),
            start=st.integers(-3, 2_000),
            items=st.lists(_marked(body.ListItem, blocks=inner), min_size=1, max_size=3).map(tuple),
        ),
        _marked(body.Quote, attribution=st.none() | lines(30), pull=st.booleans()),
        st.builds(body.Figure, image=images()),
        st.builds(body.Embed, url=urls(), provider=st.none() | lines(20), title=st.none() | lines(30)),
        st.builds(body.Table, rows=st.lists(row, min_size=1, max_size=3).map(tuple), caption=st.none() | lines(30)),
        st.builds(body.Code, text=texts(60), syntax=st.none() | st.just("python")),
        st.just(body.Divider()),
    ]
    if foreign:
        kinds.append(st.builds(body.Html, html=texts(60)))
        kinds.append(st.builds(_unknown, st.sampled_from(["poll", "map-v2"]), extras()))
    return st.one_of(kinds)


def _unknown(kind: str, payload: dict[str, Any]) -> body.Unknown:
    return body.Unknown(kind=kind, payload={**payload, "type": kind})


@cache
def bodies(*, foreign: bool = True, max_size: int = 5) -> st.SearchStrategy[tuple[body.Block, ...]]:
    """Bodies of up to *max_size* blocks; *foreign* as for `blocks`."""
    return st.lists(blocks(foreign=foreign), max_size=max_size).map(tuple)


@cache
def extras() -> st.SearchStrategy[dict[str, Any]]:
    """JSON objects as a newsroom might keep beside a story."""
    key = st.text(_characters, max_size=8)
    leaf: st.SearchStrategy[Any] = (
        st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(-1e300, 1e300) | key
    )
    value = leaf
    for _ in range(2):
        value = leaf | st.lists(value, max_size=3) | st.dictionaries(key, value, max_size=3)
    return st.dictionaries(key, value, max_size=3)


def corrections(earliest: datetime) -> st.SearchStrategy[tuple[models.Correction, ...]]:
    """Corrections after *earliest*, oldest first."""
    one = st.builds(
        models.Correction,
        at=moments(earliest, earliest + timedelta(days=300)),
        note=texts(60),
        kind=st.sampled_from(["correction", "clarification", "update"]),
    )
    return st.lists(one, max_size=2).map(lambda some: tuple(sorted(some, key=lambda correction: correction.at)))


@st.composite
def articles(draw: st.DrawFn, *, status: str | None = None, foreign: bool = True) -> models.Article:
    """Articles, from a bare draft to a published story with everything; *status* fixes that field.

    A published article has an id and a section; without *foreign* its body holds no `Html` and no `Unknown`.
    """
    status = status or draw(st.sampled_from(["draft", "published", "withdrawn"]))
    fields: dict[str, Any] = {"headline": draw(lines(90)), "status": status, "body": draw(bodies(foreign=foreign))}
    fields |= draw(st.fixed_dictionaries({}, optional=_optional_fields()))
    if status != "draft":
        fields |= draw(_published_fields())
    if status == "withdrawn":
        at = fields["published_at"] + timedelta(days=1)
        kinds: list[Literal["retraction", "takedown", "unpublish"]] = ["retraction", "takedown", "unpublish"]
        kind = draw(st.sampled_from(kinds))
        fields["withdrawal"] = models.Withdrawal(at=at, kind=kind, note=draw(st.none() | texts(60)))
    return models.Article(**fields)


@st.composite
def _published_fields(draw: st.DrawFn) -> dict[str, Any]:
    published = draw(moments(latest=datetime(8990, 1, 1, tzinfo=UTC)))
    later = st.timedeltas(timedelta(0), timedelta(days=300))
    embargo = draw(st.none() | moments(latest=published))
    return {
        "id": draw(st.uuids().map(lambda uuid: f"urn:uuid:{uuid}")),
        "section": draw(sections()),
        "published_at": published,
        "modified_at": draw(st.none() | later.map(lambda delta: published + delta)),
        "embargo_until": embargo,
        "expires_at": draw(st.none() | later.map(lambda delta: published + delta + timedelta(seconds=1))),
        "corrections": draw(corrections(published)),
    }


@cache
def _optional_fields() -> dict[str, st.SearchStrategy[Any]]:
    related = st.builds(
        models.Link, url=urls(), title=st.none() | lines(30), rel=st.sampled_from(["related", "based-on", "citation"])
    )
    rights = st.builds(models.Rights, holder=lines(30), notice=st.none() | lines(40), license=st.none() | urls())
    former = st.builds(models.FormerPath, path=slugs().map(lambda slug: f"/old/{slug}"), until=moments())
    return {
        "subheadline": lines(),
        "kicker": lines(20),
        "summary": texts(),
        "byline": bylines(),
        "image": images(),
        "dateline": lines(20),
        "backstory": texts(60),
        "section": sections(),
        "also_in": st.lists(sections(2), max_size=2).map(tuple),
        "tags": st.lists(tags(), max_size=3).map(tuple),
        "genre": st.sampled_from(["opinion", "analysis", "review", "satire"]),
        "language": st.sampled_from(["en", "en-GB", "de", "ar", "he", "zh-Hant-TW", "kk", "sr-Latn", "ja", "fa"]),
        "translation_key": st.just("story-7"),
        "slug": slugs(),
        "former_paths": st.lists(former, max_size=2).map(tuple),
        "canonical_url": urls(),
        "created_at": moments(),
        "version": st.integers(1, 10**6),
        "replaces": st.just("urn:example:older"),
        "provider": contributors(),
        "rights": rights,
        "access": st.sampled_from(["free", "metered", "subscriber"]),
        "urgency": st.integers(1, 9),
        "digital_source_type": st.sampled_from(["humanEdits", "trainedAlgorithmicMedia"]),
        "related": st.lists(related, max_size=2).map(tuple),
        "extra": extras(),
    }


@cache
def publications() -> st.SearchStrategy[Publication]:
    """Outlets in several zones, languages and path styles."""
    return st.builds(
        Publication,
        name=lines(30),
        url=st.sampled_from(["https://news.example", "https://steppe.example/kz/"]),
        language=st.sampled_from(["en", "de", "ar", "kk", "ja", "pt-BR"]),
        zone=st.sampled_from(["UTC", "Asia/Almaty", "America/St_Johns", "Asia/Kathmandu", "Europe/Dublin"]),
        description=st.none() | texts(60),
        path_template=st.sampled_from(["/{section}/{slug}", "/{slug}", "/{language}/{section}/{slug}"]),
        logo=st.none() | images(),
    )


def _release(article: models.Article) -> datetime:
    return article.release or datetime.min.replace(tzinfo=UTC)


@st.composite
def feeds(draw: st.DrawFn, *, max_size: int = 4) -> Feed:
    """Feeds of published articles, newest first, each with an id of its own."""
    items = draw(st.lists(articles(status="published"), max_size=max_size, unique_by=lambda article: article.id))
    items.sort(key=_release, reverse=True)
    publication = draw(publications())
    return Feed(
        title=draw(lines(40)),
        url=publication.url,
        feed_url=draw(st.none() | st.just("https://news.example/feed")),
        description=draw(st.none() | texts(60)),
        language=publication.language,
        updated=draw(st.none() | moments()),
        publication=publication,
        items=tuple(items),
    )
