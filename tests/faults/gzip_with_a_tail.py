"""Packed, with white space behind it. It is read."""

import gzip

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(ok(gzip.compress(feed(visit)) + b"\r\n\r\n", Content_Encoding="gzip"))
