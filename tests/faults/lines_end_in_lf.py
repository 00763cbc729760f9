"""Headers that end in a bare line feed: a CGI script of old. RFC 9112, 2.2 lets a reader take them."""

from tests.faults import Expect, Visit, feed

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(b"HTTP/1.0 200 OK\nContent-Type: text/xml\n\n", feed(visit))
