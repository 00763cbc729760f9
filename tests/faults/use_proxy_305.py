"""`305 Use Proxy`, withdrawn long ago because whoever answers could choose the proxy. It is not obeyed."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="http-status", status=305)


async def answer(visit: Visit) -> None:
    await visit.send(moved("http://127.0.0.1:9/", "305 Use Proxy"))
