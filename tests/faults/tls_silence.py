"""Takes the first word of the handshake and never answers."""

from tests.faults import Expect, Visit

DOOR = "plain"
EXPECT = Expect(error="timeout")


async def answer(visit: Visit) -> None:
    await visit.stay()
