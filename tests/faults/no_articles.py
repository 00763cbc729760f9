"""A sound feed without articles. That is no failure: a new site."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit, 0)))
