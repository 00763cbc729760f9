"""A NUL byte inside a header: how one smuggles a second value past a proxy."""

from tests.faults import Expect, Visit, feed

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 200 OK\r\nX-Powered-By: P\x00HP\r\nConnection: close\r\n\r\n", feed(visit))
