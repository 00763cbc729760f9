"""One header of a megabyte: a session that keeps everything in its cookie."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit), Set_Cookie="sesi=" + "a" * 1_000_000))
