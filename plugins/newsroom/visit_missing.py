"""What a source no longer lists: counted from reading to reading, and withdrawn where its own page is gone.

A part of `visit`. Only complete readings count. Nothing is withdrawn that was missing but once, nothing whose page
still answers, and nothing of a site whose pages are all gone: then it is the site that is broken.
"""

from __future__ import annotations

from typing import Final

from plugins.newsroom import filing, visit_back
from plugins.newsroom.fetch import Answer
from plugins.newsroom.model import SourceReport
from plugins.newsroom.outcomes import Failed, Fetched
from plugins.newsroom.store import Row
from plugins.newsroom.visit_bodies import Bodies, in_turn

PAGE_CHECKS: Final = 20  # a feed's missing articles whose pages are asked in one pull
BROKEN: Final = (
    "broken-pages: halaman tulisan yang masih tercantum pun tidak ditemukan (404), jadi tidak ada yang dicabut. Periksa"
    " tautan permanen di pengaturan situsnya"
)


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
    late, stand = 0, None
    waiting = [r for r in shared.store.q.long_missing(agency=feed.agency, feed=feed.url) if bodies.allowed(r["url"])]
    for r in in_turn(waiting, shared.desk.now)[:PAGE_CHECKS]:
        answer = await bodies.get(r["url"])
        if _is_gone(answer):
            stand = stand or await _others_stand(bodies, r["published"])
            if stand is False:
                row.error = BROKEN
                break
            if stand:
                _withdraw(bodies, r["id"], row)
            else:
                late += 1
        elif isinstance(answer, Fetched):  # it is there: the list only left it out
            with shared.store.transaction():
                shared.store.q.set_missing(id=r["id"], missing=0)
        else:
            late += bodies.line.over
    return late


def _withdraw(bodies: Bodies, article: int, row: SourceReport) -> None:
    shared = bodies.shared
    with shared.store.transaction():
        filing.vanish(shared.store, shared.desk, article, shared.desk.now)
        visit_back.expect(shared.store, article, shared.desk.now, shared.desk.now)
    row.removed += 1
    row.outcome = "changed"


async def _others_stand(bodies: Bodies, published: str) -> bool | None:
    """Whether a page is there that the feed lists now; None where there is no time to see. The article just older than
    the missing one is asked for: a site whose addresses were changed an hour ago has new pages, and no others."""
    feed = bodies.feed
    rows = bodies.shared.store.q.listed_addresses(agency=feed.agency, feed=feed.url, published=published)
    url = next((row["url"] for row in rows if bodies.allowed(row["url"])), "")
    if not url:
        return True  # there is none to ask: nothing speaks against the missing one's own answer
    answer = await bodies.get(url)
    if isinstance(answer, Failed) and bodies.line.over:
        return None
    return not _is_gone(answer)


def _is_gone(answer: Answer) -> bool:
    return isinstance(answer, Failed) and answer.status in (404, 410)


def _known(bodies: Bodies) -> list[Row]:
    return list(bodies.shared.store.q.feed_articles(agency=bodies.feed.agency, feed=bodies.feed.url))


def _set(bodies: Bodies, row: Row, times: int) -> None:
    if times != row["missing"]:
        bodies.shared.store.q.set_missing(id=row["id"], missing=times)
