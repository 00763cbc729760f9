"""JSON that says what went wrong, with status 200: a home-made API."""

from tests.faults import Expect, Visit, ok

EXPECT = Expect(error="not-a-feed", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok('{"status": false, "message": "Token tidak dikenal", "data": []}', "application/json"))
