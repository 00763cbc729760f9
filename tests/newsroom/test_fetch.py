"""What servers really do, done by servers of our own on loopback: slow, endless, broken, lying, redirecting.

Each server is a coroutine that is given a request and a writer, so that it can send any bytes in any rhythm.
"""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
import socket
import struct
import time
import zlib
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.newsroom import address_rule, fetch, fetch_signs
from plugins.newsroom.fetch import HOPS, PAGE_BYTES, Answer, Ask, Net, may_connect, web_address
from plugins.newsroom.fetch_turn import HELD, LARGE, LARGE_AT_ONCE, OVERALL, PER_HOST, PER_MACHINE, Turn
from plugins.newsroom.outcomes import FAILURES, Failed, Fetched, NotModified

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
FEED = b"<rss><channel><item><title>Imunisasi</title></item></channel></rss>"
Head = dict[str, str]
Play = Callable[[Head, asyncio.StreamWriter], Awaitable[None]]


class Site:
    """A server that plays one part. `heads` are the requests it was asked, `visits` the connections it had,
    `most` how many it had at the same time."""

    def __init__(self, play: Play) -> None:
        self._play = play
        self.heads: list[Head] = []
        self.visits = self.now = self.most = 0

    async def __aenter__(self) -> Site:
        self._server = await asyncio.start_server(self._visit, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits, self.now = self.visits + 1, self.now + 1
        self.most = max(self.most, self.now)
        try:
            lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            head = {"path": lines[0].split(" ")[1]}
            head |= {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines[1:]) if n}
            self.heads.append(head)
            await self._play(head, writer)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.now -= 1
            writer.close()


def says(body: bytes = FEED, status: str = "200 OK", length: int | None = None, **headers: str) -> Play:
    """One whole answer; `length` is what it claims the body to be."""
    told = {"Content-Length": str(len(body) if length is None else length), "Connection": "close", **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())

    async def play(_head: Head, writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("utf-8", "surrogateescape") + body)

    return play


def raw(data: bytes) -> Play:
    async def play(_head: Head, writer: asyncio.StreamWriter) -> None:
        writer.write(data)

    return play


def moved(to: str, status: str = "302 Found") -> Play:
    return says(b"", status, Location=to)


def net(*, allow_private: bool = True, seconds: float = 5.0) -> Net:
    return Net(allow_private=allow_private, agent="Portal Uji", now=lambda: NOW, seconds=seconds)


def ask(play: Play, path: str = "/feed/", *, seconds: float = 5.0, like: Ask | None = None) -> tuple[Answer, Site]:
    """Ask a site that plays `play` once."""

    async def run() -> tuple[Answer, Site]:
        async with Site(play) as site, net(seconds=seconds) as line:
            return await line.get(replace(like or Ask(""), url=site.url + path)), site

    return asyncio.run(run())


def failure(answer: Answer) -> str:
    assert isinstance(answer, Failed), answer
    assert answer.error in FAILURES
    assert answer.sentence()
    return answer.error


# --- what is read ----------------------------------------------------------------------------------


def test_a_body_comes_with_its_label_and_validators() -> None:
    """All that the next steps need is there: body, type, validators, final address; and who asks says who it is."""
    answer, site = ask(says(Content_Type="text/html; charset=utf-8", ETag='W/"a1"', Last_Modified="Sat, 21 Nov 2026"))
    assert isinstance(answer, Fetched)
    assert (answer.body, answer.complete, answer.error, answer.status) == (FEED, True, "", 200)
    assert (answer.content_type, answer.etag) == ("text/html; charset=utf-8", 'W/"a1"')
    assert answer.last_modified == "Sat, 21 Nov 2026"
    assert answer.url == answer.final_url == f"{site.url}/feed/"
    assert site.heads[0]["user-agent"] == "Portal Uji"
    assert site.heads[0]["accept-encoding"] == "gzip"


