"""Questions about the nodes of a parsed page."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from newscore.body._html_elements import BREAKING
from newscore.text import clean

__all__ = [
    "Alone",
    "Without",
    "address_of",
    "classes_of",
    "clean_code",
    "descendants",
    "is_credit",
    "one_line",
    "only_child",
    "words_of",
]


class Alone:
    """A node as the only child."""

    def __init__(self, node: Any) -> None:
        self.children = [node]


class Without:
    """A node without some that stand below it."""

    def __init__(self, node: Any, left_out: list[Any]) -> None:
        above = {id(each) for left in left_out for each in _ways_up(left, node)}
        self._leave(node, {id(each) for each in left_out}, above)

    def _leave(self, node: Any, left_out: set[int], above: set[int]) -> None:
        self._whole: Any = node._whole if isinstance(node, Without) else node
        self.name, self.attrs, self.parent = node.name, node.attrs, node.parent
        self.children: list[Any] = []
        for child in node.children or ():
            if id(child) in above:
                parted = Without.__new__(Without)
                parted._leave(child, left_out, above)
                self.children.append(parted)
            elif id(child) not in left_out:
                self.children.append(child)

    def to_html(self, *, pretty: bool) -> str:
        """Return what is left as markup."""
        written: str = self._copy().to_html(pretty=pretty)
        return written

    def _copy(self) -> Any:
        copy = self._whole.clone_node()
        for child in self.children:
            copy.append_child(child._copy() if isinstance(child, Without) else child.clone_node(deep=True))
        return copy


def _ways_up(node: Any, top: Any) -> Iterator[Any]:
    """Yield what stands between *node* and *top*."""
    above = node.parent
    while above is not None and above is not top:
        yield above
        above = above.parent


def descendants(node: Any) -> Iterator[Any]:
    """Yield everything below *node* in document order."""
    waiting = list(reversed(node.children or ()))
    while waiting:
        child = waiting.pop()
        yield child
        waiting.extend(reversed(child.children or ()))


def words_of(nodes: Iterable[Any]) -> str:
    """Return the text of *nodes* in a row, line breaks as newlines."""
    return "".join(
        (each.data or "") if each.name == "#text" else "\n" if each.name in BREAKING else "" for each in nodes
    )


def address_of(node: Any) -> str:
    """Return where an element without words points, for a note."""
    attributes = node.attrs or {}
    return next((attributes[name] for name in ("src", "href", "data", "content") if attributes.get(name)), "") or ""


def classes_of(node: Any) -> list[str]:
    """Return the classes of *node*."""
    attributes: dict[str, str | None] = getattr(node, "attrs", None) or {}
    return (attributes.get("class") or "").split()


def only_child(node: Any, name: str) -> Any:
    """Return the one child of *node*, where it is a *name* and nothing but blanks stands beside it."""
    children = [child for child in node.children or () if child.name != "#text" or (child.data or "").strip()]
    return children[0] if len(children) == 1 and children[0].name == name else None


def is_credit(node: Any) -> bool:
    """Say whether *node* names the photographer: by its class, or as small print in a caption."""
    if node.name in ("small", "cite"):
        return True
    return any(re.search(r"credit|copyright|photographer|source", name, re.IGNORECASE) for name in classes_of(node))


def clean_code(text: str) -> str:
    """Return preformatted *text* without what no text may hold; its blanks stay."""
    return "\n".join(clean(f".{line}.")[1:-1] for line in text.split("\n"))


def one_line(text: str) -> str:
    """Return *text* cleaned, on one line; unlike `text.clean_line` it keeps no-break spaces, as a browser does."""
    return re.sub(r"[ \t\n]+", " ", clean(text))
