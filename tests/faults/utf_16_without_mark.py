"""UTF-16 without a byte order mark: a file saved by an editor on Windows. It is read."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    body = feed(visit, prolog='<?xml version="1.0" encoding="UTF-16"?>\n')
    await visit.send(ok(body.decode().encode("utf-16-le"), "text/xml"))
