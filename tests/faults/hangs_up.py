"""Takes the question and hangs up without a word: a crashed worker behind a proxy."""

from tests.faults import Expect, Visit

EXPECT = Expect(error="reset")


async def answer(visit: Visit) -> None:
    return
