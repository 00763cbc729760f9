"""What comes from strangers is opened here: reading, cleaning and decoding run in worker processes that are
killed at their deadline and replaced, and their neighbours go on.

The parent's side: jobs, results, and `Workers`, who carry the one there and the other back. Jobs and results cross
as MessagePack and are checked against their types on both sides: a worker that was taken over can lie, and can do
nothing else. What the workers do stands in `walls_work`, which the parent never imports: it costs what it imports.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self, TypeVar

import msgspec
from msgspec import Struct

from plugins.newsroom.errors import WorkerLost
from plugins.newsroom.model import Article, Encoded, Entry, Identity, Mode, Select, Verdict
from plugins.newsroom.parse_look_words import Look
from plugins.newsroom.roster_words import Roster

SECONDS: Final = 20.0
LONGEST_ANSWER: Final = 256 * 1024 * 1024

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
    was listed without its text, its entry, else None. `more`: addresses of what belongs to the same reading. `cut`: it
    lists more than is read of one body.
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


class Workers:
    """A few worker processes, started when first needed. Use as a context manager; safe from many tasks.

    `seconds` is the deadline of one job, `command` what starts a worker. Every job raises WorkerLost where its
    worker was killed, died or answered nonsense; that worker is replaced, and no other job notices.
    """

    def __init__(
        self, count: int | None = None, *, seconds: float = SECONDS, command: Sequence[str] = _COMMAND
    ) -> None:
        self.count = count or max(1, min(4, os.cpu_count() or 1))
        self._seconds = seconds
        self._command = command
        self._threads = ThreadPoolExecutor(self.count, thread_name_prefix="wall")
        self._mine = threading.local()
        self._all: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in list(self._all):
            process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for process in list(self._all):
            self._bury(process)

    async def read(self, job: ReadJob) -> Batch:
        return await self._ask(b"R", job, Batch)

    async def page(self, job: PageJob) -> Batch:
        return await self._ask(b"A", job, Batch)

    async def name(self, job: NameJob) -> Named:
        return await self._ask(b"N", job, Named)

    async def look(self, job: LookJob) -> Look:
        return await self._ask(b"L", job, Look)

    async def roster(self, job: ListJob) -> Roster:
        return await self._ask(b"O", job, Roster)

    async def tidy(self, job: EntryJob) -> Batch:
        return await self._ask(b"E", job, Batch)

    async def develop(self, job: PictureJob) -> Developed:
        return await self._ask(b"P", job, Developed)

    async def _ask(self, kind: bytes, job: object, answer: type[_T]) -> _T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._exchange, kind, job, answer)

    def _exchange(self, kind: bytes, job: object, answer: type[_T]) -> _T:
        payload = kind + msgspec.msgpack.encode(job)  # only now: hundreds of bodies may wait for a worker
        process = self._process()
        assert process.stdin
        assert process.stdout
        killer = threading.Timer(self._seconds, process.kill)
        killer.start()
        try:
            send(process.stdin, payload)
            return msgspec.msgpack.decode(receive(process.stdout), type=answer)
        except (OSError, EOFError, ValueError, msgspec.MsgspecError) as error:
            self._bury(process)
            raise WorkerLost(f"a worker was lost at its work ({type(error).__name__}: {error})") from error
        finally:
            killer.cancel()

    def _process(self) -> subprocess.Popen[bytes]:
        process: subprocess.Popen[bytes] | None = getattr(self._mine, "process", None)
        if process is None or process.poll() is not None:
            process = subprocess.Popen(
                self._command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
            self._mine.process = process
            self._all.append(process)
        return process

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        """Killed, and waited for: one that is only dying would take the next job with it."""
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):  # what it did not read any more
                    pipe.close()
        self._all.remove(process)


def send(pipe: IO[bytes], payload: bytes) -> None:
    pipe.write(struct.pack(">I", len(payload)) + payload)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    head = pipe.read(4)
    if len(head) < 4:
        raise EOFError
    length = struct.unpack(">I", head)[0]
    if length > LONGEST_ANSWER:
        raise ValueError(f"an answer of {length} bytes")
    payload = pipe.read(length)
    if len(payload) < length:
        raise EOFError
    return payload
