"""`508`: the hosting package has used up its share."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="http-status", status=508)


async def answer(visit: Visit) -> None:
    body = page("508 Resource Limit Is Reached", "<h1>Resource Limit Is Reached</h1>")
    await visit.send(ok(body, HTML, "508 Loop Detected"))
