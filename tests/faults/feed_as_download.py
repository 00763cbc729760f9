"""A feed that wants to be saved as a file of another kind. It is read."""

from tests.faults import Expect, Visit, feed, ok

EXPECT = Expect(status=200, entries=3)


async def answer(visit: Visit) -> None:
    await visit.send(
        ok(feed(visit), "application/octet-stream", Content_Disposition="attachment; filename=../../a.exe")
    )
