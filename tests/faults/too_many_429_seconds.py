"""`429` that says for how many seconds to stay away. So long it is left alone."""

from tests.faults import HTML, Expect, Visit, ok

EXPECT = Expect(error="http-status", status=429, rests=600)


async def answer(visit: Visit) -> None:
    await visit.send(ok("Too many requests", HTML, "429 Too Many Requests", Retry_After=600))
