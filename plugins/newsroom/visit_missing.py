"""What a source no longer lists: counted from reading to reading, and withdrawn where its own page is gone.

A part of `visit`. Only complete readings count. Nothing is withdrawn that was missing but once, and nothing whose page
still answers.
"""

from __future__ import annotations

from typing import Final

from plugins.newsroom import filing
from plugins.newsroom.model import SourceReport
from plugins.newsroom.outcomes import Failed, Fetched
from plugins.newsroom.store import Row
from plugins.newsroom.visit_bodies import Bodies, in_turn

PAGE_CHECKS: Final = 20  # a feed's missing articles whose pages are asked in one pull


def count(bodies: Bodies, listed: set[str]) -> None:
    """What a complete reading no longer lists, though it lists something older, is missing once more."""
    known = _known(bodies)
    oldest = min((r["published"] for r in known if r["key"] in listed), default=None)
    for r in known:
        if r["gone_at"]:
            continue
        times = r["missing"] + 1 if r["key"] not in listed and oldest and r["published"] > oldest else 0
        _set(bodies, r, times)


def count_again(bodies: Bodies) -> None:
    """The same body once more: what it did not list is missing once more."""
    bodies.shared.store.q.still_missing(agency=bodies.feed.agency, feed=bodies.feed.url)


def forget(bodies: Bodies) -> None:
    """A reading that lists more than was read says of nothing that it is missing, and neither will the same body."""
    for r in _known(bodies):
        if not r["gone_at"]:
            _set(bodies, r, 0)


async def withdraw(bodies: Bodies, row: SourceReport) -> int:
    """Missing twice in a row, and its own page answers 404 or 410: the article is withdrawn at its source. Returns how
    many pages there was no time for."""
    shared, feed = bodies.shared, bodies.feed
    late = 0
    waiting = list(shared.store.q.long_missing(agency=feed.agency, feed=feed.url))
    for r in in_turn(waiting, shared.desk.now)[:PAGE_CHECKS]:
        answer = await bodies.get(r["url"])
        if isinstance(answer, Failed) and answer.status in (404, 410):
            with shared.store.transaction():
                filing.vanish(shared.store, shared.desk, r["id"], shared.desk.now)
            row.removed += 1
            row.outcome = "changed"
        elif isinstance(answer, Fetched):  # it is there: the list only left it out
            with shared.store.transaction():
                shared.store.q.set_missing(id=r["id"], missing=0)
        else:
            late += bodies.line.over
    return late


def _known(bodies: Bodies) -> list[Row]:
    return list(bodies.shared.store.q.feed_articles(agency=bodies.feed.agency, feed=bodies.feed.url))


def _set(bodies: Bodies, row: Row, times: int) -> None:
    if times != row["missing"]:
        bodies.shared.store.q.set_missing(id=row["id"], missing=times)
