"""The list of a folder's files where the site should be: `index.php` is gone."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="default-page", status=200)


async def answer(visit: Visit) -> None:
    body = '<h1>Index of /</h1><pre><a href="cgi-bin/">cgi-bin/</a> <a href="cadangan.zip">cadangan.zip</a></pre>'
    await visit.send(ok(page("Index of /", body), HTML))
