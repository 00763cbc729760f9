"""Serves the sample network on loopback: every site on a port of its own, in the dialect of its CMS.

A folder that `lay_out` made in; HTTP out, until the context ends. One thread waits at all the doors, each
connection then has a thread. What a site shows depends on the round alone, so bodies and validators are the
same from pull to pull while the round's articles are. It never writes but into `<folder>/pictures`.

    python -m samples.network FOLDER      serves until Ctrl-C and prints where
"""

from __future__ import annotations

import os
import selectors
import signal
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from samples.cms import Answer
from samples.layout import HOST, Layout, advance, lay_out, read_layout
from samples.reading import Site, read_sites
from samples.shelves import Shelves

__all__ = ["Layout", "Network", "PortTaken", "Request", "advance", "lay_out", "read_layout"]


class PortTaken(OSError):
    """A port that the network kept belongs to another program now."""


class Request(NamedTuple):
    """One request that was answered. `path` has its query."""

    slug: str
    path: str
    status: int


class Network:
    """All sites of a laid-out folder, served while the context lasts.

    `round` may be set at any time; it begins at what network.json counts, at least 1. `requests` grows by
    one with every answer, before it is sent, and may be cleared.
    """

    def __init__(self, folder: Path) -> None:
        self.layout = read_layout(folder)
        self.sites: dict[str, Site] = read_sites(self.layout.sites, self.layout.first)
        self.round = max(1, self.layout.round)
        self.requests: list[Request] = []
        self._shelves = {slug: self._shelf(site) for slug, site in self.sites.items()}
        self._doors: list[_Door] = []
        self._held: list[socket.socket] = []

    def address(self, slug: str) -> str:
        """A site's address, without a slash at the end."""
        return self.layout.address(slug)

    def feed(self, slug: str) -> str:
        """The address of a site's feed."""
        return self._shelves[slug].edition(self.round).feed

    def page(self, slug: str, name: str) -> str:
        """The address of an article's page; `name` is its file without .md. KeyError if there is none."""
        return self._shelves[slug].page(name)

    def _shelf(self, site: Site) -> Shelves:
        return Shelves(site, self.address(site.slug), self.layout.first, self.layout.folder / "pictures")

    def _reply(self, slug: str, path: str, headers: Message) -> Answer:
        answer = unless_known(self._shelves[slug].answer(path, self.round), headers)
        self.requests.append(Request(slug, path, answer.status))
        return answer

    def __enter__(self) -> Network:
        self._bell, self._rope = socket.socketpair()
        self._porter = threading.Thread(target=self._wait, name="sample network", daemon=True)
        try:
            for slug, site in self.sites.items():
                self._open(slug, site)
        except BaseException:
            self._close()
            raise
        self._porter.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._rope.send(b".")
        self._porter.join()
        self._close()

    def _open(self, slug: str, site: Site) -> None:
        port = self.layout.ports[slug]
        try:
            if site.dialect == "dead":
                # Bound but not listening: the port stays ours, and whoever calls is refused.
                self._held.append(socket.socket())
                self._held[-1].bind((HOST, port))
            else:
                self._doors.append(_Door(port, partial(self._reply, slug)))
        except OSError as fault:
            raise PortTaken(
                f"Porta {port}, milik situs contoh '{slug}', dipakai program lain; mungkin ./run demo yang lain. "
                "Hentikan program itu, atau pakai folder lain dengan --folder."
            ) from fault

    def _wait(self) -> None:
        if sys.platform != "win32":
            # Signals are the main thread's: one that was taken here, or by a visit, would not wake it where it waits.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        with selectors.DefaultSelector() as selector:
            selector.register(self._bell, selectors.EVENT_READ)
            for door in self._doors:
                selector.register(door, selectors.EVENT_READ, door)
            while True:
                for key, _ in selector.select():
                    if key.fileobj is self._bell:
                        return
                    key.data.handle_request()

    def _close(self) -> None:
        for door in self._doors:
            door.cut()
        for door in self._doors:
            door.server_close()
        for held in (*self._held, self._bell, self._rope):
            held.close()
        self._doors.clear()
        self._held.clear()


class _Door(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """One site's port. Not an HTTPServer: that one asks the name service for its own name first."""

    allow_reuse_address = os.name == "posix"  # elsewhere it would share a taken port
    request_queue_size = 128
    daemon_threads = False  # closing waits for them, and they end because their connections are cut
    timeout = 0

    def __init__(self, port: int, reply: Callable[[str, Message], Answer]) -> None:
        self.reply = reply
        self._lines: set[socket.socket] = set()
        super().__init__((HOST, port), _Visit)

    def get_request(self) -> tuple[socket.socket, object]:
        line, caller = super().get_request()
        self._lines.add(line)
        return line, caller

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        if isinstance(request, socket.socket):
            self._lines.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller who hangs up is no error; anything else is printed as usual."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def cut(self) -> None:
        """End the connections that are kept alive."""
        for line in list(self._lines):
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


class _Visit(BaseHTTPRequestHandler):
    """One connection, for as many requests as the caller makes."""

    server: _Door
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together

    def do_GET(self) -> None:
        answer = self.server.reply(self.path, self.headers)
        self.send_response(answer.status)
        for name, value in (*_validators(answer), *answer.headers):
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD" and answer.status != 304:
            self.wfile.write(answer.body)

    do_HEAD = do_GET

    def version_string(self) -> str:
        return "nginx"

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: `Network.requests` is the log."""


def unless_known(answer: Answer, headers: Message) -> Answer:
    """The answer, or a 304 in its place where the caller has it already (RFC 9110, 13.2.2)."""
    if answer.status != 200 or not answer.kept:
        return answer
    tags, since = headers.get("If-None-Match"), headers.get("If-Modified-Since")
    if tags is not None:
        known = tags.strip() == "*" or _tag(answer) in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    else:
        known = since is not None and answer.changed is not None and answer.changed <= _date(since)
    return replace(answer, status=304) if known else answer


def _tag(answer: Answer) -> str:
    return f'"{sha256(answer.body).hexdigest()[:24]}"'


def _validators(answer: Answer) -> list[tuple[str, str]]:
    if not answer.kept:
        return [("Cache-Control", "private, no-store")]
    if answer.status not in (200, 304):
        return []
    found = [("ETag", _tag(answer))]
    if answer.changed is not None:
        found.append(("Last-Modified", format_datetime(answer.changed.astimezone(UTC), usegmt=True)))
    return found


def _date(said: str) -> datetime:
    """A date of HTTP; the beginning of time where it is none."""
    try:
        return parsedate_to_datetime(said).astimezone(UTC)
    except (TypeError, ValueError):
        return datetime.min.replace(tzinfo=UTC)


def main() -> None:
    """Lay out, serve, say where, until Ctrl-C. Looking is no start: the round is not counted."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m samples.network FOLDER")
    layout = lay_out(Path(sys.argv[1]), now=datetime.now(UTC))
    with Network(layout.folder) as network:
        print(f"Round {network.round} of {layout.folder}. Ctrl-C ends it.")
        for slug, site in network.sites.items():
            print(f"{slug:24} {site.dialect:16} {network.feed(slug)}")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
