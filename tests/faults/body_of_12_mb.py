"""Twelve megabytes with a true length: pictures as text inside the articles."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="too-large", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit).replace(b"<description>", b"<description>" + b"QUJD" * 1_000_000)))
