"""Names transfer encodings that nobody knows, and applies none. Such a body ends with the connection (RFC 9112, 6.3),
and what it is decides: a feed. It is read."""

from tests.faults import RSS, Expect, Visit, feed, head

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS, Transfer_Encoding="rahasia"), feed(visit))
