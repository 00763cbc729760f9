"""A hundred thousand articles in one feed: an export. As many are read as a feed may have."""

from tests.faults import CLOSING, Expect, Visit, ok, opening

EXPECT = Expect(status=200, entries=2000)


async def answer(visit: Visit) -> None:
    port = visit.origin.rpartition(":")[2]
    many = "".join(f"<item><title>Rapat ke-{number} Dusun {port}</title></item>" for number in range(100_000))
    await visit.send(ok(opening(visit) + many + CLOSING))
