"""A fatal alert instead of a handshake (RFC 8446, 6.2): no cipher in common."""

from tests.faults import Expect, Visit

DOOR = "plain"
EXPECT = Expect(error="tls")


async def answer(visit: Visit) -> None:
    await visit.reader.read(100)
    await visit.send(b"\x15\x03\x03\x00\x02\x02\x28")
