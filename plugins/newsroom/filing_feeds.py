"""Which of an agency's feeds tells an article that several of them list. A part of `filing`.

A site has an RSS feed and a WordPress REST, a feed of everything and one of a category; each says the same article a
little otherwise: another picture, an excerpt. One of them tells it, and the others say nothing new: else each reading
would correct what the last one said. That is the feed whose text is clearly longer, else the one that agency.toml names
first, as long as it is read and lists the article.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Literal

from plugins.newsroom.model import Article
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import when
from plugins.newsroom.stories import Desk

LONGER: Final = 1.2  # times another text, from which on a text is not merely worded otherwise
UNREAD: Final = timedelta(hours=26)  # a day of hourly pulls and a little: then another feed may tell

Teller = Literal["same", "other", "better", "left"]
"""Who told an article until now: the same feed; another, which goes on; another, which this one does better than;
another, which lists it no longer."""


def teller(store: Store, desk: Desk, old: Row, article: Article) -> Teller:
    """Who told the article until now, as far as the feed matters that lists it now."""
    if old["feed"] == article.feed:
        return "same"
    read_at = lists(store, old)
    if not read_at or desk.now - when(read_at) > UNREAD:
        return "left"
    ours, theirs = len(article.text), len(old["text"])
    if max(ours, theirs) > LONGER * min(ours, theirs):
        return "better" if ours > theirs else "other"
    order = [feed.url for feed in desk.agencies[article.agency].feeds]
    places = [order.index(url) if url in order else len(order) for url in (article.feed, old["feed"])]
    return "better" if (places[0], article.feed) < (places[1], old["feed"]) else "other"


def lists(store: Store, row: Row) -> str:
    """When the feed that tells an article was last read, if it listed it then; else ""."""
    return store.q.listed_by(agency=row["agency"], feed=row["feed"], article=row["id"]) or ""
