"""Where a feed stands, between the store's table `feed` and the values of `schedule`. A part of `visit`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from plugins.newsroom.model import FAILING, Feed, moment
from plugins.newsroom.schedule import FeedState
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import when

_MOMENTS: Final = ("asked_at", "read_at", "full_at", "resume_at", "moved_at")


def settings(feed: Feed, zone: str, domains: Sequence[str]) -> str:
    """Everything in agency.toml and network.toml that decides how a feed is read and judged, as a digest. `zone` is its
    clock, `domains` are where its articles may live."""
    how = repr((feed.mode, zone, feed.identity, feed.select, feed.pages, sorted(domains)))
    return hashlib.sha256(how.encode()).hexdigest()[:16]


def keep(store: Store, feed: Feed, state: FeedState) -> None:
    """Write down where a feed stands."""
    values: dict[str, Any] = {name: getattr(state, name) for name in FeedState.__struct_fields__}
    values |= {name: moment(at) if (at := values[name]) else None for name in _MOMENTS}
    with store.transaction():
        before = store.q.feed_state(agency=feed.agency, url=feed.url)
        store.q.save_feed(agency=feed.agency, url=feed.url, **values)
        if before is None or _told(before) != _told(values):
            store.touch("sources")


def _told(values: Mapping[str, Any]) -> tuple[object, ...]:
    """What the public is told of a feed: see the portal's activity board and `status.json`."""
    amiss = values["outcome"] if values["outcome"] in ("failed", "paused") else ""
    return amiss, values["error"] if values["failures"] >= FAILING else ""


def state_from(row: Row) -> FeedState:
    """A row of the store's table `feed` → where that feed stands."""
    values: dict[str, Any] = {name: row[name] for name in FeedState.__struct_fields__}
    values |= {name: when(at) if (at := values[name]) else None for name in _MOMENTS}
    return FeedState(**{**values, "adopted": bool(row["adopted"]), "pages": bool(row["pages"])})
