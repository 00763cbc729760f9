"""A small real web site on loopback, scripted by a test.

In: what each path shall answer (body, status, headers, validators, how it breaks off, how long it takes).
Out: real HTTP over a real socket, a log of what was asked, and how many were asked at the same moment.
It never judges: what ought to have been asked is the test's business.
"""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast


@dataclass
class Reply:
    """What one path answers.

    `etag` and `modified` are sent and honoured (304). `cut` breaks the connection after so many bytes of a body
    whose whole length was announced; `reset` does so with a TCP reset. `delay` is seconds before the first byte,
    `drip` seconds between every two bytes. `gate` holds the answer until the test opens it.
    """

    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""
    modified: str = ""
    zipped: bool = False
    cut: int | None = None
    reset: bool = False
    delay: float = 0.0
    drip: float = 0.0
    gate: threading.Event | None = None


@dataclass(frozen=True)
class Asked:
    """One request: its path with the query, and its headers with lower-case names."""

    path: str
    headers: Mapping[str, str]

    @property
    def conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site = cast("Listening", self.server).site
        reply = site.replies.get(self.path) or Reply(b"<h1>404</h1>", 404)
        with site.counting(Asked(self.path, _lower(self.headers))):  # whoever has the answer may ask again at once
            if reply.gate is not None:
                reply.gate.wait(60)
            time.sleep(reply.delay)
        self.answer(reply)

    do_HEAD = do_GET

    def answer(self, reply: Reply) -> None:
        unchanged = reply.status == 200 and (
            (reply.etag and self.headers.get("If-None-Match") == reply.etag)
            or (reply.modified and not reply.etag and self.headers.get("If-Modified-Since") == reply.modified)
        )
        body = gzip.compress(reply.body, mtime=0) if reply.zipped else reply.body
        self.send_response_only(304 if unchanged else reply.status)
        self.send_header("Connection", "close")
        if not unchanged:
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(len(body)))
            if reply.zipped:
                self.send_header("Content-Encoding", "gzip")
        for name, value in {"ETag": reply.etag, "Last-Modified": reply.modified, **reply.headers}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.close_connection = True
        if not unchanged and self.command != "HEAD":
            self.send_body(body, reply)

    def send_body(self, body: bytes, reply: Reply) -> None:
        if reply.drip:
            for byte in body:
                self.wfile.write(bytes([byte]))
                time.sleep(reply.drip)
        else:
            self.wfile.write(body if reply.cut is None else body[: reply.cut])
        if reply.reset:
            self.wfile.flush()
            time.sleep(0.2)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Listening(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    site: Site

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hung up on us did so on purpose: the portal's deadline, or the test killed it."""


class Site:
    """One web site. `replies` maps a path (with its query) to what it answers; every other path is a 404."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.log: list[Asked] = []
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()
        self._server = Listening(("127.0.0.1", 0), Handler)
        self._server.site = self
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, body: str | bytes = b"", status: int = 200, **more: Any) -> str:
        """Scripts a path and hands back its address."""
        data = body.encode() if isinstance(body, str) else body
        self.replies[path] = Reply(data, status, **more)
        return self.url(path)

    def asked(self, path: str) -> list[Asked]:
        """What was asked of this path since the last `forget`."""
        return [asked for asked in self.log if asked.path == path]

    def forget(self) -> None:
        """Empties the log."""
        self.log.clear()
        self.most = 0

    def counting(self, asked: Asked) -> Counting:
        self.log.append(asked)
        return Counting(self)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Counting:
    """While a request waits for its answer."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def __enter__(self) -> Self:
        with self.site._lock:
            self.site._now += 1
            self.site.most = max(self.site.most, self.site._now)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self.site._lock:
            self.site._now -= 1


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
