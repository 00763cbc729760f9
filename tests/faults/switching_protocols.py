"""`101 Switching Protocols`, to somebody who asked for none."""

from tests.faults import Expect, Visit

EXPECT = Expect(error="http-status", status=101)


async def answer(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
