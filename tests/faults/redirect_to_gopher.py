"""Leads to gopher, the classic way to speak to a database through somebody else's mouth."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="bad-address", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved("gopher://127.0.0.1:6379/_FLUSHALL"))
