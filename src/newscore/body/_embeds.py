"""What other sites provide: from the address of a player to the page of the thing itself, and who provides it."""

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from newscore.links import find_url, host

__all__ = ["find_provider", "find_thing"]

_PROVIDERS: Final = {
    "youtube.com": "YouTube", "youtube-nocookie.com": "YouTube", "youtu.be": "YouTube", "vimeo.com": "Vimeo",
    "dailymotion.com": "Dailymotion", "twitter.com": "X", "x.com": "X", "instagram.com": "Instagram",
    "facebook.com": "Facebook", "tiktok.com": "TikTok", "bsky.app": "Bluesky", "threads.net": "Threads",
    "reddit.com": "Reddit", "redditmedia.com": "Reddit", "spotify.com": "Spotify", "soundcloud.com": "SoundCloud",
    "podcasts.apple.com": "Apple Podcasts", "twitch.tv": "Twitch", "giphy.com": "Giphy", "t.me": "Telegram",
    "telegram.org": "Telegram", "datawrapper.dwcdn.net": "Datawrapper", "datawrapper.de": "Datawrapper",
    "flo.uri.sh": "Flourish", "flourish.studio": "Flourish", "infogram.com": "Infogram", "arcgis.com": "ArcGIS",
    "public.tableau.com": "Tableau", "documentcloud.org": "DocumentCloud", "scribd.com": "Scribd",
    "google.com": "Google", "openstreetmap.org": "OpenStreetMap",
}  # fmt: skip
"""The name of a provider by the last labels of a host."""

# A player's address on the left, the page it plays on the right.
_PAGES: Final = (
    (r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20})", "https://www.youtube.com/watch?v={}"),
    (r"https?://player\.vimeo\.com/video/(\d+)", "https://vimeo.com/{}"),
    (r"https?://(?:www\.)?dailymotion\.com/embed/video/(\w+)", "https://www.dailymotion.com/video/{}"),
    (r"https?://open\.spotify\.com/embed/(\w+/\w+)", "https://open.spotify.com/{}"),
    (r"https?://(?:www\.)?instagram\.com/((?:p|reel|tv)/[\w-]+)/embed", "https://www.instagram.com/{}/"),
    (r"https?://platform\.twitter\.com/embed/[Tt]weet\.html\?(?:[^#]*&)?id=(\d+)", "https://twitter.com/i/status/{}"),
    (
        r"https?://embed\.bsky\.app/embed/(did:[\w:.-]+)/app\.bsky\.feed\.post/(\w+)",
        "https://bsky.app/profile/{}/post/{}",
    ),
)
# Players that carry the page's address as a parameter.
_PARAMETERS: Final = {
    "www.facebook.com/plugins/post.php": "href",
    "www.facebook.com/plugins/video.php": "href",
    "w.soundcloud.com/player/": "url",
}


def find_provider(url: str) -> str | None:
    """Return who provides what stands at *url*, or None for a host that is not known.

    >>> find_provider("https://www.youtube.com/watch?v=aqz-KE-bpKQ"), find_provider("https://news.example/")
    ('YouTube', None)
    """
    labels = host(url).split(".")
    return next((_PROVIDERS[name] for at in range(len(labels)) if (name := ".".join(labels[at:])) in _PROVIDERS), None)


def find_thing(url: str) -> str:
    """Return the page of what the player at *url* plays, or *url* itself.

    >>> find_thing("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?rel=0")
    'https://www.youtube.com/watch?v=aqz-KE-bpKQ'
    """
    for player, page in _PAGES:
        if found := re.match(player, url):
            return page.format(*found.groups())
    parts = urlsplit(url)
    parameter = _PARAMETERS.get(f"{parts.hostname}{parts.path}")
    if parameter:
        meant = parse_qs(parts.query).get(parameter, [""])[0]
        return find_url(meant) or url
    return url
