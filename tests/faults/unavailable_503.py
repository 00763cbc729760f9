"""`503` and not a word of when to come again, as most overloaded servers say it. Left alone for an hour."""

from tests.faults import HTML, Expect, Visit, ok

EXPECT = Expect(error="http-status", status=503, rests=59 * 60)


async def answer(visit: Visit) -> None:
    await visit.send(ok("<h1>Service Unavailable</h1>", HTML, "503 Service Unavailable"))
