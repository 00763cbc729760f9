"""`401` with the page where one logs in."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="login", status=401)

FORM = '<h1>Masuk ke SIAP</h1><form method="post"><input name="nip"><input type="password" name="sandi"></form>'


async def answer(visit: Visit) -> None:
    await visit.send(ok(page("Masuk", FORM), HTML, "401 Unauthorized"))
