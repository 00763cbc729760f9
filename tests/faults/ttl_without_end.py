"""A feed that says it stays good for two million years: somebody leant on the nine. It is believed for a day."""

from tests.faults import CLOSING, Expect, Visit, item, ok, opening

EXPECT = Expect(status=200, entries=1, rests=12 * 3600)


async def answer(visit: Visit) -> None:
    await visit.send(ok(opening(visit) + "<ttl>999999999999</ttl>" + item(visit, 1) + CLOSING))
