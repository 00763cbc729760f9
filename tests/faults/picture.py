"""A picture: an address that was copied wrongly."""

from tests.faults import Expect, Visit, ok

EXPECT = Expect(error="not-a-feed", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(255, -1, -1)) * 40, "image/png"))
