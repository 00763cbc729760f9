"""A length below zero: a counter that ran over."""

from tests.faults import RSS, Expect, Visit, feed, head

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS, Content_Length=-1), feed(visit))
