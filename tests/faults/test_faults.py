"""Every fault of this folder against the portal: each alone, then all of them at once beside ten honest feeds.

What a fault is, and what must come of it, stands in its own file. The servers are real, on loopback, over TCP and TLS;
what asks them is the portal as it stands.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import aiohttp.connector
import pytest

from plugins.newsroom import visit
from plugins.newsroom.fetch import HOPS, TOTAL_SECONDS, Net
from plugins.newsroom.intake import take_in
from plugins.newsroom.model import SourceReport
from plugins.newsroom.outcomes import FAILURES
from plugins.newsroom.schedule import FeedState
from plugins.newsroom.store import Store
from plugins.newsroom.visit_bodies import Round
from plugins.newsroom.walls import Workers
from tests.faults._certificates import Certificates
from tests.faults._good import good
from tests.faults._server import FaultServer, Site, faults
from tests.houses import House

NOW: Final = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
PATIENCE: Final = 3.0  # seconds, for what hangs until the deadline, whichever it is
LONGEST_REST: Final = timedelta(days=8)
FAULTS: Final = faults()


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


def told(row: dict[str, Any]) -> dict[str, Any]:
    """What the report says of a source, by the names of `Expect`."""
    error = (row["error"] or "").partition(":")[0]
    return {"outcome": row["outcome"], "error": error, "entries": row["entries"], "status": row["status"]}


def wanted(site: Site, row: dict[str, Any]) -> dict[str, Any]:
    """What it must say. Where a site expects no status, whichever is told is right."""
    expect = site.expect
    status = expect.status if expect.status is not None else row["status"]
    return {"outcome": expect.outcome, "error": expect.error, "entries": expect.entries, "status": status}


# --- each alone ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Certificates]:
    """Certificates whose root this machine trusts as long as these tests run."""
    made = Certificates()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(made.write_root(tmp_path_factory.mktemp("root"))))
        # aiohttp reads that variable when it is imported, which is long ago: it reads it once more
        patch.setattr(aiohttp.connector, "_SSL_CONTEXT_VERIFIED", ssl.create_default_context())
        yield made


@pytest.fixture(scope="module")
def server(certificates: Certificates) -> Iterator[FaultServer]:
    """Every fault, open for visits."""
    with FaultServer(FAULTS, certificates) as serving:
        yield serving


@dataclass(frozen=True)
class Told:
    """What became of one visit. `rests`: for how long the source is left alone afterwards."""

    row: SourceReport
    rests: timedelta


@pytest.fixture(scope="module")
def visited(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, server: FaultServer
) -> dict[str, Told]:
    """Every fault that is to be tested, visited as a pull visits it; side by side, because most of them only wait."""
    asked = [each.callspec.params.get("site") for each in request.session.items if hasattr(each, "callspec")]
    sites = [site for site in asked if isinstance(site, Site)]
    folder = tmp_path_factory.mktemp("faults")
    store = Store(f"sqlite:///{folder / 'portal.sqlite3'}")
    try:
        return asyncio.run(_visit_all(sites, lay_out(folder, server), store))
    finally:
        store.close()


async def _visit_all(sites: list[Site], content: Path, store: Store) -> dict[str, Told]:
    """A worker's deadline is the usual one only where it is to be missed: a busy machine proves nothing."""
    until = asyncio.get_running_loop().time() + 600
    with Workers() as strict, Workers(seconds=120) as patient:
        desk = (await take_in(content, store, patient, now=NOW)).desk

        async def one(site: Site) -> Told:
            seconds = PATIENCE if site.expect.hangs else TOTAL_SECONDS
            async with Net(allow_private=True, agent="Portal Uji", now=lambda: NOW, seconds=seconds) as net:
                workers = strict if site.expect.error == "worker" else patient
                shared = Round(content, store, desk, workers, net, until)
                row = await visit.Visit(shared, desk.agencies[site.name].feeds[0], FeedState()).go()
            again = next((state.resume_at for _, state in shared.fallen if state.resume_at), NOW)
            return Told(row, again - NOW)

        found = await asyncio.gather(*(one(site) for site in sites))
    return {site.name: each for site, each in zip(sites, found, strict=True)}


@pytest.mark.parametrize("site", FAULTS, ids=lambda site: site.name)
def test_a_fault_is_named_truthfully(site: Site, visited: dict[str, Told], server: FaultServer) -> None:
    """What a server does wrong is called by its name, what it sent whole is published, and it is asked no more than
    redirects explain, nor forgotten for ever."""
    row = visited[site.name].row
    assert told(asdict(row)) == wanted(site, asdict(row)), f"{site.does}\n{row}"
    assert row.new + row.duplicate == site.expect.entries, row
    assert timedelta(seconds=site.expect.rests) <= visited[site.name].rests < LONGEST_REST
    assert len(server.asked[site.name]) <= HOPS + 1
    assert not server.surprises


def test_there_are_faults_enough() -> None:
    """The promise is sixty ways to misbehave; each expects an outcome that the portal has a sentence for."""
    bad = [site for site in FAULTS if site.expect.error]
    assert len(bad) >= 60
    assert {site.expect.error for site in bad} <= FAILURES.keys()


# --- all at once --------------------------------------------------------------------------------------


def test_all_at_once_harm_none_of_the_honest(tmp_path: Path, certificates: Certificates) -> None:
    """Every fault and ten honest feeds in one pull, by the command itself: the ten are published, each fault is named
    truthfully, nobody takes longer than the deadline, and so neither does the pull."""
    with FaultServer([*FAULTS, *good()], certificates) as serving:
        report = House(tmp_path, lay_out(tmp_path, serving)).pull()
    rows = {row["agency"]: row for row in report["sources"]}
    wrong = {
        name: (told(rows[name]), wanted(site, rows[name]))
        for name, site in serving.sites.items()
        if told(rows[name]) != wanted(site, rows[name])
    }
    assert not wrong, "\n".join(f"{name}: told {said}, wanted {must}" for name, (said, must) in wrong.items())
    assert [rows[site.name]["new"] for site in good()] == [site.expect.entries for site in good()]
    assert max(row["seconds"] for row in rows.values()) < 60
    assert report["seconds"] < 60
    assert not serving.surprises
