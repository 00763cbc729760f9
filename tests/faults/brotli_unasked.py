"""Packed with Brotli, which nobody asked for: a cache that forgets `Vary`."""

from tests.faults import Expect, Visit, ok

EXPECT = Expect(error="encoding", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(b"\x8b\x00\x80<rss></rss>\x03", Content_Encoding="br"))
