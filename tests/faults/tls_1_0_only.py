"""TLS 1.0 and nothing newer: a server that nobody has touched since 2012 refuses the version, in a record of its own
(RFC 8446, 6.2: `protocol_version`)."""

from tests.faults import Expect, Visit

DOOR = "plain"
EXPECT = Expect(error="tls")


async def answer(visit: Visit) -> None:
    await visit.reader.read(100)
    await visit.send(b"\x15\x03\x01\x00\x02\x02\x46")
