"""Addresses come in, bodies go out: the only sockets in the house.

`Net.get` turns one `Ask` into `Fetched`, `NotModified` or `Failed`, within a total deadline and a size cap
that is counted while inflating, politely towards every host and every machine, and never to an address
inside somebody's own network unless the network allows it. It knows nothing of feeds, stories or schedules.
"""

from __future__ import annotations

import asyncio
import errno
import math
import socket
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from msgspec import Struct

from plugins.newsroom import fetch_signs as signs
from plugins.newsroom.address_rule import may_connect as may_connect
from plugins.newsroom.address_rule import web_address as web_address
from plugins.newsroom.fetch_body import Body
from plugins.newsroom.fetch_names import Lookup, Names, look_up
from plugins.newsroom.outcomes import Failed, Fetched, NotModified

TOTAL_SECONDS: Final = 30.0
CONNECT_SECONDS: Final = 10.0
PER_HOST: Final = 4  # at a time, a host with its port
PER_MACHINE: Final = 8  # at a time, an IP address: dozens of subdomains are one weak machine
OVERALL: Final = 256
HOPS: Final = 5
FEED_BYTES: Final = 10 * 1024 * 1024
LARGE: Final = 512 * 1024  # bytes from which a body counts as large
LARGE_AT_ONCE: Final = 16  # so that 256 large bodies are never held together
HELD: Final = 32 * 1024 * 1024  # bytes of bodies that wait to be opened; beyond them nobody else is asked
PAGE_BYTES: Final = 8 * 1024  # of a page that came with an error: enough to name it

_GZIP: Final = b"\x1f\x8b"

Answer = Fetched | NotModified | Failed


def anywhere(_url: str) -> bool:
    """No limit on where an address may live."""
    return True


class Ask(Struct, frozen=True):
    """One question to one address. `allowed` judges the address of every hop. `stay`: more will be asked of this host
    soon, so the connection is kept; else the site is told to close it, and nobody holds what nobody needs."""

    url: str
    etag: str = ""
    last_modified: str = ""
    accept: str = "*/*"
    limit: int = FEED_BYTES
    allowed: Callable[[str], bool] = anywhere
    stay: bool = False


class Net:
    """An open line to the network; use it as an async context manager.

    `agent` is the User-Agent, with the portal's address and contact. `now` dates `Retry-After` and `Expires`.
    `lookup` asks the name server.
    """

    def __init__(
        self, *, allow_private: bool, agent: str, now: Callable[[], datetime], seconds: float = TOTAL_SECONDS,
        lookup: Lookup = look_up,
    ) -> None:  # fmt: skip
        self._allow_private = allow_private
        self._agent = agent
        self._now = now
        self._seconds = seconds
        self._lookup = lookup
        self._hosts = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(PER_HOST))
        self._machines = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(PER_MACHINE))
        self.overall = asyncio.Semaphore(OVERALL)
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)
        self._holding: set[asyncio.Task[Any] | None] = set()
        self._held = 0
        self.room = asyncio.Event()
        self.room.set()
        self.requests: defaultdict[str, int] = defaultdict(int)

    async def __aenter__(self) -> Self:
        self._names = Names(self._lookup)
        self._sessions = {stay: _session(self._socket, self._names, self._agent, stay=stay) for stay in (False, True)}
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for session in self._sessions.values():
            await session.close()

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        """Judged here, at connect time, whatever name server, redirect or spelling led to the address."""
        family, kind, protocol, _, address = info
        if not may_connect(address[0], allow_private=self._allow_private):
            raise OSError(errno.EACCES, f"{signs.REFUSED}: {address[0]}")
        return socket.socket(family, kind, protocol)

    def turn(self, url: str) -> Turn:
        """Wait until this host, its machine, and all in all, have room for one more question, and not too much lies
        here unopened; an async context manager. What was asked for in this turn is counted until the turn ends:
        whoever asked has let go of it by then."""
        return Turn(self, url)

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

    def let_go(self) -> None:
        """A large body that this task asked for is no longer here."""
        task = asyncio.current_task()
        if task in self._holding:
            self._holding.remove(task)
            self._large.release()

    async def get(self, ask: Ask, *, seconds: float = math.inf) -> Answer:
        """Ask, follow up to five hops, read to the end, in no more than `seconds`. Never raises for anything the other
        side does."""
        if not web_address(ask.url, any_port=self._allow_private):
            return Failed(ask.url, "odd-port" if web_address(ask.url, any_port=True) else "bad-address")
        spent = self._names.spent(urlsplit(ask.url).hostname or "")
        body = Body(ask.limit)
        try:
            async with asyncio.timeout(max(0.1, min(seconds, self._seconds - spent))):
                return await self._follow(ask, body)
        except TimeoutError:
            return body.cut_short(ask.url, "timeout")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return body.cut_short(ask.url, signs.cause(error), str(error))

    async def _follow(self, ask: Ask, body: Body) -> Answer:
        url, moved, permanent = ask.url, "", True
        headers = {"Accept": ask.accept}
        if ask.etag:
            headers["If-None-Match"] = ask.etag
        if ask.last_modified:
            headers["If-Modified-Since"] = ask.last_modified
        for _ in range(HOPS + 1):
            self.requests[url] += 1
            async with self._sessions[ask.stay].get(url, headers=headers, allow_redirects=False) as response:
                if response.status not in signs.REDIRECTS:
                    return await self._read(_Hop(ask, url, moved, response), body)
                target = signs.target(url, signs.header(response.headers, "Location"))
                permanent = permanent and response.status in signs.PERMANENT
            if not web_address(target, any_port=self._allow_private):
                return Failed(ask.url, "bad-address", f"redirected to {target[:200]!r}", response.status)
            if not ask.allowed(target):
                return Failed(ask.url, "off-network", f"redirected to {target[:200]}", response.status)
            url, moved = target, target if permanent else moved
        return Failed(ask.url, "redirects", f"more than {HOPS} hops, last {url[:200]}")

    async def _read(self, hop: _Hop, body: Body) -> Answer:
        ask, url, response = hop.ask, hop.url, hop.response
        status, headers = response.status, response.headers
        kind, fresh = signs.header(headers, "Content-Type"), signs.fresh_for(headers, self._now())
        if status == 304 and (ask.etag or ask.last_modified):
            return NotModified(ask.url, moved=hop.moved, fresh=fresh)
        body.expect(url, status, kind)
        encoding = signs.header(headers, "Content-Encoding").lower()
        body.gzip = encoding in ("gzip", "x-gzip")
        if status != 200:
            error = "gone" if status == 410 else "http-status"
            wait = signs.seconds_to_wait(signs.header(headers, "Retry-After"), self._now())
            page = await _beginning(response, body)
            return Failed(ask.url, error, response.reason or "", status, wait, page, hop.moved)
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            return Failed(ask.url, "encoding", f"Content-Encoding: {encoding[:40]}", status)
        _end_with_the_connection(response)
        async for chunk in response.content.iter_any():
            if not body.add(chunk):
                return Failed(ask.url, "too-large", f"more than {ask.limit} bytes", status)
            if len(body.data) > LARGE:
                await self._wait_for_a_large_one()
        if body.gzip and body.data[:2] == _GZIP:
            return Failed(ask.url, "encoding", "compressed twice", status)
        if not body.whole():
            return body.cut_short(ask.url, "truncated", "gzip stream ends early")
        etag, modified = signs.header(headers, "ETag"), signs.header(headers, "Last-Modified")
        return Fetched(
            ask.url, url, status, bytes(body.data), kind, etag, modified, moved=hop.moved, fresh=fresh
        )  # fmt: skip

    async def _wait_for_a_large_one(self) -> None:
        """Few large bodies at a time, each until its turn ends; to wait counts against the deadline like anything."""
        task = asyncio.current_task()
        if task not in self._holding:
            await self._large.acquire()
            self._holding.add(task)


