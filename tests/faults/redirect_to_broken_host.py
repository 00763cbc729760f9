"""Leads to a host in a bracket that never closes, on which a careless reader breaks."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="bad-address", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved("http://[::1/feed/"))
