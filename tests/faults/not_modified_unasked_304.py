"""`304 Not Modified` to somebody who sent no validators and has nothing: a broken cache."""

from tests.faults import Expect, Visit, head

EXPECT = Expect(error="http-status", status=304)


async def answer(visit: Visit) -> None:
    await visit.send(head("304 Not Modified"))
