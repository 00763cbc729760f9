"""Sends `103 Early Hints` before its answer, as some proxies do unasked. That is allowed, and read."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 103 Early Hints\r\nLink: </gaya.css>; rel=preload\r\n\r\n", ok(feed(visit)))
