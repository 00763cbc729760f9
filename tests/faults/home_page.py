"""The home page instead of the feed, with the label of a feed: a theme that answers every address alike."""

from tests.faults import Expect, Visit, ok, page, text, title

EXPECT = Expect(error="not-a-feed", status=200)


async def answer(visit: Visit) -> None:
    articles = "".join(f"<article><h2>{title(visit, n)}</h2><p>{text(visit, n)}</p></article>" for n in range(1, 9))
    await visit.send(ok(page("Dinas Contoh", articles)))
