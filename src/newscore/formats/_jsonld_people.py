"""Who made a story, as JSON-LD names them: authors, editors and everybody with a role."""

import re
from collections.abc import Iterator
from typing import Any, Final, get_args

from newscore.byline import Contributor, Credit, Role
from newscore.formats._jsonld_values import Node, find_first, find_words, spread, types_of
from newscore.formats._notebook import Notebook

__all__ = ["names_of", "picture_url", "read_contributors", "read_credits"]

_ORGANIZATIONS: Final = re.compile(r"Organization|Corporation|NGO|Business")
_PROPERTIES: Final[dict[str, Role]] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "producer": "producer",
    "contributor": "contributor",
}
_ROLES: Final[dict[str, Role]] = {role: role for role in get_args(Role)}
# The one word before a name that is no name in any language.
_SIGNED: Final = re.compile(r"by\s", re.IGNORECASE)


def names_of(value: Any) -> list[str]:
    """Return the names of a property's values: of nodes, or texts that stand where nodes belong."""
    return [words for each in spread(value) for words in ([each] if isinstance(each, str) else _names(each))]


def read_credits(node: Node, notebook: Notebook) -> list[Credit]:
    """Return everybody who is named as having made the story, in the order of the properties.

    The publication that stands as author where nobody signed is nobody.
    """
    publisher = names_of(node.get("publisher"))
    found: list[Credit] = []
    for name, role in _PROPERTIES.items():
        said = node.get(name)
        for each in spread(node.get("creator") if name == "author" and said is None else said):
            if not _is_publisher(each, publisher):
                found.extend(_credits(each, role, name, notebook))
    return found


def _credits(value: Any, role: Role, name: str, notebook: Notebook) -> Iterator[Credit]:
    if isinstance(value, dict) and name in value:
        # A Role stands between the story and the person, and says what they did.
        said = find_first(value, "roleName")
        role = _ROLES.get((said or "").strip().lower(), role)
        if said and said.strip().lower() not in _ROLES:
            notebook.note("unknown-role", f"a role that is read as {role}", said)
        for each in spread(value[name]):
            yield from _credits(each, role, "", notebook)
    elif isinstance(value, str):
        read = notebook.named(value)
        yield from (credit if role == "author" else credit.evolve(role=role) for credit in read)
    else:
        for person in read_contributors(value, notebook, "person"):
            yield Credit(contributor=person, role=role)


def _is_publisher(value: Any, publisher: list[str]) -> bool:
    organization = isinstance(value, dict) and any(map(_ORGANIZATIONS.search, types_of(value)))
    return organization and _names(value) == publisher


def _names(value: Any) -> list[str]:
    return find_words(value.get("name")) if isinstance(value, dict) else []


def read_contributors(value: Any, notebook: Notebook, usual: str) -> Iterator[Contributor]:
    """Yield each person or organization that *value* means; *usual* is what a thing of no known type is taken for."""
    for each in spread(value):
        said = each if isinstance(each, dict) else {"name": each}
        for words in find_words(said.get("name")):
            name = notebook.line(words, "a name")
            person = _contributor(_bare(name, notebook), said, notebook, usual) if name else None
            if person:
                yield person


def _bare(name: str, notebook: Notebook) -> str:
    if _SIGNED.match(name) and len(read := notebook.named(name)) == 1:
        return read[0].contributor.name
    return name


def _contributor(name: str, said: Node, notebook: Notebook, usual: str) -> Contributor | None:
    kind = "organization" if any(map(_ORGANIZATIONS.search, types_of(said))) else usual
    found: Contributor | None = notebook.build(
        Contributor,
        "dropped",
        "a contributor has values that cannot be kept",
        name,
        name=name,
        kind="person" if "Person" in types_of(said) else kind,
        url=notebook.url(find_first(said, "url"), "a profile page"),
        job_title=notebook.line(find_first(said, "jobTitle"), "a job title"),
        image=notebook.url(picture_url(said.get("image")), "a portrait"),
        same_as=tuple(url for text in find_words(said.get("sameAs")) if (url := notebook.url(text, "sameAs"))),
    )
    return found


def picture_url(value: Any) -> str | None:
    """Return the address of the first picture that *value* means, or None."""
    for each in spread(value):
        if isinstance(each, dict):
            return find_first(each, "url", "contentUrl", "@id")
        if isinstance(each, str):
            return each
    return None
