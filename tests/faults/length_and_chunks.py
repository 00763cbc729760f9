"""A length and pieces at once: the stuff of response smuggling (RFC 9112, 6.3)."""

from tests.faults import Expect, Visit, chunk, feed, head

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(head(Transfer_Encoding="chunked", Content_Length=5), chunk(feed(visit)), chunk(b""))
