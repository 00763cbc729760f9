"""Speaks HTTP/2 at once, to somebody who asked in HTTP/1.1: a proxy with the wrong protocol switched on."""

from tests.faults import Expect, Visit

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(
        b"\x00\x00\x12\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x80\x00\x04\x00\x01\x00\x00\x00\x05\x00\xff\xff\xff"
    )
