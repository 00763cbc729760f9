"""Leads to an address with a user and a password before its host, where readers differ about which part is the host."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="bad-address", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved(visit.origin.replace("://", "://admin:rahasia@") + "/umpan/"))
