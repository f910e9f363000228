"""What HTML costs: blocks to HTML against Jinja2, HTML to blocks against the bare parser, and the parsers themselves.

python -m tests.bench.bench_html

Jinja2 writes the same bytes from the same blocks, with autoescape, compiled once; the bytes are compared first. The
other parsers are shown where they are installed (pip install selectolax lxml).
"""

from collections.abc import Callable
from importlib import import_module

from newscore.article import Article
from newscore.body import html
from newscore.body.blocks import Block
from newscore.body.marks import spans
from tests.bench.corpus import payloads
from tests.bench.icount import measure

COUNT = 40

TEMPLATE = """\
{%- macro marked(block) -%}
{%- if not block.marks %}{{ block.text }}
{%- else %}{% for piece, covering in spans(block.text, block.marks) -%}
{% for mark in covering %}{% if mark.kind == "link" %}<a href="{{ mark.href }}">{% else %}<{{ mark.kind }}>{% endif %}
{%- endfor %}{{ piece }}{% for mark in covering|reverse %}</{{ "a" if mark.kind == "link" else mark.kind }}>{% endfor %}
{%- endfor %}{% endif -%}
{%- endmacro -%}
{% for block in blocks -%}
{% if block.type == "paragraph" %}<p>{{ marked(block) }}</p>
{%- elif block.type == "heading" %}<h{{ block.level }}>{{ marked(block) }}</h{{ block.level }}>
{%- elif block.type == "list" %}<{{ "ol" if block.ordered else "ul" }}>
{% for item in block["items"] %}<li>{{ marked(item) }}</li>
{% endfor %}</{{ "ol" if block.ordered else "ul" }}>
{%- elif block.type == "quote" %}<blockquote><p>{{ marked(block) }}</p>
{%- if block.attribution %}
<footer>{{ block.attribution }}</footer>{% endif %}</blockquote>
{%- elif block.type == "figure" %}<figure><img src="{{ block.image.url }}" alt="{{ block.image.alt or "" }}"
{%- if block.image.width %} width="{{ block.image.width }}"{% endif %}
{%- if block.image.height %} height="{{ block.image.height }}"{% endif %}>
{%- if block.image.caption %}<figcaption>{{ block.image.caption }}</figcaption>{% endif %}</figure>
{%- endif %}
{%- if not loop.last %}
{% endif %}
{%- endfor %}"""


def main() -> None:
    """Print one table for writing, one for reading, one for the parsers."""
    bodies = [Article.model_validate_json(payload).body for payload in payloads(COUNT)]
    written = [html.dumps(body, language="en") for body in bodies]
    _writing(bodies, written)
    _reading(written)
    _parsing(written)


def _writing(bodies: list[tuple[Block, ...]], written: list[str]) -> None:
    try:
        jinja2 = import_module("jinja2")
    except ImportError:
        print("\n## blocks to HTML: not measured, Jinja2 is not installed (pip install jinja2)")
        return
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.globals["spans"] = spans
    template = environment.from_string(TEMPLATE)
    for body, want in zip(bodies, written, strict=True):
        assert (got := template.render(blocks=body)) == want, (got, want)
    measure(
        {
            "Jinja2, autoescape, the same bytes": lambda: [template.render(blocks=body) for body in bodies],
            "newscore body.html.dumps": lambda: [html.dumps(body, language="en") for body in bodies],
        },
        items=COUNT,
        base="Jinja2, autoescape, the same bytes",
        title="blocks to HTML",
    )


def _reading(written: list[str]) -> None:
    from justhtml import JustHTML

    measure(
        {
            "justhtml alone": lambda: [JustHTML(each, fragment=True, sanitize=False) for each in written],
            "newscore body.html.loads": lambda: [html.loads(each) for each in written],
        },
        items=COUNT,
        base="justhtml alone",
        title="HTML to blocks",
    )


def _parsing(written: list[str]) -> None:
    from justhtml import JustHTML

    cases: dict[str, Callable[[], object]] = {
        "justhtml": lambda: [JustHTML(each, fragment=True, sanitize=False) for each in written],
    }
    for name, find in (("selectolax.lexbor", _find_lexbor), ("lxml.html", _find_lxml)):
        if (parse := find()) is not None:
            cases[name] = lambda parse=parse: [parse(each) for each in written]  # type: ignore[misc]
    measure(cases, items=COUNT, base="justhtml", title="parsers alone")


def _find_lexbor() -> Callable[[str], object] | None:
    try:
        parser: Callable[[str], object] = import_module("selectolax.lexbor").LexborHTMLParser
    except ImportError:
        return None
    return parser


def _find_lxml() -> Callable[[str], object] | None:
    try:
        parser: Callable[[str], object] = import_module("lxml.html").fragments_fromstring
    except ImportError:
        return None
    return parser


if __name__ == "__main__":
    main()
