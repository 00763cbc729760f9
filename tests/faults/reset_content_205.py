"""`205 Reset Content`, which is meant for forms."""

from tests.faults import Expect, Visit, head

EXPECT = Expect(error="http-status", status=205)


async def answer(visit: Visit) -> None:
    await visit.send(head("205 Reset Content", Content_Length=0))
