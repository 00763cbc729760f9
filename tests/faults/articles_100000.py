"""A hundred thousand articles in one feed: an export. As many are read as a feed may have."""

from tests.faults import CLOSING, Expect, Visit, ok, opening, title

EXPECT = Expect(status=200, entries=2000)


async def answer(visit: Visit) -> None:
    many = "".join(f"<item><guid>{n}</guid><title>{title(visit, n)}</title></item>" for n in range(100_000))
    await visit.send(ok(opening(visit) + many + CLOSING))
