"""What belongs to one reading beside its first body: a list's further pages, a sitemap's parts, articles' own pages.

A part of `visit`. The first batch comes in, the whole reading goes out. Asked politely, a few at a time: what is left
over waits for the next pull.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Final

from plugins.newsroom.model import Article, Verdict
from plugins.newsroom.visit_bodies import Bodies
from plugins.newsroom.walls import Bare, Batch

READS: Final = 20  # pages of new articles that are read in one pull; the rest waits for the next
REREADS: Final = 10  # of those known, the newest are read again once a day: corrections follow


@dataclass
class Reading:
    """What was gathered of one source: articles with their verdicts, in the order of the list. `seen`: keys of what is
    known, still listed, and was not read again. `complete`: everything that was wanted was had; else the same body is
    read again next time."""

    batch: Batch
    articles: list[Article]
    verdicts: list[Verdict]
    utc: list[bool]
    seen: set[str] = field(default_factory=set)
    complete: bool = True


async def gather(bodies: Bodies, first: Batch, found_at: str, *, daily: bool) -> Reading:
    """The whole reading that begins with `first`, which was found at `found_at`. `daily`: it is the day's full one."""
    reading = Reading(first, list(first.articles), list(first.verdicts), list(first.utc))
    bare = list(first.bare)
    left = bodies.feed.pages - (first.dialect != "sitemap-index")
    queue, asked = list(first.more), {found_at}
    while queue and left > 0 and not bodies.shared.late():
        url = queue.pop(0)
        if url in asked or not bodies.allowed(url):
            continue
        asked.add(url)
        left -= 1
        further = await bodies.further(url)
        if further is None:
            reading.complete = False
            continue
        reading.articles += further.articles
        reading.verdicts += further.verdicts
        reading.utc += further.utc
        bare += further.bare
        queue += further.more
    if any(bare):
        await _read_pages(bodies, reading, bare, daily=daily)
    return reading


async def _read_pages(bodies: Bodies, reading: Reading, bare: list[Bare | None], *, daily: bool) -> None:
    """Every new article's own page, a few at a pull, and once a day those of the newest again."""
    keys = json.dumps(sorted({b.key for b in bare if b}))
    store = bodies.shared.store
    known = {row["key"]: row for row in store.q.articles_by_keys(agency=bodies.feed.agency, keys=keys)}
    new = again = 0
    kept: list[tuple[Article, Verdict, bool]] = []
    for listed, entry in zip(zip(reading.articles, reading.verdicts, reading.utc, strict=True), bare, strict=True):
        if entry is None:
            kept.append(listed)
            continue
        old = known.get(entry.key)
        renamed = bool(old and entry.entry.title and old["title"] != listed[0].title)
        if old and not ((daily or renamed) and again < REREADS):
            reading.seen.add(entry.key)
            continue
        new, again = new + (old is None), again + (old is not None)
        page = await bodies.page(entry) if new <= READS and not bodies.shared.late() else None
        if page and page.articles:
            kept.append((page.articles[0], page.verdicts[0], page.utc[0]))
        elif page and entry.entry.title:  # it has no text to offer; what the list says of it is true all the same
            kept.append(listed)
        elif old:
            reading.seen.add(entry.key)
        else:
            reading.complete = reading.complete and page is not None
    reading.articles, reading.verdicts = [a for a, _, _ in kept], [v for _, v, _ in kept]
    reading.utc = [u for _, _, u in kept]
