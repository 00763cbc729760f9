"""The queue of waiting callers is full, and nobody accepts: a machine that is out of memory."""

from tests.faults import Expect, Visit

DOOR = "full"
EXPECT = Expect(error="timeout")


async def answer(visit: Visit) -> None:
    raise AssertionError("a port where nobody accepts was visited")
