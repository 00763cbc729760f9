"""A redirect to an address that is no text."""

from tests.faults import Expect, Visit

EXPECT = Expect(error="bad-address", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 302 Found\r\nLocation: /umpan/\xff\xfe\r\nContent-Length: 0\r\n\r\n")
