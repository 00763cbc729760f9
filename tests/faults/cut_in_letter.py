"""Stops within a letter of two bytes."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="truncated", status=200, entries=2)


async def answer(visit: Visit) -> None:
    whole = feed(visit)
    await visit.send(ok(whole[: whole.rindex(b" warga")] + "é".encode()[:1]))
