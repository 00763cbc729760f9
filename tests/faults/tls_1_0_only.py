"""TLS 1.0 and nothing newer."""

from tests.faults import Expect, Visit, feed, ok

DOOR = "tls-1.0"
EXPECT = Expect(error="tls")


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit)))
