"""What comes from strangers is opened here: reading, cleaning and decoding run in worker processes that are
killed at their deadline and replaced, and their neighbours go on.

`Workers` is the parent's side. Jobs and results cross as MessagePack and are checked against their types on
both sides: a worker that was taken over can lie, and can do nothing else.
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
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self, TypeVar

import msgspec

from plugins.newsroom import clean, dates, identity, parse, pictures, screen
from plugins.newsroom.addresses import on_network
from plugins.newsroom.errors import WorkerLost
from plugins.newsroom.model import Article, Entry, Mode, Verdict

SECONDS: Final = 20.0
MEMORY: Final = 1024 * 1024 * 1024
LONGEST_ANSWER: Final = 256 * 1024 * 1024

_ROOT: Final = Path(__file__).resolve().parents[2]
_COMMAND: Final = (sys.executable, "-m", "plugins.newsroom.walls")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A feed's body, and whose it is. `zone` is the source's clock."""

    body: bytes
    url: str
    content_type: str
    complete: bool
    agency: str
    feed: str
    mode: Mode
    zone: str
    domains: tuple[str, ...] = ()  # where the network's articles may live; empty: anywhere


@dataclass(frozen=True, slots=True)
class Batch:
    """What a body said. `error` is a key of FAILURES where it could not be read at all."""

    articles: tuple[Article, ...] = ()
    verdicts: tuple[Verdict, ...] = ()  # one an article
    whole: bool = True
    ttl: int = 0
    error: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EntryJob:
    """One contributed entry to clean."""

    entry: Entry
    agency: str
    feed: str
    zone: str


@dataclass(frozen=True, slots=True)
class PictureJob:
    body: bytes


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture of our own, or why there is none."""

    picture: pictures.Encoded | None
    error: str = ""


def read(job: ReadJob) -> Batch:
    """Bytes → clean articles."""
    reading = parse.read(job.body, url=job.url, content_type=job.content_type, complete=job.complete)
    if isinstance(reading, parse.Unreadable):
        return Batch(whole=False, error=reading.error, detail=reading.detail)
    named = zip(reading.entries, identity.identify(reading.entries), strict=True)
    articles = tuple(
        clean.article(
            entry, agency=job.agency, feed=job.feed, key=key, canonical=address, mode=job.mode,
            parse_date=lambda text: dates.parse(text, zone=job.zone), injected=screen.injected,
        )
        for entry, (key, address) in named
    )  # fmt: skip
    verdicts = tuple(
        screen.judge(article, off_network=bool(article.url) and not on_network(article.url, job.domains))
        for article in articles
    )
    return Batch(articles, verdicts, reading.whole, reading.ttl)


def tidy(job: EntryJob) -> Batch:
    """A contributed entry → one clean article; its key is its file."""
    article = clean.article(
        job.entry, agency=job.agency, feed=job.feed, key=f"file:{job.entry.guid}", canonical="", mode="full",
        parse_date=lambda text: dates.parse(text, zone=job.zone), injected=screen.injected, own_summary=True,
    )  # fmt: skip
    return Batch((article,), (Verdict("publish"),))  # what agencies commit was reviewed when it was merged


def develop(job: PictureJob) -> Developed:
    """A stranger's picture → our own."""
    try:
        return Developed(pictures.encode(job.body))
    except ValueError as error:
        return Developed(None, str(error)[:200])


_WORK: Final[dict[bytes, tuple[type[Any], Any]]] = {
    b"R": (ReadJob, read),
    b"E": (EntryJob, tidy),
    b"P": (PictureJob, develop),
}


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

    async def tidy(self, job: EntryJob) -> Batch:
        return await self._ask(b"E", job, Batch)

    async def develop(self, job: PictureJob) -> Developed:
        return await self._ask(b"P", job, Developed)

    async def _ask(self, kind: bytes, job: object, answer: type[_T]) -> _T:
        payload = kind + msgspec.msgpack.encode(job)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._exchange, payload, answer)

    def _exchange(self, payload: bytes, answer: type[_T]) -> _T:
        process = self._process()
        assert process.stdin
        assert process.stdout
        killer = threading.Timer(self._seconds, process.kill)
        killer.start()
        try:
            _send(process.stdin, payload)
            return msgspec.msgpack.decode(_receive(process.stdout), type=answer)
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


def _send(pipe: IO[bytes], payload: bytes) -> None:
    pipe.write(struct.pack(">I", len(payload)) + payload)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
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


def _serve() -> None:
    """The worker's side: jobs from standard input until it closes."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # no such bound on this platform; the deadline still holds
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not reach the line of answers
    while True:
        try:
            payload = _receive(jobs)
        except EOFError:
            return
        kind, work = _WORK[payload[:1]]
        _send(answers, msgspec.msgpack.encode(work(msgspec.msgpack.decode(payload[1:], type=kind))))


if __name__ == "__main__":
    _serve()
