"""What an editor's decision names: its address comes in, the stories or articles that it means go out. A part of
`stories`. Only looked up; nothing is judged, told or changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from plugins.newsroom import match
from plugins.newsroom.identity import canonical
from plugins.newsroom.model import Decision
from plugins.newsroom.store import Store

PAIRING: Final = ("merge", "split")
"""The decisions that name articles, two of them or one with all its copies; all others name stories or feeds."""


def addresses(decision: Decision) -> dict[str, str]:
    """The addresses that a decision names, by the field that holds each; only those that pair have a second one."""
    return {"target": decision.target} | ({"with": decision.other} if decision.do in PAIRING and decision.other else {})


def target_key(target: str) -> str:
    """What a decision's target is compared by: the path of a story here, else the canonical address."""
    path = urlsplit(target).path
    if "/berita/" in path:
        tail = path[path.index("/berita/") :]
        if len(tail.strip("/").split("/")) == 4:
            return tail.rstrip("/") + "/"
    return canonical(target) or target


def named(store: Store, key: str) -> list[str]:
    """The stories that a decision's target names: the one at that path, or to which it leads, or those that carry that
    address."""
    here = store.q.story_id_at(path=key)
    if here:
        return [store.q.story(id=here)["merged"] or here]
    return [row["story"] for row in store.q.stories_of_article_address(canonical=key)]


def copies(store: Store, key: str) -> set[int]:
    """The articles that a merge or a split names: those at that address, or the one that the story at that path was
    made of."""
    here = store.q.story_id_at(path=key)
    return {store.q.story(id=here)["founder"]} if here else {row["id"] for row in store.q.articles_at(canonical=key)}


def mates(store: Store, articles: Iterable[int]) -> set[int]:
    """The others that are one story with any of these, or would be by their words if no editor had parted them."""
    ours = set(articles)
    ids = json.dumps(sorted(ours))
    found = {row["id"] for each in ours for row in store.q.story_members(story=store.q.story_of(article=each))}
    found |= {row["other"] for row in store.q.same_kin(ids=ids)}
    for row in store.q.twins(ids=ids, days=match.WINDOW.days, most=1):
        found |= {each for name, twins in row.items() if name != "id" for each in json.loads(twins)}
    return found - ours
