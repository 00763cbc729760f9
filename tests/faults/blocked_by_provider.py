"""A provider's page instead of the site: its domain stands on the national list of blocked ones."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="blocked", status=200)


async def answer(visit: Visit) -> None:
    body = (
        "<h1>Internet Positif</h1><p>Mohon maaf, akses ke situs ini diblokir karena termasuk daftar TRUST+POSITIF.</p>"
        '<a href="https://trustpositif.example/">trustpositif</a>'
    )
    await visit.send(ok(page("Internet Positif", body), HTML))
