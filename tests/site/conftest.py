"""The sample network, pulled and built three times, once for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from samples.network import Network, lay_out
from tests.houses import House

FIRST = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


@dataclass
class Rounds:
    """Three pulls of Kabupaten Contoh, a day apart: reports, requests and trees of each."""

    house: House
    network: Network
    reports: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[list[int]] = field(default_factory=list)
    written: list[set[str]] = field(default_factory=list)
    trees: list[dict[str, bytes]] = field(default_factory=list)
    anew: list[dict[str, bytes]] = field(default_factory=list)

    def source(self, number: int, agency: str) -> dict[str, Any]:
        """One agency's row in the report of pull `number` (1, 2, 3)."""
        return next(row for row in self.reports[number - 1]["sources"] if row["agency"] == agency)


@pytest.fixture(scope="session")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rounds]:
    folder = tmp_path_factory.mktemp("contoh")
    layout = lay_out(folder / "demo", now=FIRST)
    house = House(folder, layout.content)
    with Network(folder / "demo") as network:
        seen = Rounds(house, network)
        for number, hour in ((1, 5), (2, 6), (3, 7)):
            network.round = number
            network.requests.clear()
            house.now = f"2026-11-21T0{hour}:00:00Z"
            seen.reports.append(house.pull())
            seen.statuses.append([request.status for request in network.requests])
            before = seen.trees[-1] if seen.trees else {}
            house.run("build")
            seen.trees.append(house.tree())
            seen.written.append({p for p, data in seen.trees[-1].items() if before.get(p) != data})
            house.run("build", output=folder / f"anew-{number}")
            seen.anew.append(house.tree(folder / f"anew-{number}"))
        yield seen


@pytest.fixture(scope="session")
def site(rounds: Rounds) -> Path:
    """The folder of the built site after the third pull."""
    return rounds.house.output
