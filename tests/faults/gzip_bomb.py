"""Ten megabytes of gzip that hold ten gigabytes of zeros."""

import zlib

from tests.faults import RSS, Expect, Visit, head

EXPECT = Expect(error="too-large", status=200)


async def answer(visit: Visit) -> None:
    packer = zlib.compressobj(wbits=31)
    first, again = (packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    await visit.send(head(Content_Type=RSS, Content_Encoding="gzip"), first)
    for _ in range(10_239):  # after a full flush, the same megabyte packs to the same bytes
        await visit.send(again)
