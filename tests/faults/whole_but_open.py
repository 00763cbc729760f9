"""Sends a whole feed with no length and then keeps the line open. Its end is not known to have come, so it failed;
everything in it is published."""

from tests.faults import RSS, Expect, Visit, feed, head

EXPECT = Expect(error="timeout", status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS), feed(visit))
    await visit.stay()
