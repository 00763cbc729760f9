"""Twenty thousand elements, each inside the one before, ahead of the articles. They are read."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    deep = b"<a>" * 20_000 + b"</a>" * 20_000
    await visit.send(ok(feed(visit).replace(b"<item>", deep + b"<item>", 1)))
