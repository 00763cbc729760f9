"""Two lengths that contradict each other: the stuff of response smuggling (RFC 9112, 6.3)."""

from tests.faults import Expect, Visit, feed

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    body = feed(visit)
    await visit.send(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nContent-Length: 5\r\n\r\n".encode(), body)
