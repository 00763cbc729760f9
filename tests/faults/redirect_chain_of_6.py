"""Six hops, then a feed. Five are followed."""

from tests.faults import Expect, Visit, feed, moved, ok

EXPECT = Expect(error="redirects")


async def answer(visit: Visit) -> None:
    hop = visit.path.count("a")
    await visit.send(moved("/" + "a" * (hop + 1)) if hop < 6 else ok(feed(visit)))
