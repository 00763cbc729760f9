"""A PHP notice among the headers: output that came too early."""

from tests.faults import Expect, Visit, feed

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 200 OK\r\nNotice Undefined index\r\nContent-Type: text/xml\r\n\r\n", feed(visit))
