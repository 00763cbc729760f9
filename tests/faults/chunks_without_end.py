"""Pieces, and no last one: the connection ends where the terminator should be. All articles came whole and are
published; that nothing is missing cannot be known."""

from tests.faults import RSS, Expect, Visit, chunk, feed, head

EXPECT = Expect(error="truncated", status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS, Transfer_Encoding="chunked"), chunk(feed(visit)))
