"""UTF-7, in which `<` is written with letters so that filters do not see it. Nobody decodes that."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="not-a-feed", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit, prolog="").replace(b"<", b"+ADw-"), "text/xml; charset=utf-7"))
