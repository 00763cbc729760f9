"""`204 No Content` where a feed should be: a cache that was filled while the site was down."""

from tests.faults import Expect, Visit, head

EXPECT = Expect(error="http-status", status=204)


async def answer(visit: Visit) -> None:
    await visit.send(head("204 No Content"))
