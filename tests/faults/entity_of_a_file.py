"""An entity that stands for a file of the one who reads, and one for an address of this very server. Neither is
opened; the articles are published without them."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    if visit.path != "/feed/":
        raise AssertionError(f"an entity was fetched: {visit.path}")
    entities = f'<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "{visit.origin}/rahasia">'
    prolog = f'<?xml version="1.0"?>\n<!DOCTYPE rss SYSTEM "{visit.origin}/rss.dtd" [{entities}]>\n'
    await visit.send(ok(feed(visit, prolog=prolog).replace(b" ikut serta", b" ikut serta &a; &b;", 1)))
