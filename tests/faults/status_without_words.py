"""A status line with nothing behind its number. That is allowed, and read."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit), status="200"))
