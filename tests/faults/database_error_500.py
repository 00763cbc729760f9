"""`500` because the database is gone, as WordPress says it."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="http-status", status=500)


async def answer(visit: Visit) -> None:
    body = page("Database Error", "<h1>Error establishing a database connection</h1>")
    await visit.send(ok(body, HTML, "500 Internal Server Error"))
