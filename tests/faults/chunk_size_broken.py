"""Pieces, one with a size that is no number, all sent at once: a buffer that was overwritten."""

from tests.faults import RSS, Expect, Visit, chunk, feed, head

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    body = feed(visit)
    start = head(Content_Type=RSS, Transfer_Encoding="chunked") + chunk(body[:-200])
    await visit.send(start + b"zz\r\n" + body[-200:])