def test_nothing_new_is_told_by_the_validators_we_sent() -> None:
    """Both validators go out as they came, and a 304 is an answer of its own; unasked for, it is a failure."""
    like = Ask("", etag='"a1"', last_modified="Sat, 21 Nov 2026 06:30:00 GMT")
    answer, site = ask(raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"), like=like)
    assert answer == NotModified(f"{site.url}/feed/")
    assert (site.heads[0]["if-none-match"], site.heads[0]["if-modified-since"]) == (like.etag, like.last_modified)
    assert failure(ask(raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"))[0]) == "http-status"


@pytest.mark.parametrize("name", ["gzip", "x-gzip", "GZIP"])
def test_gzip_is_inflated(name: str) -> None:
    """The one encoding that is asked for is undone, whatever its name is spelt like."""
    answer, _ = ask(says(gzip.compress(FEED), Content_Encoding=name))
    assert isinstance(answer, Fetched)
    assert (answer.body, answer.complete) == (FEED, True)


def test_padding_after_the_gzip_stream_is_no_fault() -> None:
    """Some servers add white space behind it; browsers do not mind, and neither do we."""
    answer, _ = ask(says(gzip.compress(FEED) + b"\r\n\0\0", Content_Encoding="gzip"))
    assert isinstance(answer, Fetched)
    assert (answer.body, answer.complete) == (FEED, True)


@pytest.mark.parametrize("header", ["ETag", "Content-Type", "Last-Modified"])
def test_a_header_that_is_no_text_is_left_out(header: str) -> None:
    """What cannot be kept in a store and sent back some day is no validator and no label."""
    for value in (b"\xff\xfe", b"a" * 3000):
        answer, _ = ask(raw(b"HTTP/1.1 200 OK\r\n" + header.encode() + b": " + value + b"\r\n\r\n" + FEED))
        assert isinstance(answer, Fetched)
        assert (answer.etag, answer.content_type, answer.last_modified) == ("", "", "")


def test_a_server_without_length_or_version_is_read_to_its_end() -> None:
    """HTTP/1.0, closed at the end: old hosts still answer so."""
    answer, _ = ask(raw(b"HTTP/1.0 200 OK\r\n\r\n" + FEED))
    assert isinstance(answer, Fetched)
    assert (answer.body, answer.complete) == (FEED, True)


# --- what stops short --------------------------------------------------------------------------------


async def _drip(_head: Head, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for byte in FEED * 100:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.05)


async def _silent(_head: Head, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(10)


async def _dripping_head(_head: Head, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1000):
        writer.write(f"X-{number}: a\r\n".encode())
        await writer.drain()
        await asyncio.sleep(0.05)


async def _dripping_error(_head: Head, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 500 No\r\n\r\n")
    await _drip(_head, writer)


@pytest.mark.parametrize("play", [_drip, _silent, _dripping_head, _dripping_error])
def test_a_slow_server_is_left_at_the_deadline(play: Play) -> None:
    """The deadline is a total one: a byte now and then does not extend it. What came is kept as incomplete."""
    began = time.monotonic()
    answer, _ = ask(play, seconds=0.6)
    assert time.monotonic() - began < 2
    if play is _drip:
        assert isinstance(answer, Fetched)
        assert (answer.complete, answer.error) == (False, "timeout")
        assert FEED.startswith(answer.body)
    else:
        assert failure(answer) == "timeout"


def test_redirects_share_one_deadline() -> None:
    """Five slow hops are no way around it."""

    async def hop(head: Head, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.3)
        await moved(f"/{head['path'].count('x') * 'x'}x")(head, writer)

    began = time.monotonic()
    assert failure(ask(hop, "/x", seconds=0.7)[0]) == "timeout"
    assert time.monotonic() - began < 2


async def _reset(_head: Head, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + FEED)
    await writer.drain()
    await asyncio.sleep(0.2)
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _broken_chunks(_head: Head, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n40\r\nhalf" % (len(FEED), FEED))


async def _bad_chunks(_head: Head, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(FEED), FEED))
    await writer.drain()
    await asyncio.sleep(0.2)
    writer.write(b"zz\r\n")


@pytest.mark.parametrize(
    ("play", "error"),
    [
        (says(FEED, length=len(FEED) + 100), ("truncated",)),
        (_reset, ("reset", "truncated")),
        (_broken_chunks, ("truncated",)),
        (_bad_chunks, ("truncated", "timeout")),  # aiohttp sees it late
    ],
)
def test_what_came_of_a_broken_body_is_kept_and_marked(play: Play, error: tuple[str, ...]) -> None:
    """Short, reset or badly chunked: entries that arrived whole are worth reading, validators are not."""
    answer, _ = ask(play, seconds=1.5)
    assert isinstance(answer, Fetched), answer
    assert answer.body.startswith(FEED)
    assert not answer.complete
    assert answer.error in error
    assert (answer.etag, answer.last_modified) == ("", "")


def test_a_cut_gzip_stream_is_incomplete() -> None:
    """The server says all is well, the stream says it is not over; so does a second member, which nobody sends."""
    long = FEED + b"".join(b"<p>%d</p>" % n for n in range(2000))
    for body in (gzip.compress(long)[:-200], gzip.compress(long) + gzip.compress(b"more")):
        answer, _ = ask(says(body, Content_Encoding="gzip"))
        assert isinstance(answer, Fetched)
        assert answer.body.startswith(FEED)
        assert (answer.complete, answer.error) == (False, "truncated")


@pytest.mark.parametrize("body", [b"no gzip at all", zlib.compress(FEED), gzip.compress(FEED)[:4] + b"\xff" * 99])
def test_what_is_no_gzip_is_not_taken_for_one(body: bytes) -> None:
    """A body that is not what its header says is a failure with that name."""
    assert failure(ask(says(body, Content_Encoding="gzip"))[0]) == "encoding"


@pytest.mark.parametrize("name", ["br", "deflate", "zstd", "compress", "gzip, gzip", "\xe4"])
def test_an_encoding_nobody_asked_for_is_refused_by_name(name: str) -> None:
    """Only gzip is inflated, and one layer of it; 1.6 KB of brotli can hold gigabytes."""
    answer, _ = ask(says(Content_Encoding=name))
    assert failure(answer) == "encoding"
    assert isinstance(answer, Failed)
    assert name in answer.detail


@pytest.mark.parametrize(
    "data",
    [b"", b"\r\n\r\n", b"SSH-2.0-OpenSSH_9\r\n", b"HTTP/1.1\r\n\r\n", b"HTTP/1.1 999999 X\r\n\r\n", b"\0" * 5000,
     b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
     b"HTTP/1.1 200 OK\r\nA: " + b"a" * 300_000 + b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 50_000],
)  # fmt: skip
def test_what_is_no_http_is_a_failure(data: bytes) -> None:
    """Nonsense, a huge head, a head without end: each is a failure with a name, none raises."""
    assert failure(ask(raw(data), seconds=2)[0])


# --- how much ----------------------------------------------------------------------------------------


async def _endless(_head: Head, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"a" * 65536)
        await writer.drain()


def test_an_endless_body_is_left_at_the_cap() -> None:
    """The cap is in bytes, and an error at once: half of something that big is worth nothing."""
    answer, _ = ask(_endless, like=Ask("", limit=100_000))
    assert failure(answer) == "too-large"


def test_a_gzip_bomb_is_left_at_the_cap() -> None:
    """Counted while inflating: ten kilobytes that hold ten megabytes never become them."""
    bomb = gzip.compress(b"\0" * 10_000_000)
    assert len(bomb) < 11_000
    assert failure(ask(says(bomb, Content_Encoding="gzip"), like=Ask("", limit=100_000))[0]) == "too-large"


def test_what_inflates_to_nothing_is_counted_too() -> None:
    """Padding without end behind a finished stream is bytes all the same."""
    padded = gzip.compress(FEED) + b"\0" * 200_000
    assert failure(ask(says(padded, Content_Encoding="gzip"), like=Ask("", limit=100_000))[0]) == "too-large"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_the_cap_is_exact(encoding: str) -> None:
    """A body of just the cap is read, one byte more is not."""
    pack = gzip.compress if encoding == "gzip" else bytes
    for size, fits in ((50_000, True), (50_001, False)):
        answer, _ = ask(says(pack(b"a" * size), Content_Encoding=encoding), like=Ask("", limit=50_000))
        assert isinstance(answer, Fetched) == fits
        assert isinstance(answer, Failed) != fits


# --- error pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "error"),
    [("404 Not Found", "http-status"), ("410 Gone", "gone"), ("403 Forbidden", "http-status"),
     ("206 Partial", "http-status"),
     ("500 No", "http-status"), ("503 Later", "http-status"), ("429 Slowly", "http-status"),
     ("300 Many", "http-status")],
)  # fmt: skip
def test_a_status_that_is_no_200_is_a_failure(status: str, error: str) -> None:
    """With its number, and the first bytes of its page, by which it may be named more truthfully."""
    answer, _ = ask(says(b"<h1>Just a moment...</h1>" + b"a" * 90_000, status))
    assert failure(answer) == error
    assert isinstance(answer, Failed)
    assert answer.status == int(status[:3])
    assert answer.page.startswith(b"<h1>Just a moment")
    assert len(answer.page) <= PAGE_BYTES


@pytest.mark.parametrize(
    "play",
    [says(b"half", "404 Not Found", length=900), says(b"no gzip", "404 Not Found", Content_Encoding="gzip"),
     says(b"?", "404 Not Found", Content_Encoding="br"), says(b"a" * 200_000, "404 Not Found")],
)  # fmt: skip
def test_the_status_is_the_answer_however_its_page_ends(play: Play) -> None:
    """A 404 whose page is cut, corrupt or huge is still a 404: whether a page is gone hangs on it."""
    answer, _ = ask(play, like=Ask("", limit=100_000))
    assert isinstance(answer, Failed)
    assert (answer.error, answer.status) == ("http-status", 404)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), ("0", 0.0), (format_datetime(datetime(2026, 11, 21, 7, 30, tzinfo=UTC), usegmt=True), 3600.0),
     ("Sat, 21 Nov 2026 14:30:00 +0700", 3600.0), ("Fri, 20 Nov 2026 06:30:00 GMT", 0.0), ("-5", None), ("soon", None),
     ("Sat, 21 Nov 2026 07:30:00", 3600.0), ("", None), ("9" * 5000, None), ("9" * 400, 999999999.0),
     ("Sat, 21 Nov 2026 07:30:00 +99999999999999", None), ("2026-11-21T07:30:00Z", None), ("1.5", None)],
)  # fmt: skip
def test_retry_after_in_every_form(header: str, seconds: float | None) -> None:
    """Seconds, or a date by our own clock; nonsense is no answer, and a number of any length does no harm."""
    answer, _ = ask(says(b"", "503 Later", Retry_After=header))
    assert isinstance(answer, Failed)
    assert answer.retry_after == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (["120", "3600"], 3600.0), (["banana", "60"], 60.0), (["-5", ""], None), (["  90  "], 90.0), (["1e9"], None),
        (["1 20"], None), (["+30"], None), (["12,12"], None), ([], None),
        ([format_datetime(NOW - timedelta(hours=1), usegmt=True)], 0.0),
        ([format_datetime(NOW + timedelta(days=3650), usegmt=True)], 3650 * 86400.0),
    ],
)  # fmt: skip
def test_of_all_that_is_said_the_longest_counts(headers: list[str], seconds: float | None) -> None:
    """Proxies add a `Retry-After` of their own; spaces around it are nobody's fault, and what is none says nothing."""
    head = "".join(f"Retry-After: {said}\r\n" for said in headers)
    answer, _ = ask(raw(f"HTTP/1.1 429 Slow\r\nContent-Length: 0\r\nConnection: close\r\n{head}\r\n".encode()))
    assert isinstance(answer, Failed)
    assert answer.retry_after == seconds


