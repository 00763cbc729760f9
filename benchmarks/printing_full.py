"""A whole site is printed into an empty folder, by the portal and by its peers, in turn.

The store of each build is a copy of one that never printed anything, so that nothing is remembered of an earlier
build; the folders of the peers are emptied, caches and all. Programs stay as warm as they are: bytecode, compiled
templates and the packages of node were read by a run before.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks import measure, printing_peers, printing_profile, printing_store
from benchmarks.measure import Spent
from benchmarks.printing_peers import PEERS

LITTLE: Final = 20_000  # stories, up to which a whole site is printed three times
ROUNDS: Final = (3, 2)

Figures = dict[str, Any]


class Arena:
    """One archive: `kept`, which never printed, and `folder`, the copy that prints."""

    def __init__(self, work: Path, stories: int) -> None:
        self.stories = stories
        self.kept, self.folder, self.sites = (work / f"{stories}-{name}" for name in ("kept", "prints", "peers"))
        self.environment = measure.portal(self.folder)
        self.numbers = stories  # the number of the next article
        printing_store.fill(self.kept, stories)

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def anew(self) -> None:
        """A store that never printed, and no site."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.kept, self.folder)

    def build(self, *words: str, watch: bool = False) -> Spent:
        return measure.run(measure.command("build", *words), self.environment, watch=watch)

    def next(self, more: int) -> int:
        """The first of so many numbers that no article has yet, a multiple of `more` further than the archive."""
        first = self.numbers
        self.numbers += more
        return first


def run(arena: Arena, versions: dict[str, str], *, rounds: int = 0) -> Figures:
    """Print it in turn and compare; the site that stands in the end is of our last build. `rounds`: 0 for as many as
    such a size can be given."""
    arena.anew()
    print(f"{arena.stories:,} stories: the whole site …", file=sys.stderr)
    warm = arena.build("--full", watch=True)
    _keep_templates(arena)
    asked = [peer for peer in PEERS if peer.name in versions and arena.stories <= peer.most]
    beyond = {p.name: p.beyond for p in PEERS if p.name in versions and arena.stories > p.most}
    told = printing_peers.write(arena.output, arena.sites, asked)
    arena.anew()
    profile = printing_profile.full(arena.folder)
    spent: dict[str, list[Spent]] = {"portal": [], **{peer.name: [] for peer in asked}}
    for _ in range(rounds or ROUNDS[arena.stories > LITTLE]):
        arena.anew()
        spent["portal"].append(arena.build("--full"))
        for peer in list(asked):
            done = printing_peers.build(peer, arena.sites)
            spent[peer.name].append(done)
            if done.code:
                asked.remove(peer)
                del spent[peer.name]
                beyond[peer.name] = f"left out: it ended with {done.code} where it was to print so many"
                print(f"{peer.name}: {done.said.strip()[-2000:]}", file=sys.stderr)
    compared = {p.name: printing_peers.compare(p, arena.sites, arena.output, told["given"]) for p in asked}
    shutil.rmtree(arena.sites, ignore_errors=True)
    return {
        **told, "bytes": sum(printing_peers.sizes(arena.output).values()), "profile": profile,
        "gate": profile["seconds"]["gate"], "memory": memory(warm, spent["portal"]), "left_out": beyond,
        "spent": {name: medians(each, spent["portal"]) for name, each in spent.items()}, "compared": compared,
    }  # fmt: skip


def _keep_templates(arena: Arena) -> None:
    """What templates were compiled to is as warm in each build as where a portal is at work."""
    shutil.copytree(arena.folder / "templates", arena.kept / "templates", dirs_exist_ok=True)


def memory(watched: Spent, others: list[Spent]) -> Figures:
    """Peaks in megabytes: the largest process of any build; where processes can be told apart (Linux) the command's
    own, the largest that it started, and all of them added up."""
    told = {"largest": max(s.megabytes for s in (watched, *others))}
    if watched.own:
        told |= {"own": watched.own, "worker": watched.worker, "together": watched.together}
    return {name: round(megabytes, 1) for name, megabytes in told.items()}


def medians(spent: list[Spent], portal: list[Spent] | None = None) -> Figures:
    """Of wall, cpu and memory, every wall; and the portal's wall and cpu as a part of these."""
    wall, cpu = median(s.wall for s in spent), median(s.cpu for s in spent)
    figures: Figures = {
        "wall": round(wall, 3), "cpu": round(cpu, 3), "megabytes": round(max(s.megabytes for s in spent), 1),
        "walls": [round(s.wall, 3) for s in spent],
    }  # fmt: skip
    if portal is not None and portal is not spent:
        figures["ours_to_it"] = round(median(s.wall for s in portal) / wall, 3)
        figures["our_cpu_to_its"] = round(median(s.cpu for s in portal) / cpu, 3)
    return figures
