"""An article as one HTML fragment, for a page that somebody else draws.

Specification: HTML Living Standard, https://html.spec.whatwg.org/.

*Carries* headline, kicker, subheadline, summary, byline (as printed or displayed), published_at, image (but its licence
and renditions), body (with marks), corrections (moment and words), language.

*Leaves behind* everything else.
"""

from datetime import datetime
from html import escape

from newscore.article import Article
from newscore.body.blocks import Figure
from newscore.body.html import dumps as write_body
from newscore.body.html import write_text
from newscore.dates import display_date, rfc3339
from newscore.errors import DateError
from newscore.languages import writing_direction
from newscore.publication import Publication

__all__ = ["dumps"]


def dumps(article: Article, *, publication: Publication | None = None) -> str:
    """Return *article* as `<article>…</article>`, without script or style; its time in the publication's zone.

    >>> print(dumps(Article(headline="A < B", language="ar", body="It rained.")))
    <article lang="ar" dir="rtl">
    <header>
    <h1>A &lt; B</h1>
    </header>
    <p dir="auto">It rained.</p>
    </article>

    Raises MissingExtra or LimitExceeded for foreign markup, as `body.html.dumps` does.
    """
    language = article.language or (publication.language if publication else None)
    tongue = f' lang="{language}" dir="{writing_direction(language)}"' if language else ""
    byline = article.byline
    said = (byline.text or byline.display(language or "en")) if byline else None
    head = [
        f'<p class="kicker">{escape(article.kicker)}</p>' if article.kicker else "",
        f"<h1>{escape(article.headline, quote=False)}</h1>",
        f'<p class="subheadline">{escape(article.subheadline)}</p>' if article.subheadline else "",
        f'<p class="summary">{write_text(article.summary)}</p>' if article.summary else "",
        f'<p class="byline">{escape(said)}</p>' if said else "",
        _time(article.published_at, language, publication) if article.published_at else "",
    ]
    parts = [
        f"<article{tongue}>",
        "<header>",
        *(part for part in head if part),
        "</header>",
        write_body([Figure(image=article.image)], language=language) if article.image else "",
        write_body(article.body, language=language, absolute=publication.url if publication else None),
        _corrections(article, language, publication),
        "</article>",
    ]
    return "\n".join(part for part in parts if part)


def _time(moment: datetime, language: str | None, publication: Publication | None) -> str:
    stamp = rfc3339(moment)
    shown = stamp
    if publication is not None:
        try:
            shown = display_date(moment, locale=language or publication.language, zone=publication.zone, style="byline")
        except DateError:
            shown = stamp
    return f'<p class="published"><time datetime="{stamp}">{escape(shown)}</time></p>'


def _corrections(article: Article, language: str | None, publication: Publication | None) -> str:
    if not article.corrections:
        return ""
    items = [
        f"<li>{_time(correction.at, language, publication)}<p>{write_text(correction.note)}</p></li>"
        for correction in article.corrections
    ]
    return '<footer class="corrections"><ul>\n' + "\n".join(items) + "\n</ul></footer>"
