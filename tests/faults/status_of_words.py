"""A status line without a number: a script that prints its own headers."""

from tests.faults import Expect, Visit, feed

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 OK\r\nContent-Type: text/xml\r\n\r\n", feed(visit))
