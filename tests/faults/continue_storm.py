"""Answers `100 Continue` over and over and never anything else."""

import asyncio

from tests.faults import Expect, Visit

EXPECT = Expect(error="timeout")


async def answer(visit: Visit) -> None:
    while True:
        await visit.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        await asyncio.sleep(0.02)
