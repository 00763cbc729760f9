"""A length of a hundred figures, and a small body."""

from tests.faults import RSS, Expect, Visit, feed, head

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS, Content_Length="9" * 100), feed(visit))
