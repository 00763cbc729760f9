"""A tired shared host: a second to the first byte, and then a second more. It is within the deadline, and read."""

import asyncio

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    whole = ok(feed(visit))
    await asyncio.sleep(1)
    await visit.send(whole[:300])
    await asyncio.sleep(1)
    await visit.send(whole[300:])
