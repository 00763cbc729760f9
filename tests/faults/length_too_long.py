"""Announces more than it sends and hangs up: PHP died behind a server that had counted already."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="truncated", status=200, entries=2)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit))[:-200])
