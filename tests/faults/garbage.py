"""Answers with bytes that are nothing at all: the port of a game server, or of a database."""

from tests.faults import Expect, Visit

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(bytes(range(256)) * 8)
