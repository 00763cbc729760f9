"""Ends an encrypted answer without saying goodbye, two articles in: anybody on the line can do that. They are
published, and it is not taken for the whole."""

from tests.faults import RSS, Expect, Visit, feed, head

DOOR = "https"
EXPECT = Expect(error="truncated", status=200, entries=2)


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS), feed(visit)[:-200])
    visit.writer.transport.abort()
