"""Which of an agency's feeds tells an article that several of them list. A part of `filing`.

A site has an RSS feed and a WordPress REST, a feed of everything and one of a category; each says the same article a
little otherwise: another picture, an excerpt. One of them tells it, and the others say nothing new: else each reading
would correct what the last one said. That is the feed whose text is clearly longer, else the one that agency.toml names
first, as long as it is read and lists the article. A mere excerpt never takes the place of the whole.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final, Literal

from plugins.newsroom.model import Article
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import when
from plugins.newsroom.stories import Desk

LONGER: Final = 1.2  # times another text, from which on a text is not merely worded otherwise
PART: Final = 2  # times a beginning, from which on the whole was cut by a machine: an editor seldom takes away so much
UNREAD: Final = timedelta(hours=26)  # a day of hourly pulls and a little: then another feed may tell

Teller = Literal["same", "other", "better", "left"]
"""Who told an article until now: the same feed; another, which goes on; another, which this one does better than;
another, which lists it no longer."""

_CUT: Final = re.compile(r"(?:…|\.{3}|\[\W*\])\W*\Z")
_WORD: Final = re.compile(r"\w+")


def teller(store: Store, desk: Desk, old: Row, article: Article) -> Teller:
    """Who told the article until now, as far as the feed matters that lists it now."""
    if old["feed"] == article.feed:
        return "same"
    order = [feed.url for feed in desk.agencies[article.agency].feeds]
    read_at = _lists(store, old) if old["feed"] in order else ""
    if not read_at or desk.now - when(read_at) > UNREAD:
        return "other" if is_excerpt(article.text, old["text"]) else "left"
    ours, theirs = len(article.text), len(old["text"])
    if max(ours, theirs) > LONGER * min(ours, theirs):
        return "better" if ours > theirs else "other"
    places = [order.index(url) if url in order else len(order) for url in (article.feed, old["feed"])]
    return "better" if (places[0], article.feed) < (places[1], old["feed"]) else "other"


def is_excerpt(text: str, whole: str) -> bool:
    """Whether a text is but the beginning of a whole that is much longer, or says itself that it was cut."""
    if len(text) * LONGER > len(whole) or not (_CUT.search(text) or len(text) * PART < len(whole)):
        return False
    ours, theirs = (_WORD.findall(one.casefold()) for one in (text, whole))
    return ours[:-1] == theirs[: max(0, len(ours) - 1)]  # the last word may have been cut too


def _lists(store: Store, row: Row) -> str:
    """When the feed that tells an article was last read, if it listed it then; else ""."""
    return store.q.listed_by(agency=row["agency"], feed=row["feed"], article=row["id"]) or ""
