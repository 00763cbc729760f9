"""Feed files that agencies push: `content/agencies/<slug>/inbox/` → feeds and their bodies. For hosts that refuse
visitors from abroad, or have none: the agency commits or uploads what its CMS emits.

A file is judged by what it is, as if its own site had answered with it. Nothing is fetched, nothing is understood.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from plugins.newsroom.model import Agency, Feed
from plugins.newsroom.outcomes import Failed, Fetched
from plugins.newsroom.written import leads_outside

BYTES: Final = 10 * 1024 * 1024
FILES: Final = 50  # of one agency
_NOT_FEEDS: Final = (".md", ".txt", ".half", ".part", ".tmp")


def feeds(content: Path, agency: Agency) -> list[Feed]:
    """The feed files that lie in an agency's inbox, as agency.toml sets them where it names them."""
    folder = content / "agencies" / agency.slug / "inbox"
    if not folder.is_dir() or leads_outside(content, folder):
        return []
    named = {feed.url: feed for feed in agency.feeds if feed.pushed}
    found: list[Feed] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.suffix.lower() in _NOT_FEEDS or not path.is_file():
            continue
        if not path.name.isprintable() or leads_outside(content, path):
            continue
        url = f"agencies/{agency.slug}/inbox/{path.name}"
        found.append(named.get(url) or Feed(agency.slug, url))
    return found[:FILES]


def take(content: Path, feed: Feed, site: str) -> Fetched | Failed:
    """A pushed file as an answer. `site` is what its relative links are relative to."""
    path = content / feed.url
    try:
        if path.stat().st_size > BYTES:
            return Failed(feed.url, "too-large", f"more than {BYTES} bytes")
        body = path.read_bytes()
    except OSError as error:
        return Failed(feed.url, "unreadable", str(error))
    return Fetched(feed.url, site, 200, body)
