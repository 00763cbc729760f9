"""Pieces that break off into nonsense after a while. What came before is published, and nobody waits for more."""

import asyncio

from tests.faults import RSS, Expect, Visit, chunk, feed, head

EXPECT = Expect(error="truncated", status=200, entries=2)


async def answer(visit: Visit) -> None:
    body = feed(visit)
    await visit.send(head(Content_Type=RSS, Transfer_Encoding="chunked") + chunk(body[:-200]))
    await asyncio.sleep(0.5)
    await visit.send(b"zz\r\n" + body[-200:])
