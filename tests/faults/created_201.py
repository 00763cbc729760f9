"""`201 Created`: a home-made API that took the question for an upload."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="http-status", status=201)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit), status="201 Created"))
