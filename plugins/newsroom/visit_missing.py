"""What a source no longer lists: counted from reading to reading, and withdrawn where its own page is gone.

A part of `visit`. Only complete readings count. Nothing is withdrawn that was missing but once, nothing whose page
still answers, and nothing of a site where a page that must be there is not, or does not say: then it is the site that
is broken, or nobody knows.
"""

from __future__ import annotations

from typing import Final

from plugins.newsroom import filing, visit_back
from plugins.newsroom.model import SourceReport
from plugins.newsroom.outcomes import Fetched
from plugins.newsroom.store import Row
from plugins.newsroom.visit_bodies import Bodies, in_turn, is_gone

PAGE_CHECKS: Final = 20  # a feed's missing articles whose pages are asked in one pull
BROKEN: Final = (
    "broken-pages: halaman tulisan yang masih tercantum pun tidak ditemukan (404), jadi tidak ada yang dicabut. Periksa"
    " tautan permanen di pengaturan situsnya"
)
UNSURE: Final = (
    "unsure-pages: halaman tulisan yang masih tercantum tidak menjawab dengan baik, jadi tidak diketahui apakah yang"
    " hilang memang dihapus. Tidak ada yang dicabut; ditanya lagi pada penarikan berikutnya"
)


def count(bodies: Bodies, listed: set[int]) -> None:
    """What a complete reading no longer lists, though it lists something older, is missing once more."""
    known = _known(bodies)
    oldest = min((r["published"] for r in known if r["id"] in listed), default=None)
    for r in known:
        if r["gone_at"]:
            continue
        times = r["missing"] + 1 if r["id"] not in listed and oldest and r["published"] > oldest else 0
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
    """Missing twice in a row, and its own page answers 404 or 410: the article is withdrawn at its source, if nothing
    speaks against its site. Returns how many pages are left for another time."""
    shared, feed = bodies.shared, bodies.feed
    late, doubt = 0, None
    waiting = [r for r in shared.store.q.long_missing(agency=feed.agency, feed=feed.url) if bodies.allowed(r["url"])]
    for r in in_turn(waiting, shared.desk.now)[:PAGE_CHECKS]:
        answer = await bodies.get(r["url"])
        if is_gone(answer):
            doubt = await _doubt(bodies, r["published"]) if doubt is None else doubt
            if not doubt:
                _withdraw(bodies, r["id"], row)
            elif doubt == UNSURE and (bodies.line.over or bodies.waits):
                late += 1
            else:
                row.error = doubt
                break
        elif isinstance(answer, Fetched):  # it is there: the list only left it out
            with shared.store.transaction():
                shared.store.q.set_missing(id=r["id"], missing=0)
        else:
            late += not bodies.asks(r["url"])
    return late


def _withdraw(bodies: Bodies, article: int, row: SourceReport) -> None:
    shared = bodies.shared
    with shared.store.transaction():
        filing.vanish(shared.store, shared.desk, article, shared.desk.now)
        visit_back.expect(shared.store, article, shared.desk.now, shared.desk.now)
    row.removed += 1
    row.outcome = "changed"


async def _doubt(bodies: Bodies, published: str) -> str:
    """Why the site is not believed, "" where it is: a page that the feed lists now must be there. The article just
    older than the missing one is asked for: a site whose addresses were changed an hour ago has new pages, and no
    others."""
    feed = bodies.feed
    rows = bodies.shared.store.q.listed_addresses(agency=feed.agency, feed=feed.url, published=published)
    url = next((row["url"] for row in rows if bodies.allowed(row["url"])), "")
    if not url:
        return ""  # there is none to ask: nothing speaks against the missing one's own answer
    stands = await bodies.stands(url)
    return "" if stands else BROKEN if stands is False else UNSURE


def _known(bodies: Bodies) -> list[Row]:
    return list(bodies.shared.store.q.feed_articles(agency=bodies.feed.agency, feed=bodies.feed.url))


def _set(bodies: Bodies, row: Row, times: int) -> None:
    if times != row["missing"]:
        bodies.shared.store.q.set_missing(id=row["id"], missing=times)
