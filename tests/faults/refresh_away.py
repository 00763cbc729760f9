"""A page that sends browsers on to somewhere else after no time: what a hijacked site shows. It is not followed."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="not-a-feed", status=200)


async def answer(visit: Visit) -> None:
    refresh = '<meta http-equiv="refresh" content="0;url=http://hadiah.example/">'
    await visit.send(ok(page("Mengalihkan", "", refresh), HTML, Refresh="0; url=http://hadiah.example/"))
