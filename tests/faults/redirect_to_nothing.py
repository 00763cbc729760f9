"""A redirect with an empty address."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="bad-address", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved(""))
