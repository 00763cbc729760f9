"""What lies behind a feed's ten items: older articles come in page by page, politely, until there are no more.

A smaller conductor. It asks one page at a time and rests between two as long as the last answer took; it only adds
what is not known, and what is known it leaves to the pull. Where it stopped is remembered, so that it can be stopped
at any time. An article without a date is not taken: nobody could say where in the archive it belongs.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from plugins.newsroom import archives, filing
from plugins.newsroom.fetch import FEED_BYTES, Ask
from plugins.newsroom.identity import canonical
from plugins.newsroom.model import Entry, Feed, SourceReport
from plugins.newsroom.outcomes import FAILURES, Failed, Fetched
from plugins.newsroom.visit_bodies import Bodies, Round
from plugins.newsroom.walls import Bare, Batch

MOST: Final = 1000  # articles of one feed in one run
PAGES: Final = 400  # pages of one way; a loop of a site's own is no archive

Say = Callable[[str, int, int], None]
Rest = Callable[[float], Awaitable[None]]


@dataclass
class Filled:
    """What became of one feed's archive. `ended`: its end was reached; else `why` says what stopped it, in
    Indonesian. `undated`: articles that were left because nobody says when they are from."""

    feed: str
    row: SourceReport
    way: str = ""
    pages: int = 0
    undated: int = 0
    ended: bool = False
    why: str = ""


@dataclass
class _Place:
    """Where a feed's archive was left: the way in it, and the next page to ask for."""

    way: str = ""
    page: int = 1
    ended: bool = False
    left: list[str] = field(default_factory=list)  # pages of a sitemap that are still to be read


async def backfill(shared: Round, feed: Feed, *, most: int = MOST, say: Say, rest: Rest = asyncio.sleep) -> Filled:
    """Read on where the last backfill of this feed stopped. Stories are settled by the caller."""
    return await _Backfill(shared, feed, most, say, rest).run()


