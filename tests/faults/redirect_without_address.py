"""A redirect with no address at all: a script that stopped after its status line."""

from tests.faults import Expect, Visit, head

EXPECT = Expect(error="bad-address", status=301)


async def answer(visit: Visit) -> None:
    await visit.send(head("301 Moved Permanently", Content_Length=0))
