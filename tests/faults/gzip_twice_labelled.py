"""Packed twice and labelled twice, a bomb within. One layer was asked for, and nothing is unpacked."""

import gzip

from tests.faults import Expect, Visit, ok

EXPECT = Expect(error="encoding", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(gzip.compress(gzip.compress(bytes(50_000_000), 1)), Content_Encoding="gzip, gzip"))