class _Backfill:
    def __init__(self, shared: Round, feed: Feed, most: int, say: Say, rest: Rest) -> None:
        self.shared, self.feed, self.most, self.say, self.rest = shared, feed, most, say, rest
        self.store = shared.store
        self.bodies = Bodies(shared, feed)
        self.filled = Filled(feed.url, SourceReport(feed.agency, feed.url))
        self._meta = f"backfill {feed.agency} {feed.url}"
        known = self.store.q.get_meta(key=self._meta)
        self.place = _Place(**json.loads(known)) if known else _Place()

    async def run(self) -> Filled:
        filled, place = self.filled, self.place
        if place.ended:
            filled.ended = True
            return filled
        ways = archives.ways(self.feed.url)
        for way in [w for w in ways if w.name == place.way] or ([] if place.way == "sitemap" else ways):
            filled.way = way.name
            if await self._pages(way):
                break
            place.way, place.page = "", 1
        else:
            filled.way = "sitemap"
            await self._sitemap()
        added = filled.row.new + filled.row.held + filled.row.quarantined
        filled.row.outcome = "changed" if added else "unchanged"
        return filled

    async def _pages(self, way: archives.Way) -> bool:
        """Page after page; False where the site does not know this way."""
        place, filled = self.place, self.filled
        before: set[str] = set()
        while place.page <= PAGES:
            batch = await self._ask(way.page(place.page))
            keys = {article.key for article in batch.articles} if batch else set()
            if not batch or not keys or keys <= before:  # the end, or the same page again and again
                known_way = place.page > (1 if way.name == "wordpress-rest" else 2)  # the first page is the feed itself
                if filled.why or not known_way:
                    return bool(filled.why and known_way)
                self._remember(ended=True)
                return True
            place.way, before = way.name, keys
            await self._take(batch)
            filled.pages += 1
            place.page += 1
            self._remember()
            if filled.row.new >= self.most:
                filled.why = f"sudah {self.most} tulisan; jalankan lagi untuk meneruskan"
                return True
        self._remember(ended=True)
        return True

    async def _sitemap(self) -> None:
        """Every page that a sitemap lists, one by one."""
        place, filled = self.place, self.filled
        if place.way != "sitemap":
            entries = await self._listed()
            if not entries:
                filled.why = filled.why or "situsnya tidak menyediakan arsip yang dapat dibaca mesin"
                return
            place.way, place.left = "sitemap", entries
        total = len(place.left)
        while place.left and filled.row.new < self.most:
            await self._read_listed(place.left[:10])
            place.left = place.left[10:]
            filled.pages += 10
            self._remember(ended=not place.left)
            self.say(f"Arsip {self.feed.agency}", total - len(place.left), total)
        if place.left:
            filled.why = f"sudah {self.most} tulisan; jalankan lagi untuk meneruskan"
        else:
            self._remember(ended=True)

    async def _listed(self) -> list[str]:
        """The addresses of all pages that the site's sitemaps list, the newest first."""
        agency = self.shared.desk.agencies[self.feed.agency]
        for address in archives.sitemaps(agency.site or self.feed.url):
            batch = await self._ask(address)
            if not batch:
                continue
            found = [b.entry.url for b in batch.bare if b]
            for part in batch.more[:20]:
                further = await self._ask(part)
                found += [b.entry.url for b in further.bare if b] if further else []
            if found:
                return list(dict.fromkeys(found))[: 10 * MOST]
        return []

    async def _read_listed(self, urls: list[str]) -> None:
        """The articles on these pages, as far as they are not known."""
        bare = [Bare(Entry(url=url), f"link:{canonical(url)}", canonical(url)) for url in urls]
        addresses = json.dumps([b.canonical for b in bare])
        known = {
            r["canonical"] for r in self.store.q.articles_by_addresses(agency=self.feed.agency, addresses=addresses)
        }
        for each in bare:
            if each.canonical and each.canonical not in known and not self.shared.late():
                began = asyncio.get_running_loop().time()
                batch = await self.bodies.page(each)
                if batch and batch.articles and batch.articles[0].text:
                    await self._take(batch)
                await self.rest(asyncio.get_running_loop().time() - began)

    async def _ask(self, url: str) -> Batch | None:
        """One page of the archive; None where there is none. Afterwards the site rests as long as it worked."""
        began = asyncio.get_running_loop().time()
        async with self.shared.net.turn(url):
            answer = await self.shared.net.get(Ask(url, limit=FEED_BYTES, allowed=self.bodies.allowed))
            batch = await self.bodies.read(answer) if isinstance(answer, Fetched) else None
        await self.rest(asyncio.get_running_loop().time() - began)
        if isinstance(answer, Failed) and answer.status not in (400, 401, 403, 404, 410):
            self.filled.why = f"{FAILURES[answer.error].sentence}; jalankan lagi nanti untuk meneruskan"
        return batch if batch and not batch.error else None

    async def _take(self, batch: Batch) -> None:
        """File what is not known and has a date."""
        row, agency = self.filled.row, self.feed.agency
        known = self._known(batch)
        with self.store.transaction():
            for article, verdict in zip(batch.articles, batch.verdicts, strict=True):
                row.entries += 1
                if article.key in known or article.canonical in known:
                    continue
                known |= {article.key, article.canonical} - {""}
                if article.source_date is None:
                    self.filled.undated += 1
                    continue
                filed = filing.file(self.store, self.shared.desk, article, verdict, batch.mode or self.feed.mode, {})
                if filed.fate != "unchanged":
                    setattr(row, filed.fate, getattr(row, filed.fate) + 1)
                if filed.fresh:
                    self.shared.fresh[filed.article] = row
        self.say(f"Arsip {agency}", min(row.new, self.most), self.most)

    def _known(self, batch: Batch) -> set[str]:
        """The keys and addresses of this batch that the store knows."""
        agency, q = self.feed.agency, self.store.q
        keys = json.dumps([article.key for article in batch.articles])
        addresses = json.dumps([article.canonical for article in batch.articles])
        rows = [
            *q.articles_by_keys(agency=agency, keys=keys),
            *q.articles_by_addresses(agency=agency, addresses=addresses),
        ]
        return {name for row in rows for name in (row["key"], row["canonical"]) if name}

    def _remember(self, *, ended: bool = False) -> None:
        self.place.ended = self.filled.ended = ended
        place = {"way": self.place.way, "page": self.place.page, "ended": ended, "left": self.place.left}
        self.store.q.set_meta(key=self._meta, value=json.dumps(place))
