"""What comes from strangers is opened here: reading, cleaning and decoding run in worker processes that are
killed at their deadline and replaced, and their neighbours go on.

The parent's side: jobs, results, and `Workers`, who carry the one there and the other back. Jobs and results cross
as MessagePack and are checked against their types on both sides: a worker that was taken over can lie, and can do
nothing else. What the workers do stands in `walls_work`, which the parent never imports: it costs what it imports.
Whoever wants much of them waits behind all others, in a row of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self, TypeVar

import msgspec
from msgspec import Struct

from plugins.newsroom.errors import Outlasted, Unopened, WorkerLost
from plugins.newsroom.model import Article, Encoded, Entry, Identity, Mode, Select, Verdict
from plugins.newsroom.parse_look_words import Look
from plugins.newsroom.roster_words import Roster
from plugins.newsroom.walls_pipe import receive, send

SECONDS: Final = 20.0
"""The deadline of one job."""
SHARE: Final = 3.0
"""What a source has of the workers at once. A feed of twenty entries takes a twentieth of a second."""
PURSE: Final = 24.0
"""What all sources together have beyond their shares: enough for one whole job, and about as long as the network may
take for one source, so that a pull takes little longer for it."""

_ROOT: Final = Path(__file__).resolve().parents[2]
_COMMAND: Final = (sys.executable, "-m", "plugins.newsroom.walls_work")
_T = TypeVar("_T")


class ReadJob(Struct, frozen=True):
    """A body, and whose it is. `zone` is the source's clock, `now` the moment around which an agenda is unrolled."""

    body: bytes
    url: str
    content_type: str
    complete: bool
    agency: str
    feed: str
    mode: Mode
    zone: str
    domains: tuple[str, ...] = ()  # where the network's articles may live; empty: anywhere
    identity: Identity = "auto"
    select: Select | None = None
    now: datetime | None = None


class Bare(Struct, frozen=True):
    """An entry that was listed without its text: what it is called, and its own page, where more is said."""

    entry: Entry
    key: str
    canonical: str


class PageJob(Struct, frozen=True):
    """An entry's own page: `read.body` is the page's."""

    read: ReadJob
    bare: Bare


