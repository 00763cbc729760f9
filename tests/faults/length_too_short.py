"""Announces less than it sends, because it counted letters where bytes are meant. What lies within is published."""

import asyncio

from tests.faults import RSS, Expect, Visit, feed, head

EXPECT = Expect(error="truncated", status=200, entries=2)


async def answer(visit: Visit) -> None:
    body = feed(visit)
    await visit.send(head(Content_Type=RSS, Content_Length=len(body) - 200), body[:-200])
    await asyncio.sleep(0.5)
    await visit.send(body[-200:])
