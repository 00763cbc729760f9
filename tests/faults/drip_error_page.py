"""Says 500 and drips the page to it for ever. The status is known, the page is not waited for without end."""

import asyncio

from tests.faults import HTML, Expect, Visit, head

EXPECT = Expect(error="timeout", status=500)


async def answer(visit: Visit) -> None:
    await visit.send(head("500 Internal Server Error", Content_Type=HTML))
    while True:
        await visit.send(b".")
        await asyncio.sleep(0.1)
