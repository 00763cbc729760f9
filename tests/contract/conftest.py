"""What the contract's tests lean on: a web site to script, and a network of their own to run the commands on."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from tests.contract.network import Found, Portal, kill, publish
from tests.contract.server import Site
from tests.contract.writing import item

FOLDER: Final = Path(__file__).parent
DEADLINES: Final = "test_deadlines.py"


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on loopback, empty."""
    made = Site()
    yield made
    made.close()


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """A network without agencies."""
    return Portal(tmp_path)


@pytest.fixture(scope="module")
def module_site(request: pytest.FixtureRequest, preparing: Mapping[str, Prepared]) -> Iterator[Site]:
    """A web site that the tests of a module share: that of its `prepare`, if it has one."""
    prepared = preparing.get(request.module.__name__)
    made = prepared.site if prepared else Site()
    yield made
    made.close()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Founds a network whose site the tests of a module share and only read."""

    return _founding(tmp_path_factory)


def _founding(folders: pytest.TempPathFactory) -> Found:
    def make(name: str = "jaringan", **settings: Any) -> Portal:
        return Portal(folders.mktemp(name), **settings)

    return make


# A second line of work. A command is a process and takes a second, and a module's network takes a dozen of them;
# so a module may offer `prepare(found, site)`, which runs beside the tests of the modules before it.


@dataclass
class Prepared:
    """What a module's `prepare` makes, once it is done, and the site that it was given."""

    site: Site
    made: Future[Any]


@pytest.fixture(scope="session", autouse=True)
def preparing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Prepared]]:
    """Every module of this folder that is to be tested and has a `prepare`, by its name."""
    here = {each.module.__name__: each.module for each in request.session.items if each.path.parent == FOLDER}

    with ThreadPoolExecutor(1) as worker:
        yield {
            name: Prepared(site := Site(), worker.submit(module.prepare, _founding(tmp_path_factory), site))
            for name, module in here.items()
            if hasattr(module, "prepare")
        }
        worker.shutdown(cancel_futures=True)


@pytest.fixture(scope="module")
def prepared(request: pytest.FixtureRequest, preparing: Mapping[str, Prepared], module_site: Site) -> Any:
    """What this module's `prepare` made."""
    return preparing[request.module.__name__].made.result()


# What takes its time is started first and waited for last.


@dataclass
class Slow:
    """A pull that is under way, with `--report report.json` in the portal's folder."""

    portal: Portal
    process: subprocess.Popen[str]
    site: Site


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda each: each.path.name == DEADLINES)


@pytest.fixture(scope="session", autouse=True)
def _started_first(request: pytest.FixtureRequest) -> None:
    if any(each.path.name == DEADLINES for each in request.session.items):
        request.getfixturevalue("dripping")
        request.getfixturevalue("overdue")


@pytest.fixture(scope="session")
def dripping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slow]:
    """A pull of one source that drips for minutes, one that nobody accepts, and a sound one."""
    portal, site = Portal(tmp_path_factory.mktemp("tetes")), Site()
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
    yield from _under_way(portal, site)
    for each in (full, *waiting):
        each.close()


@pytest.fixture(scope="session")
def overdue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slow]:
    """A pull that may take one minute (`pull_minutes = 1`) for twenty-four sources of sixteen seconds each."""
    portal, site = Portal(tmp_path_factory.mktemp("terlambat"), lines=["pull_minutes = 1"]), Site()
    for number in range(24):
        portal.agency(f"dinas-{number}", publish(site, f"/{number}", [item(number)], delay=16))
    yield from _under_way(portal, site)


def _under_way(portal: Portal, site: Site) -> Iterator[Slow]:
    process = portal.start("pull", "--report", str(portal.folder / "report.json"))
    yield Slow(portal, process, site)
    if process.poll() is None:
        kill(process)
    site.close()
