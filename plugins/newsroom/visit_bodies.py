"""A source's bodies: how they are asked for on its network, and how they are opened behind the wall.

A part of `visit`. Answers come in, batches of clean and judged articles go out; a worker that is lost on the way is
told like any other failure. Nothing is filed here.
"""

from __future__ import annotations

import asyncio
import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from plugins.newsroom.addresses import on_network
from plugins.newsroom.dates_words import zone_of
from plugins.newsroom.errors import Unopened, WorkerLost
from plugins.newsroom.fetch import FEED_BYTES, Answer, Ask, Net, Turn
from plugins.newsroom.model import Article, Entry, Fault, Feed, Select, SourceReport, moment
from plugins.newsroom.outcomes import Failed, Fetched, NotModified
from plugins.newsroom.schedule import BUSY, FeedState
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import when
from plugins.newsroom.stories import Desk
from plugins.newsroom.visit_hosts import Host
from plugins.newsroom.visit_patience import Patience
from plugins.newsroom.walls import SHARE, Bare, Batch, NameJob, PageJob, ReadJob, Workers

READER: Final = 4
"""Counts up when reading or cleaning changes, so that unchanged bodies are read again with the new one."""

TELLING: Final = frozenset({"challenge", "login", "suspended", "rejected", "parked", "blocked", "maintenance"})
"""What the page of an error status may call itself; anything else is told by its status."""

LASTING: Final = frozenset({"off-network", "bad-address", "odd-port", "redirects", "too-large"})
"""Why a page will not be had another time either."""

PAGE_BYTES: Final = 2 * 1024 * 1024

_STRUCK: Final = re.compile(rb"<(?:del|s|strike)[\s>]|style\s*=[^<>]{0,300}line-through", re.I)
_NO_PAGE: Final = re.compile(
    r"(?:(?:http )?(?:error|galat|kesalahan)\W{0,5})?(?:[45]\d\d\W{0,5})?(?:error|(?:page )?not found"
    r"|nothing found|forbidden|(?:internal )?server error|bad gateway|service (?:temporarily )?unavailable"
    r"|(?:halaman|artikel|berita|konten|tulisan|laman)[\w ]{0,40}(?:tidak|belum) (?:dapat )?(?:ditemukan|tersedia|ada)"
    r"|o+ps\b.{0,80}|too many requests|terlalu banyak permintaan)?\W{0,5}",
    re.I,
)
"""The whole title of a page that says, with status 200, that there is none."""

Look = Callable[[ReadJob], Awaitable[None]]
"""Whoever wants another look at a page that was read."""

_T = TypeVar("_T")


class Round(Struct):
    """What all visits of one pull share. `fresh`: article id → the row that counts it, waiting for its story;
    `fallen`: failures that are remembered once it is known that they are not ours."""

    content: Path
    store: Store
    desk: Desk
    workers: Workers
    net: Net
    until: float  # the event loop's time after which nobody is asked any more
    hosts: defaultdict[str, Host] = field(default_factory=lambda: defaultdict(Host))
    fresh: dict[int, SourceReport] = field(default_factory=dict)
    settled: dict[int, bool] = field(default_factory=dict)  # on trial, see `pull`
    faults: list[Fault] = field(default_factory=list)  # what editors should know of a source
    fallen: list[tuple[Feed, FeedState]] = field(default_factory=list)
    standing: list[tuple[Feed, FeedState]] = field(default_factory=list)  # nothing new: written down at the end

    def late(self) -> bool:
        return asyncio.get_running_loop().time() > self.until


class Opened(Struct, frozen=True):
    """An answer without its bytes. `batch` is None where there was no body, or the very one that was read before;
    `digest` is of the body and of how it is read."""

    answer: Answer
    batch: Batch | None = None
    digest: str = ""


