"""The page that Apache shows on a fresh machine."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="default-page", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(
        ok(page("Apache2 Ubuntu Default Page: It works", "<span>Apache2 Default Page</span> It works!"), HTML)
    )
