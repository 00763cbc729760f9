"""A domain that its registrar keeps because it has expired."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="parked", status=200)


async def answer(visit: Visit) -> None:
    body = "<h1>Domain ini telah kedaluwarsa</h1><p>Domain ini diparkir. Bila milik Anda, segera perpanjang.</p>"
    await visit.send(ok(page("Domain kedaluwarsa", body), HTML))
