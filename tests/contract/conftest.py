"""What the contract's tests lean on: a web site to script, and a network of their own to run the commands on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.network import Found, Portal
from tests.contract.server import Site


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
def module_site() -> Iterator[Site]:
    """A web site that the tests of a module share."""
    made = Site()
    yield made
    made.close()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Founds a network whose site the tests of a module share and only read."""

    def make(name: str = "jaringan", **settings: Any) -> Portal:
        return Portal(tmp_path_factory.mktemp(name), **settings)

    return make


@pytest.fixture(scope="module")
def prepared(request: pytest.FixtureRequest, found: Found, module_site: Site) -> Any:
    """What this module's `prepare(found, site)` makes, once for all of its tests."""
    return request.module.prepare(found, module_site)
