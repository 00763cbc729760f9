"""An SSH server on the port where the site should be."""

from tests.faults import Expect, Visit

EXPECT = Expect(error="not-http")


async def answer(visit: Visit) -> None:
    await visit.send(b"SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.10\r\n")
