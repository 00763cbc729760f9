"""Sends its headers byte by byte and never ends them: what Slowloris does, turned on the one who asks."""

import asyncio

from tests.faults import Expect, Visit

EXPECT = Expect(error="timeout")


async def answer(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await visit.send(b"X")
        await asyncio.sleep(0.1)
