"""What an archive says is filed, as far as it is not known: a part of `backfill`. Pages and lists come in.

What is known is left to the pull, under whatever name it is known: by its key, unless that is another's now, by its
address however it is spelled, or by title and time among what the feed lists now. What is added does not count as
listed by the feed: it lies behind the window, and is not missing when the feed does not list it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from plugins.newsroom import archives, filing, identity_repair
from plugins.newsroom.backfill_line import NEVER, Unhurried, because, in_trouble
from plugins.newsroom.backfill_place import Listed, Place
from plugins.newsroom.dates_clock import Clock, as_local
from plugins.newsroom.identity import identify
from plugins.newsroom.identity_repair import CLOCK, Read, another
from plugins.newsroom.model import COUNTED_BACK, Article, Entry, Feed, Mode, SourceReport, Verdict, moment
from plugins.newsroom.outcomes import Failed
from plugins.newsroom.schedule import FeedState
from plugins.newsroom.store import Row
from plugins.newsroom.store_rows import when
from plugins.newsroom.visit_bodies import Bodies, Round
from plugins.newsroom.walls import Bare, Batch

SILENT: Final = 3  # articles' pages in a row that do not answer: the site has had enough of us
LOOKS: Final = 5  # for each article that may be taken, so many pages are looked at
BEHIND: Final = "#arsip"
"""What follows the feed's address where an article says who listed it."""

Judged = tuple[Article, Verdict, bool]


@dataclass
class Filled:
    """What became of one feed's archive. `ended`: its end was reached; else `why` says what stopped it, in
    Indonesian. `undated`: articles that were left because nobody says when they are from; `blank`: pages without."""

    feed: str
    row: SourceReport
    way: str = ""
    pages: int = 0
    undated: int = 0
    blank: int = 0
    ended: bool = False
    why: str = ""

    @property
    def added(self) -> int:
        return self.row.new + self.row.held + self.row.quarantined


@dataclass
class Known:
    """By what the articles of one page are recognised. `rows`: key → article; `names`: keys and addresses."""

    rows: dict[str, Row]
    names: set[str]
    window: dict[str, list[datetime]] = field(default_factory=dict)  # title → when, of what the feed lists now

    def stranger(self, article: Article) -> Article | None:
        """The article under a name that is its own, if it is not known. A guid that another article has, as where each
        page numbers its places anew, stays with that one."""
        row = self.rows.get(article.key)
        if row and _passed_on(row, article):
            article = replace(article, key=_own_key(article))
        at = article.source_date
        if (
            article.key in self.names
            or (article.canonical and article.canonical in self.names)
            or (at and any(abs(at - then) <= CLOCK for then in self.window.get(_title(article.title), ())))
        ):
            return None
        return article


