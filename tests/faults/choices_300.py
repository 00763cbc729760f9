"""`300 Multiple Choices`: Apache's mod_speling has several guesses. None of them is taken."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="http-status", status=300)


async def answer(visit: Visit) -> None:
    await visit.send(ok(page("Multiple Choices", "<ul><li>/feeds/<li>/feed.xml</ul>"), HTML, "300 Multiple Choices"))
