"""A feed that does not say what it is. It is read."""

from tests.faults import Expect, Visit, feed, head

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(head(), feed(visit))
