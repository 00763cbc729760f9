"""One article's way through the house: an address comes in, what the house knows of it goes out.

A conductor that only reads: what was fetched and when, which rules fired, what the screen and the topics said, who its
kin are, and the story that it became. Nothing is asked of anybody and nothing is changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from plugins.newsroom import stories
from plugins.newsroom.clean_rules import RULES
from plugins.newsroom.model import NO_HTML, Article, Decision, Story
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import pictures_from, story_from, when
from plugins.newsroom.stories import Desk
from plugins.newsroom.stories_targets import addresses, target_key
from plugins.newsroom.topics import Topic, places_told, topics_told
from plugins.newsroom.topics_places import Located

_END: Final = re.compile(r"/(?:index\.(?:html|php))?$")


class Rule(Struct, frozen=True):
    """A rule that fired: its name, what it does, what it took out or changed."""

    name: str
    does: str
    words: str


class Kinship(Struct, frozen=True):
    """Another article that this one was compared with: `answer` is same, related or doubtful, `share` of the longer
    one's words that the other has, `against` what spoke against one story."""

    answer: str
    share: float
    against: tuple[str, ...]
    agency: str
    title: str
    url: str
    path: str  # of its story


class Way(Struct, frozen=True):
    """One article's way."""

    row: Row
    read_at: datetime | None
    others: tuple[str, ...]  # further feeds that list it
    rules: tuple[Rule, ...]
    topics: tuple[Topic, ...]
    places: tuple[Located, ...]
    kin: tuple[Kinship, ...]
    decisions: tuple[Decision, ...]  # of the editors, about it or its story
    story: Story | None


def known_as(store: Store, address: str) -> tuple[str, ...]:
    """Under which addresses the house knows one: itself, else those that differ from it only in http or https, `www.`,
    and the slash or index page at the end. Of several nobody can say which is meant; none where nobody knows it."""
    try:
        address.encode()  # bytes that are no text are no address, either
        if _articles(store, address):
            return (address,)
        keys = dict.fromkeys(map(target_key, _forms(address)))
    except ValueError:  # no address at all
        return ()
    return tuple(
        key for key in keys
        if store.q.story_id_at(path=key) or [*store.q.articles_at(canonical=key), *store.q.held_at(canonical=key)]
    )  # fmt: skip


def _forms(address: str) -> Iterator[str]:
    """The ways in which people write one address, the likeliest first."""
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http", ""):
        return
    host, path = parts.netloc.lower().removeprefix("www."), _END.sub("", parts.path)
    query = f"?{parts.query}" if parts.query else ""
    sites = [f"{scheme}://{www}{host}" for scheme in ("https", "http") for www in ("", "www.")] if host else [""]
    yield from (f"{site}{path}{end}{query}" for site in sites for end in ("/", "", "/index.html", "/index.php"))


def explain(store: Store, desk: Desk, address: str) -> list[Way]:
    """The way of every article at an address that the house knows, or in the story at that address or that it became a
    part of."""
    return [_way(store, desk, article) for article in sorted(_articles(store, address))]


def _articles(store: Store, address: str) -> set[int]:
    key = target_key(address)
    here = store.q.story_id_at(path=key)
    if here:
        now = store.q.story_of(article=store.q.story(id=here)["founder"])
        rows = list(store.q.story_members(story=here)) or list(store.q.story_members(story=now))
    else:
        rows = list(store.q.known_at(canonical=key, url=address)) if address else []
    return {row["id"] for row in rows}


def _way(store: Store, desk: Desk, article: int) -> Way:
    row = store.q.article(id=article)
    agency = desk.agencies[row["agency"]]
    said = _as_said(row)
    read_at = store.q.listed_by(agency=row["agency"], feed=row["feed"], article=article)
    feeds = [each["feed"] for each in store.q.listing_feeds(agency=row["agency"], article=article)]
    removed = json.loads(store.q.removed(article=article) or "[]")
    return Way(
        row, when(read_at) if read_at else None, tuple(feed for feed in feeds if feed != row["feed"]),
        tuple(Rule(name, RULES.get(name, ""), words) for name, words in removed),
        topics_told(said, agency), places_told(said, agency, desk.network.places, desk.network.name),
        tuple(_kinship(store, kin) for kin in list(store.q.kin_of(id=article))), _decided(store, desk, row),
        _story(store, row["story"]),
    )  # fmt: skip


def _decided(store: Store, desk: Desk, row: Row) -> tuple[Decision, ...]:
    """By any address of its story, of one that became a part of it, or of one who carries it."""
    keys = stories.keys_of("", [row], [])
    if row["story"]:
        rows = [row, *store.q.story_articles(story=row["story"])]
        former = stories.former_addresses(store, row["story"], rows)
        keys = stories.keys_of(store.q.story(id=row["story"])["path"], rows, former)
    return tuple(
        decision for decision in desk.decisions
        if keys & set(map(target_key, addresses(decision).values()))
    )  # fmt: skip


def _as_said(row: Row) -> Article:
    """The stored article as far as topics and places are told by it."""
    return Article(
        agency=row["agency"], feed=row["feed"], key=row["key"], guid=row["guid"], url=row["url"],
        canonical=row["canonical"], title=row["title"], summary=row["summary"], html=NO_HTML, text=row["text"],
        source_date=None, tags=tuple(json.loads(row["tags"])), pictures=pictures_from(row["pictures"]),
    )  # fmt: skip


def _kinship(store: Store, kin: Row) -> Kinship:
    other = store.q.article(id=kin["other"])
    against: Sequence[str] = kin["because"].split()
    story = store.q.story(id=other["story"]) if other["story"] else None
    path = str(story["path"]) if story else ""
    return Kinship(kin["answer"], kin["share"], tuple(against), other["agency"], other["title"], other["url"], path)


def _story(store: Store, story: str | None) -> Story | None:
    row = store.q.printed_story(id=story) if story else None
    return story_from(row, store.q.story_history(story=story)) if row else None
