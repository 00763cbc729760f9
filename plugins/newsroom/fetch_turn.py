"""Whose turn it is to ask: addresses come in, turns go out. A part of `fetch`.

How much may be under way with a host, with a machine and all in all, and how many bytes may lie here, is counted here
and nowhere else: a turn takes its places one after the other, and gives back whatever it has when it ends. Nothing is
asked here.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

from plugins.newsroom.fetch_names import Names
from plugins.newsroom.outcomes import Failed, Fetched, NotModified

PER_HOST: Final = 4  # at a time, a host with its port
PER_MACHINE: Final = 8  # at a time, an IP address: dozens of subdomains are one weak machine
OVERALL: Final = 256
LARGE: Final = 512 * 1024  # bytes from which a body counts as large
LARGE_AT_ONCE: Final = 16  # so that 256 large bodies are never held together
HELD: Final = 32 * 1024 * 1024  # bytes of other bodies that wait to be opened; beyond them nobody else is asked

Answer = Fetched | NotModified | Failed


class Places:
    """What all turns share. `names` knows which machine is behind a name."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._hosts = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(PER_HOST))
        self._machines = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(PER_MACHINE))
        self.overall = asyncio.Semaphore(OVERALL)
        self.large = asyncio.Semaphore(LARGE_AT_ONCE)
        self.room = asyncio.Event()
        self.room.set()
        self._held = 0

    def host(self, url: str) -> asyncio.Semaphore:
        """What a question to this host waits for."""
        return self._hosts[urlsplit(url).netloc.lower()]

    async def machine(self, url: str) -> asyncio.Semaphore | None:
        """What a question to the machine behind this name waits for; None on loopback and where there is none."""
        address = await self._names.machine(urlsplit(url).hostname or "")
        if not address or address.startswith("127.") or address == "::1":
            return None
        return self._machines[address]

    def hold(self, size: int) -> None:
        """So many bytes more, or less, wait to be opened."""
        self._held += size
        (self.room.clear if self._held >= HELD else self.room.set)()


class Turn:
    """Somebody's turn to ask, while the block runs: what was asked for in it is counted until it ends, and whoever
    asked has let go of it by then. `waited`: seconds of a question in which nothing was read, for others' sake."""

    def __init__(self, places: Places, url: str) -> None:
        self._places, self._url = places, url
        self._taken: list[asyncio.Semaphore] = []
        self._size = 0
        self.waited = 0.0

    async def __aenter__(self) -> Self:
        try:
            await self._take(self._places.host(self._url))
            machine = await self._places.machine(self._url)
            if machine is not None:
                await self._take(machine)  # who waits for it keeps nobody else from asking
            await self._take(self._places.overall)
            await self._places.room.wait()
        except BaseException:  # cancelled in the middle of the queue
            self._leave()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    async def large(self, deadline: asyncio.Timeout) -> None:
        """What is being read is large: wait until few others are. The deadline waits with it."""
        if self._places.large in self._taken:
            return
        now, until = asyncio.get_running_loop().time, deadline.when()
        began = now()
        deadline.reschedule(None)
        await self._take(self._places.large)
        waited = now() - began
        self.waited += waited
        deadline.reschedule(None if until is None else until + waited)

    def hang_up(self, answer: Answer) -> None:
        """Nothing more is asked: others may be, while this answer is opened; this host is left alone until the turn
        ends, and so long its body is held. A large one has its own place, and keeps nobody from asking."""
        self._taken.remove(self._places.overall)
        self._places.overall.release()
        if isinstance(answer, Fetched) and self._places.large not in self._taken:
            self._size = len(answer.body)
            self._places.hold(self._size)

    async def _take(self, place: asyncio.Semaphore) -> None:
        await place.acquire()
        self._taken.append(place)

    def _leave(self) -> None:
        self._places.hold(-self._size)
        self._size = 0
        while self._taken:
            self._taken.pop().release()
