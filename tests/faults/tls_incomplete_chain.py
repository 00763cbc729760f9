"""A good certificate without the one between it and the root, which browsers fetch by themselves."""

from tests.faults import Expect, Visit, feed, ok

DOOR = "incomplete"
EXPECT = Expect(error="tls-chain")


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit)))
