"""A certificate that ended yesterday."""

from tests.faults import Expect, Visit, feed, ok

DOOR = "expired"
EXPECT = Expect(error="tls-expired")


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit)))
