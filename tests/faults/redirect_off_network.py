"""Leads out of the network's domains: the site was taken over, or its domain changed hands."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="off-network", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved("http://hadiah.example/feed/"))
