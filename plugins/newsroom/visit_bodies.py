"""A source's bodies: how they are asked for on its network, and how they are opened behind the wall.

A part of `visit`. Answers come in, batches of clean and judged articles go out; a worker that is lost on the way is
told like any other failure. Nothing is filed here.
"""

from __future__ import annotations

import asyncio
import hashlib
import math
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from plugins.newsroom.addresses import on_network
from plugins.newsroom.dates_words import zone_of
from plugins.newsroom.errors import Unopened, WorkerLost
from plugins.newsroom.fetch import FEED_BYTES, Answer, Ask, Net
from plugins.newsroom.model import Article, Entry, Fault, Feed, Select, SourceReport
from plugins.newsroom.outcomes import Failed, Fetched, NotModified
from plugins.newsroom.schedule import FeedState
from plugins.newsroom.store import Store
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
    may take together; `slow`: it wanted much work lately, and has had its share."""

    def __init__(self, shared: Round, feed: Feed, seconds: float = math.inf, *, slow: bool = False) -> None:
        self.shared, self.feed = shared, feed
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

    async def get(self, url: str, *, limit: int = PAGE_BYTES) -> Answer:
        """Ask for a page, in a turn of its own."""
        async with self.line.turn(url) as turn:
            return await self.line.get(Ask(url, limit=limit, allowed=self.allowed, stay=True), turn)

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
            answer = await self.line.get(Ask(url, limit=FEED_BYTES, allowed=self.allowed, stay=True), turn)
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
            answer = await self.line.get(Ask(url, limit=PAGE_BYTES, allowed=self.allowed, stay=True), turn)
            if isinstance(answer, Fetched) and answer.complete:
                job = self._job(answer)
                page = await self._page(PageJob(job, bare))
                if look and page and page.articles:
                    await look(job)
                return page
        lasting = isinstance(answer, Failed) and (answer.error in LASTING or 400 <= (answer.status or 0) < 429)
        return Batch() if lasting else None

    async def shown(self, url: str) -> tuple[str, Article] | None:
        """Where a page is found in the end, and the article that all it shows would be; None where there is none."""
        if not self.allowed(url):
            return None
        async with self.line.turn(url) as turn:
            answer = await self.line.get(Ask(url, limit=PAGE_BYTES, allowed=self.allowed, stay=True), turn)
            if not isinstance(answer, Fetched) or not answer.complete:
                return None
            everything = replace(self._job(answer), select=Select(body="body"), mode="full")
            page = await self._page(PageJob(everything, Bare(Entry(), "", "")))
        return (answer.final_url, page.articles[0]) if page and page.articles else None

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
