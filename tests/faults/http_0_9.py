"""Answers with a bare body, without status or headers, as in 1991 and as home-made scripts still do."""

from tests.faults import Expect, Visit, feed

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(feed(visit))
