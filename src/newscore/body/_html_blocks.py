"""The elements of a parsed page that are blocks, one method each."""

import re
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from newscore.body import _embeds
from newscore.body._html_elements import PLAYERS, RICH
from newscore.body._html_nodes import (
    Alone,
    Without,
    classes_of,
    clean_code,
    is_credit,
    one_line,
    only_child,
)
from newscore.body._html_walk import Walk, paragraph
from newscore.body.blocks import (
    MAX_NESTING,
    Block,
    Code,
    Divider,
    Embed,
    Figure,
    Heading,
    Html,
    List,
    ListItem,
    Mark,
    Paragraph,
    Quote,
    Table,
    TableCell,
)
from newscore.body.marks import join
from newscore.errors import LimitExceeded
from newscore.text import MAX_LINE, MAX_TEXT, is_line, is_text

__all__ = ["BlockReader"]


class BlockReader(Walk):
    """Walks a tree once; nothing it meets raises but a limit."""

    def p(self, node: Any) -> None:
        if node.attrs and "embed" in classes_of(node) and (embed := self.linked(node)):
            self.flush()
            self.blocks.append(embed)
            return
        loose, self.loose = self.loose, False
        if self.attributions is not None and (cite := only_child(node, "cite")) is not None:
            self.footer(cite)
        else:
            self.container(node, self.language(node) if node.attrs else None)
        self.loose = loose

    def linked(self, node: Any) -> Embed | None:
        """The embed that our own writer wrote as a paragraph with one link."""
        children = [child for child in node.children or () if child.name != "#text" or (child.data or "").strip()]
        if not children or children[0].name != "a" or any(child.name != "cite" for child in children[1:]):
            return None
        url = self.url((children[0].attrs or {}).get("href"))
        label = self.line(self.words(children[0]))
        if url is None or label is None or len(children) > 2:
            return None
        named = children[1] if len(children) == 2 else only_child(children[0], "cite")
        provider = self.line(self.words(named)) if named is not None else None
        title = None if named is not None and len(children) == 1 else label
        return Embed(url=url, provider=provider, title=None if title == url else title)

    def heading(self, node: Any) -> None:
        level = int(node.name[1])
        if level == 1:
            self.note_once("repaired-heading", "the headline is the only heading of level 1; read as level 2")
        outer, loose = self.make, self.loose
        self.flush()
        self.make, self.loose = lambda text, marks: Heading(text=text, marks=marks, level=max(level, 2)), False
        self.container(node, self.language(node))
        self.make, self.loose = outer, loose

    def pre(self, node: Any) -> None:
        inner = only_child(node, "code")
        named = [name for name in (classes_of(node) + classes_of(inner)) if re.match(r"lang(?:uage)?-.", name)]
        syntax = self.line(named[0].partition("-")[2]) if named else None
        self.flush()
        text = clean_code(self.words(node))
        while text:
            if is_text(text[:MAX_TEXT]):
                self.blocks.append(Code(text=text[:MAX_TEXT], syntax=syntax))
            text = text[MAX_TEXT:]

    def hr(self, _node: Any) -> None:
        self.flush()
        self.blocks.append(Divider())

    def items(self, node: Any) -> None:
        if self.lists == MAX_NESTING:
            raise LimitExceeded("lists inside lists", MAX_NESTING + 1, MAX_NESTING)
        self.flush()
        outer, self.make = self.make, paragraph
        self.lists += 1
        items: list[ListItem] = []
        for child in node.children or ():
            if child.name != "#text" or (child.data or "").strip():
                self.item(child, items)
        self.lists -= 1
        self.make = outer
        ordered = node.name == "ol"
        start = (node.attrs or {}).get("start") or ""
        number = int(start) if ordered and re.fullmatch(r"\s*[+-]?\d{1,6}\s*", start, re.ASCII) else 1
        if items:
            self.blocks.append(List(ordered=ordered, start=number, items=tuple(items)))

    def item(self, node: Any, items: list[ListItem]) -> None:
        loose, self.loose = self.loose, False
        inner = self.inside(node) if node.name == "li" else self.inside(Alone(node))
        self.loose = loose
        if not inner:
            return
        first = inner[0]
        if first.type == "heading":
            self.note_once("flattened", "a heading at the head of a list item became its words")
        if (first.type == "paragraph" or first.type == "heading") and (node.name == "li" or not items):
            items.append(ListItem(text=first.text, marks=first.marks, blocks=tuple(inner[1:])))
            return
        # Without words of its own, what stands in the item goes to the one before, or before the list.
        self.note_once("flattened", "a list item without words of its own joined what stands before it")
        if items:
            items[-1] = items[-1].model_copy(update={"blocks": (*items[-1].blocks, *inner)})
        else:
            self.blocks.extend(inner)

    def quote(self, node: Any) -> None:
        embed = self.posted(node)
        if embed is not None:
            self.flush()
            self.blocks.append(embed)
            return
        outer, self.attributions = self.attributions, []
        loose, self.loose = self.loose, False
        make, self.make = self.make, paragraph
        inner = self.inside(node)
        said, self.attributions = self.attributions, outer
        self.loose, self.make = loose, make
        self.blocks.extend(self.quoted(inner, said, pull=False))

    def quoted(self, inner: list[Block], said: list[str], *, pull: bool) -> list[Block]:
        """Paragraphs as one quote, with who said it; other blocks as they are, beside it."""
        made: list[Block] = []
        waiting: list[tuple[str, tuple[Mark, ...]]] = []
        for block in inner:
            if block.type != "paragraph":
                self.note_once("flattened", f"a {block.type} inside a quote stands beside it")
                made.extend(_quotes(waiting, pull=pull))
                made.append(block)
                waiting = []
            else:
                waiting.append((block.text, block.marks))
        made.extend(_quotes(waiting, pull=pull))
        words = " ".join(said)
        last = made[-1] if made else None
        if last is not None and last.type == "quote" and last.attribution is None and is_line(words):
            made[-1] = last.model_copy(update={"attribution": words})
        elif words:
            made.extend(Paragraph(text=text) for text, _ in self.texts(words, ()))
        return made

    def posted(self, node: Any) -> Embed | None:
        """The post that a social network's script would draw in the place of a quote."""
        names = classes_of(node)
        attributes = node.attrs or {}
        url = None
        if "twitter-tweet" in names or "twitter-video" in names:
            hrefs = [(link.attrs or {}).get("href") for link in self.below(node) if link.name == "a"]
            url = next((href for href in reversed(hrefs) if href and "/status/" in href), None)
        elif "instagram-media" in names:
            url = attributes.get("data-instgrm-permalink")
        elif names and names[0] in ("tiktok-embed", "bluesky-embed", "fb-post", "text-post-media"):
            url = attributes.get("cite") or attributes.get("data-href") or attributes.get("data-text-post-permalink")
        found = self.url(url)
        words = one_line(self.words(node)) if found else ""
        if found is None or len(words) > MAX_LINE:
            return None
        return Embed(url=found, provider=_embeds.find_provider(found), title=words if is_line(words) else None)

    def footer(self, node: Any) -> None:
        """In a quote, who said it; elsewhere a container or, for a title of a work, words in emphasis."""
        if self.attributions is not None and (node.name == "footer" or node.parent.name in ("blockquote", "p")):
            words = one_line(self.words(node))
            if len(words) <= MAX_LINE:
                self.flush()
                self.attributions.extend([words] if words else [])
                return
        if node.name == "footer":
            self.container(node)
        else:
            self.run.open_mark("em", None, self.language(node))
            self.walk(node)
            self.run.close_mark()

    def cite(self, node: Any) -> None:
        if self.attributions is not None and node.parent.name == "blockquote":
            self.footer(node)
            return
        self.run.open_mark("em", None, self.language(node))
        self.walk(node)
        self.run.close_mark()

    def complement(self, node: Any) -> None:
        """An aside: a pull quote where its class says so."""
        if not {"pull", "pullquote", "pull-quote"} & set(classes_of(node)):
            self.container(node, self.language(node))
            return
        outer, self.attributions = self.attributions, []
        inner = self.inside(node)
        said, self.attributions = self.attributions, outer
        self.blocks.extend(self.quoted(inner, said, pull=True))

    def figure(self, node: Any) -> None:
        captions = [child for child in node.children or () if child.name == "figcaption"]
        inner = self.inside(Without(node, captions))
        caption, credit = self.caption(captions)
        if not caption and not credit:
            self.blocks.extend(inner)
            return
        target = inner[-1] if len(inner) == 1 or (inner and inner[-1].type == "figure") else None
        named = self.line(" ".join(filter(None, (caption, credit))))
        if target is not None and target.type == "figure":
            held = is_text(caption)
            inner[-1] = Figure(image=target.image.evolve(caption=caption if held else None, credit=credit))
            caption = "" if held else caption
        elif target is not None and named and target.type == "quote" and target.attribution is None:
            inner[-1], caption = target.evolve(attribution=named), ""
        elif target is not None and named and target.type == "table" and target.caption is None:
            inner[-1], caption = target.evolve(caption=named), ""
        elif target is not None and named and target.type == "embed" and target.title is None:
            inner[-1], caption = target.evolve(title=named), ""
        else:
            caption = "\n".join(filter(None, (caption, credit)))
        self.blocks.extend(inner)
        self.blocks.extend(Paragraph(text=text) for text, _ in self.texts(caption, ()))

    def caption(self, captions: list[Any]) -> tuple[str, str | None]:
        """The words of the captions, and the credit in them."""
        credit: str | None = None
        said: list[str] = []
        for node in captions:
            marked = next((each for each in self.below(node) if is_credit(each)), None)
            if marked is not None and credit is None:
                credit = self.line(self.words(marked))
            whole = Without(node, [marked] if marked is not None and credit is not None else [])
            for block in self.inside(whole):
                if block.type == "paragraph":
                    said.append(block.text)
                    if block.marks:
                        urls = " ".join(mark.href for mark in block.marks if mark.href)
                        self.note("dropped", "marks in a caption", block.text, urls)
                else:
                    self.blocks.append(block)
        return "\n".join(said), credit

    def table(self, node: Any) -> None:
        self.flush()
        inside = self.below(node)
        if any(each.name in RICH for each in inside):
            self.kept(node)
            return
        captions = [each for each in inside if each.name == "caption"]
        words = " ".join(filter(None, (one_line(self.words(each)) for each in captions)))
        caption = words if is_line(words) else None
        if words and caption is None:
            self.blocks.extend(Paragraph(text=text) for text, _ in self.texts(words, ()))
        below: list[Block] = []
        rows = [tuple(self.cells(each, below)) for each in inside if each.name == "tr"]
        if rows:
            self.blocks.append(Table(rows=tuple(rows), caption=caption))
        elif caption:
            self.blocks.append(Paragraph(text=caption))
        self.blocks.extend(below)

    def cells(self, row: Any, below: list[Block]) -> Iterator[TableCell]:
        """The cells of a row; embeds in them go below the table."""
        loose, self.loose = self.loose, False
        for node in row.children or ():
            if node.name not in ("td", "th"):
                continue
            inner = self.inside(node)
            below.extend(block for block in inner if block.type != "paragraph")
            text, marks = join([(block.text, block.marks) for block in inner if block.type == "paragraph"], "\n")
            attributes = node.attrs or {}
            spans = {name: _span(attributes.get(name)) for name in ("colspan", "rowspan")}
            yield TableCell(text=text, marks=marks, header=node.name == "th", **spans)
        self.loose = loose

    def kept(self, node: Any) -> None:
        """Markup that no block holds, as it came."""
        markup = clean_code(node.to_html(pretty=False))
        if len(markup) > MAX_TEXT:
            raise LimitExceeded(f"characters of a <{node.name}> that no block holds", len(markup), MAX_TEXT)
        if is_text(markup):
            self.note("kept-html", f"a <{node.name}> holds more than words and is kept as it came", self.words(node))
            self.blocks.append(Html(html=markup))
        for each in self.below(node):
            if each.name in PLAYERS:
                self.player(each)  # Sanitised markup has no players: they go below it.

    def player(self, node: Any) -> None:
        """A frame, a video, a sound: a link to it."""
        attributes = node.attrs or {}
        sources = [attributes.get(name) for name in ("src", "data-src", "data")]
        sources.extend((each.attrs or {}).get("src") for each in self.below(node) if each.name == "source")
        url = next((found for source in sources if (found := self.url(source))), None)
        if url is None:
            words = self.words(node) if node.name != "iframe" else attributes.get("title") or ""
            self.note(
                "dropped", f"<{node.name}> has no address that may be published", words, next(filter(None, sources), "")
            )
            return
        thing = _embeds.find_thing(url)
        provider = _embeds.find_provider(thing)
        if provider is None:
            self.note("unknown-embed", f"<{node.name}> is of a provider that is not known", value=url)
        self.aside.append(Embed(url=thing, provider=provider, title=self.line(attributes.get("title") or "")))
        if node.name != "iframe" and (words := self.words(node).strip()):
            self.note("dropped", f"words for browsers without <{node.name}>", words)

    def definition(self, node: Any) -> None:
        """The term of a description, or the summary of details: a paragraph in strong words."""
        self.note_once("flattened", f"<{node.name}> became a paragraph of its own")
        self.flush()
        self.run.open_mark("strong", None, self.language(node))
        self.walk(node)
        self.flush()
        self.run.close_mark()

    READERS: ClassVar[dict[str, Callable[[Any, Any], None]]] = {
        **Walk.READERS, "p": p, "pre": pre, "listing": pre, "hr": hr,
        "blockquote": quote, "footer": footer, "cite": cite, "aside": complement, "figure": figure, "table": table,
        "dt": definition, "summary": definition,
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), heading),
        **dict.fromkeys(("ul", "ol", "menu", "dir"), items),
        **dict.fromkeys(PLAYERS, player),
    }  # fmt: skip
    """The method for each element that has one."""


def _quotes(parts: list[tuple[str, tuple[Mark, ...]]], *, pull: bool) -> Iterator[Quote]:
    """Paragraphs as one quote, or as several where one could not hold them."""
    held: list[tuple[str, tuple[Mark, ...]]] = []
    length = 0
    for part in parts:
        if held and length + len(part[0]) > MAX_TEXT:
            yield _quote(held, pull)
            held, length = [], 0
        held.append(part)
        length += len(part[0]) + 2
    if held:
        yield _quote(held, pull)


def _quote(parts: list[tuple[str, tuple[Mark, ...]]], pull: bool) -> Quote:
    text, marks = join(parts, "\n\n")
    return Quote(text=text, marks=marks, pull=pull)


def _span(value: str | None) -> int:
    found = re.fullmatch(r"\s*([0-9]{1,4})\s*", value or "")
    return min(max(int(found[1]), 1), 1_000) if found else 1
