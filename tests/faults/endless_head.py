"""Sends header after header and never a body."""

from tests.faults import Expect, Visit

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await visit.send(b"Set-Cookie: sesi=0123456789abcdef; path=/\r\n" * 500)