@given(st.text())
def test_retry_after_never_raises(header: str) -> None:
    """It is a stranger's text."""
    found = fetch_signs.seconds_to_wait(header, NOW)
    assert found is None or 0 <= found < 1e12


# --- redirects -----------------------------------------------------------------------------------------


def by_path(**plays: Play) -> Play:
    async def play(head: Head, writer: asyncio.StreamWriter) -> None:
        await plays[head["path"].strip("/").replace("/", "_") or "home"](head, writer)

    return play


@pytest.mark.parametrize("status", ["301 A", "302 B", "303 C", "307 D", "308 E"])
@pytest.mark.parametrize(
    "to", ["/baru", "baru", "../baru", "//{host}/baru", "http://{host}/baru", "HTTP://{host}/baru"]
)
def test_a_redirect_is_followed(status: str, to: str) -> None:
    """Relative or absolute, of every kind; the address where the body stood is told."""

    async def play(head: Head, writer: asyncio.StreamWriter) -> None:
        lama = moved(to.format(host=head["host"]), status)
        await (lama if head["path"] == "/a/lama" else says())(head, writer)

    answer, site = ask(play, "/a/lama")
    assert isinstance(answer, Fetched)
    assert answer.url == f"{site.url}/a/lama"
    assert answer.final_url.startswith(site.url)
    assert answer.final_url.endswith("/baru")


