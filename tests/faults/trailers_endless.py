"""A whole feed in pieces, then trailers without end. Whether the answer is whole is never known."""

import asyncio

from tests.faults import RSS, Expect, Visit, chunk, feed, head

EXPECT = Expect(error="truncated", status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS, Transfer_Encoding="chunked"), chunk(feed(visit)), b"0\r\n")
    await asyncio.sleep(0.5)  # what was good has arrived, however busy whoever asked is
    while True:
        await visit.send(b"X-Ekor: panjang\r\n" * 50)
        await asyncio.sleep(0.002)
