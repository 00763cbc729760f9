"""What a pull costs, beside `reader` and beside a bare aiohttp script that keeps nothing, in one run.

Five hundred sites on loopback, one port each, twenty entries each, all different. Whole processes are run in turn,
one round to warm up (in which memory is watched) and three that count, so that whatever else the machine does falls
on all of them alike:

    first       an empty store: `invoke pull`, `reader` with sixteen workers, aiohttp reading the bodies
    unchanged   the same again, every site answers 304: `invoke pull`, `reader`, aiohttp sending the validators
    hanging     one site in twenty takes the connection and says nothing
    many        5,000 sites: memory alone

The server counts what it was asked, and each store is looked into: nobody wins by not working.
"""

from __future__ import annotations

import importlib.util
import json
import resource
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks import made_up, measure
from benchmarks.gather_server import ENTRIES, Sites
from benchmarks.measure import Spent

SOURCES: Final = 500
ROUNDS: Final = 3
ONE_IN: Final = 20  # hangs
DEADLINE: Final = 30  # seconds that a pull gives one source
MANY: Final = 5000

Figures = dict[str, Any]
Runs = dict[str, list[Spent]]


def run(sources: int = SOURCES, rounds: int = ROUNDS, many: int = MANY) -> Figures:
    """Serve, run in turn, check, print. A sentence instead of figures where `reader` is not installed."""
    if importlib.util.find_spec("reader") is None:
        sentence = "the peer `reader` is not installed: `./run bench` brings it, plain `./run` does not"
        print(sentence, file=sys.stderr)
        return {"skipped": sentence}
    with tempfile.TemporaryDirectory(prefix="gather-") as name:
        folder = Path(name)
        with Sites(folder / "sites", sources) as sites:
            arena = Arena(folder, sites)
            first: Runs = {"ours": [], "reader": [], "aiohttp": []}
            unchanged: Runs = {"ours": [], "reader": [], "aiohttp": []}
            for each in range(rounds + 1):
                _round(arena, first, unchanged, watch=not each)
            hanging = {"first": _hanging(arena, fresh=True), "unchanged": _hanging(arena, fresh=False)}
        memory = {"first": _memory(first["ours"][0]), "unchanged": _memory(unchanged["ours"][0])}
        memory |= _many(folder / "many", many)
    figures: Figures = {
        "sources": sources, "entries": sources * ENTRIES, "rounds": rounds, "first": _times(first),
        "unchanged": _times(unchanged), "hanging": hanging, "memory": memory,
    }  # fmt: skip
    figures["promises"] = list(_promises(figures))
    _print(figures)
    return figures


class Arena:
    """The sites, and who asks them; each asking is checked against what the sites counted and what was kept."""

    def __init__(self, folder: Path, sites: Sites) -> None:
        self.folder, self.sites, self.count = folder, sites, len(sites.feeds)
        self._environment = measure.portal(folder)
        self._reader, self._subscribed = folder / "reader.sqlite3", folder / "subscribed.sqlite3"
        self._feeds = folder / "sites" / "feeds.json"
        made_up.write_content(folder / "content", [address for address, _, _ in sites.feeds])

    def forget(self) -> None:
        """Empty stores for ours and for `reader`, who knows its feeds already."""
        for path in self.folder.glob("portal.sqlite3*"):
            path.unlink()
        for path in self.folder.glob(f"{self._reader.name}*"):
            path.unlink()
        if not self._subscribed.exists():
            measure.run(self._peer("subscribe", self._subscribed), self._environment)
        shutil.copyfile(self._subscribed, self._reader)

    def pull(self, *, new: int, unchanged: int, silent: int = 0, watch: bool = False) -> Spent:
        """Our pull; `new` articles must have come in, `silent` sites must have failed."""
        report = self.folder / "report.json"
        spent = measure.run(measure.command("pull", "--report", str(report)), self._environment, watch=watch)
        totals = json.loads(report.read_bytes())["totals"]
        wanted = {"new": new, "unchanged": unchanged, "failed": silent, "skipped": 0, "duplicate": 0, "held": 0}
        _expect("our report", {name: totals[name] for name in wanted}, wanted)
        self._asked("our pull", unchanged)
        return spent

    def reader(self, *, unchanged: int) -> Spent:
        spent = measure.run(self._peer("reader", self._reader), self._environment)
        connection = sqlite3.connect(f"{self._reader.as_uri()}?mode=ro", uri=True)
        ((entries,),) = connection.execute("SELECT count(*) FROM entries")
        connection.close()
        _expect("entries in the store of reader", entries, self.count * ENTRIES)
        self._asked("reader", unchanged)
        return spent

    def aiohttp(self, name: str, *, unchanged: int) -> Spent:
        spent = measure.run(self._peer(name, self._reader), self._environment)
        self._asked("aiohttp", unchanged)
        return spent

    def _peer(self, name: str, store: Path) -> list[str]:
        return [sys.executable, "-m", "benchmarks.gather_peers", name, str(store), str(self._feeds)]

    def _asked(self, who: str, unchanged: int) -> None:
        counts = self.sites.counts()
        wanted = {"sites": self.count, "unchanged": unchanged}
        _expect(f"what {who} asked", {name: counts[name] for name in wanted}, wanted)


