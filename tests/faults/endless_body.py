"""Sends one letter for ever, as fast as it is taken: a script that prints in a loop."""

from tests.faults import RSS, Expect, Visit, head

EXPECT = Expect(error="too-large", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS))
    while True:
        await visit.send(b"a" * 65536)
