"""`403` of the web server itself: wrong rights on a folder."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="http-status", status=403)


async def answer(visit: Visit) -> None:
    await visit.send(ok(page("403 Forbidden", "<h1>Forbidden</h1>"), HTML, "403 Forbidden"))
