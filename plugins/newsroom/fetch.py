"""Addresses come in, bodies go out: the only sockets in the house.

`Net.get` turns one `Ask` into `Fetched`, `NotModified` or `Failed`, within a total deadline and a size cap
that is counted while inflating, politely towards every host and every machine, and never to an address
inside somebody's own network unless the network allows it. It knows nothing of feeds, stories or schedules.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
import ssl
import time
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urljoin, urlsplit

import aiohttp

from plugins.newsroom.address_rule import may_connect as may_connect
from plugins.newsroom.address_rule import web_address as web_address
from plugins.newsroom.outcomes import Failed, Fetched, NotModified

TOTAL_SECONDS: Final = 30.0
CONNECT_SECONDS: Final = 10.0
PER_HOST: Final = 4  # at a time, a host with its port
PER_MACHINE: Final = 8  # at a time, an IP address: dozens of subdomains are one weak machine
OVERALL: Final = 256
HOPS: Final = 5
FEED_BYTES: Final = 10 * 1024 * 1024

HEADER: Final = 2048  # characters of a header's value
PAGE_BYTES: Final = 8 * 1024  # of a page that came with an error: enough to name it

_GZIP: Final = b"\x1f\x8b"
_REFUSED: Final = "refused by the address rule"

Answer = Fetched | NotModified | Failed


def anywhere(_url: str) -> bool:
    """No limit on where an address may live."""
    return True


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to one address. `allowed` judges the address of every hop."""

    url: str
    etag: str = ""
    last_modified: str = ""
    accept: str = "*/*"
    limit: int = FEED_BYTES
    allowed: Callable[[str], bool] = anywhere


