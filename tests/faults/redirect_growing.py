"""Every hop leads to an address twice as long: a rewrite rule that matches what it wrote."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="redirects")


async def answer(visit: Visit) -> None:
    await visit.send(moved(visit.path * 2))
