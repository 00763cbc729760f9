"""`503` while WordPress updates itself, with the time to wait."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="maintenance", status=503, rests=600)


async def answer(visit: Visit) -> None:
    body = page("Maintenance", "Briefly unavailable for scheduled maintenance. Check back in a minute.")
    await visit.send(ok(body, HTML, "503 Service Unavailable", Retry_After=600))
