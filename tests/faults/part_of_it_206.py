"""`206 Partial Content`, though no part was asked for: a cache that answers with its first block."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="http-status", status=206)


async def answer(visit: Visit) -> None:
    body = feed(visit)
    await visit.send(ok(body[:500], status="206 Partial Content", Content_Range=f"bytes 0-499/{len(body)}"))
