"""UTF-7, in which `<` is written with letters so that filters do not see it. Nobody decodes that, or prints it."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="unreadable", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit, prolog="").replace(b"<", b"+ADw-"), "text/xml; charset=utf-7"))
