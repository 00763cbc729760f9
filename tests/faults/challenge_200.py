"""`200` with a page that examines the browser by a script."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="challenge", status=200)

SCRIPT = "<script>var s={};document.cookie='sucuri_cloudproxy_uuid_1=2';location.reload()</script>"


async def answer(visit: Visit) -> None:
    await visit.send(
        ok(page("You are being redirected...", "<noscript>Javascript is required.</noscript>", SCRIPT), HTML)
    )
