"""`404` with the site's own page: the feed moved when the site was rebuilt."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="http-status", status=404)


async def answer(visit: Visit) -> None:
    await visit.send(ok(page("Halaman tidak ditemukan", "<h1>Oops!</h1><p>Silakan cari.</p>"), HTML, "404 Not Found"))
