"""A second account of the rules of publication, in plain dicts and text, which calls nothing of newscore.

It is written from docs/guide/publishing.md and knows four headlines, sections as text and one path template. An act
returns the story's next dict (the same dict where nothing changes), or raises `Refused` with every rule it breaks.
"""

from datetime import datetime
from typing import Any

Story = dict[str, Any]

# What slugify makes of the headlines that the tests use.
SLUGS = {
    "Storm hits coast": "storm-hits-coast",
    "Bridge opens": "bridge-opens",
    "Vote today": "vote-today",
    "Rain": "rain",
}
KEEP = "keep"


class Refused(Exception):
    """The act breaks these rules; any of them may be named."""

    def __init__(self, *rules: str) -> None:
        self.rules = set(rules)


def draft(headline: str, number: int, section: str | None) -> Story:
    """A story that nobody has seen."""
    return {
        "id": f"s-{number}", "headline": headline, "slug": None, "section": section, "urgency": None, "status": "draft",
        "published_at": None, "modified_at": None, "embargo_until": None, "expires_at": None, "withdrawal": None,
        "corrections": (), "former_paths": (), "version": 1,
    }  # fmt: skip


def slug_of(story: Story) -> str:
    """The slug that was set or frozen, or the headline's."""
    return story["slug"] or SLUGS[story["headline"]]


def path_of(story: Story) -> str:
    """/{section}/{slug}."""
    section = "/" + story["section"].lower() if story["section"] else ""
    return f"{section}/{slug_of(story)}"


def release(story: Story) -> datetime:
    """The later of published_at and embargo_until."""
    return max(moment for moment in (story["published_at"], story["embargo_until"]) if moment)


def is_live(story: Story, now: datetime) -> bool:
    """Published, and release <= now < expires_at."""
    if story["status"] != "published" or now < release(story):
        return False
    return story["expires_at"] is None or now < story["expires_at"]


def trade_sees(story: Story, now: datetime) -> bool:
    """Customers are told from published_at on, since their channels carry the embargo."""
    if story["status"] != "published" or now < story["published_at"]:
        return False
    return story["expires_at"] is None or now < story["expires_at"]


def was_live(story: Story, now: datetime) -> bool:
    """Whether there was a moment up to now at which it was live."""
    if story["status"] == "draft":
        return False
    if story["withdrawal"]:
        return release(story) <= story["withdrawal"][0]
    return release(story) <= now


def told(story: Story, now: datetime) -> datetime:
    """Now, or the latest moment that the story tells of, where a clock runs behind it."""
    moments = [at for at, _ in story["corrections"]] + [until for _, until in story["former_paths"]]
    if story["withdrawal"]:
        moments.append(story["withdrawal"][0])
    return max([now, *moments, *([story["modified_at"]] if story["modified_at"] else [])])


def state(story: Story, now: datetime) -> str:
    """One of six words."""
    if story["status"] != "published":
        return str(story["status"])
    if now < release(story):
        return "embargoed" if release(story) == story["embargo_until"] else "scheduled"
    return "live" if is_live(story, now) else "expired"


def turns(story: Story, now: datetime) -> list[datetime]:
    """The moments ahead at which the public's answer changes by the clock alone."""
    if story["status"] != "published":
        return []
    return sorted(moment for moment in (release(story), story["expires_at"]) if moment and moment > now)


def publish(story: Story, now: datetime, at: Any = None, embargo_until: Any = KEEP, expires_at: Any = KEEP) -> Story:
    """Published now, or from `at`; once public its history stays."""
    seen, broken = was_live(story, now), set()
    new = story | {"status": "published", "withdrawal": None, "slug": slug_of(story)}
    if seen:
        if story["withdrawal"] and story["withdrawal"][1] == "retraction":
            broken.add("retracted")
        if at is not None and at != story["published_at"]:
            broken.add("published-at")
        if embargo_until not in (KEEP, story["embargo_until"]):
            broken.add("embargo")
    else:
        new["published_at"] = at or now
        if embargo_until != KEEP:
            new["embargo_until"] = embargo_until
        if story["modified_at"] and not new["published_at"] <= story["modified_at"] <= now:
            new["modified_at"] = None
    if expires_at != KEEP:
        new["expires_at"] = expires_at
    if new["expires_at"] and (new["expires_at"] <= now or new["expires_at"] <= release(new)):
        broken.add("expiry")
    if broken:
        raise Refused(*broken)
    if seen and not is_live(story, now):
        new["modified_at"] = now
    return settle(story, new, now)


