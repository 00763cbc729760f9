"""Leads to itself until a cookie comes back: a protection that counts on browsers. The house keeps no cookies."""

from tests.faults import Expect, Visit, feed, head, ok

EXPECT = Expect(error="redirects")


async def answer(visit: Visit) -> None:
    if "cookie" in visit.headers:
        await visit.send(ok(feed(visit)))
    else:
        await visit.send(head("302 Found", Location=visit.path, Set_Cookie="uji=1; path=/", Content_Length=0))
