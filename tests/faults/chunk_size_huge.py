"""Pieces, the second announced with more bytes than there are in the world."""

import asyncio

from tests.faults import RSS, Expect, Visit, chunk, feed, head

EXPECT = Expect(error="truncated", status=200, entries=2)


async def answer(visit: Visit) -> None:
    body = feed(visit)
    await visit.send(head(Content_Type=RSS, Transfer_Encoding="chunked"), chunk(body[:-200]))
    await asyncio.sleep(0.2)
    await visit.send(b"f" * 40 + b"\r\n" + body[-200:])
