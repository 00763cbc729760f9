"""The fault server: every site of a list on a port of its own, all in one event loop in one thread.

Sites come in, addresses go out, and a log of what was asked. A port each, so that no limit for one host holds another
site back. A site that is broken in another way than it says is remembered in `surprises`.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self, get_args

from tests.faults import Door, Expect, Visit
from tests.faults._certificates import HOST, KINDS, Certificates

FOLDER: Final = Path(__file__).parent
HEAD_BYTES: Final = 65536


@dataclass(frozen=True)
class Site:
    """One server to be. `does` is what it does, in its own words."""

    name: str
    does: str
    expect: Expect
    answer: Callable[[Visit], Awaitable[None]]
    door: Door = "http"


def faults() -> list[Site]:
    """Every fault of this folder, by its file's name."""
    names = sorted(path.stem for path in FOLDER.glob("*.py") if not path.name.startswith(("_", "test_")))
    return [_fault(name) for name in names]


def _fault(name: str) -> Site:
    module = importlib.import_module(f"tests.faults.{name}")
    missing = [word for word in ("__doc__", "EXPECT", "answer") if not getattr(module, word, None)]
    if missing:
        raise TypeError(f"tests/faults/{name}.py says no {' and no '.join(missing)}")
    door: Door = getattr(module, "DOOR", "http")
    if door not in get_args(Door):
        raise TypeError(f"tests/faults/{name}.py has the door {door!r}; there are {', '.join(get_args(Door))}")
    return Site(name.replace("_", "-"), str(module.__doc__), module.EXPECT, module.answer, door)


class FaultServer:
    """Serves while it is open; use as a context manager. `addresses` are of the feeds, by the sites' names; `asked` are
    the paths that each was asked, "" for a connection that asked none."""

    def __init__(self, sites: Iterable[Site], certificates: Certificates) -> None:
        self.sites = {site.name: site for site in sites}
        self.addresses: dict[str, str] = {}
        self.asked: dict[str, list[str]] = {name: [] for name in self.sites}
        self.surprises: list[str] = []
        self._certificates = certificates
        self._sockets: list[socket.socket] = []
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(30):
            raise RuntimeError("the fault server did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(30)
        for each in self._sockets:
            each.close()

    async def _serve(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        servers = [server for site in self.sites.values() if (server := await self._open(site))]
        self._ready.set()
        await self._end.wait()
        for server in servers:
            server.close()
        visits = asyncio.all_tasks() - {asyncio.current_task()}
        for visit in visits:
            visit.cancel()
        await asyncio.gather(*visits, return_exceptions=True)

    async def _open(self, site: Site) -> asyncio.Server | None:
        listening = socket.create_server(("127.0.0.1", 0)) if site.door != "shut" else socket.socket()
        self._sockets.append(listening)
        if site.door == "shut":
            listening.bind(("127.0.0.1", 0))  # and never listens: nobody else can have the port meanwhile
        secure = site.door in KINDS or site.door == "plain"
        origin = f"https://{HOST}" if secure else "http://127.0.0.1"
        self.addresses[site.name] = f"{origin}:{listening.getsockname()[1]}/feed/"
        if site.door == "full":
            self._fill(listening)
        if site.door in ("shut", "full"):
            return None
        context = self._certificates.context(site.door) if site.door in KINDS else None
        return await asyncio.start_server(
            lambda reader, writer: self._visit(site, reader, writer), sock=listening, ssl=context, limit=HEAD_BYTES
        )

    def _fill(self, listening: socket.socket) -> None:
        """Callers enough to fill the queue of a server that accepts nobody."""
        listening.listen(0)
        for _ in range(3):
            caller = socket.socket()
            caller.setblocking(False)
            caller.connect_ex(listening.getsockname())
            self._sockets.append(caller)

    async def _visit(self, site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        origin = self.addresses[site.name].removesuffix("/feed/")
        try:
            visit = await _asked(origin, reader, writer) if site.door != "plain" else Visit(origin, reader, writer)
            self.asked[site.name].append(visit.path)
            await site.answer(visit)
        except (OSError, asyncio.IncompleteReadError):
            pass  # who asked is gone
        except Exception as error:
            self.surprises.append(f"{site.name}: {error!r}")
        finally:
            await _leave(writer)


async def _asked(origin: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Visit:
    """A visit whose question has been read. Raises IncompleteReadError where none comes."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    named = (line.partition(":") for line in lines[1:] if line)
    return Visit(origin, reader, writer, lines[0].split(" ")[1], {n.lower(): v.strip() for n, _, v in named})


async def _leave(writer: asyncio.StreamWriter) -> None:
    """Hangs up properly, or at once where nobody listens any more."""
    writer.close()
    try:
        async with asyncio.timeout(1):
            await writer.wait_closed()
    except (OSError, TimeoutError):
        with contextlib.suppress(OSError):
            writer.transport.abort()
