"""What changed is printed: nothing, fifty stories, one that was edited, withdrawn or dated back, beside plain Pelican
on an empty site, in turn, with archives of several sizes in the same rounds.

The newsroom files what changed before, and that is not counted; what is counted is the whole process of the build.
Files are counted from outside, by inode and time, and held against what the build says it wrote.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks import measure, printing_profile, printing_store
from benchmarks.measure import Spent
from benchmarks.printing_full import Arena, memory

MORE: Final = 50
KINDS: Final = ("pelican", "build", "fifty", "edited", "withdrawn", "dated back")
PROFILED: Final = 3  # builds of fifty whose gate is timed

Figures = dict[str, Any]


class Site:
    """An archive whose whole site stands, and what its builds cost."""

    def __init__(self, arena: Arena) -> None:
        self.arena = arena
        self.spent: defaultdict[str, list[Spent]] = defaultdict(list)
        self.written: defaultdict[str, list[int]] = defaultdict(list)
        self.bounds: list[dict[str, int]] = []
        self.watched: dict[str, Spent] = {}
        self._stamp = printing_store.stamp(arena.output)

    def round(self, number: int, *, warm: bool = False) -> None:
        """One of each kind. `warm`: not counted, but for the memory, which is watched."""
        folder, arena = self.arena.folder, self.arena
        words = [sys.executable, "-m", "pelican", str(folder / "content"), "-s", "pelicanconf.py"]
        self._count("pelican", lambda: measure.run(words, arena.environment), warm=warm)
        self._count("build", arena.build, warm=warm)
        filed = printing_store.add(folder, printing_store.fresh(arena.next(MORE), MORE, arena.stories))
        written = self._count("fifty", lambda: arena.build(watch=warm), warm=warm)
        if not warm:
            self.bounds.append({"files": written, **printing_store.bound(folder, filed)})
        step = arena.stories // 40 or 1  # others each round, spread over the archive
        printing_store.edit(folder, arena.stories // 3 + number * step, number + 1)
        self._count("edited", arena.build, warm=warm)
        printing_store.withdraw(folder, arena.stories // 2 + number * step)
        self._count("withdrawn", arena.build, warm=warm)
        printing_store.add(folder, [printing_store.back_dated(arena.next(1))])
        self._count("dated back", arena.build, warm=warm)

    def _count(self, kind: str, build: Callable[[], Spent], *, warm: bool) -> int:
        """Build, and count the files that changed. Raises SystemExit where the build says another number."""
        spent, stamp = build(), printing_store.stamp(self.arena.output)
        files, self._stamp = printing_store.changed(self._stamp, stamp), stamp
        told = printing_store.told_changed(spent.said)
        if kind != "pelican" and told != files:
            raise SystemExit(f"{kind}: {files} files changed, and the build says {told}")
        if warm:
            self.watched[kind] = spent
        else:
            self.spent[kind].append(spent)
            self.written[kind].append(files)
        return files

    def profile(self) -> Figures:
        """Where the time of fifty goes: by parts as an operator's build does it, by rooms in one process, imports."""
        by_parts = [self._fifty(lambda folder: printing_profile.few(folder, alone=False)) for _ in range(PROFILED)]
        gate = median(each["seconds"].get("gate", 0.0) for each in by_parts)
        return {
            "parts": sorted(by_parts, key=lambda each: each["wall"])[PROFILED // 2], "gate": round(gate, 4),
            "rooms": self._fifty(lambda folder: printing_profile.few(folder, alone=True)),
            "imports": self._fifty(printing_profile.imports),
        }  # fmt: skip

    def _fifty(self, look: Callable[[Path], Figures]) -> Figures:
        printing_store.add(self.arena.folder, printing_store.fresh(self.arena.next(MORE), MORE, self.arena.stories))
        return look(self.arena.folder)

    def figures(self, floor: list[Spent]) -> Figures:
        """All of it, with ratios to the floor."""
        told: Figures = {kind: to_floor(self.spent[kind], floor, self.written[kind]) for kind in KINDS}
        told["fifty"]["bounds"] = self.bounds
        told["memory"] = memory(self.watched["fifty"], self.spent["fifty"])
        return told | {"profile": self.profile()}


def run(arenas: list[Arena], rounds: int) -> Figures:
    """`floor`, and for each archive its kinds of changes."""
    sites, floor = [Site(arena) for arena in arenas], []
    for number in range(rounds + 1):
        print(f"few changes, round {number} of {rounds} …", file=sys.stderr)
        for site in sites:
            floor.append(_floor(site.arena.folder))
            site.round(number, warm=not number)
    floor = floor[len(sites) :]  # the first was to warm up
    return {
        "floor": to_floor(floor, floor, [0 for _ in floor]), "rounds": rounds,
        "sites": {str(site.arena.stories): site.figures(floor) for site in sites},
    }  # fmt: skip


def to_floor(spent: list[Spent], floor: list[Spent], files: list[int]) -> Figures:
    """Medians of wall and cpu and their ratios to the floor's, every wall, and how many files changed."""
    wall, cpu = median(s.wall for s in spent), median(s.cpu for s in spent)
    return {
        "wall": round(wall, 3), "to_floor": round(wall / median(s.wall for s in floor), 3),
        "cpu": round(cpu, 3), "cpu_to_floor": round(cpu / median(s.cpu for s in floor), 3),
        "megabytes": round(max(s.megabytes for s in spent), 1), "walls": [round(s.wall, 3) for s in spent],
        "files": files,
    }  # fmt: skip


def _floor(folder: Path) -> Spent:
    """Plain Pelican on an empty site, with its `simple` theme."""
    (folder / "empty").mkdir(exist_ok=True)
    said = 'SITENAME = "Kosong"\nTHEME = "simple"\nTIMEZONE = "UTC"\nPLUGINS = []\n'  # else all that are installed
    (folder / "emptyconf.py").write_text(said, encoding="utf-8")
    words = [sys.executable, "-m", "pelican", "empty", "-s", "emptyconf.py", "-o", "out"]
    return measure.run(words, measure.portal(folder), folder=folder)
