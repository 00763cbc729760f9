"""Every fault of this folder at once, beside ten honest feeds, in one pull by the command itself.

What a fault is, and what must come of it, stands in its own file. The servers are real, on loopback, over TCP and TLS
with certificates made for this run; the network's settings, the deadline and the workers are those of the portal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from plugins.newsroom.fetch import HOPS, TOTAL_SECONDS
from plugins.newsroom.outcomes import FAILURES
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import when
from tests.faults._certificates import Certificates
from tests.faults._good import good
from tests.faults._server import FaultServer, Site, faults
from tests.houses import House

LONGEST_REST: Final = timedelta(days=8)
FAULTS: Final = faults()


@dataclass(frozen=True)
class Pulled:
    """What came of it. `rests`: for how long each source is left alone afterwards."""

    report: dict[str, Any]
    rows: dict[str, dict[str, Any]]
    rests: dict[str, timedelta]
    server: FaultServer


@pytest.fixture(scope="module")
def pulled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pulled]:
    """One pull of the ten honest feeds and of the faults that are to be tested: of all, unless some were chosen."""
    to_run = [each.callspec for each in request.session.items if hasattr(each, "callspec")]
    chosen = [call.params.get("site") for call in to_run]
    folder = tmp_path_factory.mktemp("faults")
    certificates = Certificates()
    with (
        pytest.MonkeyPatch.context() as patch,
        FaultServer([*(site for site in FAULTS if site in chosen), *good()], certificates) as server,
    ):
        patch.setenv("SSL_CERT_FILE", str(certificates.write_root(folder)))
        house = House(folder, lay_out(folder, server))
        report = house.pull()
        rows = {row["agency"]: row for row in report["sources"]}
        yield Pulled(report, rows, _rests(house), server)


def lay_out(folder: Path, server: FaultServer) -> Path:
    """A network with an agency for every site of the server."""
    content = folder / "content"
    for name, address in server.addresses.items():
        room = content / "agencies" / name
        room.mkdir(parents=True)
        site = address.removesuffix("feed/")
        fields = f'name = "Dinas {name}"\nshort = "{name}"\nkind = "dinas"\nsite = "{site}"\n'
        (room / "agency.toml").write_text(f'{fields}\n[[feeds]]\nurl = "{address}"\nmode = "full"\n')
    (content / "network.toml").write_text(
        'name = "Kabupaten Contoh"\ncode = "33.99"\ntimezone = "Asia/Jakarta"\n'
        'domains = ["127.0.0.1", "localhost"]\nallow_private_addresses = true\n'
    )
    return content


def _rests(house: House) -> dict[str, timedelta]:
    store = Store(house.environment()["PORTAL_STORE"])
    try:
        now = when(house.now)
        return {r["agency"]: when(r["resume_at"] or house.now) - now for r in store.q.feed_states()}
    finally:
        store.close()


def told(row: dict[str, Any]) -> dict[str, Any]:
    """What the report says of a source, by the names of `Expect`."""
    error = (row["error"] or "").partition(":")[0]
    return {"outcome": row["outcome"], "error": error, "entries": row["entries"], "status": row["status"]}


def wanted(site: Site, row: dict[str, Any]) -> dict[str, Any]:
    """What it must say. Where a site expects no status, whichever is told is right."""
    expect = site.expect
    status = expect.status if expect.status is not None else row["status"]
    return {"outcome": expect.outcome, "error": expect.error, "entries": expect.entries, "status": status}


@pytest.mark.parametrize("site", FAULTS, ids=lambda site: site.name)
def test_a_fault_is_named_truthfully(site: Site, pulled: Pulled) -> None:
    """What a server does wrong is called by its name, and what it sent whole is published."""
    row = pulled.rows[site.name]
    assert told(row) == wanted(site, row), f"{site.does}\n{row}"
    assert row["new"] + row["duplicate"] == site.expect.entries, row


@pytest.mark.parametrize("site", FAULTS, ids=lambda site: site.name)
def test_a_fault_is_neither_pestered_nor_forgotten(site: Site, pulled: Pulled) -> None:
    """It is asked no more often than redirects explain, rests for as long as it asked for, and is asked again."""
    assert len(pulled.server.asked[site.name]) <= HOPS + 1
    assert timedelta(seconds=site.expect.rests) <= pulled.rests[site.name] < LONGEST_REST


@pytest.mark.parametrize("name", [site.name for site in good()])
def test_an_honest_feed_is_published_beside_them(name: str, pulled: Pulled) -> None:
    """Whatever its neighbours do, an honest feed is read whole, and all of it is new."""
    row, site = pulled.rows[name], pulled.server.sites[name]
    assert told(row) == wanted(site, row), row
    assert row["new"] == site.expect.entries == 3


def test_the_deadline_holds(pulled: Pulled) -> None:
    """Nobody holds anybody up: the whole pull takes little longer than the one deadline that each of them has. What
    little is depends on the machine; twice as long would mean that somebody waited for somebody else."""
    assert pulled.report["seconds"] < 2 * TOTAL_SECONDS
    assert {fault["file"] for fault in pulled.report["faults"]} <= {"agencies/articles-100000/agency.toml"}  # told of
    assert len(pulled.rows) == len(pulled.server.sites)


def test_the_server_did_what_it_says(pulled: Pulled) -> None:
    """No fault is broken in another way than its file states."""
    assert not pulled.server.surprises


def test_there_are_faults_enough() -> None:
    """The promise is sixty ways to misbehave; each expects an outcome that the portal has a sentence for."""
    bad = [site for site in FAULTS if site.expect.error]
    assert len(bad) >= 60
    assert {site.expect.error for site in bad} <= FAILURES.keys()
