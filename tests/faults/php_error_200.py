"""The same trace with status 200: PHP that shows its errors."""

from tests.faults import HTML, Expect, Visit, ok

EXPECT = Expect(error="not-a-feed", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(
        ok("<br />\n<b>Fatal error</b>:  Allowed memory size exhausted in <b>rss.php</b> on line <b>9</b>", HTML)
    )
