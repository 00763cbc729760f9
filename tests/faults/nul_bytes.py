"""NUL bytes among the letters: a text that was cut in a database without knowing its encoding. It is read."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit).replace(b" warga ", b" warga\x00 ")))
