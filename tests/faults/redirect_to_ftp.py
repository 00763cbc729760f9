"""Leads to FTP on its own host."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="bad-address", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved("ftp://127.0.0.1/feed.xml"))
