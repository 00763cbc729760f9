"""What belongs to one reading beside its first body: a list's further pages, a sitemap's parts, articles' own pages.

A part of `visit`. The first batch comes in, the whole reading goes out. One page is asked for after the other, a few
of them at a pull and for no longer than a source may take: what is left over waits for the next pull.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from plugins.newsroom.model import WANTS_PAGE, Article, Verdict
from plugins.newsroom.store import Row
from plugins.newsroom.visit_bodies import Bodies
from plugins.newsroom.walls import Bare, Batch

READS: Final = 20  # pages of new articles that are read in one pull; the rest waits for the next
REREADS: Final = 10  # of those known, the newest are read again once a day: corrections follow
SECONDS: Final = 30.0  # after which no further page is asked for in this pull
SILENT: Final = 3  # pages in a row that do not answer: neither will the others

Judged = tuple[Article, Verdict, bool]


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

    def judged(self) -> Iterator[Judged]:
        return zip(self.articles, self.verdicts, self.utc, strict=True)


async def gather(bodies: Bodies, first: Batch, found_at: str, *, daily: bool) -> Reading:
    """The whole reading that begins with `first`, which was found at `found_at`. `daily`: it is the day's full one."""
    until = asyncio.get_running_loop().time() + SECONDS
    reading = Reading(first, list(first.articles), list(first.verdicts), list(first.utc))
    bare = list(first.bare)
    left = bodies.feed.pages - (first.dialect != "sitemap-index")
    queue, asked = list(first.more), {found_at}
    while queue and left > 0:
        url = queue.pop(0)
        if url in asked or not bodies.allowed(url):
            continue
        asked.add(url)
        left -= 1
        further = await bodies.further(url) if _time(bodies, until) else None
        reading.complete = reading.complete and further is not None and further.whole
        if further is not None:
            reading.articles += further.articles
            reading.verdicts += further.verdicts
            reading.utc += further.utc
            bare += further.bare
            queue += further.more
    if any(bare):
        await _Pages(bodies, reading, bare, until, daily=daily).read()
    return reading


def _time(bodies: Bodies, until: float) -> bool:
    return asyncio.get_running_loop().time() < until and not bodies.shared.late()


class _Pages:
    """Every new article's own page, a few at a pull, and once a day those of the newest again."""

    def __init__(self, bodies: Bodies, reading: Reading, bare: list[Bare | None], until: float, *, daily: bool) -> None:
        self.bodies, self.reading, self.bare, self.until, self.daily = bodies, reading, bare, until, daily
        keys = json.dumps(sorted({each.key for each in bare if each}))
        rows = bodies.shared.store.q.articles_by_keys(agency=bodies.feed.agency, keys=keys)
        self.known: dict[str, Row] = {row["key"]: row for row in rows}
        self.new = self.again = self.silent = 0

    async def read(self) -> None:
        """What the reading lists becomes what the pages say."""
        kept: list[Judged] = []
        had: dict[str, bool] = {}  # what is listed twice is asked for once
        for listed, entry in zip(list(self.reading.judged()), self.bare, strict=True):
            if entry is None:
                kept.append(listed)
            elif entry.key in had:
                kept += [listed] if had[entry.key] else []
            else:
                old = self.known.get(entry.key)
                found = await (self._old(entry, listed, old) if old else self._new(entry, listed))
                had[entry.key] = found is not None
                kept += [found] if found else []
        self.reading.articles = [article for article, _, _ in kept]
        self.reading.verdicts = [verdict for _, verdict, _ in kept]
        self.reading.utc = [utc for _, _, utc in kept]

    async def _new(self, entry: Bare, listed: Judged) -> Judged | None:
        """A new article with its page's words. What the list says of it is true all the same: where its page has none
        to offer, or does not answer yet, that is shown, in the latter case as an excerpt until the page can be had.
        What a list does not even name waits."""
        self.new += 1
        page = await self._page(entry) if self.new <= READS else None
        if page and page.articles:
            return _of(page)
        self.reading.complete = self.reading.complete and page is not None
        if not entry.entry.title:
            return None
        article, verdict, utc = listed
        return (article if page else replace(article, flags=(*article.flags, WANTS_PAGE))), verdict, utc

    async def _old(self, entry: Bare, listed: Judged, old: Row) -> Judged | None:
        """A known article, read again where that is due; whatever goes wrong, it keeps the words that it has."""
        renamed = bool(entry.entry.title and old["title"] != listed[0].title)
        waits = WANTS_PAGE in old["flags"]
        if (self.daily or renamed or waits) and self.again < REREADS:
            self.again += 1
            page = await self._page(entry)
            if page and page.articles and (page.articles[0].text or not old["text"]):
                return _of(page)
            waits = waits and page is None
        self.reading.complete = self.reading.complete and not waits
        self.reading.seen.add(entry.key)
        return None

    async def _page(self, entry: Bare) -> Batch | None:
        """What an article's page says; None where it may say something another time."""
        if self.silent >= SILENT or not _time(self.bodies, self.until):
            return None
        page = await self.bodies.page(entry)
        page = None if page and page.error else page
        self.silent = 0 if page else self.silent + 1
        return page


def _of(page: Batch) -> Judged:
    return page.articles[0], page.verdicts[0], page.utc[0]
