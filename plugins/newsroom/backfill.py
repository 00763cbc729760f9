"""What lies behind a feed's ten items: older articles come in page by page, politely, until there are no more.

A smaller conductor, for a feed that has just been pulled. The way into its archive is found by asking (`archives`
names them), what is not known is filed (`backfill_take`), and where it was left is kept (`backfill_place`), so that
it may be stopped at any moment. An article without a date is not taken: nobody could say where in the archive it
belongs. `lastmod` is no such date: it says when a page was last printed, and often when its whole list was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from html import escape
from typing import Final
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from plugins.newsroom import archives, backfill_place, schedule
from plugins.newsroom.archives import Way
from plugins.newsroom.backfill_line import Unhurried, because, heard, in_trouble
from plugins.newsroom.backfill_place import SITEMAP, Listed
from plugins.newsroom.backfill_take import Filled, Taking
from plugins.newsroom.fetch import FEED_BYTES, Ask
from plugins.newsroom.match import host_of
from plugins.newsroom.model import Entry, Feed, moment
from plugins.newsroom.outcomes import Failed
from plugins.newsroom.schedule import FeedState
from plugins.newsroom.store_rows import when
from plugins.newsroom.visit_bodies import Round
from plugins.newsroom.visit_state import state_from
from plugins.newsroom.walls import Batch

MOST: Final = 1000  # articles of one feed in one run
PAGES: Final = 400  # pages of one way in one run
PARTS: Final = 60  # parts of a site's sitemaps
LISTED: Final = 20_000  # articles that they list
PASTLESS: Final = frozenset({"ical", "youtube"})  # what is no window onto something longer
FOLLOWED: Final = "daftar"  # the way along a list's own links to its next page

Say = Callable[[str, int, int], None]
Mark = tuple[str, str, str]


class Backfill:
    """One feed's archive, read on from where the last run stopped. What becomes of it is written into `filled` as it
    goes; stories are settled by the caller."""

    def __init__(
        self, shared: Round, net: Unhurried, feed: Feed, filled: Filled, *, say: Say, most: int = MOST
    ) -> None:
        self.shared, self.net, self.feed, self.filled, self.say, self.most = shared, net, feed, filled, say, most
        self.store = shared.store
        rows = [row for row in self.store.q.feed_states() if (row["agency"], row["url"]) == (feed.agency, feed.url)]
        state = state_from(rows[0]) if rows else FeedState()
        self.address = schedule.address(state, feed.url)
        self.place = backfill_place.find(self.store, feed)
        self.taking = Taking(shared, net, feed, state, self.place, filled, most)
        self._refused = self._closed = ""  # why the last page is not shown to us, and the last of all that are not
        self._dialect = ""  # of the feed, as its own address answers

    async def run(self) -> None:
        """Read on, until the archive ends or something stands in the way: then `filled.why` says what."""
        place, filled = self.place, self.filled
        if place.until and moment(self.shared.desk.now) < place.until:
            filled.why = f"situsnya meminta jeda; jalankan lagi sesudah {self._clock(place.until)}"
            return
        place.until = ""
        missed = list(place.unread)
        await self._read()
        for listed in missed if not filled.why else ():
            place.unread.remove(listed)
            if not await self.taking.listed(listed):
                place.miss(listed)
                break
        if not filled.why and place.unread:
            filled.why = f"{len(place.unread)} halaman belum terbaca; jalankan lagi nanti"
        filled.ended = not filled.why
        filled.row.outcome = "changed" if filled.added else "unchanged"
        self._keep()

    async def _read(self) -> None:
        """By the way that is known; else by the first that the site knows."""
        place, filled = self.place, self.filled
        ways = self._ways()
        known = [way for way in ways if way.name == place.way]
        if place.way != SITEMAP:
            for way in [*known, *(way for way in ways if way not in known)]:
                if place.way != way.name:
                    place.way, place.page, place.at = way.name, 0, ""
                filled.way = way.name
                if await self._walk(way) or self.filled.why:
                    return
            place.way, place.page, place.at = "", 0, ""
        if self._dialect in PASTLESS or not (ways or self.feed.select):
            filled.why = "sumber jenis ini tidak punya arsip"
            return
        filled.way = SITEMAP
        await self._sitemap()

    def _ways(self) -> list[Way]:
        select = self.feed.select
        if not (select and select.item):
            return archives.ways(self.address)
        return [Way(FOLLOWED, lambda _: self.address, "list")] if select.next else []

    # --- page after page -----------------------------------------------------------------------------

    async def _walk(self, way: Way) -> bool:
        """Page after page of one way; False where the site does not know it, or where something went wrong."""
        place, filled = self.place, self.filled
        number = first = place.page or 1
        address = place.at or way.page(number)
        seen: set[Mark] = set()
        for _ in range(PAGES):
            batch = await self._ask(address)
            if filled.why:
                return False
            listed = _marks(batch) if batch else set()
            if batch is None or (not listed and number == first > 1):
                return self._no_page(number, first)
            if number == 1 and not self._begins(way, batch):
                return False
            if number == 2 and first == 1 and not way.dialect and 2 * len(listed - seen) < len(listed):
                return False  # it shows its first page whatever page it is asked for
            if not listed - seen:
                return self._end()  # an empty page, the last one again and again, or a circle
            seen |= listed
            added = await self._take(batch)
            if added is None:
                return False
            place.page, place.at = number, address if way.name == FOLLOWED else ""
            self._keep()
            if place.once and number > first and not added and batch.articles:
                return self._end()  # what lies behind was read before
            number += 1
            following = batch.more[0] if batch.more else ""
            address = following if way.name == FOLLOWED else way.page(number)
            if not address:
                return self._end()
        filled.why = f"sudah {PAGES} halaman; jalankan lagi untuk meneruskan"
        return False

    def _begins(self, way: Way, batch: Batch) -> bool:
        """Whether a first page is one of this way's."""
        self._dialect = self._dialect or batch.dialect
        if way.dialect:
            return batch.dialect == way.dialect and bool(_marks(batch))
        return batch.dialect not in PASTLESS and not batch.dialect.startswith("sitemap") and bool(batch.articles)

    def _no_page(self, number: int, first: int) -> bool:
        """There is no such page, or it is not shown to us."""
        place, filled = self.place, self.filled
        known = first > 1 or number > 2 or (number > 1 and place.way in (archives.REST, FOLLOWED))
        if known and self._refused:
            filled.why = f"{self._refused}; jalankan lagi nanti untuk meneruskan"
        elif known and number == first:  # it was there when it was read last
            place.page, place.at = 0, ""
            filled.why = "arsipnya berubah sejak terakhir dibaca; jalankan lagi untuk membacanya dari awal"
        return self._end() if known and not filled.why else False

    def _end(self) -> bool:
        self.place.once, self.place.page, self.place.at = True, 0, ""
        return True

    async def _take(self, batch: Batch) -> int | None:
        """How many articles a page added; None where nothing more may be taken."""
        self.filled.pages += 1
        added = await self.taking.batch(batch)
        self.say(f"Arsip {self.feed.agency}", min(self.filled.added, self.most), self.most)
        return None if self.filled.why else added

    # --- by the site's own list of its pages ------------------------------------------------------------

    async def _sitemap(self) -> None:
        """Every page that the site's sitemaps list, one by one."""
        place, filled = self.place, self.filled
        listed = backfill_place.listed(self.store, self.feed) if place.way == SITEMAP else []
        if place.page >= len(listed):
            known = {url for url, _, _ in listed}
            listed += [each for each in await self._listed() if each[0] not in known]
            if filled.why:
                return
            if not listed:
                closed = f" ({self._closed})" if self._closed else ""
                filled.why = f"situsnya tidak menyediakan arsip yang dapat dibaca mesin{closed}"
                return
            place.way = SITEMAP
            backfill_place.keep_listed(self.store, self.feed, listed)
        while place.page < len(listed):
            if not await self.taking.listed(listed[place.page]):
                break
            place.page += 1
            filled.pages += 1
            if place.page % 10 == 0 or place.page == len(listed):
                self._keep()
                self.say(f"Arsip {self.feed.agency}", place.page, len(listed))
        if place.cut and not filled.why:
            filled.why = f"peta situsnya terlalu panjang; yang terbaca hanya {len(listed)} halaman"

    async def _listed(self) -> list[Listed]:
        """What the site's sitemaps list, in their order: of the first that lists anything, with all its parts."""
        host = host_of(self.address)
        site = self.shared.desk.agencies[self.feed.agency].site
        home = f"{site.rstrip('/')}/" if host_of(site) == host else urljoin(self.address, "/")
        own = [self.address] if self._dialect.startswith("sitemap") else []
        asked: set[str] = set()
        for sitemap in [*archives.sitemaps(home), *own]:
            found: dict[str, Listed] = {}
            queue = [sitemap]
            while queue and not self.filled.why:
                url = queue.pop(0)
                if url in asked or host_of(url) != host or not archives.may_hold_news(url):
                    continue
                if len(asked) == PARTS or len(found) >= LISTED:
                    self.place.cut = True
                    break
                asked.add(url)
                batch = await self._ask(url)
                if batch and batch.dialect.startswith("sitemap"):
                    self.place.cut |= batch.cut
                    found |= {each[0]: each for each in _listings(batch) if host_of(each[0]) == host}
                    queue += batch.more
            if found:
                return list(found.values())[:LISTED]
        return []

    # --- asking ---------------------------------------------------------------------------------------

    async def _ask(self, url: str) -> Batch | None:
        """One page; None where there is none. Then `_refused` says why, if it is not shown to us, and `filled.why`
        where the site is to be asked nothing more."""
        bodies = self.taking.bodies
        if not bodies.allowed(url):
            self._refused = self._closed = because(Failed(url, "off-network"))
            return None
        async with self.net.turn(url) as turn:
            answer = await self.net.get(Ask(url, limit=FEED_BYTES, allowed=bodies.allowed, stay=True), turn)
            page = heard(await bodies.open(answer, ""))
        self._refused = because(page) if isinstance(page, Failed) else ""
        self._closed = self._refused or self._closed
        if isinstance(page, Failed) and in_trouble(page):
            self.filled.why = f"{self._refused}; jalankan lagi nanti untuk meneruskan"
            if page.retry_after:
                wait = min(timedelta(seconds=page.retry_after), schedule.LONGEST_PAUSE)
                self.place.until = moment(self.shared.desk.now + wait)
                self.filled.why = f"{self._refused}; jalankan lagi sesudah {self._clock(self.place.until)}"
        return page if isinstance(page, Batch) else None

    def _clock(self, until: str) -> str:
        return f"{when(until).astimezone(ZoneInfo(self.shared.desk.network.timezone)):%d-%m-%Y %H.%M}"

    def _keep(self) -> None:
        backfill_place.keep(self.store, self.feed, self.place)


def _marks(batch: Batch) -> set[Mark]:
    """By what a page is told apart from others. A guid is not enough: some number the places of each page anew. What
    is kept for those who know a password is listed all the same."""
    named = {(name, "", "") for name in batch.withheld}
    return named | {(article.key, article.canonical, article.title) for article in batch.articles}


def _listings(batch: Batch) -> Iterator[Listed]:
    """What a sitemap says of the articles that it lists."""
    for article, bare in zip(batch.articles, batch.bare, strict=True):
        date = moment(article.source_date) if article.source_date else ""
        entry = bare.entry if bare else Entry(url=article.url, title=escape(article.title, quote=False), published=date)
        if entry.url:
            yield entry.url, entry.title, entry.published
