"""An archive without end, printed as one feed: a query that lost its limit."""

from tests.faults import RSS, Expect, Visit, head, item, opening

EXPECT = Expect(error="too-large", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS), opening(visit).encode())
    while True:
        await visit.send("".join(item(visit, n) for n in range(1, 500)).encode())