class Turn:
    """Somebody's turn to ask, while the block runs."""

    def __init__(self, net: Net, url: str) -> None:
        self._net, self._url = net, url
        self._taken: list[asyncio.Semaphore] = []
        self._size = 0

    async def __aenter__(self) -> Self:
        try:
            await self._take(self._net.host(self._url))
            await self._take(await self._net.machine(self._url))  # who waits for it keeps nobody else from asking
            await self._take(self._net.overall)
            await self._net.room.wait()
        except BaseException:  # cancelled in the middle of the queue
            self._leave()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()
        self._net.hold(-self._size)
        self._size = 0
        self._net.let_go()

    def hang_up(self, answer: Answer) -> None:
        """Nothing more is asked: others may be, while this answer is opened; this host is left alone until the turn
        ends, and so long its body is held."""
        self._size = len(answer.body) if isinstance(answer, Fetched) else 0
        self._net.hold(self._size)
        self._taken.pop().release()  # the one that was taken last: that of all in all

    async def _take(self, slot: asyncio.Semaphore | None) -> None:
        if slot is not None:
            await slot.acquire()
            self._taken.append(slot)

    def _leave(self) -> None:
        while self._taken:
            self._taken.pop().release()


class _Hop(Struct, frozen=True):
    """The answer at the end of the redirects. `moved`: where the permanent ones among them led."""

    ask: Ask
    url: str
    moved: str
    response: aiohttp.ClientResponse


def _session(
    make_socket: Callable[[tuple[Any, ...]], socket.socket], names: AbstractResolver, agent: str, *, stay: bool
) -> aiohttp.ClientSession:
    """`stay`: connections are kept for the next question; else each is closed after its answer."""
    connector = aiohttp.TCPConnector(
        limit=0, socket_factory=make_socket, resolver=names, use_dns_cache=False, force_close=not stay
    )  # fmt: skip
    return aiohttp.ClientSession(
        connector=connector,
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
        headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
    )


def _end_with_the_connection(response: aiohttp.ClientResponse) -> None:
    """aiohttp leaves a body waiting for ever whose connection it closed itself, over a chunk that is none."""
    protocol = None if response.connection is None else response.connection.protocol
    closed = None if protocol is None else protocol.closed  # both are falsy when they are there
    if closed is None:
        return

    def tell(closed: asyncio.Future[None]) -> None:
        closed.exception()
        if not response.content.is_eof() and response.content.exception() is None:
            response.content.set_exception(aiohttp.ClientPayloadError("the connection is closed"))

    closed.add_done_callback(tell)


async def _beginning(response: aiohttp.ClientResponse, body: Body) -> bytes:
    """The first bytes of a page that came with an error, as far as they can be had: the status is the answer."""
    try:
        async for chunk in response.content.iter_any():
            if not body.add(chunk) or len(body.data) >= PAGE_BYTES:
                break
    except (aiohttp.ClientError, OSError, ValueError):
        pass
    return bytes(body.data[:PAGE_BYTES])
