"""A PDF: the press release itself, where its list should be."""

from tests.faults import Expect, Visit, ok

EXPECT = Expect(error="not-a-feed", status=200)


async def answer(visit: Visit) -> None:
    await visit.send(
        ok(
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n" + bytes(range(256)) * 40,
            "application/pdf",
        )
    )
