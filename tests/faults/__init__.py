"""Ways in which a server misbehaves, one small file each: what it does, and what must come of it.

A file here that begins with neither `_` nor `test_` is a fault. It has a docstring, `EXPECT`, and a coroutine
`answer(visit)` that sends whatever bytes it likes. This module holds the words that such a file needs, and a small
honest feed to spoil. It judges nothing; `_server` serves the files, `test_faults` asks them.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final, Literal

RSS: Final = "application/rss+xml; charset=utf-8"
HTML: Final = "text/html; charset=utf-8"

Door = Literal[
    "http", "shut", "full", "plain", "https", "expired", "not-yet", "wrong-host", "self-signed", "incomplete"
]
"""What stands before `answer`. `http` and `https` are sound; those after `https` have that fault in their certificate.
`plain` says https in its address and leaves even the handshake to `answer`, which is called before anything was read.
`shut` is a port where nobody listens, `full` one where nobody accepts."""


@dataclass(frozen=True, kw_only=True)
class Expect:
    """What a pull must report of a server.

    `error` is a key of `outcomes.FAILURES`; "" where the feed must be read like any other. `status` is the HTTP status
    in the report, None where there was none or where it is of no interest. `entries` must be found, and published,
    even from a failure. `rests`: seconds for which the source must be left alone afterwards.
    """

    error: str = ""
    status: int | None = None
    entries: int = 0
    rests: int = 0

    @property
    def outcome(self) -> str:
        if not self.error:
            return "changed" if self.entries else "unchanged"
        return "paused" if self.error == "gone" else "failed"


@dataclass
class Visit:
    """One connection to one server. `path` and `headers` (small names) are "" and empty behind a `plain` door."""

    origin: str  # "http://127.0.0.1:12345"
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    path: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    async def send(self, *parts: bytes) -> None:
        """Sends, and waits until the other side takes it. Raises ConnectionError once it is gone."""
        for part in parts:
            self.writer.write(part)
            await self.writer.drain()

    async def stay(self) -> None:
        """Says nothing more until the other side hangs up."""
        while await self.reader.read(65536):
            pass

    async def reset(self) -> None:
        """Ends the connection as a crashed process or a firewall does, once what was sent has had time to arrive."""
        await asyncio.sleep(0.5)
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


# --- HTTP, as it should be --------------------------------------------------------------------------


def head(status: str = "200 OK", **headers: str | int) -> bytes:
    """A status line and headers, to their empty line. `Content_Type` becomes `Content-Type`."""
    lines = {"Connection": "close", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return "".join([f"HTTP/1.1 {status}\r\n", *(f"{n}: {v}\r\n" for n, v in lines.items()), "\r\n"]).encode()


def ok(body: bytes | str, type: str = RSS, status: str = "200 OK", **headers: str | int) -> bytes:
    """A whole answer, with its true length."""
    data = body.encode() if isinstance(body, str) else body
    return head(status, Content_Type=type, Content_Length=len(data), **headers) + data


def moved(to: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return head(status, Location=to, Content_Length=0)


def chunk(data: bytes) -> bytes:
    """One piece of a body that comes with `Transfer-Encoding: chunked`; an empty one is the last."""
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def page(title: str, body: str, extra: str = "") -> str:
    """An HTML page."""
    return (
        f'<!DOCTYPE html>\n<html lang="id"><head><meta charset="utf-8"><title>{title}</title>{extra}</head>\n'
        f"<body>{body}</body></html>\n"
    )


# --- a small honest feed ----------------------------------------------------------------------------

DEEDS: Final = (
    "Posyandu menimbang balita", "Warga membersihkan saluran air", "Petani menerima bibit padi",
    "Perpustakaan keliling singgah", "Guru berlatih mengajar", "Jembatan gantung diperbaiki",
    "Pasar pagi ditata ulang", "Puskesmas membuka layanan gigi", "Karang taruna menanam bakau",
)  # fmt: skip


def title(visit: Visit, number: int) -> str:
    """Of article `number`, which no other server has: its port tells it apart."""
    return f"{DEEDS[number % len(DEEDS)]} di RW {number} Dusun {visit.origin.rpartition(':')[2]}"


def text(visit: Visit, number: int) -> str:
    """A plain paragraph of it, so that no copy is suspected and no spam."""
    return (
        f"{title(visit, number)} pada Jumat pagi. Sebanyak {20 + number} warga ikut serta sejak pukul 08.00 WIB, dan"
        " kegiatan berlangsung tertib hingga siang. Kepala dinas meminta warga ikut merawat hasilnya bersama-sama."
    )


def item(visit: Visit, number: int) -> str:
    """One `<item>` of RSS."""
    link = f"{visit.origin}/berita/{number}"
    return (
        f"<item><title>{escape(title(visit, number))}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>Fri, 20 Nov 2026 {8 + number % 8:02}:00:00 +0700</pubDate>"
        f"<description>{escape(text(visit, number))}</description></item>\n"
    )


def opening(visit: Visit, prolog: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> str:
    """What comes before the items."""
    return (
        f'{prolog}<rss version="2.0"><channel><title>Berita Dinas</title><link>{visit.origin}/</link>'
        "<description>Berita terbaru</description>\n"
    )


CLOSING: Final = "</channel></rss>\n"


def feed(visit: Visit, count: int = 3, prolog: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> bytes:
    """RSS 2.0 with so many articles, in UTF-8, and nothing wrong with it."""
    return (opening(visit, prolog) + "".join(item(visit, n) for n in range(1, count + 1)) + CLOSING).encode()
