"""`403` with the same, in Indonesian."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="suspended", status=403)


async def answer(visit: Visit) -> None:
    body = "<h1>Akun ditangguhkan</h1><p>Akun ini ditangguhkan. Silakan hubungi penyedia hosting Anda.</p>"
    await visit.send(ok(page("Akun ditangguhkan", body), HTML, "403 Forbidden"))