class Batch(Struct, frozen=True):
    """What a body said. `error` is a key of FAILURES where it could not be read at all. `mode`: how it is shown, where
    that is not for agency.toml to say (a film is a link).

    `verdicts`, one an article; `utc`: whether an article's date named UTC as its clock; `bare`: for an article that
    was listed without its text, its entry, else None. `more`: addresses of what belongs to the same reading.
    `withheld`: names of what it lists, and keeps for those who know a password. `cut`: it lists more than is read of
    one body.
    """

    articles: tuple[Article, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    whole: bool = True
    ttl: int = 0
    error: str = ""
    detail: str = ""
    dialect: str = ""
    mode: Mode | None = None
    more: tuple[str, ...] = ()
    utc: tuple[bool, ...] = ()
    bare: tuple[Bare | None, ...] = ()
    withheld: tuple[str, ...] = ()
    cut: bool = False


class NameJob(Struct, frozen=True):
    """The beginning of a page that came with an error."""

    page: bytes


class Named(Struct, frozen=True):
    """The key of FAILURES that a page deserves."""

    error: str


class LookJob(Struct, frozen=True):
    """A body of which nobody knows yet what it is. `zone` is the clock of its site."""

    body: bytes
    url: str
    content_type: str
    zone: str = "Asia/Jakarta"


class ListJob(Struct, frozen=True):
    """A list of agencies as its file holds it; `name` is what faults call it."""

    body: bytes
    name: str


class EntryJob(Struct, frozen=True):
    """One contributed entry to clean."""

    entry: Entry
    agency: str
    feed: str
    zone: str


class PictureJob(Struct, frozen=True):
    body: bytes


class Developed(Struct, frozen=True):
    """A picture of our own, or why there is none."""

    picture: Encoded | None
    error: str = ""


_ANSWERS: Final[dict[type, msgspec.msgpack.Decoder[Any]]] = {
    answer: msgspec.msgpack.Decoder(answer) for answer in (Batch, Named, Look, Roster, Developed)
}
"""Made before any thread needs one: msgspec crashes where two learn the same type at once."""


class Account(Struct):
    """A source's time in one pull, in seconds. `left`: what it may still take, of the network and of the workers;
    `worked`: what it has had of the workers."""

    left: float = math.inf
    worked: float = 0.0


class Workers:
    """A few worker processes, started when first needed. Use as a context manager; safe from many tasks.

    `seconds` is the deadline of one job, `command` what starts a worker. Every job raises WorkerLost where its
    worker was killed, died or answered nonsense; that worker is replaced, and no other job notices.

    A job may come with its source's account, which pays for it; to wait costs nothing. Of a source whose time is
    bounded, no job keeps the `count` workers longer than its `share`. What outlasts that, and whatever else comes of
    a source that has had its share, is done behind them, by one more worker and one after the other, until the common
    `purse` is empty; from then on it raises Unopened.
    """

    def __init__(
        self, count: int | None = None, *, seconds: float = SECONDS, share: float = SHARE, purse: float = PURSE,
        command: Sequence[str] = _COMMAND,
    ) -> None:  # fmt: skip
        self.count = count or max(1, min(4, os.cpu_count() or 1))
        self._seconds, self._share, self._purse = seconds, min(share, seconds), purse
        self._command = command
        self._front = ThreadPoolExecutor(self.count, thread_name_prefix="wall")
        self._behind = ThreadPoolExecutor(1, thread_name_prefix="wall behind")
        self._mine = threading.local()
        self._all: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in list(self._all):
            process.kill()
        for row in (self._front, self._behind):
            row.shutdown(wait=True, cancel_futures=True)
        for process in list(self._all):
            self._bury(process)

    async def read(self, job: ReadJob, account: Account | None = None) -> Batch:
        return await self._ask(b"R", job, Batch, account)

    async def page(self, job: PageJob, account: Account | None = None) -> Batch:
        return await self._ask(b"A", job, Batch, account)

    async def name(self, job: NameJob, account: Account | None = None) -> Named:
        return await self._ask(b"N", job, Named, account)

    async def look(self, job: LookJob) -> Look:
        return await self._ask(b"L", job, Look)

    async def roster(self, job: ListJob) -> Roster:
        return await self._ask(b"O", job, Roster)

    async def tidy(self, job: EntryJob) -> Batch:
        return await self._ask(b"E", job, Batch)

    async def develop(self, job: PictureJob) -> Developed:
        return await self._ask(b"P", job, Developed)

    async def _ask(self, kind: bytes, job: object, answer: type[_T], account: Account | None = None) -> _T:
        work = partial(self._exchange, kind, job, answer, account or Account())
        run = asyncio.get_running_loop().run_in_executor
        if account is None or math.isinf(account.left):
            return await run(self._front, work, self._seconds)
        try:
            if account.worked < self._share:
                try:
                    return await run(self._front, work, self._share)
                except Outlasted:
                    if account.left <= 0 or self._share == self._seconds:
                        raise
            return await run(self._behind, self._lend, work, account)
        except WorkerLost:
            account.left -= self._seconds  # so that nobody keeps workers dying
            raise

    def _lend(self, work: Callable[[float], _T], account: Account) -> _T:
        """From the common purse, as far as it goes; alone in its row. Who is cut short by the purse has not failed."""
        fair = min(self._seconds, max(account.left, self._share))
        lent, before = min(fair, self._purse), account.worked
        try:
            if lent >= self._share:
                return work(lent)
        except Outlasted:
            if lent == fair:
                raise
        finally:
            self._purse -= account.worked - before
        account.left = 0.0
        raise Unopened("the time for slow sources is over")

    def _exchange(self, kind: bytes, job: object, answer: type[_T], account: Account, seconds: float) -> _T:
        payload = kind + msgspec.msgpack.encode(job)  # only now: hundreds of bodies may wait for a worker
        process = self._process()
        began = time.monotonic()
        try:
            with self._until(seconds, process) as (jobs, answers):
                send(jobs, payload)
                understood: _T = _ANSWERS[answer].decode(receive(answers))
                return understood
        finally:
            spent = time.monotonic() - began
            account.worked += spent
            account.left -= spent

    def _process(self) -> subprocess.Popen[bytes]:
        """This thread's worker. A new one says first that it is ready: no job pays for its start."""
        process: subprocess.Popen[bytes] | None = getattr(self._mine, "process", None)
        if process is None or process.poll() is not None:
            process = subprocess.Popen(
                self._command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
            self._mine.process = process
            self._all.append(process)
            with self._until(self._seconds, process) as (_, answers):
                receive(answers)
        return process

    @contextlib.contextmanager
    def _until(self, seconds: float, process: subprocess.Popen[bytes]) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """A worker's two pipes, for so many seconds. Raises Outlasted where they were too few, WorkerLost where it
        died or answered nonsense; in both cases it is buried."""
        assert process.stdin
        assert process.stdout
        late = threading.Event()

        def kill() -> None:
            late.set()
            process.kill()

        killer = threading.Timer(seconds, kill)
        killer.start()
        try:
            yield process.stdin, process.stdout
        except (OSError, EOFError, ValueError, msgspec.MsgspecError) as error:
            self._bury(process)
            lost = Outlasted if late.is_set() else WorkerLost
            raise lost(f"a worker was lost at its work ({type(error).__name__}: {error})") from error
        else:
            if late.is_set():  # it said its last word in the very moment in which it was killed
                self._bury(process)
        finally:
            killer.cancel()

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        """Killed, and waited for: one that is only dying would take the next job with it."""
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):  # what it did not read any more
                    pipe.close()
        self._all.remove(process)
