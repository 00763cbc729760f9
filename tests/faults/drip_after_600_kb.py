"""Sends more than half a megabyte at once and then a byte now and then: large bodies wait for one another, and this one
holds its place. What arrived whole is published."""

import asyncio

from tests.faults import RSS, Expect, Visit, head, item, opening

EXPECT = Expect(error="timeout", status=200, entries=2)


async def answer(visit: Visit) -> None:
    begun = opening(visit) + item(visit, 1) + item(visit, 2) + "<!--"
    await visit.send(head(Content_Type=RSS), begun.encode(), b" " * 600_000)
    while True:
        await visit.send(b".")
        await asyncio.sleep(0.1)
