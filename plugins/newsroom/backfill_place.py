"""Where the reading of an archive was left: a part of `backfill`. Kept in the store, a feed at a time; it asks nothing.

What is kept is the last page that was read to its end, and it is asked for again first: an article that was deleted
since then has moved all others forward, and the first one of the page that follows would have slipped through.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Final

from plugins.newsroom.model import Feed
from plugins.newsroom.store import Store

SITEMAP: Final = "sitemap"
UNREAD: Final = 500

Listed = tuple[str, str, str]
"""An article that a list named: its address, its title, its date as it is written; "" where the list said nothing."""


@dataclass
class Place:
    """`way`: into the archive. `page`: the last one read to its end, of a sitemap how many; 0 before the first and
    after the last. `at`: its address, where no number leads to it. `once`: the end was reached before."""

    way: str = ""
    page: int = 0
    at: str = ""
    once: bool = False
    until: str = ""  # the site asked to be left alone until this moment
    cut: bool = False  # its sitemaps list more than is read
    unread: list[Listed] = field(default_factory=list)  # pages that did not answer when it was their turn

    def miss(self, listed: Listed) -> None:
        """Note an article whose page did not answer."""
        if listed not in self.unread:
            self.unread = [*self.unread, listed][-UNREAD:]


def find(store: Store, feed: Feed) -> Place:
    """Where the last backfill of a feed stopped; fields of another version are passed over."""
    kept = json.loads(store.q.get_meta(key=_name(feed)) or "{}")
    known = {name: value for name, value in kept.items() if name in Place.__dataclass_fields__}
    return Place(**{**known, "unread": [_listed(each) for each in known.get("unread", [])]})


def keep(store: Store, feed: Feed, place: Place) -> None:
    store.q.set_meta(key=_name(feed), value=json.dumps(asdict(place), ensure_ascii=False))


def listed(store: Store, feed: Feed) -> list[Listed]:
    """All that the sitemaps listed. Kept apart: it may be long, and the place in it changes with every page."""
    return [_listed(each) for each in json.loads(store.q.get_meta(key=f"{_name(feed)} listed") or "[]")]


def keep_listed(store: Store, feed: Feed, entries: list[Listed]) -> None:
    store.q.set_meta(key=f"{_name(feed)} listed", value=json.dumps(entries, ensure_ascii=False))


def _name(feed: Feed) -> str:
    return f"backfill {feed.agency} {feed.url}"


def _listed(each: list[str]) -> Listed:
    url, title, published = each
    return url, title, published
