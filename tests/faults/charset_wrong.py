"""Says ISO-8859-1 twice and is UTF-8. It is read, and the letters are right."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    body = feed(visit, prolog='<?xml version="1.0" encoding="ISO-8859-1"?>\n')
    await visit.send(
        ok(body.replace(b"Kepala dinas", "Kepala dinas “Kesehatan”".encode()), "text/xml; charset=iso-8859-1")
    )
