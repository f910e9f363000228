"""What may be seen, what moved, what is in the feed; and the acts that change it: pure, and never read a clock."""

from newscore.publishing.lineup import feed
from newscore.publishing.readiness import DEFAULT, Rule, readiness
from newscore.publishing.releases import import_published, publish, unpublish, withdraw
from newscore.publishing.visibility import Audience, State, Visibility, visibility, was_public

__all__ = [
    "DEFAULT",
    "Audience",
    "Rule",
    "State",
    "Visibility",
    "feed",
    "import_published",
    "publish",
    "readiness",
    "unpublish",
    "visibility",
    "was_public",
    "withdraw",
]
