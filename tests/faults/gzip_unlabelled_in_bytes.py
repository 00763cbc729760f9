"""Packed without saying so, the first byte by itself. How it was cut on its way changes nothing: it is read."""

import asyncio
import gzip

from tests.faults import RSS, Expect, Visit, feed, head

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    packed = gzip.compress(feed(visit))
    await visit.send(head(Content_Type=RSS, Content_Length=len(packed)), packed[:1])
    await asyncio.sleep(0.5)
    await visit.send(packed[1:])
