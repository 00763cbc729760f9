"""Nobody listens on the port: the web server is down."""

from tests.faults import Expect, Visit

DOOR = "shut"
EXPECT = Expect(error="refused")


async def answer(visit: Visit) -> None:
    raise AssertionError("a port where nobody listens was visited")
