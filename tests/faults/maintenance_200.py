"""`200` with a page that says the site is being worked on: a plugin that was switched on and forgotten."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="maintenance", status=200)


async def answer(visit: Visit) -> None:
    body = "<h1>Situs sedang dalam pemeliharaan</h1><p>Kami akan segera kembali. Terima kasih atas kesabaran Anda.</p>"
    await visit.send(ok(page("Sedang dalam pemeliharaan", body), HTML))
