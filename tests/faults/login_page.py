"""`200` with the page where one logs in."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="login", status=200)

FORM = '<form action="/wp-login.php" method="post"><input name="log"><input type="password" name="pwd"></form>'


async def answer(visit: Visit) -> None:
    await visit.send(ok(page("Log Masuk", FORM), HTML))
