"""Stops in the middle of the third article, and HTTP ends properly: PHP ran out of time. Two are published."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="truncated", status=200, entries=2)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit)[:-200]))
