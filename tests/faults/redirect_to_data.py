"""Leads to a feed inside the address itself, which would be nobody's."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="bad-address", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved("data:application/rss+xml,<rss version='2.0'><channel></channel></rss>"))
