"""Resets the connection before the first byte: a firewall that dislikes the caller."""

from tests.faults import Expect, Visit

EXPECT = Expect(error="reset")


async def answer(visit: Visit) -> None:
    await visit.reset()