def unpublish(story: Story, now: datetime) -> Story:
    """A draft again, while nobody has seen it."""
    if story["status"] == "draft":
        return story
    if was_live(story, now):
        raise Refused("never-public")
    slug = None if story["slug"] == SLUGS[story["headline"]] else story["slug"]
    new = {"status": "draft", "published_at": None, "modified_at": None, "withdrawal": None, "slug": slug}
    return settle(story, story | new, now)


def withdraw(story: Story, now: datetime, kind: str, note: str | None) -> Story:
    """Taken back; later only in another way."""
    if story["status"] == "draft":
        raise Refused("status")
    known = story["withdrawal"]
    if known and known[1] == "retraction" and kind != "retraction":
        raise Refused("retracted")
    new = {"status": "withdrawn", "withdrawal": (known[0] if known else now, kind, note)}
    return settle(story, story | new, now)


def revise(story: Story, now: datetime, minor: bool = False, **changes: Any) -> Story:
    """Other words, another slug or another section."""
    new = story | changes
    if story["status"] != "draft":
        if "slug" in changes:
            new["slug"] = changes["slug"] or SLUGS[new["headline"]]
        elif not was_live(story, now) and story["slug"] == SLUGS[story["headline"]]:
            new["slug"] = SLUGS[new["headline"]]
    if is_live(story, now) and not minor and new["headline"] != story["headline"]:
        new["modified_at"] = now
    return settle(story, new, now)


def correct(story: Story, now: datetime, note: str, **changes: Any) -> Story:
    """Told to readers, after they could read it."""
    if story["status"] != "published" or not was_live(story, now):
        raise Refused("public")
    corrections = (*story["corrections"], (now, note))
    return settle(story, story | changes | {"corrections": corrections, "modified_at": now}, now)


def import_published(story: Story, now: datetime, published_at: datetime) -> Story:
    """Public since long ago, elsewhere."""
    if story["status"] != "draft":
        raise Refused("status")
    new = story | {"status": "published", "published_at": published_at, "slug": slug_of(story)}
    if release(new) > now:
        raise Refused("published-at")
    return settle(story, new, now)


def rebase(story: Story, old: str, new: str, now: datetime) -> Story:
    """What runs in one section runs in another."""
    section = story["section"]
    if not section or not f"{section}/".startswith(f"{old}/"):
        return story
    return revise(story, now, section=new + section[len(old) :])


def settle(old: Story, new: Story, now: datetime) -> Story:
    """Counted by one if anything changed; the address that readers knew becomes a former one."""
    if new == old:
        return old
    left, taken = path_of(old), path_of(new)
    former = dict(new["former_paths"])
    if left != taken:
        former.pop(taken, None)
        if was_live(old, now):
            former.pop(left, None)
            former[left] = now
    return new | {"version": old["version"] + 1, "former_paths": tuple(former.items())}


def resolve(path: str, stories: list[Story], now: datetime) -> tuple[str, str | None]:
    """The status at a path, and the id that is found there or the path it moved to."""
    living = [story for story in stories if path_of(story) == path]
    left = [story for story in stories if path in dict(story["former_paths"])]
    if here := [story for story in living if is_live(story, now)]:
        return "ok", min(here, key=lambda story: (release(story), story["id"]))["id"]
    if any(was_live(story, now) for story in living):
        return "gone", None
    if there := [story for story in left if is_live(story, now)]:
        return "moved", path_of(max(there, key=lambda story: dict(story["former_paths"])[path]))
    return ("gone" if any(was_live(story, now) for story in left) else "missing"), None


def feed(stories: list[Story], now: datetime, section: str = "") -> list[str]:
    """The ids of what is live, in the section or inside it, newest first."""
    live = [story for story in stories if is_live(story, now)]
    if section:
        live = [story for story in live if f"{story['section']}/".startswith(f"{section}/")]
    return [story["id"] for story in sorted(live, key=lambda story: (release(story), story["id"]), reverse=True)]
