"""Announces a whole feed, sends two articles of it, and falls silent without hanging up: a full disk behind NFS."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="timeout", status=200, entries=2)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit))[:-200])
    await visit.stay()
