"""Stops in the middle of the first article. There is nothing that arrived whole."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="truncated", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit)[:350]))
