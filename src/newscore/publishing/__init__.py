"""What may be seen, what moved, what is in the feed; and the acts that change it: pure, and never read a clock.

The acts take (article, now) and return the article's next version, or refuse with a PublishingError that names the
rule, the moment and the way out. The questions take `now` too, so that the same question has the same answer.
"""

from newscore.publishing.addresses import Collision, Index, Redirect, Resolution, collisions, redirects, resolve
from newscore.publishing.canonical import canonical_json, etag
from newscore.publishing.changes import Change, classify, plain_path
from newscore.publishing.diffs import Difference, Edit, diff, diff_words
from newscore.publishing.exports import to_netlify, to_nginx
from newscore.publishing.gate import AUDIENCES, hold_gate
from newscore.publishing.lineup import Turn, feed, next_changes
from newscore.publishing.readiness import DEFAULT, Rule, readiness
from newscore.publishing.releases import import_published, publish, unpublish, withdraw
from newscore.publishing.revisions import correct, rebase, revise
from newscore.publishing.translations import Alternate, alternates
from newscore.publishing.visibility import Audience, State, Visibility, visibility, was_public

__all__ = [
    "AUDIENCES",
    "DEFAULT",
    "Alternate",
    "Audience",
    "Change",
    "Collision",
    "Difference",
    "Edit",
    "Index",
    "Redirect",
    "Resolution",
    "Rule",
    "State",
    "Turn",
    "Visibility",
    "alternates",
    "canonical_json",
    "classify",
    "collisions",
    "correct",
    "diff",
    "diff_words",
    "etag",
    "feed",
    "hold_gate",
    "import_published",
    "next_changes",
    "plain_path",
    "publish",
    "readiness",
    "rebase",
    "redirects",
    "resolve",
    "revise",
    "to_netlify",
    "to_nginx",
    "unpublish",
    "visibility",
    "was_public",
    "withdraw",
]
