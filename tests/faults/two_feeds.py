"""Two feeds, one after the other: a cache that was written twice. Every article is there twice, and published once."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=6)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit) * 2))
