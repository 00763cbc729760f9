"""Ten thousand headers, each of them harmless: a plugin that adds one for every article."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit), **{f"X-Artikel-{number}": "ada" for number in range(10_000)}))
