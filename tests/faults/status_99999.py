"""A status of five figures."""

from tests.faults import Expect, Visit

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 99999 Entah\r\nContent-Length: 0\r\n\r\n")
