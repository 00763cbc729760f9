"""A certificate that vouches for itself."""

from tests.faults import Expect, Visit, feed, ok

DOOR = "self-signed"
EXPECT = Expect(error="tls-chain")


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit)))
