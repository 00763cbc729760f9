"""Says that it is packed and is not: a cache that kept the header and lost the packing."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="encoding", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit), Content_Encoding="gzip"))
