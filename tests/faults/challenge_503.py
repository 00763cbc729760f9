"""`503` with a page that examines the browser, as older protections send it."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="challenge", status=503)


async def answer(visit: Visit) -> None:
    body = page("DDoS-Guard", "<h1>Checking your browser before accessing the site</h1>")
    await visit.send(ok(body, HTML, "503 Service Temporarily Unavailable", Server="ddos-guard"))
