"""What the editors' decisions did: how things stood before comes in, what became of how many stories goes out. A part
of `stories`.

A decision about one story shows at once, when that story is made anew; who is merged, split or pinned shows only when
all are settled. Counted are the articles that a decision names, and nobody else. Nothing is changed here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from plugins.newsroom.model import Decision
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import story_from
from plugins.newsroom.stories_targets import PAIRING, addresses, copies, mates, named, target_key


class Shown(Struct, frozen=True):
    """What the public sees of a story, as far as a decision may change it. `notes`: how long its history is."""

    withdrawn: bool
    notes: int
    pictures: bool


def shown(store: Store, story: str) -> Shown:
    """A story as it is printed now."""
    row = store.q.story(id=story)
    notes = len(list(store.q.story_history(story=story)))
    return Shown(row["status"] == "withdrawn", notes, bool(story_from(row).pictures))


def became(before: Shown, after: Shown) -> Iterator[str]:
    """What the public sees of a decision: one word for the story it changed."""
    if before.withdrawn != after.withdrawn:
        yield "dicabut" if after.withdrawn else "ditayangkan kembali"
    elif before.notes != after.notes:
        yield "diralat"
    if before.pictures != after.pictures:
        yield "ditampilkan gambarnya" if after.pictures else "disembunyikan gambarnya"


class Stood(Struct, frozen=True):
    """Where those stand whom a merge or a split names, and those whom a split parts from: article → its story, "" where
    it waits for one; and whether what a pin names leads the home page, by its key."""

    stories: dict[int, str] = field(default_factory=dict)
    pins: dict[str, bool] = field(default_factory=dict)


def stood(store: Store, decisions: Iterable[Decision]) -> Stood:
    """How things stand now, as far as any of these decisions may change it."""
    articles: set[int] = set()
    pins: set[str] = set()
    for each in decisions:
        if each.do == "pin":
            pins.add(target_key(each.target))
        elif each.do in PAIRING:
            sides = [copies(store, target_key(address)) for address in addresses(each).values()]
            articles |= set().union(*sides, *([mates(store, sides[0])] if len(sides) == 1 else []))
    return Stood(_stories(store, articles), _leading(store, pins))


def settled(store: Store, before: Stood) -> dict[str, int]:
    """What merges, splits and pins did since: what became of how many stories; nothing, where nothing did."""
    now, leading = _stories(store, before.stories), _leading(store, before.pins)
    turned = {key for key, leads in leading.items() if leads is not before.pins[key]}
    up = {key for key in turned if leading[key]}
    told = {
        "digabung": _more(now, before.stories), "dipisahkan": _more(before.stories, now),
        "disorot": _named(store, up), "tidak lagi disorot": _named(store, turned - up),
    }  # fmt: skip
    return {what: count for what, count in told.items() if count}


def _more(one: Mapping[int, str], other: Mapping[int, str]) -> int:
    """How many more stories the articles of each of these stories are, or were, in the other reckoning."""
    found = defaultdict[str, set[str]](set)
    for article, story in one.items():
        found[story].add(other[article])
    return sum(len(stories) - 1 for story, stories in found.items() if story)


def _named(store: Store, keys: Iterable[str]) -> int:
    return len({story for key in keys for story in named(store, key)})


def _stories(store: Store, articles: Iterable[int]) -> dict[int, str]:
    return {each: store.q.story_of(article=each) or "" for each in articles}


def _leading(store: Store, keys: Iterable[str]) -> dict[str, bool]:
    pinned = set(json.loads(store.q.get_meta(key="pinned") or "[]"))
    return {key: not pinned.isdisjoint(named(store, key)) for key in keys}
