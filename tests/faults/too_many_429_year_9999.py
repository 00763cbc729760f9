"""`429` until the year 9999. It is asked again tomorrow."""

from tests.faults import HTML, Expect, Visit, ok

EXPECT = Expect(error="http-status", status=429, rests=24 * 3600)


async def answer(visit: Visit) -> None:
    await visit.send(ok("", HTML, "429 Too Many Requests", Retry_After="Fri, 31 Dec 9999 23:59:59 GMT"))