def test_validators_and_identity_travel_along() -> None:
    """The feed that moved may still answer that nothing is new."""
    plays = by_path(feed=moved("/baru"), baru=raw(b"HTTP/1.1 304 Same\r\n\r\n"))
    answer, site = ask(plays, like=Ask("", etag='"a1"'))
    assert isinstance(answer, NotModified)
    assert [head["if-none-match"] for head in site.heads] == ['"a1"', '"a1"']


def test_a_cookie_is_not_carried() -> None:
    """Nobody's session is kept, nor given back on the next hop."""
    plays = by_path(feed=says(b"", "302 B", Location="/baru", Set_Cookie="sesi=1; Path=/"), baru=says())
    _, site = ask(plays)
    assert len(site.heads) == 2
    assert all("cookie" not in head for head in site.heads)


def test_a_loop_ends() -> None:
    """Two pages that point to each other are left after five hops."""
    answer, site = ask(by_path(feed=moved("/lagi"), lagi=moved("/feed")))
    assert failure(answer) == "redirects"
    assert len(site.heads) == HOPS + 1


def test_a_chain_of_five_is_followed_and_one_of_six_is_not() -> None:
    """The limit is exact."""
    chain = {f"h{n}": moved(f"/h{n + 1}") for n in range(6)} | {"h6": says()}
    assert isinstance(ask(by_path(**chain), "/h1")[0], Fetched)
    assert failure(ask(by_path(**chain), "/h0")[0]) == "redirects"


