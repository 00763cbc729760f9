"""What takes its time: the deadline of a source and of a pull.

Both pulls are started before the first test waits, so that they run side by side.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.contract.network import Found, Slow, finished, publish, under_way
from tests.contract.server import Site
from tests.contract.writing import item


@pytest.fixture(scope="module", autouse=True)
def dripping(found: Found) -> Iterator[Slow]:
    """A pull of one source that drips for minutes, one that nobody accepts, and a sound one."""
    portal, site = found("tetes"), Site()
    full = socket.socket()
    full.bind(("127.0.0.1", 0))
    full.listen(0)
    waiting = [socket.socket() for _ in range(3)]
    for each in waiting:
        each.setblocking(False)
        each.connect_ex(full.getsockname())
    portal.agency("tetes", publish(site, "/tetes", [item(1), item(2)], drip=0.1))
    portal.agency("penuh", f"http://127.0.0.1:{full.getsockname()[1]}/feed")
    portal.agency("sehat", publish(site, "/sehat", [item(3)]))
    yield from under_way(portal, site)
    for each in (full, *waiting):
        each.close()


@pytest.fixture(scope="module", autouse=True)
def overdue(found: Found) -> Iterator[Slow]:
    """A pull that may take one minute (`pull_minutes = 1`) for twenty-four sources of sixteen seconds each."""
    portal, site = found("terlambat", lines=["pull_minutes = 1"]), Site()
    for number in range(24):
        portal.agency(f"dinas-{number}", publish(site, f"/{number}", [item(number)], delay=16))
    yield from under_way(portal, site)


def test_a_source_has_thirty_seconds(dripping: Slow) -> None:
    """The contract: "Total deadline 30 s a source, 10 s to connect": both are `failed` in their time, the sound one
    is read."""
    pulled = finished(dripping)
    assert pulled.of("sehat")["outcome"] == "changed"
    assert pulled.of("tetes")["outcome"] == pulled.of("penuh")["outcome"] == "failed"
    assert 28 <= pulled.of("tetes")["seconds"] <= 35
    assert 8 <= pulled.of("penuh")["seconds"] <= 14


def test_what_a_pull_had_no_time_for_goes_first_next_time(overdue: Slow) -> None:
    """The contract: "what was not asked by then is `skipped` and goes first next time"; what was being asked may end
    its 30 s."""
    pulled = finished(overdue)
    site = overdue.site
    skipped = {row["agency"] for row in pulled.report["sources"] if row["outcome"] == "skipped"}
    assert skipped
    assert pulled.report["seconds"] < 60 + 30
    assert not [slug for slug in skipped if site.asked("/" + slug.removeprefix("dinas-"))]
    for path, reply in site.replies.items():
        site.replies[path] = replace(reply, delay=0.0)
    site.forget()
    overdue.portal.later(hours=1)
    overdue.portal.pull()
    asked = ["dinas-" + request.path[1:] for request in site.log]
    assert set(asked[: len(skipped)]) == skipped
