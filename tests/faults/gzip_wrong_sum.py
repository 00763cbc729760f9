"""Packed, with a checksum that does not fit: a bad cable, or a bad disk. Nothing of it is trusted."""

import gzip

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="encoding", status=200)


async def answer(visit: Visit) -> None:
    packed = bytearray(gzip.compress(feed(visit)))
    packed[-8] ^= 0xFF
    await visit.send(ok(bytes(packed), Content_Encoding="gzip"))
