"""A transfer encoding that nobody knows."""

from tests.faults import RSS, Expect, Visit, feed, head

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS, Transfer_Encoding="brotli-rahasia, chunked, gzip"), feed(visit))
