"""Pieces, one announced with more bytes than there are in the world."""

from tests.faults import RSS, Expect, Visit, chunk, feed, head

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    body = feed(visit)
    start = head(Content_Type=RSS, Transfer_Encoding="chunked") + chunk(body[:-200])
    await visit.send(start + b"f" * 40 + b"\r\n" + body[-200:])
