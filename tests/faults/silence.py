"""Takes the question and never answers: a PHP process that waits for a database."""

from tests.faults import Expect, Visit

EXPECT = Expect(error="timeout")


async def answer(visit: Visit) -> None:
    await visit.stay()
