"""Names come in, numeric addresses go out, each asked for once a pull. A part of `fetch`.

What a name led to is remembered, also that it led nowhere. Whether an address may be connected to is judged where the
connection is made, not here: a name server can say one thing now and another thing later.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from aiohttp.abc import AbstractResolver, ResolveResult

Lookup = Callable[[str], list[tuple[Any, ...]]]

AT_ONCE: Final = 256
SECONDS: Final = 10.0  # a name server that has not answered by then does not count as one


def look_up(host: str) -> list[tuple[Any, ...]]:
    """What the machine's own resolver says of a name; blocks. Raises OSError where it says nothing."""
    return socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)


class Names(AbstractResolver):
    """The names of one pull. `lookup` may be replaced by a name server of a test's own."""

    def __init__(self, lookup: Lookup = look_up) -> None:
        self._lookup = lookup
        self._known: dict[str, asyncio.Future[list[tuple[Any, ...]]]] = {}
        self._spent: dict[str, float] = {}
        self._few = asyncio.Semaphore(AT_ONCE)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """aiohttp's question: where to connect to. Raises OSError where there is no such name."""
        return [
            ResolveResult(
                hostname=host, host=str(address[0]), port=port, family=found, proto=protocol,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for found, _, protocol, _, address in await self._infos(host)
            if family in (socket.AF_UNSPEC, found)
        ]  # fmt: skip

    async def close(self) -> None:
        """Nothing is held: a lookup that still hangs ends by itself."""

    async def machine(self, host: str) -> str:
        """The numeric address that a name leads to first; "" where it leads nowhere."""
        try:
            return str(ipaddress.ip_address(host))
        except ValueError:
            pass
        try:
            async with self._few:
                infos = await self._infos(host)
        except (OSError, UnicodeError):
            return ""  # asking will fail too, and say why
        return str(infos[0][4][0]) if infos else ""

    def spent(self, host: str) -> float:
        """Seconds that asking for a name took, told once: to whoever asks the host first."""
        return self._spent.pop(host, 0.0)

    async def _infos(self, host: str) -> list[tuple[Any, ...]]:
        known = self._known.get(host)
        if known is None:
            known = self._known[host] = asyncio.ensure_future(self._ask(host))
        elif known.done():
            return known.result()
        began = time.monotonic()
        try:
            async with asyncio.timeout(SECONDS):
                return await asyncio.shield(known)
        except TimeoutError as error:
            raise socket.gaierror(socket.EAI_AGAIN, "the name server does not answer") from error
        finally:
            self._spent[host] = time.monotonic() - began

    async def _ask(self, host: str) -> list[tuple[Any, ...]]:
        """In a thread that nobody waits for at the end: an executor's would keep the program until it answers."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[tuple[Any, ...]]] = loop.create_future()

        def tell(found: list[tuple[Any, ...]] | BaseException) -> None:
            if answer.done():
                return
            if isinstance(found, BaseException):
                answer.set_exception(found)
            else:
                answer.set_result(found)

        def ask() -> None:
            found: list[tuple[Any, ...]] | BaseException
            try:
                found = self._lookup(host)
            except Exception as error:  # it belongs to whoever asked
                found = error
            try:
                loop.call_soon_threadsafe(tell, found)
            except RuntimeError:
                return  # the pull is over

        threading.Thread(target=ask, name=f"name of {host[:40]}", daemon=True).start()
        return await answer
