"""A parked domain: nobody renewed it, and somebody else sells it now."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="parked", status=200)


async def answer(visit: Visit) -> None:
    body = "<h1>contohdesa.example</h1><p>This domain is for sale! Buy this domain. Related searches: hosting</p>"
    await visit.send(ok(page("contohdesa.example is for sale", body), HTML))
