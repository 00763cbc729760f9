"""Names an encoding that does not exist. It is read."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit, prolog='<?xml version="1.0" encoding="utf8mb4"?>\n'), "text/xml; charset=utf8mb4"))
