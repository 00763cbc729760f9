"""A feed that calls itself `text/html`. It is read."""

from tests.faults import HTML, Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit), HTML))
