"""A whole feed with status 500: a plugin that fails after the feed was printed. The server says that it failed."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="http-status", status=500)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit), status="500 Internal Server Error"))