def _round(arena: Arena, first: Runs, unchanged: Runs, *, watch: bool) -> None:
    """One of each, in turn."""
    everything = arena.count * ENTRIES
    arena.forget()
    first["ours"].append(arena.pull(new=everything, unchanged=0, watch=watch))
    first["reader"].append(arena.reader(unchanged=0))
    first["aiohttp"].append(arena.aiohttp("bodies", unchanged=0))
    unchanged["ours"].append(arena.pull(new=0, unchanged=arena.count, watch=watch))
    unchanged["reader"].append(arena.reader(unchanged=arena.count))
    unchanged["aiohttp"].append(arena.aiohttp("unchanged", unchanged=arena.count))


def _hanging(arena: Arena, *, fresh: bool) -> Figures:
    """A pull in which one site in twenty never answers."""
    silent = arena.count // ONE_IN
    others = arena.count - silent
    if fresh:
        arena.forget()
    arena.sites.hang(ONE_IN)
    spent = arena.pull(new=others * ENTRIES if fresh else 0, unchanged=0 if fresh else others, silent=silent)
    arena.sites.hang(0)
    return {"silent": silent, "wall": round(spent.wall, 2), "limit": DEADLINE + 2}


def _many(folder: Path, count: int) -> Figures:
    """The memory of a first pull and of one in which nothing changed, of many more sites."""
    needed = 2 * count + 200  # the sites' own process: a port each, and whoever has not hung up yet
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if allowed != resource.RLIM_INFINITY and allowed < needed:
        return {"many": {"skipped": f"{count} sites need {needed} open files, and `ulimit -Hn` allows {allowed}"}}
    with Sites(folder / "sites", count) as sites:
        arena = Arena(folder, sites)
        first = arena.pull(new=count * ENTRIES, unchanged=0, watch=True)
        unchanged = arena.pull(new=0, unchanged=count, watch=True)
    return {"many_sources": count, "many_first": _memory(first), "many_unchanged": _memory(unchanged)}


def _memory(spent: Spent) -> Figures:
    """Peaks in megabytes; where processes cannot be told apart, the largest stands for both; no worker, no figure."""
    told = {"parent": spent.own, "worker": spent.worker} if spent.own else {"largest": spent.megabytes}
    return {name: round(megabytes, 1) for name, megabytes in told.items() if megabytes}


def _times(runs: Runs) -> Figures:
    """Medians and every value that counts; ratios of ours to each peer, of the medians."""
    counted = {name: spent[1:] for name, spent in runs.items()}
    wall = {name: median(s.wall for s in spent) for name, spent in counted.items()}
    cpu = {name: median(s.cpu for s in spent) for name, spent in counted.items()}
    figures: Figures = {
        name: {
            "wall": round(wall[name], 2), "cpu": round(cpu[name], 2),
            "walls": [round(s.wall, 2) for s in spent], "cpus": [round(s.cpu, 2) for s in spent],
        }
        for name, spent in counted.items()
    }  # fmt: skip
    for peer in ("reader", "aiohttp"):
        figures[f"wall_to_{peer}"] = round(wall["ours"] / wall[peer], 2)
        figures[f"cpu_to_{peer}"] = round(cpu["ours"] / cpu[peer], 2)
    return figures


def _promises(figures: Figures) -> Iterator[Figures]:
    """What is promised, what was found, and whether it holds."""
    found: list[tuple[str, float, float]] = [
        ("nothing changed, wall to reader", figures["unchanged"]["wall_to_reader"], 0.5),
        ("nothing changed, wall to bare aiohttp", figures["unchanged"]["wall_to_aiohttp"], 2.0),
        ("first pull, wall to reader", figures["first"]["wall_to_reader"], 1.0),
    ]
    for name, hanging in figures["hanging"].items():
        found.append((f"one in {ONE_IN} hangs, {name}, seconds", hanging["wall"], hanging["limit"]))
    for name in ("first", "unchanged", "many_first", "many_unchanged"):
        limit = 250.0 if name.startswith("many") else 150.0
        for process, megabytes in figures["memory"].get(name, {}).items():
            found.append((f"memory, {name.replace('_', ' ')}, {process}, MB", megabytes, limit))
    for what, value, limit in found:
        yield {"what": what, "found": value, "limit": limit, "holds": value <= limit}


def _expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise SystemExit(f"{what}: {found} where {wanted} was expected; no figure is worth anything")


def _print(figures: Figures) -> None:
    console = Console(stderr=True, width=120)
    table = Table("", "wall, s", "ours to it", "cpu, s", "ours to it", "walls")
    for kind in ("first", "unchanged"):
        for name in ("ours", "reader", "aiohttp"):
            row = figures[kind][name]
            ratios = [figures[kind].get(f"{unit}_to_{name}", "") for unit in ("wall", "cpu")]
            cells = (f"{kind}, {name}", row["wall"], ratios[0], row["cpu"], ratios[1], row["walls"])
            table.add_row(*map(str, cells))
    console.print(table)
    promises = Table("promise", "found", "at most", "holds")
    for promise in figures["promises"]:
        found, limit = f"{promise['found']:g}", f"{promise['limit']:g}"
        promises.add_row(promise["what"], found, limit, "yes" if promise["holds"] else "NO")
    console.print(promises)
