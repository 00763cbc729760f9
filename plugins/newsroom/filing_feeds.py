"""Which of an agency's feeds tells an article that several of them list, and what each said of it. A part of `filing`.

A site has an RSS feed and a WordPress REST, a feed of everything and one of a category; each says the same article a
little otherwise: another picture, an excerpt, another name. One of them tells it, and the others say nothing new: else
each reading would correct what the last one said. That is the feed whose text is clearly longer, else the one that
agency.toml names first, as long as it is read and lists the article. A mere excerpt never takes the place of the whole.

What a feed said is kept as it said it, and compared with what it says now: only where a feed's own words changed has
anybody changed them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import timedelta
from typing import Final, Literal

from plugins.newsroom.model import Article, moment
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import when
from plugins.newsroom.stories import Desk
from plugins.newsroom.text import opening

LONGER: Final = 1.2  # times another text, from which on a text is not merely worded otherwise
PART: Final = 2  # times a beginning, from which on the whole was cut by a machine: an editor seldom takes away so much
FEW: Final = 2  # texts of a reading that an editor may have cut or continued at once
UNREAD: Final = timedelta(hours=26)  # a day of hourly pulls and a little: then another feed may tell

Teller = Literal["same", "other", "better", "left"]
"""Who told an article until now: the same feed; another, which goes on; another, which this one does better than;
another, which lists it no longer."""

_CUT: Final = re.compile(r"(?:…|\.{3}|\[\W*\])\W*\Z")
_WORD: Final = re.compile(r"\w+")


def named(store: Store, agency: str, feed: str, keys: Set[str]) -> dict[str, Row]:
    """Key → the article that a feed means by it: by what it last said itself, else by what the article is called."""
    said = store.q.articles_said(agency=agency, feed=feed, keys=json.dumps(sorted(keys)))
    rows = {row["said_key"]: row for row in said}
    taken = {row["id"] for row in rows.values()}
    called = store.q.articles_by_keys(agency=agency, keys=json.dumps(sorted(keys - rows.keys())))
    return rows | {row["key"]: row for row in called if row["id"] not in taken}


def teller(store: Store, desk: Desk, old: Row, article: Article) -> Teller:
    """Who told the article until now, as far as the feed matters that lists it now."""
    if old["feed"] == article.feed:
        return "same"
    if not _stands(store, desk, old, old["feed"]):
        heirs = [row["feed"] for row in store.q.listing_feeds(agency=article.agency, article=old["id"])]
        others = any(_stands(store, desk, old, feed) for feed in heirs if feed != article.feed)
        return "other" if others and is_excerpt(article.text, old["text"]) else "left"
    ours, theirs = len(article.text), len(old["text"])
    if max(ours, theirs) > LONGER * min(ours, theirs):
        return "better" if ours > theirs else "other"
    order = [feed.url for feed in desk.agencies[article.agency].feeds]
    places = [order.index(url) if url in order else len(order) for url in (article.feed, old["feed"])]
    return "better" if (places[0], article.feed) < (places[1], old["feed"]) else "other"


def inherit(store: Store, desk: Desk, agency: str, feed: str, listed: Set[int]) -> None:
    """What a feed lists no longer, and whoever told it does not list either, is this one's to miss. `listed`: what it
    lists now."""
    for row in list(store.q.last_said(agency=agency, feed=feed)):
        if row["id"] not in listed and row["feed"] != feed:
            old = store.q.article(id=row["id"])
            if not _stands(store, desk, old, old["feed"]):
                store.q.rekey_article(id=old["id"], key=old["key"], guid=old["guid"], feed=feed)


def says_otherwise(old: Row, article: Article) -> bool:
    """Whether the feed's own words are others than the last time that it listed the article."""
    return bool(old.get("said_raw", article.raw) != article.raw)


def is_excerpt(text: str, whole: str, *, many: bool = False) -> bool:
    """Whether a text is but the beginning of a whole that is much longer, or says itself that it was cut. `many`: as is
    much else in the same reading."""
    if len(text) * LONGER > len(whole) or not (many or _CUT.search(text) or len(text) * PART < len(whole)):
        return False
    ours, theirs = (_WORD.findall(one.casefold()) for one in (text, whole))
    return ours[:-1] == theirs[: max(0, len(ours) - 1)]  # the last word may have been cut too


def was_cut(text: str) -> bool:
    """Whether a text says itself that it goes on elsewhere."""
    return bool(_CUT.search(text))


def recut(met: Sequence[tuple[Article, Row]]) -> None:
    """Mark the rows of a reading in which many texts are cut that were whole, or whole that were cut: not an editor did
    that, but somebody in the settings of the site."""
    pairs = [(row, article) for article, row in met if article.raw != row["raw"] and row["feed"] == article.feed]
    cut = [row for row, article in pairs if is_excerpt(article.text, row["text"], many=True)]
    whole = [row for row, article in pairs if is_excerpt(row["text"], article.text, many=True)]
    for rows in (cut, whole):
        if len(rows) > FEW:
            for row in rows:
                row["recut"] = True


def remember(
    store: Store, agency: str, feed: str, filed: Iterable[tuple[int, Article]], seen: Mapping[str, int]
) -> None:
    """Keep what a reading listed, and what it said of each: `filed`, the articles with their ids; `seen`, key → id of
    what it listed without a word."""
    said = {article.key: (row, article) for row, article in filed}
    store.q.forget_said(agency=agency, feed=feed, keys=json.dumps(sorted({*said, *seen})))
    store.q.each("say", [
        {
            "agency": agency, "feed": feed, "key": key, "article": row, "canonical": article.canonical,
            "title": article.title, "source_date": moment(article.source_date) if article.source_date else None,
            "raw": article.raw, "fingerprint": article.fingerprint, "opening": opening(article.text),
        }
        for key, (row, article) in said.items()
    ])  # fmt: skip
    for key, row in seen.items():
        store.q.say_again(feed=feed, key=key, article=row)


def _stands(store: Store, desk: Desk, row: Row, feed: str) -> bool:
    """Whether a feed is still asked, was read lately, and listed an article then."""
    if feed not in {each.url for each in desk.agencies[row["agency"]].feeds}:
        return False
    read_at = store.q.listed_by(agency=row["agency"], feed=feed, article=row["id"])
    return bool(read_at and desk.now - when(read_at) <= UNREAD)
