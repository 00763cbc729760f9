"""One article of twenty megabytes."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="too-large", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit, 1).replace(b"<description>", b"<description>" + b"kata " * 4_000_000)))
