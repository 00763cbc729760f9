"""`429` with a wait that says nothing: the source is left alone for an hour all the same."""

from tests.faults import HTML, Expect, Visit, ok

EXPECT = Expect(error="http-status", status=429, rests=59 * 60)


async def answer(visit: Visit) -> None:
    await visit.send(ok("", HTML, "429 Too Many Requests", Retry_After="nanti sore saja"))
