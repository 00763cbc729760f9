"""`403` with a page that examines the browser, as Cloudflare sends to callers from abroad."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="challenge", status=403)

CHECK = '<h1>dinkes.contohkab.example</h1><p>Checking the site connection security</p><div id="cf-chl-widget"></div>'


async def answer(visit: Visit) -> None:
    await visit.send(ok(page("Just a moment...", CHECK), HTML, "403 Forbidden", Server="cloudflare", CF_Ray="1-CGK"))
