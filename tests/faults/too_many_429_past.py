"""`429` with a moment that is over: a clock that is slow, or a page that was kept. Left alone for an hour."""

from tests.faults import HTML, Expect, Visit, ok

EXPECT = Expect(error="http-status", status=429, rests=59 * 60)


async def answer(visit: Visit) -> None:
    await visit.send(ok("", HTML, "429 Too Many Requests", Retry_After="Sat, 01 Jan 2000 00:00:00 GMT"))
