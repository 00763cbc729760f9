"""Sends two articles, then a byte now and then for ever. A total deadline ends it; the two articles are published."""

import asyncio

from tests.faults import RSS, Expect, Visit, head, item, opening

EXPECT = Expect(error="timeout", status=200, entries=2)


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS), (opening(visit) + item(visit, 1) + item(visit, 2) + "<!--").encode())
    while True:
        await visit.send(b".")
        await asyncio.sleep(0.1)