@pytest.mark.parametrize(
    "to",
    ["file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "javascript:alert(1)", "data:text/xml,<rss/>",
     "https:///feed", "http://[::1", "http://a:b@127.0.0.1/", "http://127.0.0.1\\@a/", "http://127.0.0.1:99999/",
     "http://a b/", "", "mailto:a@b", "http://127.0.0.1:x/", "unix:/var/run/docker.sock", "http:\\\\127.0.0.1/"],
)  # fmt: skip
def test_a_redirect_to_no_web_address_is_refused(to: str) -> None:
    """Only http(s) with a host and nothing else in front of it; nothing is opened and nobody asked."""
    answer, site = ask(moved(to))
    assert failure(answer) == "bad-address"
    assert site.visits == 1


def test_a_redirect_off_the_network_is_refused_before_it_is_asked() -> None:
    """`allowed` judges every hop; the other side sees no connection."""

    async def run() -> tuple[Answer, Site, list[str]]:
        judged: list[str] = []

        def allowed(url: str) -> bool:
            judged.append(url)
            return url.endswith("/dekat")

        async with Site(says()) as abroad, net() as line:
            away = moved(f"{abroad.url}/jauh")
            async with Site(by_path(feed=moved("/dekat"), dekat=away)) as home:
                return await line.get(Ask(f"{home.url}/feed/", allowed=allowed)), abroad, judged

    answer, abroad, judged = asyncio.run(run())
    assert failure(answer) == "off-network"
    assert abroad.visits == 0
    assert [url.rpartition("/")[2] for url in judged] == ["dekat", "jauh"]


# --- addresses that must not be asked --------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    ["", "feed", "/feed", "ftp://a.go.id/", "file:///etc/hostname", "http://", "http:///feed", "https://user@a.go.id/",
     "https://u:p@a.go.id/", "https://a.go.id\\@b/", "https://a.go.id\\b", "https://a.go.id:22/", "https://a.go.id:0/",
     "https://a.go.id:25/", "https://a.go.id:6379/", "https://a.go.id:99999/", "https://a.go.id:x/",
     "https://a.go.id /",
     "https://a.go.id/\n", "https://a.go.id/\tx", "https://a\x00.go.id/", "http://[::1", "https://a.go.id/\u202eb",
     "javascript:alert(1)//https://a.go.id", "//a.go.id/", "https:a.go.id", "https:/a.go.id", "https://@a.go.id/",
     "https://a.go.id/\ud800"],
)  # fmt: skip
def test_no_web_address(url: str) -> None:
    """No credentials, no backslash, no port of another service, no white space, no other scheme."""
    assert not web_address(url)

    async def run() -> Answer:
        async with net(allow_private=False) as line:
            return await line.get(Ask(url))

    assert failure(asyncio.run(run())) == ("odd-port" if web_address(url, any_port=True) else "bad-address")


