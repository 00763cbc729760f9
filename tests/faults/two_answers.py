"""Two answers to one question. The second is nobody's, and is not believed."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit)).replace(b"Connection: close", b"Connection: keep-alive"), ok(feed(visit, 9)))
