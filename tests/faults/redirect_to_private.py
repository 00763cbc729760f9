"""Leads into somebody's own network. Nobody connects to it."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="off-network", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved("http://10.0.0.1/admin/"))
