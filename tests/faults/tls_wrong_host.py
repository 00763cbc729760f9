"""The certificate of another site on the same machine."""

from tests.faults import Expect, Visit, feed, ok

DOOR = "wrong-host"
EXPECT = Expect(error="tls-host")


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit)))
