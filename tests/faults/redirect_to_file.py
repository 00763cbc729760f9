"""Leads to a file of the one who asks."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="bad-address", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved("file:///etc/passwd"))
