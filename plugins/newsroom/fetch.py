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
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
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
from plugins.newsroom.fetch_turn import LARGE, Places
from plugins.newsroom.fetch_turn import Answer as Answer
from plugins.newsroom.fetch_turn import Turn as Turn
from plugins.newsroom.outcomes import Failed, Fetched, NotModified

TOTAL_SECONDS: Final = 29.5  # of the thirty that a source may take: the rest is for hanging up and filing what came
CONNECT_SECONDS: Final = 10.0
HOPS: Final = 5
FEED_BYTES: Final = 10 * 1024 * 1024
PAGE_BYTES: Final = 8 * 1024  # of a page that came with an error: enough to name it

_GZIP: Final = b"\x1f\x8b"

Wait = Callable[[], Awaitable[None]]
"""Called once a body is large: it is read on when this comes back."""


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
        self.requests: defaultdict[str, int] = defaultdict(int)

    async def __aenter__(self) -> Self:
        self._names = Names(self._lookup)
        self._places = Places(self._names)
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
        here unopened; an async context manager."""
        return Turn(self._places, url)

    async def get(self, ask: Ask, turn: Turn | None = None, *, seconds: float = math.inf) -> Answer:
        """Ask, follow up to five hops, read to the end, in no more than `seconds`; to wait for others within `turn`
        does not count. Never raises for anything the other side does."""
        if not web_address(ask.url, any_port=self._allow_private):
            return Failed(ask.url, "odd-port" if web_address(ask.url, any_port=True) else "bad-address")
        spent = self._names.spent(urlsplit(ask.url).hostname or "")
        body = Body(ask.limit)
        try:
            async with asyncio.timeout(max(0.1, min(seconds, self._seconds - spent))) as deadline:
                few = partial(turn.large, deadline) if turn else _nobody
                return await self._follow(ask, body, few)
        except TimeoutError:
            return body.cut_short(ask.url, "timeout")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return body.cut_short(ask.url, signs.cause(error), str(error))

    async def _follow(self, ask: Ask, body: Body, few: Wait) -> Answer:
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
                    return await self._read(_Hop(ask, url, moved, response), body, few)
                target = signs.target(url, signs.header(response.headers, "Location"))
                permanent = permanent and response.status in signs.PERMANENT
            if not web_address(target, any_port=self._allow_private):
                return Failed(ask.url, "bad-address", f"redirected to {target[:200]!r}", response.status)
            if not ask.allowed(target):
                return Failed(ask.url, "off-network", f"redirected to {target[:200]}", response.status)
            url, moved = target, target if permanent else moved
        return Failed(ask.url, "redirects", f"more than {HOPS} hops, last {url[:200]}")

    async def _read(self, hop: _Hop, body: Body, few: Wait) -> Answer:
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
            wait = signs.retry_after(headers.getall("Retry-After", []), self._now())
            page = await _beginning(response, body)
            return Failed(ask.url, error, response.reason or "", status, wait, page, hop.moved)
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            return Failed(ask.url, "encoding", f"Content-Encoding: {encoding[:40]}", status)
        _end_with_the_connection(response)
        async for chunk in response.content.iter_any():
            if not body.add(chunk):
                return Failed(ask.url, "too-large", f"more than {ask.limit} bytes", status)
            if len(body.data) > LARGE:
                await few()
        if body.gzip and body.data[:2] == _GZIP:
            return Failed(ask.url, "encoding", "compressed twice", status)
        if not body.whole():
            return body.cut_short(ask.url, "truncated", "gzip stream ends early")
        etag, modified = signs.header(headers, "ETag"), signs.header(headers, "Last-Modified")
        return Fetched(
            ask.url, url, status, bytes(body.data), kind, etag, modified, moved=hop.moved, fresh=fresh
        )  # fmt: skip


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


async def _nobody() -> None:
    """Nobody else asks, so nobody is waited for."""


async def _beginning(response: aiohttp.ClientResponse, body: Body) -> bytes:
    """The first bytes of a page that came with an error, as far as they can be had: the status is the answer."""
    try:
        async for chunk in response.content.iter_any():
            if not body.add(chunk) or len(body.data) >= PAGE_BYTES:
                break
    except (aiohttp.ClientError, OSError, ValueError):
        pass
    return bytes(body.data[:PAGE_BYTES])