class Taking:
    """One feed's archive on its way into the store. `filled.why` is set where nothing more may be asked or taken."""

    def __init__(
        self, shared: Round, net: Unhurried, feed: Feed, state: FeedState, place: Place, filled: Filled, most: int
    ) -> None:
        self.shared, self.net, self.feed, self.place, self.filled, self.most = shared, net, feed, place, filled, most
        self.store = shared.store
        self.bodies = Bodies(shared, feed)
        self._local = Clock(state.clock_local, state.clock_utc).verdict == "local"
        self._window = self._listed_now()
        self._looks = self._silent = 0

    async def batch(self, batch: Batch) -> int:
        """Take what is not known of a page. Returns how many articles were added."""
        before, known = self.filled.added, self._known(batch.articles)
        for article, verdict, utc, bare in zip(batch.articles, batch.verdicts, batch.utc, batch.bare, strict=True):
            self.filled.row.entries += 1
            stranger = known.stranger(article)
            if stranger is None:
                continue
            if self._full():
                break
            judged: Judged | None = (stranger, verdict, utc)
            if bare and not bare.entry.content:
                judged = await self._page(replace(bare, key=stranger.key))
                if self.filled.why:
                    break
            if judged:
                self._file(*judged, batch.mode or self.feed.mode)
            known.names |= {stranger.key, stranger.canonical} - {""}
        return self.filled.added - before

    async def listed(self, listed: Listed) -> bool:
        """Take one article of a list, if it is not known; False where it could not be had, or not now."""
        entry = Entry(url=listed[0], title=listed[1], published=listed[2])
        ((key, canonical),) = identify([entry], "link" if self.feed.identity == "text" else self.feed.identity)
        if not canonical or self._by_key({key}) or self._addresses({canonical}):
            return True
        if self._full():
            return False
        judged = await self._page(Bare(entry, key, canonical))
        if judged and (stranger := self._known([judged[0]]).stranger(judged[0])):
            self._file(stranger, *judged[1:], self.feed.mode)
        return not self.filled.why

    # --- an article's own page -----------------------------------------------------------------------

    async def _page(self, bare: Bare) -> Judged | None:
        """What an article's own page makes of it; None where that is nothing. One that does not answer is noted."""
        self._looks += 1
        batch = await self.bodies.page(bare)
        if batch and batch.articles:
            self._silent = 0
            judged = batch.articles[0], batch.verdicts[0], batch.utc[0]
            if self.feed.mode != "full" or judged[0].text:
                return judged
            self.filled.blank += 1
            return None
        last = self.net.last
        failed = last if isinstance(last, Failed) and batch is None else None
        if (batch and not batch.error) or (failed and failed.error in NEVER):
            self.filled.blank += 1
            return None
        failed = failed or Failed(bare.entry.url, batch.error if batch else "truncated", status=200)
        if in_trouble(failed):
            self.filled.why = f"{because(failed)}; jalankan lagi nanti untuk meneruskan"
            return None
        self.place.miss((bare.entry.url, bare.entry.title, bare.entry.published))
        self._silent += 1
        if self._silent >= SILENT:
            self.filled.why = f"beberapa halaman berturut-turut tidak terbaca ({because(failed)}); jalankan lagi nanti"
        return None

    def _full(self) -> bool:
        """Whether this run has had what it may have; then `why` says so."""
        if self.filled.added < self.most and self._looks < LOOKS * self.most:
            return False
        self.filled.why = f"sudah {self.filled.added} tulisan; jalankan lagi untuk meneruskan"
        return True

    # --- what is known, and what is not -----------------------------------------------------------------

    def _listed_now(self) -> dict[str, list[datetime]]:
        found: defaultdict[str, list[datetime]] = defaultdict(list)
        for row in self.store.q.last_said(agency=self.feed.agency, feed=self.feed.url):
            if row["source_date"]:
                found[_title(row["title"])].append(when(row["source_date"]))
        return dict(found)

    def _known(self, articles: Sequence[Article]) -> Known:
        rows = self._by_key({key for a in articles for key in (a.key, _own_key(a))})
        return Known(rows, {*rows, *self._addresses({a.canonical for a in articles} - {""})}, self._window)

    def _by_key(self, keys: set[str]) -> dict[str, Row]:
        rows = self.store.q.articles_by_keys(agency=self.feed.agency, keys=json.dumps(sorted(keys)))
        return {row["key"]: row for row in rows}

    def _addresses(self, addresses: set[str]) -> set[str]:
        """Those of these addresses that the store knows, however it spells them."""
        spelled = {form: address for address in addresses for form in archives.spellings(address)}
        rows = self.store.q.articles_by_addresses(agency=self.feed.agency, addresses=json.dumps(sorted(spelled)))
        return {spelled[row["canonical"]] for row in rows}

    def _file(self, article: Article, verdict: Verdict, utc: bool, mode: Mode) -> None:
        row, at = self.filled.row, article.source_date
        if at is None:
            self.filled.undated += 1
            return
        at = as_local(at, self.bodies.zone) if utc and self._local else at
        article = replace(article, feed=self.feed.url + BEHIND, source_date=at)
        with self.store.transaction():
            filed = filing.file(self.store, self.shared.desk, article, verdict, mode, {})
        if filed.fate != "unchanged":
            setattr(row, filed.fate, getattr(row, filed.fate) + 1)
        if filed.fresh:
            self.shared.fresh[filed.article] = row


def _passed_on(row: Row, article: Article) -> bool:
    """Whether nothing but a guid says that an article is the one that the store knows by it."""
    date = when(row["source_date"]) if row["source_date"] else None
    old = identity_repair.Known(row["id"], row["key"], row["canonical"], row["title"], date, row["fingerprint"])
    new = Read(article.key, article.canonical, article.title, article.source_date, article.fingerprint)
    dated = COUNTED_BACK not in article.flags
    return article.key.startswith("guid:") and another(old, new, (row["text"], article.text), dated=dated)


def _own_key(article: Article) -> str:
    """What an article is called whose guid is another's: its address, else its title and date."""
    date = moment(article.source_date) if article.source_date else ""
    ((key, _),) = identify([Entry(url=article.canonical, title=article.title, published=date)], "link")
    return key


def _title(title: str) -> str:
    return " ".join(title.casefold().split())
