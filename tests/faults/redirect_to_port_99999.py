"""Leads to a port that does not exist."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="bad-address", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved("http://127.0.0.1:99999/feed/"))