class Net:
    """An open line to the network; use it as an async context manager.

    `agent` is the User-Agent, with the portal's address and contact. `now` dates `Retry-After`.
    """

    def __init__(
        self, *, allow_private: bool, agent: str, now: Callable[[], datetime], seconds: float = TOTAL_SECONDS
    ) -> None:
        self._allow_private = allow_private
        self._agent = agent
        self._now = now
        self._seconds = seconds
        self._hosts = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(PER_HOST))
        self._machines = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(PER_MACHINE))
        self._overall = asyncio.Semaphore(OVERALL)
        self._found: dict[str, str] = {}
        self._session: aiohttp.ClientSession | None = None
        self.requests: defaultdict[str, int] = defaultdict(int)

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(limit=0, socket_factory=self._socket, ttl_dns_cache=60)
        self._session = aiohttp.ClientSession(
            connector=connector,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
            headers={"User-Agent": self._agent, "Accept-Encoding": "gzip"},
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = info
        if not may_connect(address[0], allow_private=self._allow_private):
            raise OSError(errno.EACCES, f"{_REFUSED}: {address[0]}")
        return socket.socket(family, kind, protocol)

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until this host, and all in all, have room for one more question."""
        async with self._hosts[urlsplit(url).netloc.lower()], self._overall:
            yield

    async def get(self, ask: Ask) -> Answer:
        """Ask, follow up to five hops, read to the end. Never raises for anything the other side does."""
        if not web_address(ask.url, any_port=self._allow_private):
            return Failed(ask.url, "odd-port" if web_address(ask.url, any_port=True) else "bad-address")
        started = time.monotonic()
        machine = await self._machine(urlsplit(ask.url).hostname or "")
        spent = time.monotonic() - started
        body = _Body(ask.limit)
        try:
            async with self._slot(machine), asyncio.timeout(max(0.1, self._seconds - spent)):
                return await self._follow(ask, body)
        except TimeoutError:
            return body.cut_short(ask.url, "timeout")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return body.cut_short(ask.url, _cause(error), str(error))

    async def _machine(self, host: str) -> str:
        """The numeric address a name leads to, remembered for this pull; "" where there is none."""
        if host not in self._found:
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    loop = asyncio.get_running_loop()
                    infos = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
                self._found[host] = str(infos[0][4][0])
            except (OSError, TimeoutError, UnicodeError):
                return ""  # asking will fail too, and say why
        return self._found[host]

    def _slot(self, address: str) -> asyncio.Semaphore | nullcontext[None]:
        if not address or ipaddress.ip_address(address.partition("%")[0]).is_loopback:
            return nullcontext()
        return self._machines[address]

    async def _follow(self, ask: Ask, body: _Body) -> Answer:
        assert self._session is not None, "use Net as a context manager"
        url, headers = ask.url, {"Accept": ask.accept}
        if ask.etag:
            headers["If-None-Match"] = ask.etag
        if ask.last_modified:
            headers["If-Modified-Since"] = ask.last_modified
        for _ in range(HOPS + 1):
            self.requests[url] += 1
            async with self._session.get(url, headers=headers, allow_redirects=False) as response:
                if response.status not in (301, 302, 303, 307, 308):
                    return await self._read(ask, url, response, body)
                target = _target(url, _header(response, "Location"))
            if not web_address(target, any_port=self._allow_private):
                return Failed(ask.url, "bad-address", f"redirected to {target[:200]!r}", response.status)
            if not ask.allowed(target):
                return Failed(ask.url, "off-network", f"redirected to {target[:200]}", response.status)
            url = target
        return Failed(ask.url, "redirects", f"more than {HOPS} hops, last {url[:200]}")

    async def _read(self, ask: Ask, url: str, response: aiohttp.ClientResponse, body: _Body) -> Answer:
        status, kind = response.status, _header(response, "Content-Type")
        if status == 304 and (ask.etag or ask.last_modified):
            return NotModified(ask.url)
        body.expect(url, status, kind)
        encoding = _header(response, "Content-Encoding").lower()
        body.gzip = encoding in ("gzip", "x-gzip")
        if status != 200:
            error = "gone" if status == 410 else "http-status"
            wait = _seconds_to_wait(_header(response, "Retry-After"), self._now())
            return Failed(ask.url, error, response.reason or "", status, wait, await _beginning(response, body))
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            return Failed(ask.url, "encoding", f"Content-Encoding: {encoding[:40]}", status)
        async for chunk in response.content.iter_any():
            if not body.data and chunk[:2] == _GZIP:
                body.gzip = True  # compressed, whether or not it says so
            if not body.add(chunk):
                return Failed(ask.url, "too-large", f"more than {ask.limit} bytes", status)
        if not body.whole():
            return body.cut_short(ask.url, "truncated", "gzip stream ends early")
        etag, modified = _header(response, "ETag"), _header(response, "Last-Modified")
        return Fetched(ask.url, url, status, bytes(body.data), kind, etag, modified)


async def _beginning(response: aiohttp.ClientResponse, body: _Body) -> bytes:
    """The first bytes of a page that came with an error, as far as they can be had: the status is the answer."""
    try:
        async for chunk in response.content.iter_any():
            if not body.add(chunk) or len(body.data) >= PAGE_BYTES:
                break
    except (aiohttp.ClientError, OSError, ValueError):
        pass
    return bytes(body.data[:PAGE_BYTES])


def _header(response: aiohttp.ClientResponse, name: str) -> str:
    """A header's text; "" where it is not text that could be kept and sent back."""
    value = response.headers.get(name, "").strip()
    return value if value.isprintable() and len(value) <= HEADER else ""


def _target(url: str, location: str) -> str:
    """Where a redirect leads; "" where nobody can tell."""
    try:
        return urljoin(url, location) if location else ""
    except ValueError:
        return ""


class _Body:
    """What has arrived so far, inflated one layer, counted before and while inflating."""

    def __init__(self, limit: int) -> None:
        self.data = bytearray()
        self.gzip = False
        self._limit = limit
        self._arrived = 0
        self._inflate = zlib.decompressobj(wbits=31)
        self._url, self._status, self._type = "", 0, ""

    def expect(self, url: str, status: int, content_type: str) -> None:
        self._url, self._status, self._type = url, status, content_type

    def add(self, chunk: bytes) -> bool:
        """Take a chunk; False once the cap is passed. Raises ValueError where the gzip stream is broken."""
        self._arrived += len(chunk)  # also what inflates to nothing, or comes after the stream's end
        try:
            if not self.gzip:
                self.data += chunk
            elif not self._inflate.eof:
                self.data += self._inflate.decompress(chunk, self._limit + 1 - len(self.data))
        except zlib.error as error:
            raise _BadEncoding(str(error)) from error
        return max(len(self.data), self._arrived) <= self._limit

    def whole(self) -> bool:
        """Whether the end was reached; a second member of the stream (RFC 1952, 2.2) is not read."""
        ended = self._inflate.eof and not self._inflate.unused_data.startswith(b"\x1f\x8b")
        return not self.gzip or ended or not self._arrived

    def cut_short(self, asked: str, error: str, detail: str = "") -> Fetched | Failed:
        """What there is, marked incomplete; a plain failure where nothing useful has arrived."""
        if self._status == 200 and self.data:
            return Fetched(asked, self._url, 200, bytes(self.data), self._type, complete=False, error=error)
        return Failed(asked, error, detail, self._status or None)


class _BadEncoding(ValueError):
    """The body is not the gzip it says it is."""


def _cause(error: Exception) -> str:
    """The key of FAILURES for what went wrong underneath."""
    if _REFUSED in str(error):
        return "private-address"
    table: tuple[tuple[type[Exception], str], ...] = (
        (_BadEncoding, "encoding"),
        (aiohttp.ClientConnectorDNSError, "dns"),
        (aiohttp.ClientSSLError, "tls"),
        (ssl.SSLError, "tls"),
        (aiohttp.ConnectionTimeoutError, "timeout"),
        (aiohttp.InvalidURL, "bad-address"),
        (aiohttp.ClientPayloadError, "truncated"),
        (aiohttp.ClientConnectorError, "connect"),
        (ConnectionRefusedError, "refused"),
        (socket.gaierror, "dns"),
    )
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, ConnectionRefusedError):
        return "refused"
    return next((name for kind, name in table if isinstance(error, kind)), "reset")


def _seconds_to_wait(header: str, now: datetime) -> float | None:
    """`Retry-After` in seconds from `now`; a number of seconds or an HTTP date (RFC 9110, 10.2.3)."""
    if header.isdecimal():
        return float(header[:9])
    try:
        when = parsedate_to_datetime(header)
        if when.tzinfo is None:
            when = when.replace(tzinfo=UTC)
        return max(0.0, (when - now).total_seconds())
    except (ValueError, OverflowError):
        return None
