"""Plain HTTP on the port for https: a virtual host that was set up by halves."""

from tests.faults import HTML, Expect, Visit, ok

DOOR = "plain"
EXPECT = Expect(error="tls")


async def answer(visit: Visit) -> None:
    await visit.reader.read(100)
    await visit.send(ok("<h1>Bad Request</h1>", HTML, "400 Bad Request"))
