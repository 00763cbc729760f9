"""Packed twice and labelled once: PHP packs, and the web server packs again."""

import gzip

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="encoding", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(gzip.compress(gzip.compress(feed(visit))), Content_Encoding="gzip"))
