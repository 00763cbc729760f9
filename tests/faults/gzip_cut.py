"""Packed, and cut before its end, with a length that fits: a file on a full disk. Whole articles are published."""

import zlib

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="truncated", status=200, entries=2)


async def answer(visit: Visit) -> None:
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(feed(visit)[:-200]) + packer.flush(zlib.Z_SYNC_FLUSH)
    await visit.send(ok(packed, Content_Encoding="gzip"))
