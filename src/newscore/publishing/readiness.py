"""Whether a story is ready to be published: a house's own rules, held as data."""

from collections.abc import Callable, Iterable, Sized
from datetime import UTC, datetime
from functools import cached_property
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

from newscore.article import Article, Genre, Rights
from newscore.byline import Byline, Contributor
from newscore.errors import MAX_PROBLEMS, Problem, PublishingError, Severity
from newscore.fields import Line, Model
from newscore.media import Image
from newscore.publication import Publication
from newscore.section import Section

__all__ = ["DEFAULT", "Check", "Rule", "readiness"]

_INSIDE: Final[dict[str, type[BaseModel]]] = {
    "image": Image,
    "byline": Byline,
    "section": Section,
    "rights": Rights,
    "provider": Contributor,
}
"""The fields of an article that a rule can look inside."""


_ANY_DATE: Final = datetime(1900, 1, 1, tzinfo=UTC)


def _is_property(model: type[BaseModel], name: str) -> bool:
    is_one = isinstance(getattr(model, name, None), property | cached_property)
    return is_one and not name.startswith(("_", "model_"))


def _check_path(path: str) -> str:
    field, _, inner = path.partition(".")
    known = field == "slug" or field in Article.model_fields
    if inner:
        known = field in _INSIDE and (inner in _INSIDE[field].model_fields or _is_property(_INSIDE[field], inner))
    if not known:
        raise PydanticCustomError("rule-path", "expected a field of Article such as 'summary' or 'image.alt'")
    return path


class Rule(Model):
    """One thing that a house asks of a story before it is published; frozen and serializable, so a house is data.

    >>> rule = Rule(code="summary-too-long", path="summary", at_most=160, hint="say it in one breath")
    >>> [problem.code for problem in readiness(Article(headline="Storm", summary="Wind. " * 40), policies=[rule])]
    ['summary-too-long']
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$", max_length=80)]
    """A stable word for programs."""
    path: Annotated[Line, AfterValidator(_check_path)]
    """The field it is about, as in Python: `summary`, `image.alt`, `byline.credits`."""
    required: bool = False
    """Whether the field must hold something. An `image.alt` is only asked of a story that has an image."""
    at_least: Annotated[int, Field(ge=1)] | None = None
    """The fewest characters of a text, or entries of a list, where there are any."""
    at_most: Annotated[int, Field(ge=0)] | None = None
    """The most characters of a text, or entries of a list."""
    genres: tuple[Genre | Literal["news"], ...] = ()
    """Only for stories of these genres, "news" being those without one; empty is for all."""
    severity: Severity = "warning"
    """`error` where the house refuses to publish, `warning` where it frowns."""
    hint: Line | None = None
    """The way out."""

    def __call__(self, article: Article) -> Iterable[Problem]:
        """Yield the problem that *article* has with this rule, if any."""
        if self.genres and (article.genre or "news") not in self.genres:
            return
        field, _, inner = self.path.partition(".")
        value = getattr(article, field)
        if inner:
            if value is None:
                return
            value = getattr(value, inner)
        if fault := self._find_fault(value):
            path = f"$.{self.path}"
            yield Problem(path=path, code=self.code, message=fault, severity=self.severity, hint=self.hint or "")

    def _find_fault(self, value: object) -> str | None:
        size = len(value) if isinstance(value, Sized) else None
        if value is None or size == 0:
            return f"expected {self.path}, got none" if self.required else None
        if size is None:
            return None
        unit = "characters" if isinstance(value, str) else "entries"
        if self.at_least is not None and size < self.at_least:
            return f"expected at least {self.at_least} {unit} of {self.path}, got {size}"
        if self.at_most is not None and size > self.at_most:
            return f"expected at most {self.at_most} {unit} of {self.path}, got {size}"
        return None


Check = Callable[[Article], Iterable[Problem]]
"""What a house may add: a `Rule`, or any function from an article to its problems."""

DEFAULT: Final[tuple[Rule, ...]] = (
    Rule(code="id-missing", path="id", required=True, severity="error", hint="give it an id that never changes"),
    Rule(code="headline-too-long", path="headline", at_most=110, hint="Google shows 110 characters at most"),
    Rule(code="summary-missing", path="summary", required=True, hint="feeds and cards show it"),
    Rule(code="summary-too-long", path="summary", at_most=160, hint="search results and cards cut what is longer"),
    Rule(code="body-missing", path="body", required=True, hint="write the story"),
    Rule(code="section-missing", path="section", required=True, hint="readers find stories by section"),
    Rule(code="language-missing", path="language", required=True, hint="screen readers and search need it"),
    Rule(code="byline-missing", path="byline", required=True, genres=("opinion",), hint="an opinion is somebody's"),
    Rule(code="image-missing", path="image", required=True, hint="cards and readers look for a picture"),
    Rule(code="image-alt-missing", path="image.alt", required=True, hint="say what the picture shows"),
)
"""What newscore asks of every story, and no more: only an id is an error, since `publish` refuses without one."""


def readiness(
    article: Article, *, policies: Iterable[Check] = DEFAULT, publication: Publication | None = None
) -> tuple[Problem, ...]:
    """Return what *policies* find wrong with *article*, at most 100 problems; empty means: ready to publish.

    With *publication* its path template is tried too. Add a rule of your own as data, or as a function:

    >>> def no_shouting(article):
    ...     if article.headline.isupper():
    ...         yield Problem(path="$.headline", code="shouting", message="expected a headline in lower case")
    >>> storm = Article(headline="STORM", id="storm-1")
    >>> [problem.code for problem in readiness(storm, policies=[*DEFAULT[:2], no_shouting])]
    ['shouting']
    """
    found = [problem for check in policies for problem in check(article)]
    if publication is not None:
        try:
            # Publishing gives a draft its date; any date shows whether the rest of the path is there.
            publication.path_for(article if article.published_at else article.evolve(published_at=_ANY_DATE))
        except PublishingError as error:
            found.append(Problem(path="$", code="path", message=str(error), hint="set the field"))
    return tuple(found[:MAX_PROBLEMS])
