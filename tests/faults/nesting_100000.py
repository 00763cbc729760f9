"""A hundred thousand elements, each inside the one before."""

from tests.faults import CLOSING, Expect, Visit, ok, opening

EXPECT = Expect(error="unreadable", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(opening(visit) + "<a>" * 100_000 + "</a>" * 100_000 + CLOSING))
