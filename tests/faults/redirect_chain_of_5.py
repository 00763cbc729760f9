"""Five hops, then a feed: http to https, to `www`, to a language, to a path, to a slash. It is read."""

from tests.faults import Expect, Visit, feed, moved, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    hop = visit.path.count("a")
    await visit.send(moved("/" + "a" * (hop + 1)) if hop < 5 else ok(feed(visit)))
