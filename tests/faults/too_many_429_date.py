"""`429` that says until when to stay away: two hours from the moment of the tests. So long it is left alone."""

from tests.faults import HTML, Expect, Visit, ok

EXPECT = Expect(error="http-status", status=429, rests=7200)


async def answer(visit: Visit) -> None:
    await visit.send(ok("", HTML, "429 Too Many Requests", Retry_After="Sat, 21 Nov 2026 07:00:00 GMT"))
