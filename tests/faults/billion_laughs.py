"""Entities that expand tenfold nine times over. They are not expanded, and the articles beside them are published."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)

LEVELS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
PROLOG = f'<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY e0 "ha">{LEVELS}]>\n'


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit, prolog=PROLOG).replace(b" ikut serta", b" ikut serta &e9;", 1)))
