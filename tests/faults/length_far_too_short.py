"""Announces five bytes and sends a feed at once. Where one answer ends and what the rest is, nobody can know."""

from tests.faults import RSS, Expect, Visit, feed, head

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS, Content_Length=5) + feed(visit))
