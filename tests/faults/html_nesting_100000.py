"""An article whose HTML nests a hundred thousand deep: an editor that wraps whatever it saves once more."""

from tests.faults import Expect, Visit, feed, ok, text

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    deep = f"<![CDATA[{'<div>' * 100_000}{text(visit, 1)}]]></description>".encode()
    await visit.send(ok(feed(visit).replace(b"</description>", b"</description><description>" + deep, 1)))
