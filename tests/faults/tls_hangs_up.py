"""Hangs up in the middle of the handshake: a name that the server's front does not know."""

from tests.faults import Expect, Visit

DOOR = "plain"
EXPECT = Expect(error="reset")


async def answer(visit: Visit) -> None:
    await visit.reader.read(4096)
