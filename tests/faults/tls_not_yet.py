"""A certificate that begins tomorrow: a server's clock that is wrong."""

from tests.faults import Expect, Visit, feed, ok

DOOR = "not-yet"
EXPECT = Expect(error="tls-expired")


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit)))
