"""The sites of a regency that does not exist, on loopback, one port each; as cheap as can be, for it is not they who
are measured. Run as `python -m benchmarks.gather_server FOLDER COUNT`: `Sites` does that and is its other end.

Every feed is made beforehand and lies in one mapped file; an answer is one write. The process takes a line at a time
from standard input and answers each with one: `counts` tells what was asked since the last time, `hang N` lets one
site in N take a connection and say nothing (0: none). It ends with its standard input.
"""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import json
import mmap
import resource
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from functools import partial
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from benchmarks import made_up, measure

ENTRIES: Final = 20
_WIB: Final = timezone(timedelta(hours=7))
_NOW: Final = datetime.fromisoformat(measure.NOW).astimezone(_WIB)
_SHARE: Final = (
    '<div class="sharedaddy sd-sharing-enabled"><h3>Bagikan ini:</h3><ul><li><a href="{0}?share=facebook">Facebook</a>'
    '</li><li><a href="{0}?share=jetpack-whatsapp">WhatsApp</a></li></ul></div>'
)


class Sites:
    """The sites while the block runs; `feeds` lists [address, ETag, Last-Modified]."""

    def __init__(self, folder: Path, count: int) -> None:
        folder.mkdir(parents=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.gather_server", str(folder), str(count)], cwd=measure.ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._answer()
        self.feeds: list[list[str]] = json.loads((folder / "feeds.json").read_bytes())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def counts(self) -> dict[str, int]:
        """Since the last time: `asked` requests at `sites` different sites, `unchanged` of them answered with 304."""
        found: dict[str, int] = self._say("counts")
        return found

    def hang(self, one_in: int) -> None:
        self._say(f"hang {one_in}")

    def _say(self, line: str) -> Any:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("the sites could not be served; what the server said of it stands above")
        return json.loads(line)


def feed(site: int) -> str:
    """The feed of that site as a WordPress site would print it, its newest entry first; the same each time."""
    home = made_up.site(site)
    items = (_item(site, site * ENTRIES + n, _NOW - timedelta(hours=3 + 11 * n, seconds=site)) for n in range(ENTRIES))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/'
        'content/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
        f"<title>Instansi Rekaan {site + 1}</title>\n<link>{home}</link>\n<language>id</language>\n"
        + "".join(items)
        + "</channel>\n</rss>\n"
    )


def _item(site: int, number: int, at: datetime) -> str:
    entry = made_up.entry(number, site, at)
    html = entry.content + (_SHARE.format(entry.url) if number % 3 == 0 else "")
    tags = "".join(f"<category>{escape(tag)}</category>" for tag in entry.tags)
    start = entry.content.partition("</p>")[0].removeprefix("<p>")[:200]
    return (
        f"<item>\n<title>{escape(entry.title)}</title>\n<link>{entry.url}</link>\n<dc:creator>Humas</dc:creator>\n"
        f'<pubDate>{format_datetime(at)}</pubDate>\n{tags}<guid isPermaLink="false">{entry.guid}</guid>\n'
        f"<description>{escape(start)} […]</description>\n"
        f"<content:encoded><![CDATA[{html}]]></content:encoded>\n</item>\n"
    )


class _Site:
    """One site: what it answers, and how often it was asked."""

    def __init__(self, body: memoryview, etag: str, modified: str) -> None:
        self.etag, self.modified = etag, modified
        validators = f"ETag: {etag}\r\nLast-Modified: {modified}\r\n"
        self._etag = f"\r\nif-none-match: {etag}\r\n".encode()
        self._unchanged = f"HTTP/1.1 304 Not Modified\r\n{validators}\r\n".encode()
        kind = "Content-Type: application/rss+xml; charset=UTF-8"
        self._head = f"HTTP/1.1 200 OK\r\n{kind}\r\n{validators}Content-Length: {len(body)}\r\n\r\n".encode()
        self._body = body
        self.asked = self.unchanged = 0
        self.hanging = False

    def answer(self, request: bytes) -> tuple[bytes | memoryview, ...]:
        self.asked += 1
        if self.hanging:
            return ()
        if self._etag in request.lower():
            self.unchanged += 1
            return (self._unchanged,)
        return (self._head, self._body)


class _Visit(asyncio.Protocol):
    """One connection, kept open for as long as the visitor likes."""

    def __init__(self, site: _Site) -> None:
        self._site = site
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while b"\r\n\r\n" in self._heard:
            request, _, self._heard = self._heard.partition(b"\r\n\r\n")
            self._transport.writelines(self._site.answer(request + b"\r\n"))


def _make(folder: Path, count: int) -> list[_Site]:
    """Make every feed; their bodies stay in a file, so that thousands of sites need no memory of their own."""
    lengths, etags = [], []
    with (folder / "bodies").open("wb") as file:
        for site in range(count):
            body = feed(site).encode()
            lengths.append(file.write(body))
            etags.append(f'"{hashlib.sha256(body).hexdigest()[:16]}"')
    with (folder / "bodies").open("rb") as file:
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    modified = format_datetime((_NOW - timedelta(hours=2)).astimezone(UTC), usegmt=True)
    ends = list(itertools.accumulate(lengths))
    return [
        _Site(whole[end - length : end], etag, modified)
        for end, length, etag in zip(ends, lengths, etags, strict=True)
    ]  # fmt: skip


async def _serve(folder: Path, count: int) -> None:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    loop = asyncio.get_running_loop()
    sites, feeds = _make(folder, count), []
    for site in sites:
        server = await loop.create_server(partial(_Visit, site), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        feeds.append([f"http://127.0.0.1:{port}/feed/", site.etag, site.modified])
    (folder / "feeds.json").write_text(json.dumps(feeds), encoding="utf-8")
    print("true", flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(_obey(line.split(), sites)), flush=True)


def _obey(words: list[str], sites: list[_Site]) -> Any:
    if words[0] == "hang":
        one_in = int(words[1])
        for number, site in enumerate(sites, 1):
            site.hanging = bool(one_in) and number % one_in == 0
        return True
    counts = {
        "asked": sum(s.asked for s in sites), "sites": sum(s.asked > 0 for s in sites),
        "unchanged": sum(s.unchanged for s in sites),
    }  # fmt: skip
    for site in sites:
        site.asked = site.unchanged = 0
    return counts


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
