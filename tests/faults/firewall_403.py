"""`403` of a firewall in the web server, which dislikes callers that are no browsers."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="rejected", status=403)


async def answer(visit: Visit) -> None:
    body = page("403 Forbidden", "<h1>Forbidden</h1><p>This request was blocked by Mod_Security rules.</p>")
    await visit.send(ok(body, HTML, "403 Forbidden"))
