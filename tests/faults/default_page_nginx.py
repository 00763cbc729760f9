"""The page that nginx shows where no site was set up."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="default-page", status=200)


async def answer(visit: Visit) -> None:
    body = "<h1>Welcome to nginx!</h1><p>If you see this page, the web server is successfully installed.</p>"
    await visit.send(ok(page("Welcome to nginx!", body), HTML))
