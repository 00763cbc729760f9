"""Over a million elements, each inside the one before: the reader of XML is busy with them for minutes. Its worker is
killed at its deadline, and nobody else notices."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="worker", status=200)


async def answer(visit: Visit) -> None:
    deep = b"<a>" * 1_400_000 + b"</a>" * 1_400_000
    await visit.send(ok(feed(visit).replace(b"<item>", deep + b"<item>", 1)))
