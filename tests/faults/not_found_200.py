"""The page of a 404, but with status 200."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="not-a-feed", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(page("Halaman tidak ditemukan", "<h1>404</h1><p>Halaman tidak ditemukan.</p>"), HTML))
