"""Two addresses that lead to each other: rules for `www` and for https that contradict."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="redirects")


async def answer(visit: Visit) -> None:
    await visit.send(moved("/umpan/" if visit.path == "/feed/" else "/feed/", "301 Moved Permanently"))
