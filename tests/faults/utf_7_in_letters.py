"""A feed whose tags are plain, and whose letters are UTF-7: read as what it looks like, it would print `R+AOk-sum`."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="unreadable", status=200)


async def answer(visit: Visit) -> None:
    body = feed(visit, prolog='<?xml version="1.0" encoding="UTF-7"?>\n').replace(b"<title>", b"<title>R+AOk-sum+AOk- ")
    await visit.send(ok(body, "text/xml"))
