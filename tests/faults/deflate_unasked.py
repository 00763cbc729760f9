"""Packed with deflate, which nobody asked for and which servers send in two ways."""

import zlib

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="encoding", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(zlib.compress(feed(visit)), Content_Encoding="deflate"))
