"""What content/ says, as it was taken in: the desk that judges by it, its faults, what its decisions did.

Kept apart from `intake`, which reads the files: where nobody wrote anything, what was taken in last time stands.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from plugins.newsroom import stories
from plugins.newsroom.content_mark import mark, unchanged
from plugins.newsroom.model import Fault, SourceReport
from plugins.newsroom.store import Store
from plugins.newsroom.stories import Desk
from plugins.newsroom.stories_ruled import Stood, stood


class Taken(Struct):
    """What content/ says. `mark`: of all its files; `fresh`: article id → the row that counts it, until it has a story;
    `ruled`: what the decisions changed just now ("dicabut"), and of how many stories; `stood`: how things stood before
    settling, which shows what merges, splits and pins did."""

    desk: Desk
    faults: tuple[Fault, ...] = ()
    mark: str = ""
    ruled: dict[str, int] = field(default_factory=dict)
    stood: Stood = field(default_factory=Stood)
    sources: list[SourceReport] = field(default_factory=list)
    fresh: dict[int, SourceReport] = field(default_factory=dict)


def standing(content: Path, store: Store, now: datetime) -> Taken | None:
    """What content/ said when it was last taken in, if nothing in it has changed since."""
    seen = mark(content)
    faults = unchanged(seen, store)
    network = store.network()
    if faults is None or network is None:
        return None
    desk = stories.open_desk(store, network, now)
    return Taken(desk, faults, seen, stood=stood(store, desk.decisions))


def remember(taken: Taken, store: Store) -> None:
    """Taken in: the faults found stand until something changes."""
    values = [{"file": f.file, "line": f.line, "message": f.message} for f in taken.faults]
    with store.transaction():
        store.q.set_meta(key="faults", value=json.dumps(values, ensure_ascii=False))
        store.q.set_meta(key="content", value=taken.mark)
