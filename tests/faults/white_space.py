"""`200` and white space: the empty lines behind the last `?>` of a dozen PHP files."""

from tests.faults import RSS, Expect, Visit, ok

EXPECT = Expect(error="empty", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(" \r\n\t\n" * 20, RSS))
