"""The readers' comments instead of the agency's articles: the first feed that a WordPress page names is not always
the right one."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(error="comments", status=200)


async def answer(visit: Visit) -> None:
    body = feed(visit).decode().replace("<title>Berita Dinas<", "<title>Komentar pada: Dinas Contoh<")
    body = body.replace("</link><guid>", "#comment-7</link><guid>").replace(
        "<item><title>", "<item><title>Oleh: Warga, "
    )
    await visit.send(ok(body))
