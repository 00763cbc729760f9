"""`999 Request denied`, a number of its own making, as some networks answer to robots."""

from tests.faults import HTML, Expect, Visit, ok

EXPECT = Expect(error="http-status", status=999)


async def answer(visit: Visit) -> None:
    await visit.send(ok("", HTML, "999 Request denied"))
