"""A piece whose extension never ends: nothing of it is body, so no body ever grows too large."""

import asyncio

from tests.faults import RSS, Expect, Visit, head

EXPECT = Expect(error="timeout", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(head(Content_Type=RSS, Transfer_Encoding="chunked"), b"5;x=")
    while True:
        await visit.send(b"a" * 1000)
        await asyncio.sleep(0.02)
