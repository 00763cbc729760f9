"""Leads to the address where a cloud keeps its machines' secrets. Nobody connects to it."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="off-network", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved("http://169.254.169.254/latest/meta-data/"))
