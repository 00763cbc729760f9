"""Pieces of one byte each. That is allowed, and read."""

from tests.faults import RSS, Expect, Visit, chunk, feed, head

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    pieces = b"".join(chunk(bytes([byte])) for byte in feed(visit))
    await visit.send(head(Content_Type=RSS, Transfer_Encoding="chunked"), pieces, chunk(b""))
