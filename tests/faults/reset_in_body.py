"""Resets the connection in the middle of the third article. The two that arrived whole are published,
and what was cut short is called so."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="truncated", status=200, entries=2)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit))[:-200])
    await visit.reset()
