"""What was withdrawn at its source and is there again, though no list says so: its page is asked, ever more seldom.

A part of `visit`. Pages come in, articles that are back go out to their stories. That a page answers is not enough: it
must show the article. What a list says again is not looked for here.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Final

from plugins.newsroom import filing
from plugins.newsroom.archives import spellings
from plugins.newsroom.identity import canonical
from plugins.newsroom.identity_repair import shown
from plugins.newsroom.model import SourceReport, moment
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import when
from plugins.newsroom.visit_bodies import Bodies

AFTER: Final = (timedelta(days=1), timedelta(days=7), timedelta(days=30))
"""How long after an article was withdrawn its page is asked again; then never."""
PAGES: Final = 3  # a feed's withdrawn articles whose pages are asked in one pull


def expect(store: Store, article: int, gone: datetime, now: datetime) -> None:
    """Note when the page of an article that was withdrawn at `gone` is asked next."""
    at = next((moment(gone + span) for span in AFTER if gone + span > now), None)
    store.q.ask_again(id=article, at=at)


async def bring_back(bodies: Bodies, row: SourceReport) -> None:
    """Ask the pages that are due, whoever waits longest first; what is there again is published again."""
    store, desk, feed = bodies.shared.store, bodies.shared.desk, bodies.feed
    due = store.q.to_ask_again(agency=feed.agency, feed=feed.url, now=moment(desk.now), most=PAGES)
    for r in list(due):
        if bodies.line.over:
            return
        back = await _is_back(bodies, r)
        with store.transaction():
            if back:
                filing.reappear(store, desk, r["id"])
            else:
                expect(store, r["id"], when(r["gone_at"]), desk.now)
        if back:
            row.updated += 1
            row.outcome = "changed"


async def _is_back(bodies: Bodies, r: Row) -> bool:
    """Whether the page shows the article, at its own address or at one that is no other article's; what leads to the
    front page, or to an article that we know, is not it."""
    found = await bodies.shown(r["url"])
    if found is None:
        return False
    url, page = found
    places = spellings(canonical(url))
    if canonical(r["url"]) not in places:
        addresses = json.dumps(sorted(places))
        others = bodies.shared.store.q.articles_by_addresses(agency=bodies.feed.agency, addresses=addresses)
        if not places or list(others):
            return False
    return shown(r["title"], r["text"], (page.title, page.text))
