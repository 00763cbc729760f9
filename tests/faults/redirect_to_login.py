"""Leads to the page where one logs in: a members' plugin that covers the feed as well."""

from tests.faults import HTML, Expect, Visit, moved, ok, page

EXPECT = Expect(error="login", status=200)

FORM = '<form action="/masuk" method="post"><input name="log"><input type="password" name="pwd"></form>'


async def answer(visit: Visit) -> None:
    await visit.send(moved("/masuk") if visit.path == "/feed/" else ok(page("Masuk", FORM), HTML))
