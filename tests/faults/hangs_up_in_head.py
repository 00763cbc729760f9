"""Hangs up in the middle of its headers: a process killed while it answered."""

from tests.faults import RSS, Expect, Visit, head

EXPECT = Expect(error="reset")


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS)[:40])
