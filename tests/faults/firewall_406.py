"""`406 Not Acceptable!` of a hoster's firewall."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="rejected", status=406)


async def answer(visit: Visit) -> None:
    body = page("Not Acceptable!", "<h1>Not Acceptable!</h1><p>An appropriate representation was not found.</p>")
    await visit.send(ok(body, HTML, "406 Not Acceptable"))
