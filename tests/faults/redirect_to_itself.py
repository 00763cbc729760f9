"""An address that leads to itself."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="redirects")


async def answer(visit: Visit) -> None:
    await visit.send(moved(visit.origin + visit.path))