class Bodies:
    """How one source's bodies are had and read. `seconds` is what all questions to it, and all work on what it answers,
    may take together; `slow`: it wanted much work lately, and has had its share. `hourly`: it is asked again and again,
    so what its pages say of patience is remembered."""

    def __init__(
        self, shared: Round, feed: Feed, seconds: float = math.inf, *, slow: bool = False, hourly: bool = False
    ) -> None:
        self.shared, self.feed, self._hourly = shared, feed, hourly
        self.waits: datetime | None = None  # the latest moment for which pages were left alone, or are to be
        self.line = Patience(shared.net, seconds, shared.late)
        self.account = self.line.account
        self.account.worked = SHARE if slow else 0.0
        network = shared.desk.network
        own = shared.desk.agencies[feed.agency].domains
        self.domains = (*network.domains, *own) if network.domains else ()
        self.zone = zone_of(feed.timezone or network.timezone)

    def allowed(self, url: str) -> bool:
        """Whether an address lies on the network, as far as this source is concerned."""
        return on_network(url, self.domains)

    def asks(self, url: str) -> bool:
        """Whether a page is still asked for in this pull."""
        return not (self.line.over or (self._hourly and self._rest(url)))

    def left_over(self, pages: int) -> str:
        """What the row says of pages that were not had, and are asked for another time."""
        if not self.waits:
            return f"late: {pages} halaman belum sempat dibaca; menyusul pada penarikan berikutnya"
        from plugins.newsroom.dates import long_text  # seldom is there anything to say

        until = long_text(self.waits, self.zone)
        return f"pages-wait: situsnya meminta halaman tulisannya tidak ditanya dulu; {pages} menyusul sesudah {until}"

    async def get(self, url: str) -> Answer:
        """Ask for a page, in a turn of its own."""
        async with self.line.turn(url) as turn:
            return await self._ask(url, turn)

    async def open(self, answer: Answer, known: str) -> Opened:
        """What a body says. A failure that came with a page is called by what the page says. One whose digest is the
        `known` one is not read again; the bytes themselves are let go. Raises Unopened."""
        if isinstance(answer, Failed):
            named = await self._name(answer.page) if answer.page and answer.error == "http-status" else ""
            return Opened(replace(answer, error=named, page=b"") if named in TELLING else answer)
        if isinstance(answer, NotModified):
            return Opened(answer)
        digest = self._digest(answer)
        batch = None if answer.complete and digest == known else await self.read(answer)
        return Opened(replace(answer, body=b""), batch, digest)

    async def read(self, answer: Fetched) -> Batch:
        """What an answer says. Raises Unopened."""
        try:
            return await self.again(self._job(answer))
        except WorkerLost as error:
            return Batch(whole=False, error="worker", detail=str(error))

    async def again(self, job: ReadJob) -> Batch:
        """What a body says that is here already. Raises WorkerLost and Unopened."""
        return await self.shared.workers.read(job, self.account)

    async def further(self, url: str) -> Batch | None:
        """A list's further page, or a sitemap's part; None where it cannot be had now."""
        async with self.line.turn(url) as turn:
            answer = await self._ask(url, turn, limit=FEED_BYTES)
            try:
                batch = await self.read(answer) if isinstance(answer, Fetched) and answer.complete else None
            except Unopened:
                return None
        return batch if batch and not batch.error else None

    async def page(self, bare: Bare, look: Look | None = None) -> Batch | None:
        """What an article's own page makes of it: a batch without articles where it never will make anything, None
        where it may answer better another time. `look` is given the page as well, if it is one."""
        url = bare.entry.url
        if not self.allowed(url):
            return Batch()
        async with self.line.turn(url) as turn:
            answer = await self._ask(url, turn)
            if isinstance(answer, Fetched) and answer.complete:
                job = self._job(answer)
                page = await self._page(PageJob(job, bare))
                if look and page and page.articles:
                    await look(job)
                return page
        lasting = isinstance(answer, Failed) and (answer.error in LASTING or 400 <= (answer.status or 0) < 429)
        return Batch() if lasting else None

    async def shown(self, url: str) -> tuple[str, Article] | None:
        """Where a page is found in the end, and the article that all it shows would be; None where there is none, and
        where something is struck out on it: nobody can say what still holds."""
        if not self.allowed(url):
            return None
        async with self.line.turn(url) as turn:
            answer = await self._ask(url, turn)
            if not isinstance(answer, Fetched) or not answer.complete or _STRUCK.search(answer.body):
                return None
            page = await self._everything(answer)
        return (answer.final_url, page.articles[0]) if page and page.articles else None

    async def stands(self, url: str) -> bool | None:
        """Whether the page of an article is there: False where it is gone (404, 410), None where nobody knows. That is
        so too where it leads to the front page, or shows a notice in its place."""
        async with self.line.turn(url) as turn:
            answer = await self._ask(url, turn)
            if is_gone(answer):
                return False
            if not isinstance(answer, Fetched) or not answer.complete or _is_front(answer.final_url):
                return None
            page = await self._everything(answer)
        if page and page.articles:
            return None if _NO_PAGE.fullmatch(page.articles[0].title) else True
        return True if page and page.error == "unreadable" else None  # a document, a film: no page, and there

    async def _everything(self, answer: Fetched) -> Batch | None:
        """The article that all a page shows would be."""
        job = replace(self._job(answer), select=Select(body="body"), mode="full")
        return await self._page(PageJob(job, Bare(Entry(), "", "")))

    async def _ask(self, url: str, turn: Turn | None, *, limit: int = PAGE_BYTES) -> Answer:
        """Ask for a page, if its host, and what pages of this source said before, let us."""
        ask, now = Ask(url, limit=limit, allowed=self.allowed, stay=True), self.shared.desk.now
        if not self._hourly or self.line.over:
            return await self.line.get(ask, turn)
        rest = self._rest(url)
        if rest:
            self.waits = max(rest, self.waits or rest)
            return Failed(url, "timeout", "not asked: its site wants its pages left alone")
        host = self._host(url)
        answer = await host.page(self.line, ask, turn, now)
        if isinstance(answer, Failed) and answer.status in BUSY and host.pages_rest:
            self._told = max(host.pages_rest, self._told or now)
            self.waits = max(self._told, self.waits or now)
            with self.shared.store.transaction():
                self.shared.store.q.rest_pages(agency=self.feed.agency, url=self.feed.url, until=moment(self._told))
        return answer

    def _host(self, url: str) -> Host:
        return self.shared.hosts[urlsplit(url).netloc.lower()]

    def _rest(self, url: str) -> datetime | None:
        """Until when this page is not asked for: its host said so in this pull, or pages of this source did before."""
        told = self._told if self._told and self._told > self.shared.desk.now else None
        return told or self._host(url).pages_rest

    @cached_property
    def _told(self) -> datetime | None:
        """What pages of this source said last; only who asks for pages need know."""
        until = self.shared.store.q.pages_rest(agency=self.feed.agency, url=self.feed.url)
        return when(until) if until else None

    async def _page(self, job: PageJob) -> Batch | None:
        """What a page makes; nothing where its worker is lost over it, None where the workers had no time for it."""
        try:
            return await self.shared.workers.page(job, self.account)
        except WorkerLost:
            return Batch()
        except Unopened:
            return None

    async def _name(self, page: bytes) -> str:
        try:
            return (await self.shared.workers.name(NameJob(page), self.account)).error
        except (WorkerLost, Unopened):
            return ""

    def _job(self, answer: Fetched) -> ReadJob:
        feed, desk = self.feed, self.shared.desk
        return ReadJob(
            answer.body, answer.final_url, answer.content_type, answer.complete, feed.agency, feed.url, feed.mode,
            self.zone, self.domains, feed.identity, feed.select, desk.now,
        )  # fmt: skip

    def _digest(self, answer: Fetched) -> str:
        """Of the body and of our own reading; other settings in agency.toml have the old digest forgotten."""
        return hashlib.sha256(f"{READER} ".encode() + answer.body).hexdigest()


def in_turn(waiting: Sequence[_T], now: datetime) -> list[_T]:
    """What waits, beginning each hour with another: one that never answers does not stand before the rest for ever."""
    first = int(now.timestamp() // 3600) % len(waiting) if waiting else 0
    return [*waiting[first:], *waiting[:first]]


def is_gone(answer: Answer) -> bool:
    """Whether a page says itself that there is none any more."""
    return isinstance(answer, Failed) and answer.status in (404, 410)


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
