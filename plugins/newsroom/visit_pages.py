"""What belongs to one reading beside its first body: a list's further pages, a sitemap's parts, articles' own pages.

A part of `visit`. The first batch comes in, the whole reading goes out. One page is asked for after the other, a few
of them at a pull and for no longer than a source may take: what is left over waits for the next pull.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from plugins.newsroom import filing_feeds
from plugins.newsroom.model import WANTS_PAGE, Article, Verdict
from plugins.newsroom.store import Row
from plugins.newsroom.visit_bodies import Bodies, in_turn
from plugins.newsroom.visit_select import Sought, sought
from plugins.newsroom.walls import Bare, Batch, ReadJob

READS: Final = 20  # pages of new articles that are read in one pull; the rest waits for the next
REREADS: Final = 10  # of those known, the newest are read again once a day: corrections follow
SILENT: Final = 3  # pages in a row that do not answer: neither will the others

Judged = tuple[Article, Verdict, bool]


class Reading(Struct):
    """What was gathered of one source: articles with their verdicts, in the order of the list. `seen`: key → the
    article of what is known, still listed, and was not read again. `complete`: everything that was wanted was had; else
    the same body is read again next time. `left`: how many pages were not had. `cut`: more is listed than was read, so
    that nothing can be concluded from what is missing. `led`: the key of an entry → the article whose page leads to the
    entry's."""

    batch: Batch
    sought: Sought
    articles: list[Article]
    verdicts: list[Verdict]
    utc: list[bool]
    seen: dict[str, int] = field(default_factory=dict)
    complete: bool = True
    left: int = 0
    cut: bool = False
    led: dict[str, int] = field(default_factory=dict)

    def leave(self) -> None:
        """A page that was wanted could not be had in this pull."""
        self.left += 1
        self.complete = False

    def judged(self) -> Iterator[Judged]:
        return zip(self.articles, self.verdicts, self.utc, strict=True)


async def gather(bodies: Bodies, first: Batch, found_at: str, *, daily: bool) -> Reading:
    """The whole reading that begins with `first`, which was found at `found_at`. `daily`: it is the day's full one."""
    looked_for = sought(bodies.feed, first)
    reading = Reading(first, looked_for, list(first.articles), list(first.verdicts), list(first.utc), cut=first.cut)
    bare = list(first.bare)
    left = bodies.feed.pages - (first.dialect != "sitemap-index")
    queue, asked = list(first.more), {found_at}
    while queue and left > 0:
        url = queue.pop(0)
        if url in asked or not bodies.allowed(url):
            continue
        asked.add(url)
        left -= 1
        further = await bodies.further(url)
        if further is None or not (further.whole or further.cut):
            reading.leave()
        if further is not None:
            reading.articles += further.articles
            reading.verdicts += further.verdicts
            reading.utc += further.utc
            reading.cut |= further.cut
            bare += further.bare
            queue += further.more
    if any(bare):
        await _Pages(bodies, reading, bare, daily=daily).read()
    return reading


class _Pages:
    """Every new article's own page, a few at a pull, and once a day those of the newest again."""

    def __init__(self, bodies: Bodies, reading: Reading, bare: list[Bare | None], *, daily: bool) -> None:
        self.bodies, self.reading, self.bare, self.daily = bodies, reading, bare, daily
        self.known = self._known([each for each in bare if each])
        self.new = self.again = self.silent = 0

    def _known(self, listed: Sequence[Bare]) -> dict[str, Row]:
        """Key → what is known of it: by what this feed said of it, though another may tell it under another name."""
        store, feed = self.bodies.shared.store, self.bodies.feed
        return filing_feeds.named(store, feed.agency, feed.url, {each.key for each in listed})

    async def read(self) -> None:
        """What the reading lists becomes what the pages say; what is listed twice is asked for once."""
        listed = list(zip(self.reading.judged(), self.bare, strict=True))
        firsts: dict[str, tuple[Bare, Judged]] = {}
        for judged, entry in listed:
            if entry is not None:
                firsts.setdefault(entry.key, (entry, judged))
        found = {key: await self._look(*firsts[key]) for key in self._order(firsts)}
        kept: list[Judged] = []
        for judged, entry in listed:
            if entry is None:
                kept.append(judged)
            elif had := found[entry.key]:
                kept.append(had if firsts[entry.key][0] is entry else judged)
        self.reading.articles = [article for article, _, _ in kept]
        self.reading.verdicts = [verdict for _, verdict, _ in kept]
        self.reading.utc = [utc for _, _, utc in kept]

    def _order(self, keys: Iterable[str]) -> list[str]:
        """First what is new, as it is listed; then what waits for its page; then all else that is known."""
        new: list[str] = []
        waiting: list[str] = []
        rest: list[str] = []
        for key in keys:
            old = self.known.get(key)
            (new if old is None else waiting if WANTS_PAGE in old["flags"] else rest).append(key)
        return [*new, *in_turn(waiting, self.bodies.shared.desk.now), *rest]

    async def _look(self, entry: Bare, listed: Judged) -> Judged | None:
        old = self.known.get(entry.key)
        return await (self._old(entry, listed, old) if old else self._new(entry, listed))

    async def _new(self, entry: Bare, listed: Judged) -> Judged | None:
        """A new article with its page's words. What the list says of it is true all the same: where its page has none
        to offer, or does not answer yet, that is shown, in the latter case as an excerpt until the page can be had.
        What a list does not even name waits."""
        self.new += 1
        page = await self._page(entry) if self.new <= READS else None
        if page and page.articles:
            return _of(page)
        if page is None:
            self.reading.leave()
        if not entry.entry.title:
            return None
        article, verdict, utc = listed
        return (article if page else replace(article, flags=(*article.flags, WANTS_PAGE))), verdict, utc

    async def _old(self, entry: Bare, listed: Judged, old: Row) -> Judged | None:
        """A known article, read again where that is due; whatever goes wrong, it keeps the words that it has."""
        renamed = bool(entry.entry.title and old.get("said_title", old["title"]) != listed[0].title)
        waits = WANTS_PAGE in old["flags"]
        if (self.daily or renamed or waits) and self.again < REREADS:
            self.again += 1
            page = await self._page(entry)
            if page and page.articles and (page.articles[0].text or not old["text"]):
                return _of(page)
            waits = waits and page is None
        if waits:
            self.reading.leave()
        self.reading.seen[entry.key] = old["id"]
        return None

    async def _page(self, entry: Bare) -> Batch | None:
        """What an article's page says; None where it may say something another time."""
        if self.silent >= SILENT:
            return None
        page = await self.bodies.page(entry, self._seek)
        page = None if page and page.error else page
        self.silent = 0 if page else self.silent + 1
        return page

    async def _seek(self, page: ReadJob) -> None:
        await self.reading.sought.on(page, self.bodies.again)


def _of(page: Batch) -> Judged:
    return page.articles[0], page.verdicts[0], page.utc[0]
