"""A free hoster's advertisement behind the feed. It is read, the advertisement is not."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(ok(feed(visit) + b"<script>hitung()</script><div>Hosting gratis &nbsp; <b>di sini</div>"))
