"""A redirect to an address of half a megabyte."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(moved("/" + "a" * 500_000))
