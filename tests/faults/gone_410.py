"""`410 Gone`: the feed was taken down on purpose. The source rests for a week and is asked again."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="gone", status=410, rests=7 * 24 * 3600)


async def answer(visit: Visit) -> None:
    await visit.send(ok(page("Gone", "<h1>Gone</h1>"), HTML, "410 Gone"))
