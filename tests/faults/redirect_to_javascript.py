"""Leads to a script, as hacked pages do in browsers."""

from tests.faults import Expect, Visit, moved

EXPECT = Expect(error="bad-address", status=302)


async def answer(visit: Visit) -> None:
    await visit.send(moved("javascript:alert(document.domain)"))
