"""`200` with "Account Suspended": the hosting was not paid."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="suspended", status=200)


async def answer(visit: Visit) -> None:
    body = "<h1>Account Suspended</h1><p>This Account has been suspended. Contact your hosting provider.</p>"
    await visit.send(ok(page("Account Suspended", body), HTML))
