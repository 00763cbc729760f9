"""`306`, a number that means nothing any more."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="http-status", status=306)


async def answer(visit: Visit) -> None:
    await visit.send(moved("/", "306 Switch Proxy"))
