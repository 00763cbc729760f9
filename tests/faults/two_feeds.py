"""Two feeds, one after the other: a cache that was written twice. The articles are the same, and counted once."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit) * 2))
