"""`502 Bad Gateway`: the web server lives, PHP does not."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="http-status", status=502)


async def answer(visit: Visit) -> None:
    body = page("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>")
    await visit.send(ok(body, HTML, "502 Bad Gateway"))
