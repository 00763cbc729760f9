"""`401` that wants a user and a password (RFC 7617), without a page: a test site behind a lock."""

from tests.faults import HTML, Expect, Visit, ok

EXPECT = Expect(error="http-status", status=401)


async def answer(visit: Visit) -> None:
    await visit.send(ok("", HTML, "401 Unauthorized", WWW_Authenticate='Basic realm="Uji coba"'))
