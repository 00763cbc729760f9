"""`200` and nothing: PHP died without showing why."""

from tests.faults import HTML, Expect, Visit, ok

EXPECT = Expect(error="empty", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok("", HTML))