@pytest.mark.parametrize(
    "url",
    ["https://dinkes.contohkab.go.id/feed/", "http://a.go.id:8080/?p=1#x", "https://a.go.id:8443",
     "HTTPS://A.GO.ID:443/",
     "http://a.go.id:80/%20", "https://[2001:db8::1]/", "https://dés.desa.id/é"],
)  # fmt: skip
def test_a_web_address(url: str) -> None:
    """What agencies really use; any port only where the operator said that the sources are at home."""
    assert web_address(url)
    assert web_address("http://127.0.0.1:20001/", any_port=True)
    assert not web_address("http://127.0.0.1:20001/")


PRIVATE = [
    "127.0.0.1", "127.77.1.5", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1", "::1",
    "::ffff:127.0.0.1", "::ffff:10.1.2.3", "fc00::1", "fd12::1",
]  # fmt: skip
NOWHERE = [
    "224.0.0.1", "239.255.255.250", "192.88.99.1", "100.64.0.1", "100.127.255.255", "::7f00:1", "::ffff:0:7f00:1",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "fec0::1",
    "ff02::1", "3fff::1", "5f00::1", "::ffff:224.0.0.1", "::ffff:100.64.0.1",
]  # fmt: skip
OWN = [
    "::",
    "2001:0:7f00:1::1",
    "0.0.0.0",
    "169.254.169.254",
    "169.254.0.1",
    "198.18.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "192.0.2.1",
    "fe80::1%1",
]
PUBLIC = ["8.8.8.8", "103.10.66.1", "2606:4700::1111", "2404:8000::1", "172.32.0.1", "100.63.0.1", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", [*PRIVATE, *NOWHERE, *OWN])
def test_an_address_within_somebodys_network_is_not_dialled(address: str) -> None:
    """Loopback, private, link-local, shared, multicast, broadcast, documentation, and what can carry them inside."""
    assert not may_connect(address, allow_private=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_dialled(address: str) -> None:
    """Also where private ones are allowed."""
    assert may_connect(address, allow_private=False)
    assert may_connect(address, allow_private=True)


@pytest.mark.parametrize(("address", "may"), [*((a, True) for a in PRIVATE), *((a, False) for a in NOWHERE)])
def test_home_is_dialled_where_the_sources_are_at_home(address: str, may: bool) -> None:
    """The demo's sites are on loopback; multicast and the wrapped forms stay shut even then."""
    assert may_connect(address, allow_private=True) is may


@given(st.ip_addresses())
def test_nothing_inside_out(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    """Whatever Python calls private, reserved for one link, or multicast is never dialled."""
    if ip.is_private or ip.is_multicast or ip.is_loopback or ip.is_link_local or ip.is_unspecified:
        assert not may_connect(str(ip), allow_private=False)


FORMS = [
    "127.0.0.1", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "0x7f000001", "017700000001", "127.0.1",
    "0x7F.0x0.0x0.0x1",
    "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "localhost", "LOCALHOST",
    "0.0.0.0", "0", "[::]", "[64:ff9b::7f00:1]", "[2002:7f00:1::1]", "10.0.0.1", "192.168.0.1",
    "169.254.169.254", "172.16.0.1", "100.64.0.1", "[fe80::1]", "[fd00::1]", "[::ffff:169.254.169.254]", "0xa9fea9fe",
    "2852039166", "224.0.0.1",
    "[ff02::1]", "255.255.255.255", "192.88.99.1",
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_form_of_a_private_address_is_connected_to(scheme: str) -> None:
    """However it is written, it is refused when it is dialled, on every hop by the same rule. A canary on a usual
    port of loopback sees nobody, and every form fails by that very name, or for not being an address at all."""

    async def run() -> tuple[dict[str, Answer], int]:
        answers: dict[str, Answer] = {}
        async with Site(says()) as canary:
            port = await _usual_port(canary)
            line = net(allow_private=False, seconds=3)
            async with line:
                for form in FORMS:
                    ask = Ask(f"{scheme}://{form}:{port}/feed/")
                    answers[form] = await line.get(ask)
            return answers, canary.visits

    answers, visits = asyncio.run(run())
    assert visits == 0
    told = {form: failure(answer) for form, answer in answers.items()}
    short = {form for form, error in told.items() if error == "bad-address"}
    assert short <= {"2130706433", "127.1", "0177.0.0.1", "017700000001", "127.0.1", "0", "2852039166"}
    assert {told[form] for form in told.keys() - short} == {"private-address"}, told


def test_a_redirect_into_somebodys_network_is_refused_where_it_is_dialled() -> None:
    """The rule sits where sockets are made, so that no hop can go round it."""

    async def run() -> Answer:
        with pytest.MonkeyPatch.context() as patch:
            async with Site(moved("http://10.0.0.1:8080/admin")) as site, net(allow_private=False) as line:
                home = f"127.0.0.1:{site.port}"
                patch.setattr(fetch, "web_address", lambda url, any_port: True)
                patch.setattr(fetch, "may_connect", lambda ip, allow_private: ip == "127.0.0.1")
                return await line.get(Ask(f"http://{home}/"))

    assert failure(asyncio.run(run())) == "private-address"


async def _usual_port(site: Site) -> int:
    """Moves a site to one of the usual ports: on another, an address would be refused before it is dialled."""
    for port in sorted(p for p in address_rule.USUAL_PORTS if p):
        try:
            server = await asyncio.start_server(site._visit, "127.0.0.1", port)
        except OSError:
            continue
        site._server.close()
        site._server = server
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()
        await asyncio.sleep(0.05)
        assert site.visits == 1, "the canary sees who comes"
        site.visits = 0
        return port
    pytest.skip("every usual port of this machine is taken")


# --- politeness ------------------------------------------------------------------------------------------


def test_a_host_is_asked_four_things_at_a_time() -> None:
    """Ten feeds of one host wait for one another; another host is not held up by it."""

    async def slow(_head: Head, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.15)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")

    async def run() -> tuple[Site, Site]:
        async with Site(slow) as busy, Site(slow) as other, net() as line:

            async def one(url: str) -> Answer:
                async with line.turn(url):
                    return await line.get(Ask(url))

            urls = [f"{busy.url}/{n}" for n in range(10)] + [f"{other.url}/{n}" for n in range(3)]
            answers = await asyncio.gather(*map(one, urls))
            assert all(isinstance(answer, Fetched) for answer in answers)
            return busy, other

    busy, other = asyncio.run(run())
    assert busy.most == PER_HOST
    assert other.most == 3


def body(size: int) -> Fetched:
    return Fetched("http://127.0.0.1/", "http://127.0.0.1/", 200, b" " * size)


async def waits(line: Net, url: str) -> bool:
    """Whether nobody gets a turn there now."""
    try:
        async with asyncio.timeout(0.1), line.turn(url):
            return False
    except TimeoutError:
        return True


def test_while_an_answer_is_opened_others_are_asked() -> None:
    """As many are asked at once as may be, and whoever has hung up is none of them. A host is left alone until what it
    answered has been opened."""

    async def run() -> list[bool]:
        async with net() as line, AsyncExitStack() as turns:
            held = [await turns.enter_async_context(line.turn(f"http://127.0.0.1:{n}/")) for n in range(OVERALL)]
            said = [await waits(line, "http://127.0.0.1/")]
            for _ in range(PER_HOST):
                held.pop().hang_up(body(1))
            one = [await turns.enter_async_context(line.turn("http://127.0.0.1/")) for _ in range(PER_HOST)]
            one[0].hang_up(body(1))
            return [*said, await waits(line, "http://127.0.0.1/"), await waits(line, "http://127.0.0.1:7777/")]

    assert asyncio.run(run()) == [True, True, False]


def test_dozens_of_subdomains_are_one_weak_machine() -> None:
    """Eight at a time are asked of what lies at one address, whatever its names; and however many wait there, nobody
    who asks elsewhere does."""

    def lookup(host: str) -> list[tuple[Any, ...]]:
        address = "203.0.113.7" if host.startswith("desa-") else "203.0.113.8"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))]

    async def run() -> tuple[int, bool]:
        async with Net(allow_private=True, agent="Uji", now=lambda: NOW, lookup=lookup) as line:
            asked = 0

            async def one(number: int) -> None:
                nonlocal asked
                async with line.turn(f"http://desa-{number}.example/"):
                    asked += 1
                    await asyncio.sleep(60)

            waiting = [asyncio.create_task(one(number)) for number in range(OVERALL + 20)]
            await asyncio.sleep(0.5)
            elsewhere = await waits(line, "http://lain.example/")
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            assert not await waits(line, "http://desa-1.example/")
            return asked, elsewhere

    assert asyncio.run(run()) == (PER_MACHINE, False)


def test_no_more_is_asked_than_can_be_held() -> None:
    """However fast sites answer: while as many bytes lie here unopened as may, nobody else is asked, and then again."""

    async def run() -> list[bool]:
        async with net() as line:
            async with line.turn("http://a.example/") as turn:
                turn.hang_up(body(HELD - 1))
                said = [await waits(line, "http://b.example/")]
                async with line.turn("http://b.example/") as other:
                    other.hang_up(body(1))
                    said.append(await waits(line, "http://c.example/"))
                said.append(await waits(line, "http://c.example/"))
            return [*said, await waits(line, "http://a.example/")]

    assert asyncio.run(run()) == [False, True, False, False]


def test_a_large_body_keeps_nobody_from_asking() -> None:
    """Few of them are here at a time, each in a place of its own: what waits to be opened there is no other's matter."""

    async def run() -> bool:
        async with Site(says(b" " * (LARGE + 1))) as site, net() as line, line.turn(site.url) as turn:
            answer = await line.get(Ask(site.url), turn)
            assert isinstance(answer, Fetched)
            turn.hang_up(replace(answer, body=b" " * HELD))
            return await waits(line, "http://b.example/")

    assert asyncio.run(run()) is False


def test_who_waits_for_others_large_bodies_is_not_charged() -> None:
    """All places for large bodies are taken, for longer than a further one may take in all: it is read to its end when
    one is free, and says how long it waited. A small one waits for none of them."""

    async def run() -> tuple[Answer, Answer, float]:
        async with Site(says(b" " * (LARGE + 1))) as site, net() as line, AsyncExitStack() as turns:
            urls = [f"{site.url}/{n}" for n in range(LARGE_AT_ONCE)]
            held = [
                await turns.enter_async_context(Turn(line._places, f"http://h{n}.invalid/")) for n in range(len(urls))
            ]
            for url, turn in zip(urls, held, strict=True):
                await line.get(Ask(url), turn)
            async with line.turn(site.url) as mine, Site(says(b"x")) as other, line.turn(other.url) as small:
                asked = asyncio.create_task(line.get(Ask(site.url), mine, seconds=0.5))
                quick = await line.get(Ask(other.url), small)
                await asyncio.sleep(1.0)
                assert not asked.done()
                await turns.aclose()
                return quick, await asked, mine.waited

    quick, answer, waited = asyncio.run(run())
    assert isinstance(quick, Fetched)
    assert isinstance(answer, Fetched)
    assert (answer.complete, len(answer.body)) == (True, LARGE + 1)
    assert waited > 0.4


def test_a_turn_gives_back_all_that_it_took() -> None:
    """However it ends, also in the middle of a large body: as many as may be are read again."""

    async def drip(_head: Head, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + b" " * (LARGE + 9))
        await asyncio.sleep(60)

    async def run() -> None:
        async with Site(drip) as site, Site(says(b" " * (LARGE + 1))) as sound, net() as line:
            for _ in range(LARGE_AT_ONCE + 1):
                async with line.turn(site.url) as turn:
                    answer = await line.get(Ask(site.url), turn, seconds=0.2)
                    assert isinstance(answer, Fetched)
                    assert not answer.complete
            async with line.turn(sound.url) as turn:
                assert isinstance(await line.get(Ask(sound.url), turn, seconds=5.0), Fetched)
                assert turn.waited < 0.1

    asyncio.run(run())


def test_a_dead_port_and_an_unknown_name_are_told_apart() -> None:
    """An editor mends a wrong name differently from a dead server."""

    async def run() -> tuple[Answer, Answer]:
        with socket.create_server(("127.0.0.1", 0)) as held:
            port = held.getsockname()[1]
        async with net() as line:
            dead = await line.get(Ask(f"http://127.0.0.1:{port}/"))
            return dead, await line.get(Ask("http://dinas.invalid/"))

    dead, unknown = asyncio.run(run())
    assert failure(dead) == "refused"
    assert failure(unknown) == "dns"


def test_plain_text_behind_https_is_a_fault_of_the_certificate() -> None:
    """The server does not speak TLS there."""

    async def run() -> Answer:
        async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            writer.close()

        async with await asyncio.start_server(greet, "127.0.0.1", 0) as server, net() as line:
            return await line.get(Ask(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"))

    assert failure(asyncio.run(run())) == "tls"
