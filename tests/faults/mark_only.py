"""`200` and a byte order mark, nothing else."""

from tests.faults import RSS, Expect, Visit, ok

EXPECT = Expect(error="empty", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(b"\xef\xbb\xbf", RSS))
