"""`200` of a firewall before the data centre, with a number for the support and nothing else."""

from tests.faults import HTML, Expect, Visit, ok, page

EXPECT = Expect(error="rejected", status=200)


async def answer(visit: Visit) -> None:
    body = page("Request Rejected", "The requested URL was rejected. Your support ID is: 1234567890123456789")
    await visit.send(ok(body, HTML))
