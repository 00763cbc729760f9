"""One long entity, used ten thousand times over."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)

PROLOG = f'<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a "{"a" * 100_000}">]>\n'


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit, prolog=PROLOG).replace(b" ikut serta", b" ikut serta " + b"&a;" * 10_000, 1)))
