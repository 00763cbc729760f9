"""PHP warnings before the feed. It is read."""

from tests.faults import HTML, Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)

WARNING = b"<br />\n<b>Warning</b>:  Undefined variable $judul in <b>rss.php</b> on line <b>12</b><br />\n"


async def answer(visit: Visit) -> None:
    await visit.send(ok(WARNING * 3 + feed(visit), HTML))
